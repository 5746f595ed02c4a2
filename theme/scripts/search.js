/* The search of the site: a dialog, made when it is first asked for. The index is fetched then, and not before. */

const FIRST = 20;   // results shown at once
const REST = 250;   // ms without a key before the count is read aloud
const TRIES = [0, 1000, 3000];   // ms before each attempt to fetch the index
const PROGRESS = 3000; // ms between words on how far the index has come: they are read aloud
const EXAMPLES = ["ร้องเรียน"];
const WORDS = document.documentElement.lang === "en" ? {
  contents: "Open the list of all pages", found: "Results", close: "Close", form: "Search this site", field: "What to look for",
  help: "A word, a code or a name", title: "Search this site", prepare: "Getting the search ready…",
  loading: size => `Loading the search, ${size} KB…`, failed: "The search could not be loaded; the network may be down",
  again: "Try again", pages: count => `${count} pages found`, none: query => `Nothing found for “${query}”`,
  empty: "Nothing typed yet; try one of these", shorter: "Try a shorter word, check the spelling, or try one of these",
  more: count => `Show ${count} more`,
} : {
  contents: "เปิดสารบัญของเว็บไซต์", found: "ผลการค้นหา", close: "ปิด", form: "ค้นหาในเว็บไซต์นี้", field: "คำที่ต้องการค้นหา",
  help: "พิมพ์คำ ชื่อโครงการ เดือน ตัวเลข หรือรหัสข้อ", title: "ค้นหาในเว็บไซต์นี้", prepare: "กำลังเตรียมการค้นหา…",
  loading: size => `กำลังโหลดข้อมูลสำหรับค้นหา ${size} KB…`, failed: "โหลดข้อมูลสำหรับค้นหาไม่ได้ อาจเป็นเพราะสัญญาณอินเทอร์เน็ต",
  again: "ลองอีกครั้ง", pages: count => `พบ ${count} หน้า`, none: query => `ไม่พบ “${query}”`,
  empty: "ยังไม่ได้พิมพ์คำค้น ลองตัวอย่างนี้", shorter: "ลองใช้คำที่สั้นลง ตรวจตัวสะกด หรือลองตัวอย่างนี้",
  more: count => `แสดงอีก ${count} หน้า`,
};

let dialog, field, heading, status, list, note, more;   // parts of the dialog
let root, opener;                  // the site's address, and what the dialog was opened from
let worker = null, ready = false, busy = false, asked = null;
let examples = EXAMPLES, zero = "0", items = [], shown = "", go = false, composing = false, timer = 0;

/** Opens the search. `base`: the address of the site's root. `trigger`: the element to give the focus back to. */
export function open({base, trigger}) {
  root = base;
  opener = trigger;
  dialog ??= make();
  if (dialog.open) return;
  document.documentElement.classList.add("ita-searching");
  dialog.showModal();
  field.focus();
  field.select();
  if (!worker) load();
}

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

const contents = () => element("a", {href: opener?.href ?? new URL("contents/", root).href}, WORDS.contents);

function make() {
  field = element("input", {
    type: "search", id: "ita-search-field", class: "ita-search-field", name: "q", autocomplete: "off", autocapitalize: "off",
    spellcheck: "false", enterkeyhint: "go", maxlength: "2000", "aria-describedby": "ita-search-help",
  });
  status = element("p", {class: "ita-search-status", role: "status"});
  list = element("ol", {class: "ita-search-list", role: "list"});
  note = element("div", {class: "ita-search-note"});
  heading = element("h3", {class: "ita-search-found"}, WORDS.found);
  more = element("button", {type: "button", class: "ita-search-more"});
  more.hidden = true;
  const close = element("button", {type: "button", class: "ita-search-close"}, WORDS.close);
  const form = element("form", {class: "ita-search-form", role: "search", "aria-label": WORDS.form},
    element("label", {for: "ita-search-field"}, WORDS.field), field,
    element("p", {id: "ita-search-help", class: "ita-search-help"}, WORDS.help));
  const made = element("dialog", {class: "ita-search", "aria-labelledby": "ita-search-title"},
    element("div", {class: "ita-search-top"}, element("h2", {id: "ita-search-title", class: "ita-search-title"}, WORDS.title), close),
    form,
    element("div", {class: "ita-search-results"}, heading, status, note, list, more));
  document.body.append(made);

  close.addEventListener("click", () => made.close());
  form.addEventListener("submit", event => {
    event.preventDefault();
    if (!composing) first();
  });
  field.addEventListener("compositionstart", () => { composing = true; });
  field.addEventListener("compositionend", () => { composing = false; ask(); });
  field.addEventListener("input", () => { if (!composing) ask(); });
  more.addEventListener("click", () => {
    const last = list.children.length;
    draw(items.length);
    list.children[last]?.querySelector("a").focus();
  });
  made.addEventListener("keydown", keys);
  made.addEventListener("click", event => {
    if (event.target === made) made.close();
    // The place may be on this very page: the dialog must not stand before it.
    if (event.target.closest("a") && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey) made.close();
  });
  made.addEventListener("close", () => {
    document.documentElement.classList.remove("ita-searching");
    opener?.focus({preventScroll: true});
  });
  addEventListener("pagehide", () => made.close());
  return made;
}

function keys(event) {
  if (event.isComposing || composing) return;
  if (event.key === "Escape") {
    // A search field would only be emptied.
    event.preventDefault();
    dialog.close();
  }
  const step = {ArrowDown: 1, ArrowUp: -1}[event.key];
  if (!step || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const stops = [field, ...list.querySelectorAll("a"), ...(more.hidden ? [] : [more])];
  const at = stops.indexOf(document.activeElement);
  if (at < 0) return;
  event.preventDefault();
  stops[Math.min(Math.max(at + step, 0), stops.length - 1)].focus();
}

async function load() {
  note.replaceChildren(); // no second try while this one runs
  try {
    worker = new Worker(new URL("search-worker.js", import.meta.url));
  } catch {
    fail();
    return;
  }
  const mine = worker;
  worker.onmessage = ({data}) => (data.type === 1 ? start() : data.type === 3 ? take(data.data) : undefined);
  worker.onerror = fail;
  tell(WORDS.prepare);
  for (const wait of TRIES) {
    await new Promise(done => setTimeout(done, wait));
    if (worker !== mine) return;
    try {
      const index = await fetched(new URL("search/search_index.json", root), () => worker === mine);
      if (worker !== mine) return;
      examples = index.config?.examples ?? EXAMPLES;
      zero = index.config?.zero ?? zero;
      worker.postMessage({type: 0, data: {...index, options: {}}});
      return;
    } catch { /* the line may come back */ }
  }
  if (worker === mine) fail();
}

/** The index. `wanted`: whether somebody still waits for it, asked before a word on how far it has come. */
async function fetched(address, wanted) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(String(answer.status));
  if (!answer.body) return answer.json();
  const parts = [];
  let size = 0, told = performance.now();
  const reader = answer.body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    parts.push(part.value);
    size += part.value.length;
    if (!wanted()) throw new Error("nobody waits");
    if (performance.now() - told < PROGRESS) continue;
    told = performance.now();
    tell(WORDS.loading(figure(Math.round(size / 1024))));
  }
  return JSON.parse(await new Blob(parts).text());
}

function start() {
  ready = true;
  const wanted = go; // Enter was pressed while the index was on its way
  ask();
  go = wanted;
}

function fail() {
  worker?.terminate();
  worker = null;
  ready = busy = false;
  asked = null;
  tell(WORDS.failed);
  const again = element("button", {type: "button"}, WORDS.again);
  again.addEventListener("click", () => { field.focus(); load(); });
  note.replaceChildren(element("p", {}, again), element("p", {}, contents()));
}

/** Asks for what stands in the field; while one question is open the next waits, and only the last of them is asked. */
function ask() {
  if (!ready) return;
  const query = field.value.trim();
  go = false;
  if (busy) {
    asked = query;
    return;
  }
  if (!query) {
    rest();
    return;
  }
  busy = true;
  worker.postMessage({type: 2, data: query});
}

function take({query, items: found}) {
  busy = false;
  if (asked !== null) {
    asked = null;
    const wanted = go;
    ask();
    go = wanted;
    return;
  }
  shown = query;
  items = found;
  heading.hidden = false;
  list.replaceChildren();
  draw(FIRST);
  note.replaceChildren(...(items.length ? [] : nothing()));
  clearTimeout(timer);
  timer = setTimeout(tell, REST, items.length ? WORDS.pages(figure(items.length)) : WORDS.none(query.slice(0, 60)));
  if (go) first();
}

/** Opens the first result of what stands in the field, as soon as it is known. */
function first() {
  go = true;
  const link = shown === field.value.trim() && !busy && list.querySelector("a");
  if (!link) return;
  go = false;
  link.click();
}

function rest() {
  clearTimeout(timer);
  shown = "";
  items = [];
  list.replaceChildren();
  heading.hidden = more.hidden = true;
  tell("");
  note.replaceChildren(element("p", {}, WORDS.empty), tries());
}

function nothing() {
  return [
    element("p", {}, WORDS.shorter), tries(),
    element("p", {}, contents()),
  ];
}

function tries() {
  const row = element("p", {class: "ita-search-tries"});
  for (const word of examples) {
    const button = element("button", {type: "button"}, word);
    button.addEventListener("click", () => {
      field.value = word;
      field.focus();
      ask();
    });
    row.append(button, " ");
  }
  return row;
}

// What has been said is not said again at the next letter.
const tell = words => { if (status.textContent !== words) status.textContent = words; };

/** A number in the digits of the site, whatever those of the device are. */
const figure = number => number.toLocaleString("en-US").replace(/\d/g, digit => String.fromCharCode(zero.charCodeAt(0) + +digit));

function draw(most) {
  list.append(...items.slice(list.children.length, most).map(result));
  const left = items.length - list.children.length;
  more.hidden = left <= 0;
  more.textContent = WORDS.more(figure(left));
}

function result([page, ...sections]) {
  const made = element("li", {class: "ita-search-result"});
  made.append(element("p", {class: "ita-search-page"}, link(page)));
  if (page.tags?.length) {
    const [state, ...others] = page.tags;
    const [shape, ...words] = state.split(" ");
    // The shape says the same as the word after it.
    const isState = words.length && !/[\p{L}\p{N}]/u.test(shape);
    made.append(element("p", {class: "ita-search-facts"},
      ...(isState ? [element("span", {class: "ita-shape", "aria-hidden": "true"}, shape), ` ${words.join(" ")}`] : [state]),
      ...others.map(tag => ` · ${tag}`)));
  }
  if (page.text) made.append(element("p", {class: "ita-search-text"}, ...marked(page.text, page.marks.text)));
  if (sections.length) {
    made.append(element("ul", {role: "list"}, ...sections.map(section => element("li", {},
      link(section), section.text ? " " : "", element("span", {class: "ita-search-text"}, ...marked(section.text, section.marks.text))))));
  }
  return made;
}

const link = ({location: place, title, marks}) => element("a", {href: new URL(place, root).href}, ...marked(title, marks.title));

/** A text as nodes, its matches marked. */
function marked(text, marks) {
  const out = [];
  let at = 0;
  for (const [from, to] of marks) {
    out.push(text.slice(at, from), element("mark", {}, text.slice(from, to)));
    at = to;
  }
  return [...out, text.slice(at)].filter(part => part !== "");
}
