/* The page of answers: one press copies one cell. Without this script the buttons stay hidden, and the words can be
   selected as those of any page. */
(() => {
  "use strict";
  const SECONDS = 2.5;
  const status = document.querySelector("[data-copied]");
  const waiting = new WeakMap();

  // a cell of several lines says which they are
  const wordsOf = cell => {
    const lines = cell.querySelectorAll("[data-line]");
    return [...(lines.length ? lines : [cell])].map(line => line.textContent.trim()).join("\n");
  };

  // for pages that were opened from a disk or without encryption, where browsers keep the clipboard closed
  const byHand = words => {
    const field = document.createElement("textarea");
    field.value = words;
    field.readOnly = true;
    field.className = "ita-hidden";
    document.body.append(field);
    field.select();
    let done = false;
    try { done = document.execCommand("copy"); } catch { /* told below */ }
    field.remove();
    return done;
  };

  const copy = async words => {
    try {
      await navigator.clipboard.writeText(words);
      return true;
    } catch {
      return byHand(words);
    }
  };

  const tell = (button, done) => {
    const word = button.querySelector("[data-word]");
    const before = waiting.get(button) ?? {text: word.textContent};
    clearTimeout(before.timer);
    word.textContent = done ? "✓ คัดลอกแล้ว" : "เลือกไว้แล้ว กด Ctrl+C";
    button.classList.toggle("ita-copy--done", done);
    // the same words twice would be said once only
    status.textContent = "";
    setTimeout(() => {
      status.textContent = done ? `คัดลอกแล้ว${button.lastElementChild.textContent}` : "คัดลอกไม่ได้ ข้อความถูกเลือกไว้แล้ว กด Ctrl+C";
    }, 50);
    before.timer = setTimeout(() => {
      word.textContent = before.text;
      button.classList.remove("ita-copy--done");
    }, SECONDS * 1000);
    waiting.set(button, before);
  };

  document.addEventListener("click", async event => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const cell = document.getElementById(button.dataset.copy);
    const done = await copy(wordsOf(cell));
    if (!done) getSelection().selectAllChildren(cell);
    button.focus();
    tell(button, done);
  });

  for (const button of document.querySelectorAll("[data-copy]")) button.hidden = false;
})();
