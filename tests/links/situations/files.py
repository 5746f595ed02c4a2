"""Documents: what the address says, what the server says, and what the first bytes say."""

from __future__ import annotations

from links.answers import OLE, PDF, PNG, Answer, data, office, page, pdf
from links.registry import BROKEN, DOUBT, NOT_OK, bounds, gone, good, soft

WORD, EXCEL = office("word"), office("xl")
XML = "application/vnd.openxmlformats-officedocument."
LINK = "http://<site>/files/o12."

good("pdf", LINK + "pdf")(data(PDF, "application/pdf"))
good("pdf-octets", LINK + "pdf", why="a browser saves it, and it opens")(data(PDF, "application/octet-stream"))
good("pdf-download", LINK + "pdf")(
    data(PDF, "application/force-download", [("Content-Disposition", 'attachment; filename="o12.pdf"')])
)
good("pdf-x", LINK + "pdf")(data(PDF, "application/x-pdf"))
good("pdf-upper", "http://<site>/files/O12.PDF")(data(PDF, "APPLICATION/PDF"))
good("pdf-no-type", LINK + "pdf", why="browsers look at the bytes")(data(PDF, None))
good("pdf-charset", LINK + "pdf")(data(PDF, "application/pdf; charset=UTF-8"))
good("pdf-junk-before", LINK + "pdf", why="readers look for %PDF in the first kilobyte")(
    data(b"\r\n\xef\xbb\xbf \n" + PDF, "application/pdf")
)
good("pdf-junk-500", LINK + "pdf")(data(b"junk " * 100 + PDF, "application/pdf"))
good("pdf-query", "http://<site>/download.php?id=5")(data(PDF, "application/pdf"))
good("pdf-query-octets", "http://<site>/getfile?doc=12&name=o12.pdf")(data(PDF, "application/octet-stream"))
good("pdf-no-ending", "http://<site>/storage/a81f")(data(PDF, "application/pdf"))
good("pdf-big", LINK + "pdf", why="8 MB; its beginning is enough")(data(PDF + b"%" * 8_000_000, "application/pdf"))
good("pdf-disposition-thai", LINK + "pdf")(
    data(PDF, "application/pdf", [("Content-Disposition", "inline; filename=แผน.pdf")])
)
good("pdf-nosniff", LINK + "pdf")(data(PDF, "application/pdf", [("X-Content-Type-Options", "nosniff")]))
good("pdf-viewer", "http://<site>/pdfjs/web/viewer.html?file=/files/o12.pdf", why="a page that shows the PDF")(
    page("PDF.js viewer", extra='<div id="viewer" class="pdfViewer"></div><script src="viewer.js"></script>', bare=True)
)
good("pdf-viewer-embed", "http://<site>/view/12")(
    page("แผนปฏิบัติการ", extra='<embed src="/files/o12.pdf" type="application/pdf" width="100%">')
)
gone("pdf-as-html", LINK + "pdf", want=NOT_OK, why="Chrome shows the bytes as letters")(data(PDF, "text/html"))
gone("pdf-as-text", LINK + "pdf", want=NOT_OK, why="Chrome shows the bytes as letters")(
    data(PDF, "text/plain; charset=utf-8")
)
bounds("pdf-as-image", LINK + "pdf")(data(PDF, "image/jpeg"))
soft("pdf-html", LINK + "pdf", want=BROKEN)(page("แผนปฏิบัติการ", "ดาวน์โหลดเอกสาร"))
soft("pdf-html-as-pdf", LINK + "pdf", want=BROKEN, why="says PDF, is a page; the reader shows an error")(
    data(page("แผน", "x").body, "application/pdf")
)
soft("pdf-html-query", "http://<site>/getfile?name=o12.pdf", want=NOT_OK | DOUBT)(page("ดาวน์โหลด", "กดเพื่อดาวน์โหลด"))
gone("pdf-empty", LINK + "pdf")(data(b"", "application/pdf"))
gone("pdf-zeros", LINK + "pdf", want=BROKEN)(data(bytes(5000), "application/pdf"))
gone("pdf-text-inside", LINK + "pdf", want=BROKEN)(data("ไม่พบไฟล์".encode(), "application/pdf"))
gone("pdf-json-error", LINK + "pdf", want=BROKEN)(data(b'{"error":"file not found"}', "application/json"))
gone("pdf-php-warning", LINK + "pdf", want=BROKEN)(
    data(b"<br />\n<b>Warning</b>: readfile(o12.pdf): failed to open stream", "application/pdf")
)
gone("pdf-is-zip", LINK + "pdf", want=NOT_OK)(data(WORD, "application/pdf"))
bounds("pdf-is-png", LINK + "pdf", want=DOUBT | BROKEN, why="Chrome shows the image when it is called one")(
    data(PNG, "image/png")
)

good("xlsx", LINK + "xlsx")(data(EXCEL, XML + "spreadsheetml.sheet"))
good("xlsx-zip", LINK + "xlsx")(data(EXCEL, "application/zip"))
good("xlsx-octets", LINK + "xlsx")(data(EXCEL, "application/octet-stream"))
good("xlsx-old-type", LINK + "xlsx")(data(EXCEL, "application/vnd.ms-excel"))
good("docx", LINK + "docx")(data(WORD, XML + "wordprocessingml.document"))
good("docx-no-type", LINK + "docx")(data(WORD, None))
good("doc", LINK + "doc")(data(OLE, "application/msword"))
good("xls", LINK + "xls")(data(OLE, "application/vnd.ms-excel"))
good("xls-octets", LINK + "xls")(data(OLE, "application/octet-stream"))
bounds(
    "xls-html", LINK + "xls", want=DOUBT | BROKEN, why="old reports are tables of HTML that Excel opens after asking"
)(data(b"<html><table><tr><td>1</td></tr></table></html>", "application/vnd.ms-excel"))
bounds("xls-is-xlsx", LINK + "xls", want=DOUBT | BROKEN, why="Excel warns, and opens it")(
    data(EXCEL, "application/vnd.ms-excel")
)
bounds("doc-rtf", LINK + "doc", want=DOUBT, why="Word opens it")(data(b"{\\rtf1\\ansi Plan}", "application/msword"))
soft("xlsx-html", LINK + "xlsx", want=BROKEN)(page("ไฟล์ข้อมูล", "ดาวน์โหลด"))
soft("docx-html", LINK + "docx", want=BROKEN)(page("ไฟล์ข้อมูล", "ดาวน์โหลด"))
soft("xlsx-html-octets", LINK + "xlsx", want=BROKEN)(data(page("ไฟล์", "x").body, "application/octet-stream"))
soft("docx-html-typed", LINK + "docx", want=BROKEN)(data(page("ไฟล์", "x").body, XML + "wordprocessingml.document"))
gone("docx-empty", LINK + "docx")(data(b"", XML + "wordprocessingml.document"))
gone("xlsx-pdf", LINK + "xlsx", want=NOT_OK)(data(PDF, XML + "spreadsheetml.sheet"))

good("png", LINK + "png")(data(PNG, "image/png"))
good("png-as-jpeg", LINK + "jpg", why="browsers look at the bytes")(data(PNG, "image/jpeg"))
soft("png-html", LINK + "png", want=BROKEN)(page("ภาพกิจกรรม", "x"))
good("csv", LINK + "csv")(data("ลำดับ,รายการ\n1,ถนน\n".encode("utf-8-sig"), "text/csv; charset=utf-8"))
good("csv-plain-tis", LINK + "csv")(data("ลำดับ,รายการ\n1,ถนน\n".encode("cp874"), "text/plain"))
good("csv-excel", LINK + "csv")(data("ลำดับ,รายการ\n1,ถนน\n".encode(), "application/vnd.ms-excel"))
soft("csv-html", LINK + "csv", want=NOT_OK)(page("หน้าแรก", "x"))
good("zip", LINK + "zip")(data(EXCEL, "application/x-zip-compressed"))
good("rar", LINK + "rar")(data(b"Rar!\x1a\x07\x01\x00" + bytes(200), "application/x-rar-compressed"))
good("mp4", LINK + "mp4")(data(b"\x00\x00\x00\x18ftypmp42" + bytes(4000), "video/mp4"))
good("json-data", "http://<site>/api/plan.json")(data(b'{"plan":[1,2]}', "application/json"))
good("text-plain", "http://<site>/readme.txt")(data("แผนปฏิบัติการ".encode(), "text/plain; charset=utf-8"))
good("php-is-page", "http://<site>/news.php")(page("ข่าว", "รายการข่าว"))
good("html-no-type", "http://<site>/about")(Answer(200, page("เกี่ยวกับเรา", "x").body, None))
good("html-xhtml", "http://<site>/about")(
    data(
        b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>T</title></head><body><p>plan</p></body></html>',
        "application/xhtml+xml",
    )
)
good("folder-listing", "http://<site>/files/2566/")(
    page("Index of /files/2566", extra='<a href="o12.pdf">o12.pdf</a> <a href="o13.pdf">o13.pdf</a>', bare=True)
)
bounds("html-as-text", "http://<site>/about.html", want=DOUBT | BROKEN, why="Chrome shows the source")(
    data(page("แผน", "x").body, "text/plain")
)
gone("pdf-cut-in-length", LINK + "pdf", want=NOT_OK, why="the server promises more than it sends")(
    data(pdf(filler=3000)[:2000], "application/pdf", length=400_000)
)
