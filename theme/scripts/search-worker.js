/* Finds words in the pages of the site. Thai has no blanks between words, so it looks for parts of text, not for words.
   Speaks Material's protocol: 0 SETUP {docs} -> 1 READY, 2 QUERY text -> 3 RESULT {query, items: [[page, ...sections]]}.
   Titles and texts of a result are plain; `marks` says from where to where they match. */
"use strict";

const LONGEST_QUERY = 200;
const MOST_TERMS = 12;
const SHORT = 4; // letters; so short a Thai word stands inside many others: «ยา» in «พยายาม»
const EXCERPT = 150;
const NEAR = 90; // letters from one word to the next of those that belong together
const SECTIONS = 3;
const DETAILED = 30; // pages that get excerpts; the others only their titles

const DIGITS = "๐๑๒๓๔๕๖๗๘๙";
const MONTHS = "มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม".split(" ");
const SHORT_MONTHS = "ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย. ต.ค. พ.ย. ธ.ค.".split(" ");
const MONTH = new RegExp(
  `(?:(\\d{1,2}) ?)?(?:(?:ประจำ)?เดือน)?(${[...MONTHS, ...SHORT_MONTHS].join("|").replace(/\./g, "\\.")})` +
    "(?: ?(?:พ\\.ศ\\. ?)?(?:(\\d{4}|[5-9]\\d)(?!\\d)|2\\d{0,2}$))?", "g"); // the year may be half typed
// As they are said and typed in haste, «มีนา» and «มีค»: only where nothing Thai stands beside.
const HASTY_MONTH = new RegExp("(^|[^\\u0e01-\\u0e4e])(?:เดือน ?)?(?:" + MONTHS.map((name, n) =>
  `(${name.replace(/คม$|ยน$|พันธ์$/, "")}|${SHORT_MONTHS[n].replace(/\./g, "\\.?")})`).join("|") + ")(?![\\u0e01-\\u0e4e])", "g");
// 16/3/2566, 16-3-66, 2023-03-16, 3/2566
const DATE = /(^|[^\d.,/-])(?:(\d{4})-(\d\d?)-(\d\d?)|(?:(\d\d?)([/.-]))?(\d\d?)(?:\6|\/)(\d{4}|\d\d))(?![\d/-]|[.,]\d)/g;
// O12, o-12, oit12, ข้อ 12; the letter is also typed as a Greek or Russian one
const CODE = /(^|[^a-z0-9\u0e00-\u0e7f])(?:ข้อ(?:ที่)? ?)?(?:oit|[oοо]|ข้อ(?:ที่)?)[ .–-]*0*([1-9]\d{0,2})(?!\.?\d)/g;
// Words that browsers' dictionaries cut, though their parts mean something else
const WHOLE = ["ปีงบประมาณ", "ตัวชี้วัด", "แบบวัด", "น้ำมัน", "น้ำยา"];
// What people type and offices write
const ALIKE = [
  ["อบต.", "องค์การบริหารส่วนตำบล"], ["อบจ.", "องค์การบริหารส่วนจังหวัด"], ["พ.ร.บ.", "พระราชบัญญัติ"],
  ["เบอร์โทร", "เบอร์โทรศัพท์", "โทรศัพท์", "โทร "], ["facebook", "เฟซบุ๊ก", "เฟสบุ๊ค", "เฟสบุ๊ก", "เฟซบุ๊ค"], ["line", "ไลน์"],
  ["pdpa", "คุ้มครองข้อมูลส่วนบุคคล"],
];
// It ends no Thai word, so it may stand at the end of any: «นายกอบต.»
const OFFICE = /(อบต|อบจ)(?:\.|(?![\u0e01-\u0e4e]))/g;
const ASKING = /^ใคร|(?:ที่ไหน|ตรงไหน|อย่างไร|ยังไง|เท่าไร|เท่าไหร่|เมื่อไร|เมื่อไหร่|อะไรบ้าง|อะไร|ไหม|ครับ|ค่ะ|คะ)$/g;
const MARKS = /[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]/g;
const ZERO_CODE = /^0+([1-9]\d?)$/;

const segmenter = self.Intl?.Segmenter ? new Intl.Segmenter("th", {granularity: "word"}) : null;
let pages = [];

// One spelling for what looks the same: sara am in two parts, two sara e, marks in any order or typed twice, signs that
// nobody sees. As `repair` in the program.
function clean(text) {
  return text
    .replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g, "").normalize("NFC")
    .replace(/\u0e4d{2,}/g, "\u0e4d").replace(/\u0e4d([\u0e48-\u0e4b]*)\u0e32/g, "$1\u0e33")
    .replace(/\u0e33[\u0e33\u0e48-\u0e4b]+/g, run => {
      const tones = run.replace(/\u0e33/g, "");
      return tones + "\u0e33".repeat(run.length - tones.length);
    })
    .replace(/\u0e40\u0e40/g, "\u0e41")
    .replace(/[\u0e31\u0e34-\u0e3a\u0e47-\u0e4c]{2,}/g, run =>
      (run.replace(/[\u0e48-\u0e4c]/g, "") + run.replace(/[^\u0e48-\u0e4c]/g, "")).normalize("NFC").replace(/(.)\1+/g, "$1"));
}

// Clean text as it is compared, letter for letter as long as before, so that a place in one is that place in the other.
function level(text) {
  const folded = text.replace(/[๐-๙]/g, digit => DIGITS.indexOf(digit));
  const low = folded.toLowerCase();
  return low.length === folded.length ? low : Array.from(folded, c => (c.toLowerCase().length === c.length ? c.toLowerCase() : c)).join("");
}

const fold = text => level(clean(text));

function setUp({docs}) {
  const found = new Map();
  for (const doc of docs) {
    const [path, anchor] = doc.location.split("#");
    const title = clean(doc.title), text = clean(doc.text);
    const section = {...doc, title, text, head: level(title), inTitle: doc.label || doc.weak ? "" : level(title), inText: level(text)};
    if (!found.has(path)) found.set(path, {code: /(?:^|\/)o0*(\d+)\/$/.exec(path)?.[1], year: /^\d{4}(?=\/)/.exec(path)?.[0], boost: 0, tags: [], sections: []});
    const page = found.get(path);
    if (anchor === undefined && !page.main) Object.assign(page, {main: section, boost: doc.boost ?? 1, tags: doc.tags ?? []});
    else page.sections.push(section);
  }
  pages = [...found.values()].filter(page => page.main);
  for (const page of pages) {
    const own = page.sections.filter(s => !s.weak);
    page.title = [page.main.inTitle, ...(page.main.names ?? []).map(fold)].join("\n");
    page.heads = own.map(s => s.inTitle).join("\n");
    page.body = [page.main, ...own].map(s => s.inText).join("\n");
    page.weak = [...page.sections.filter(s => s.weak).map(s => `${level(s.title)}\n${s.inText}`), fold(page.tags.join("\n"))].join("\n");
  }
}

const isThai = sign => sign >= "\u0e01" && sign <= "\u0e4e";
const isDigit = sign => sign >= "0" && sign <= "9";

// Whether a short Thai word stands at `i` as a word, or at the head of a compound («รถ» in «รถบรรทุก»). Asked of the words
// round that place only, so nothing has to be cut beforehand.
function isWord(text, i, word) {
  const alone = !i || !isThai(text[i - 1]);
  if (word.length < 2) return alone;
  if (!segmenter) return alone || mayCut(text, i) && mayCut(text, i + word.length);
  let from = i, to = i;
  while (from > 0 && i - from < 40 && isThai(text[from - 1])) from--;
  while (to < text.length && to - i < 24 && isThai(text[to])) to++;
  const ends = cuts(text.slice(from, to)), end = ends[i - from];
  if (!end) return false;
  // The rest of the word has to be words itself: «ยา» is not the head of «ยาว». Not asked of a word half typed.
  const rest = text.slice(i + word.length, from + end);
  return !rest || cuts(word)[0] < word.length || cuts(rest).every((to, n) => !to || rest.slice(n, to).replace(MARKS, "").length > 1);
}

// Where each word of a run of Thai ends, by where it begins; 0 between. To cut costs more than all else, and runs come again.
const runs = new Map();
function cuts(run) {
  let ends = runs.get(run);
  if (!ends) {
    if (runs.size > 30000) runs.clear();
    ends = Array(run.length).fill(0);
    for (const {index, segment} of segmenter.segment(run)) ends[index] = index + segment.length;
    runs.set(run, ends);
  }
  return ends;
}

// Whether a longer word of WHOLE stands there: «งบประมาณ» in «ปีงบประมาณ».
function isPart(text, i, word) {
  return WHOLE.some(whole => whole.length > word.length && whole.includes(word) && text.startsWith(whole, i - whole.indexOf(word)));
}

function fits(text, i, word) {
  const end = i + word.length;
  if (isDigit(word[0]) && i && (isDigit(text[i - 1]) || (/[.,]/.test(text[i - 1]) && isDigit(text[i - 2] ?? "")))) return false;
  if (isDigit(word.at(-1)) && (isDigit(text[end] ?? "") || (/[.,]/.test(text[end] ?? "") && isDigit(text[end + 1] ?? "")))) return false;
  if (word.length < 10 && isThai(word[0]) && isPart(text, i, word)) return false;
  if (word.length > SHORT) return true;
  return isThai(word[0]) ? isWord(text, i, word) : !(i && /[a-z0-9]/.test(word[0]) && /[a-z0-9]/.test(text[i - 1]));
}

// Where a term stands in a text: [from, to] each, no more than `most`.
function places(text, term, most = 20) {
  const out = [];
  if (term.code) {
    for (const hit of text.matchAll(term.mention)) {
      out.push([hit.index + hit[1].length, hit.index + hit[0].length]);
      if (out.length >= most) break;
    }
    return out;
  }
  for (const word of term.any)
    for (let i = text.indexOf(word), tries = 0; i >= 0 && out.length < most && tries < 60; i = text.indexOf(word, i + word.length), tries++)
      if (fits(text, i, word)) out.push([i, i + word.length]);
  return out;
}

const has = (text, term) => places(text, term, 1).length > 0;

const isItem = (page, term) => term.code !== undefined && page.code === term.code;
const isYear = (page, term) => term.word !== undefined && term.word === page.year;
const begins = (text, term) => places(text, term, 5).some(([from]) => !isThai(text[from - 1] ?? ""));

// 4 the item itself, 3 title, 2.5 the year of the page, 2 heading, 1.5 text and at the head of what is said, 1 text, 0 words that every agency
// has, -1 nowhere; half a point for a title that has the parts of a compound with other words between
function rank(page, term, deep) {
  if (isItem(page, term)) return 4;
  if (has(page.title, term)) return 3;
  if (isYear(page, term)) return 2.5;
  if (page.heads && has(page.heads, term)) return 2;
  if (has(page.body, term)) return begins(page.body, term) ? 1.5 : 1;
  if (term.parts?.every(part => has(page.title, part))) return 0.5;
  return deep && has(page.weak, term) ? 0 : -1;
}

// Pages that have all terms; of an item that is asked for by its code nothing else is wanted.
function find(terms, deep) {
  const out = [];
  let exact = false;
  for (const page of pages) {
    const own = terms.some(term => isItem(page, term));
    let sum = 0, whole = true;
    const all = terms.every(term => {
      const r = rank(page, term, deep);
      sum += Math.max(r, 0);
      whole &&= r !== 0.5;
      return own || r >= 0;
    });
    if (!all) continue;
    exact ||= own || whole;
    out.push({page, own, sum});
  }
  return exact ? nearest(out, terms, deep) : [];
}

// How far from each other the terms stand that are not in the title: so many letters within one section, 1e5 in several.
function gap(page, terms, deep) {
  const head = page.main.inText.length < 300 ? page.main.inText : "";
  const rest = terms.filter(term => !isItem(page, term) && !isYear(page, term) && !has(page.title, term) && !has(page.heads, term) && !has(head, term));
  if (rest.length < 2) return 0;
  let least = 1e5;
  for (const section of [page.main, ...page.sections]) {
    if (section.weak && !deep) continue;
    const left = rest.filter(term => !has(section.head, term));
    const all = left.map(term => places(section.inText, term, 60));
    if (all.some(hits => !hits.length)) continue;
    least = Math.min(least, left.length < 2 ? 0 : Math.max(shortest(all), 0));
  }
  return least;
}

// The shortest stretch that has a place of every list.
function shortest(lists) {
  const hits = lists.flatMap((list, n) => list.map(([from, to]) => ({from, to, n}))).sort((a, b) => a.from - b.from);
  const last = lists.map(() => null);
  let least = 1e4;
  for (const hit of hits) {
    last[hit.n] = hit;
    if (last.every(Boolean)) least = Math.min(least, Math.max(...last.map(one => one.to)) - Math.min(...last.map(one => one.from)));
  }
  return least;
}

// Where the terms stand together on some pages, others mean something else by them, unless they have them in as good a place;
// then they come after.
function nearest(found, terms, deep) {
  if (terms.length < 2) return found;
  const gaps = found.map(({page, own}) => (own ? 0 : gap(page, terms, deep)));
  const most = [NEAR * (terms.length - 1), 1e4, 1e5].find(far => gaps.some(one => one <= far));
  const good = Math.max(...found.filter((_, n) => gaps[n] <= most).map(({sum}) => sum));
  return found.map((one, n) => (gaps[n] <= most ? {...one, sum: one.sum + 1} : one)).filter(({sum}, n) => gaps[n] <= most || sum >= good);
}

const codeTerm = number => ({code: number, mention: new RegExp(`(^|[^a-z0-9])o0*${number}(?!\\d)`, "g")});

function formsOf(word) {
  if (/^\d{4,}$/.test(word) && !/^20[12]\d$/.test(word)) return [word, word.replace(/\B(?=(?:\d{3})+$)/g, ",")];
  if (word) for (const alike of ALIKE) if (alike.some(one => one.replace(/\./g, "").trim() === word.replace(/\./g, ""))) return alike;
  if (/^20[12]\d$/.test(word)) return [word, `${+word + 543}`];
  return /^\d[\d,]*$/.test(word) ? [...new Set([word, word.replace(/,/g, "")])] : [word];
}

const beYear = year => year && (year.length === 2 ? 2500 + +year : +year < 2400 ? +year + 543 : +year);

function dayTerm(n, day, year, ...typed) {
  return {day: true, any: [...[MONTHS[n], SHORT_MONTHS[n]].map(month => [day && +day, month, year].filter(Boolean).join(" ")), ...typed]};
}

function termsOf(query) {
  const terms = [];
  let rest = fold(query.slice(0, LONGEST_QUERY)).replace(/\s+/g, " ").trim();
  const known = number => pages.some(page => page.code === number);
  const zero = ZERO_CODE.exec(rest);
  if (zero && known(zero[1])) return [codeTerm(zero[1])];
  rest = rest.replace(CODE, (whole, before, number) => {
    if (!known(number)) return whole;
    terms.push(codeTerm(number));
    return `${before} `;
  });
  rest = rest.replace(DATE, (whole, before, isoYear, isoMonth, isoDay, day, between, month, year) => {
    const n = (isoMonth ?? month) - 1, d = isoDay ?? day, be = beYear(isoYear ?? year);
    if (!MONTHS[n] || d > 31 || be < 2450 || be > 2650) return whole;
    const typed = whole.slice(before.length);
    // «ครั้งที่ 1/2566» is no month
    if (!d && (year.length < 4 || pages.some(page => page.body.includes(typed)))) return whole;
    terms.push(dayTerm(n, d, be, typed));
    return `${before} `;
  });
  rest = rest.replace(HASTY_MONTH, (whole, before, ...names) => before + MONTHS[names.findIndex(Boolean)]);
  rest = rest.replace(MONTH, (whole, day, name, year) => {
    terms.push(dayTerm(Math.max(MONTHS.indexOf(name), SHORT_MONTHS.indexOf(name)), day, beYear(year)));
    return " ";
  });
  rest = rest.replace(OFFICE, " $1. ");
  for (const word of rest.split(/[\s"“”«»]+/)) {
    const bare = word.replace(/^[^\p{L}\p{N}\p{M}]+|[^\p{L}\p{N}\p{M}.]+$/gu, "");
    const last = terms.at(-1);
    if (/^\d{1,3}$/.test(bare) && last?.word && isThai(last.word[0])) {
      terms[terms.length - 1] = {any: [" ", "", "ที่ "].map(between => last.word + between + bare)}; // «หมู่ 3» is one thing
    } else if (/[\p{L}\p{N}]/u.test(bare)) terms.push({any: formsOf(bare), word: bare});
  }
  for (const term of terms)
    if (term.word && isThai(term.word[0]) && term.word.length > SHORT + 2) {
      const parts = cutApart(term.word);
      if (parts.length > 1) term.parts = parts.map(part => ({any: [part]}));
    }
  return terms.slice(0, MOST_TERMS);
}

// A part that stands on one page alone is rather a piece of its compounds than a word.
const isKnown = part => pages.filter(page => page.body.includes(part)).length > Math.min(2, pages.length / 20);

// The words of a compound. A browser that knows no Thai words takes the longest parts that stand on several pages.
function cutApart(compound) {
  // «คะแนนita» is one word to browsers
  if (segmenter) return (compound.match(/[\u0e01-\u0e4e]+|[^\u0e01-\u0e4e]+/g) ?? []).flatMap(run =>
    [...segmenter.segment(run)].filter(part => part.isWordLike).map(part => part.segment));
  const out = [];
  for (let rest = compound; rest;) {
    let n = rest.length;
    while (n > 1 && !(mayCut(rest, n) && isKnown(rest.slice(0, n)))) n--;
    if (n < 2) return [compound];
    out.push(rest.slice(0, n));
    rest = rest.slice(n);
  }
  return out;
}

function apart(terms) {
  const words = terms.flatMap(term => term.code || term.day ? [term] : cutApart(term.any[0].replace(ASKING, "")).map(word => ({any: formsOf(word)})));
  return words.filter((term, i) => term.code || words.findIndex(other => other.any?.[0] === term.any[0]) === i);
}

function findApart(terms, deep) {
  const words = apart(terms);
  if (words.length <= terms.length) return {terms, found: []};
  return {terms: words, found: find(words, deep)};
}

// Whether a text may be cut before its letter `i`: no mark without its consonant, no vowel before it left behind.
const mayCut = (text, i) => !/[\u0e30-\u0e3a\u0e45-\u0e4e\u0300-\u036f\ufe0f\udc00-\udfff]/.test(text[i] ?? "") && !/[\u0e40-\u0e44\u200d]/.test(text[i - 1] ?? "");

function join(hits) {
  const out = [];
  for (const [from, to] of hits.sort((a, b) => a[0] - b[0])) {
    const last = out.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else out.push([from, to]);
  }
  return out;
}

const hitsOf = (text, terms) => join(terms.flatMap(term => places(text, term)));

// The stretch of a text that shows the most terms, cut between letters and if possible between words.
function excerpt({text, inText}, terms) {
  const hits = hitsOf(inText, terms);
  if (!text) return {text: "", marks: []};
  let best = hits[0]?.[0] ?? 0, most = 0;
  for (const [from] of hits) {
    const near = inText.slice(from, from + EXCERPT);
    const count = terms.filter(term => has(near, term)).length;
    if (count > most) [best, most] = [from, count];
  }
  let from = Math.max(0, best - 40), to = Math.min(text.length, from + EXCERPT);
  const blank = text.indexOf(" ", from);
  if (from && blank >= 0 && blank < best) from = blank + 1;
  while (from > 0 && !mayCut(text, from)) from--;
  const last = text.lastIndexOf(" ", to);
  if (to < text.length && last > to - 20 && last > best) to = last;
  while (to < text.length && !mayCut(text, to)) to++;
  const before = from ? "…" : "", shift = before.length - from;
  return {
    text: before + text.slice(from, to) + (to < text.length ? "…" : ""),
    marks: hits.filter(([a, b]) => a >= from && b <= to).map(([a, b]) => [a + shift, b + shift]),
  };
}

function shown(section, terms, score) {
  const cut = excerpt(section, terms);
  return {
    location: section.location, title: section.title, text: cut.text, tags: section.tags, score,
    terms: Object.fromEntries(terms.map(term => [term.any?.[0] ?? `o${term.code}`, true])),
    marks: {title: hitsOf(section.inTitle, terms), text: cut.marks},
  };
}

function group({page, score}, n, terms, deep) {
  const {main} = page;
  if (n >= DETAILED) return [{location: main.location, title: main.title, text: "", tags: main.tags, score, terms: {}, marks: {title: [], text: []}}];
  const weigh = section => terms.reduce((sum, term) => {
    const count = places(section.inText, term).length;
    return sum + (count ? 50 + count : 0) + (section.inTitle && has(section.inTitle, term) ? 100 : 0);
  }, 0);
  const parts = page.sections.filter(section => deep || !section.weak).map(section => ({section, weight: weigh(section)}))
    .filter(part => part.weight).sort((a, b) => b.weight - a.weight).slice(0, SECTIONS);
  const out = [shown(main, terms, score), ...parts.map(part => shown(part.section, terms, part.weight))];
  // Found by its title alone: the beginning of what the page says.
  const first = page.sections.find(section => !section.weak && section.text) ?? main;
  if (!out[0].marks.text.length) out[0].text = parts.length ? "" : excerpt(first, terms).text;
  return out;
}

function search(query) {
  let terms = termsOf(query), deep = false, found = [];
  if (!terms.length) return [];
  for (const how of [t => ({terms: t, found: find(t, deep)}), t => findApart(t, deep)]) {
    for (deep of [false, true]) {
      const tried = how(terms);
      if (!tried.found.length) continue
      ;({terms, found} = tried);
      const count = page => terms.reduce((sum, term) => sum + places(page.body, term, 9).length, 0);
      return found
        .map(({page, sum, own}) => ({page, score: (own ? 1e6 : 0) + (sum / terms.length) * 1e4 + page.boost * 1e2 + count(page)}))
        .sort((a, b) => b.score - a.score)
        .map((entry, n) => group(entry, n, terms, deep));
    }
  }
  return [];
}

addEventListener("message", ({data: {type, data}}) => {
  if (type === 0) {
    setUp(data);
    postMessage({type: 1});
  } else if (type === 2) postMessage({type: 3, data: {query: data, items: search(data)}});
});
