// Thai words that Decap lacks, or that said something else.
window.itaWords = {
  auth: { loginWithForgejo: "เข้าสู่ระบบด้วย Forgejo" },
  collection: {
    collectionTop: { viewAsList: "แสดงเป็นรายการ", viewAsGrid: "แสดงเป็นตาราง" },
    entries: { unpublishedHeader: "ยังไม่เผยแพร่" },
  },
  editor: {
    editor: {
      confirmLoadBackup: "พบสิ่งที่กรอกค้างไว้ในเครื่องนี้และยังไม่ได้บันทึก ต้องการกรอกต่อหรือไม่ (ถ้ามีผู้อื่นแก้เรื่องนี้ไปแล้ว ให้กดยกเลิก)",
      onLeavePage: "ยังไม่ได้บันทึก ถ้าออกจากหน้านี้ สิ่งที่กรอกจะหายไป ต้องการออกหรือไม่",
    },
    editorControl: { field: { optional: "ไม่บังคับ", widgetLabel: "ช่อง %{widgetLabel}" } },
    editorInterface: { toggleNotes: "เปิดหรือปิดบันทึกช่วยจำ" },
    editorToolbar: { changesSaved: "บันทึกแล้ว", unsavedChanges: "ยังไม่ได้บันทึก" },
    editorNotesPane: {
      title: "บันทึกช่วยจำ", emptyState: "ยังไม่มีบันทึก", addNote: "เพิ่มบันทึก", addPlaceholder: "เขียนบันทึก…", editPlaceholder: "แก้บันทึก…",
      save: "บันทึก", cancel: "ยกเลิก", edit: "แก้ไข", delete: "ลบ", resolve: "เสร็จแล้ว", unresolve: "ยังไม่เสร็จ",
      confirmDelete: "ต้องการลบบันทึกนี้หรือไม่", shortcut: "กด Ctrl+Enter เพื่อเพิ่มบันทึก",
    },
    editorWidgets: { object: { expand: "เปิด", collapse: "ปิด" }, datetime: { setToNow: "ใส่เวลานี้ใน %{fieldLabel}" } },
  },
  mediaLibrary: { mediaLibraryModal: { close: "ปิด" } },
  ui: { settingsDropdown: { account: "บัญชีของฉัน" } },
};
// Where a change is not agreed to first there is nothing but saving: no item becomes public by a button of the form.
window.itaWordsOfSaving = {
  editor: {
    editorToolbar: {
      publish: "บันทึก", publishing: "กำลังบันทึก…", published: "ไม่มีสิ่งที่ต้องบันทึก", publishNow: "บันทึกตอนนี้",
      publishAndCreateNew: "บันทึกแล้วเพิ่มใหม่", publishAndDuplicate: "บันทึกแล้วทำสำเนา",
    },
  },
};
