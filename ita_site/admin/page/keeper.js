// Reads and writes the YAML of officers' files for the web form. What an officer did not change keeps its very letters:
// comments, order, quotation marks, lines. What is read is text as it was typed: 0812345678 stays a telephone number.
// Wants `jsyaml`; nothing here knows the form. Runs in browsers and in Node.
(function (scope) {
  "use strict";

  const SOURCE = "#source", KIND = "#kind", BROKEN = "#unreadable";
  const KEY = /^(?:"((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)'|([^\s#:'"\-\[\]{},&*!|>%@`?][^:]*?|[^\s#:'"\[\]{},&*!|>%@`?][^\s:]*))\s*:(?=\s|$)/;
  const yaml = () => scope.jsyaml;
  const schema = () => yaml().FAILSAFE_SCHEMA.extend({ implicit: [yaml().types.null] });

  const isList = Array.isArray;
  const isMap = (value) => value !== null && typeof value === "object" && !isList(value);
  const load = (text) => yaml().load(text, { schema: schema() });
  const same = (a, b) => JSON.stringify(sorted(pruned(a))) === JSON.stringify(sorted(pruned(b)));

  function sorted(value) {
    if (isList(value)) return value.map(sorted);
    if (!isMap(value)) return typeof value === "string" ? tidy(value).trim() : value;
    return Object.fromEntries(Object.keys(value).sort().map((key) => [key, sorted(value[key])]));
  }

  // Blanks that nobody sees: those at the ends of lines, and empty lines around the text.
  const tidy = (text) => text.replace(/\r\n?/g, "\n").replace(/[ \t]+(?=\n|$)/g, "").replace(/^\n+|\n+$/g, "");

  // What the form leaves empty is not written.
  function pruned(value) {
    if (isList(value)) {
      const kept = value.map(pruned).filter((one) => one !== undefined);
      return kept.length ? kept : undefined;
    }
    if (isMap(value)) {
      const kept = Object.entries(value).map(([key, one]) => [key, pruned(one)]).filter(([, one]) => one !== undefined);
      return kept.length ? Object.fromEntries(kept) : undefined;
    }
    if (value === null || value === undefined) return undefined;
    return String(value).trim() === "" ? undefined : String(value);
  }

  // Short ways of writing that a form has no place for: one text instead of a list, a text instead of fields.
  const several = (value) => (value === null || value === undefined || isList(value) ? value : [value]);
  const named = (name) => (value) =>
    isList(value) ? value.map((one) => (isMap(one) || one === null ? one : { [name]: one })) : value;
  const LONGER = {
    programme: (data) => ({ ...data, strategy: named("text")(data.strategy) }),
    result: (data) => ({ ...data, zero_items: named("item")(data.zero_items) }),
    measures: (data) => ({
      ...data,
      measures: isList(data.measures)
        ? data.measures.map((one) =>
            isMap(one)
              ? there({ ...one, issue: several(one.issue), owner: several(one.owner), steps: named("text")(several(one.steps)) })
              : one)
        : data.measures,
    }),
  };
  const longer = (kind, data) => (isMap(data) && LONGER[kind] ? there(LONGER[kind](data)) : data);
  const there = (map) => Object.fromEntries(Object.entries(map).filter(([, one]) => one !== undefined));

  // ---- words -------------------------------------------------------------------------------------------------------
  const READ_OTHERWISE = /^(?:~|null|true|false|yes|no|on|off|y|n|=|<<|[-+]?\.(?:inf|nan)|0[0-9xob_].*|[-+][0-9].*|[0-9]+(?::[0-9]+)+|[0-9][0-9_]*_[0-9_]*|[-+]?[0-9.]+e[-+]?[0-9]+)$/i;
  const OUTSIDE = /[\u0000-\u0008\u000b-\u001f\u007f-\u00a0\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff\t]/;

  function quoted(text) {
    const escape = (one) => "\\u" + one.charCodeAt(0).toString(16).padStart(4, "0");
    return JSON.stringify(text).replace(/[\u007f-\u00a0\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff]/g, escape);
  }

  // `alone`: not behind the name of a field, where `ก:ข` would be taken for a field without its blank.
  function word(text, inFlow, alone = inFlow) {
    if (text === "true" || text === "false") return text;
    const plain =
      text !== "" && text === text.trim() && !/\n/.test(text) && !OUTSIDE.test(text) && !READ_OTHERWISE.test(text) &&
      !/^[\-?:,\[\]{}#&*!|>'"%@`]/.test(text) && !/:(\s|$)/.test(text) && !/\s#/.test(text) &&
      !(inFlow && /[,\[\]{}]/.test(text)) && !(alone && /:(?!\/\/)/.test(text)) && !/^(---|\.\.\.)/.test(text);
    return plain ? text : quoted(text);
  }

  const name = (key) => (/^[\p{L}\p{N}_][\p{L}\p{M}\p{N}_ .()\/-]*$/u.test(key) && key === key.trim() ? key : quoted(key));

  const flow = (value) =>
    isList(value) ? `[${value.map(flow).join(", ")}]`
    : isMap(value) ? `{${Object.entries(value).map(([key, one]) => `${name(key)}: ${flow(one)}`).join(", ")}}`
    : word(value, true);

  const isFlat = (value) => Object.values(value).every((one) => typeof one === "string" && !/\n/.test(one.trim()));
  const fits = (value) => isFlat(value) && flow(value).length <= 90;
  const indented = (lines, by = "  ") => lines.map((line) => (line === "" ? line : by + line));

  // ---- new lines ---------------------------------------------------------------------------------------------------
  function lines(key, value, before = "") {
    const at = `${name(key)}:`;
    if (typeof value === "string") {
      const text = tidy(value);
      const asBlock = (/\n/.test(text) || /^\|/.test(before)) && !OUTSIDE.test(text) && !/^ /.test(text);
      return asBlock ? [`${at} |`, ...indented(text.split("\n"))] : [`${at} ${/\n/.test(text) ? quoted(text) : word(text, false)}`];
    }
    if (isList(value)) {
      const short = value.every((one) => typeof one === "string" && one.length <= 40) && fits(value);
      if (short || (/^\[/.test(before) && isFlat(value))) return [`${at} ${flow(value)}`];
      return [at, ...indented(value.flatMap((one) => entry(one, false)))];
    }
    if (fits(value) && (Object.keys(value).length <= 2 || /^\{/.test(before))) return [`${at} ${flow(value)}`];
    return [at, ...indented(Object.entries(value).flatMap(([inner, one]) => lines(inner, one)))];
  }

  function entry(value, asFlow) {
    if (typeof value === "string") return [`- ${word(value, false, true)}`];
    if (isMap(value) && !(asFlow && isFlat(value))) {
      const inner = Object.entries(value).flatMap(([key, one]) => lines(key, one));
      return [`- ${inner[0]}`, ...indented(inner.slice(1))];
    }
    return [`- ${flow(value)}`];
  }

  // ---- old lines ---------------------------------------------------------------------------------------------------
  const isAside = (line) => /^\s*(#.*)?$/.test(line);
  // Whether these lines say something whole: a text in quotation marks may go on at the left edge.
  const isWhole = (some) => { try { load(some.join("\n")); return true; } catch { return false; } };

  // The lines of each field of a mapping at the left edge, with the comments above it.
  function fields(all) {
    const found = [], head = [];
    all.forEach((line) => {
      const key = KEY.exec(line);
      if (key && (!found.length || isWhole(found[found.length - 1].own))) found.push({ key: load(line.slice(0, key[0].length - 1).trim()), above: [], own: [line] });
      else (found.length ? found[found.length - 1].own : head).push(line);
    });
    found.forEach((field, i) => {
      const own = field.own;
      let end = own.length;
      while (end > 1 && isAside(own[end - 1]) && !/^\s+#/.test(own[end - 1])) end -= 1;
      const rest = own.splice(end);
      if (i + 1 < found.length) found[i + 1].above = rest;
      else field.tail = rest;
    });
    return { head, found };
  }

  // The lines of each entry of a list; null when the list is not written entry by entry.
  function entries(body) {
    const first = body.findIndex((line) => !isAside(line));
    const dash = first < 0 ? null : /^(\s*)-(?=\s|$)/.exec(body[first]);
    if (!dash) return null;
    const found = [];
    let above = body.slice(0, first);
    for (const line of body.slice(first)) {
      const starts = line.startsWith(`${dash[1]}-`) && /^-(\s|$)/.test(line.slice(dash[1].length));
      if (starts && (!found.length || isWhole(found[found.length - 1].own))) { found.push({ above, own: [line] }); above = []; }
      else if (isAside(line) && line.trim().startsWith("#") && line.indexOf("#") <= dash[1].length) above.push(line);
      else { found[found.length - 1].own.push(...above, line); above = []; }
    }
    return { indent: dash[1], found, tail: above };
  }

  // ---- both together -----------------------------------------------------------------------------------------------
  function changedMap(all, before, wanted, order) {
    const { head, found } = fields(all), after = withBlanks(wanted, before);
    const known = new Map(found.map((field) => [String(field.key), field]));
    const out = [...head];
    const keys = found.map((field) => String(field.key)).filter((key) => after[key] !== undefined);
    Object.keys(after).filter((key) => !known.has(key)).forEach((key) => {
      const names = Object.keys(order), at = names.indexOf(key);
      const earlier = names.slice(0, Math.max(at, 0)).reverse().find((other) => keys.includes(other));
      keys.splice(at < 0 ? keys.length : keys.indexOf(earlier) + 1, 0, key);
    });
    keys.forEach((key) => {
      const field = known.get(key), inner = order[key] || {};
      out.push(...(field ? [...field.above, ...changedField(field, key, before[key], after[key], inner)] : lines(key, inOrder(after[key], inner))));
    });
    const last = found[found.length - 1];
    return [...out, ...(last && last.tail ? last.tail : [])];
  }

  function changedField(field, key, before, after, order) {
    if (same(before, after)) return field.own;
    const [first, ...body] = field.own;
    const said = first.slice(KEY.exec(first)[0].length).trim();
    if (said === "" || said.startsWith("#")) {
      if (isList(before) && isList(after)) {
        const changed = changedList(body, before, after, order);
        if (changed) return [first, ...changed];
      }
      if (isMap(before) && isMap(after) && body.some((line) => !isAside(line))) {
        const by = /^\s*/.exec(body.find((line) => !isAside(line)))[0];
        if (by && body.every((line) => isAside(line) || line.startsWith(by))) {
          const inner = body.map((line) => (line.startsWith(by) ? line.slice(by.length) : line.trimStart()));
          return [first, ...indented(changedMap(inner, before, after, order), by)];
        }
      }
    }
    return lines(key, inOrder(after, order), said);
  }

  function changedList(body, before, after, order) {
    const old = entries(body);
    if (!old || old.found.length !== before.length) return null;
    const free = new Set(before.keys());
    const take = (i) => (free.delete(i), i);
    const exact = after.map((one) => { const i = [...free].find((j) => same(before[j], one)); return i === undefined ? -1 : take(i); });
    const likeness = (a, b) => (isMap(a) && isMap(b) ? Object.keys(a).filter((key) => same(a[key], b[key])).length : 0);
    const near = after.map((one, i) => {
      if (exact[i] >= 0) return exact[i];
      const best = [...free].sort((a, b) => likeness(before[b], one) - likeness(before[a], one) || Math.abs(a - i) - Math.abs(b - i))[0];
      return best !== undefined && (likeness(before[best], one) || best === i) ? take(best) : -1;
    });
    const asFlow = old.found.some((one) => /^\s*- *\{/.test(one.own[0]));
    const out = after.flatMap((one, i) => {
      const from = near[i] < 0 ? null : old.found[near[i]];
      if (!from) return indented(entry(inOrder(one, order), asFlow), old.indent);
      if (exact[i] >= 0) return [...from.above, ...from.own];
      return [...from.above, ...changedEntry(from.own, before[near[i]], one, old.indent, order)];
    });
    return [...out, ...old.tail];
  }

  function changedEntry(own, before, after, indent, order) {
    const dash = /^\s*-(\s+)(?=[^\s\[{#&*!|>])/.exec(own[0]);
    if (!dash || !isMap(before) || !isMap(after)) return indented(entry(inOrder(after, order), /^\s*- *\{/.test(own[0])), indent);
    const width = dash[0].length;
    const inner = own.map((line, i) => (i ? (line.slice(0, width).trim() === "" ? line.slice(width) : line.trimStart()) : line.slice(width)));
    const changed = changedMap(inner, before, after, order);
    const first = changed.findIndex((line) => !isAside(line));
    return [...indented(changed.slice(0, first), indent), indent + "-" + dash[1] + changed[first], ...indented(changed.slice(first + 1), " ".repeat(width))];
  }

  // `order` is a tree: each field in its place, with the fields that are in it; lists have those of their entries.
  function inOrder(value, order) {
    if (isList(value)) return value.map((one) => inOrder(one, order));
    if (!isMap(value)) return value;
    const known = Object.keys(order).filter((key) => key in value);
    const keys = [...known, ...Object.keys(value).filter((key) => !known.includes(key))];
    return Object.fromEntries(keys.map((key) => [key, inOrder(value[key], order[key] || {})]));
  }

  // ---- for the form ------------------------------------------------------------------------------------------------
  function fromFile(kind, text) {
    try {
      const data = load(text);
      if (data !== null && data !== undefined && !isMap(data)) throw new Error("not fields");
      return { ...longer(kind, data ?? {}), [SOURCE]: text, [KIND]: kind };
    } catch (error) {
      return { [SOURCE]: text, [KIND]: kind, [BROKEN]: String(error.reason || error.message) };
    }
  }

  function toFile(kind, form, order = {}) {
    const { [SOURCE]: text = "", [BROKEN]: broken } = form;
    const data = Object.fromEntries(Object.entries(form).filter(([key]) => !key.startsWith("#")));
    if (broken) throw new Error("ไฟล์นี้มีที่ผิดรูปแบบ แบบฟอร์มอ่านไม่ได้ จึงไม่บันทึกทับ ให้ผู้ดูแลแก้ไฟล์ก่อน · the file cannot be read; nothing was saved");
    const after = pruned(data) ?? {};
    if (text.trim()) {
      const plain = text.replace(/^\ufeff/, "").replace(/\r\n/g, "\n");
      const before = longer(kind, load(plain) ?? {});
      const kept = changedMap(plain.replace(/\n$/, "").split("\n"), before, after, order);
      if (holds(kind, kept.join("\n"), after)) return ended(text, kept);
    }
    // Written in a way that cannot be changed in its place: the values anew, under the comments that were there.
    const said = text.split("\n").filter((line) => /^\s*#/.test(line)).map((line) => line.trim());
    const anew = [...said, ...Object.entries(inOrder(after, order)).flatMap(([key, one]) => lines(key, one))];
    if (holds(kind, anew.join("\n"), after)) return ended(text, anew);
    throw new Error("เขียนไฟล์ให้อ่านกลับได้เหมือนที่กรอกไม่สำเร็จ จึงไม่บันทึก · could not be written so that it reads the same; nothing was saved");
  }

  // The lines as a file: with the mark and the line endings of the old one, line by line where it has both kinds.
  function ended(text, all) {
    const old = text.replace(/^\ufeff/, "").split("\n"), returns = new Map();
    old.slice(0, -1).forEach((line) => {
      const key = line.replace(/\r$/, "");
      returns.set(key, [...(returns.get(key) || []), line.endsWith("\r") ? "\r\n" : "\n"]);
    });
    const usual = /\r\n/.test(text) ? "\r\n" : "\n";
    const last = text && old[old.length - 1] !== "" && old[old.length - 1] === all[all.length - 1] ? all.length - 1 : -1;
    return (text.startsWith("\ufeff") ? "\ufeff" : "") +
      all.map((line, i) => line + (i === last ? "" : (returns.get(line) || []).shift() ?? usual)).join("");
  }

  // A field that stood there without a value is left as it is.
  function withBlanks(after, before) {
    const blank = Object.keys(before).filter((key) => after[key] === undefined && pruned(before[key]) === undefined);
    return { ...after, ...Object.fromEntries(blank.map((key) => [key, before[key]])) };
  }

  const holds = (kind, text, after) => {
    try { return same(longer(kind, load(text) ?? {}), after); } catch { return false; }
  };

  const keeper = { fromFile, toFile };
  if (typeof module !== "undefined" && module.exports) module.exports = (yamlOfNode) => { scope.jsyaml = yamlOfNode; return keeper; };
  else scope.itaKeeper = keeper;
})(typeof globalThis !== "undefined" ? globalThis : window);
