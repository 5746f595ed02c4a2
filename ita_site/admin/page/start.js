// Our part of the form: files are read and written by keeper.js, elements of an item are boxes to tick.
(function () {
  "use strict";
  const { CMS, h, createClass, itaKeeper, itaOrder, itaWords } = window;

  const together = (a, b) => Object.entries(b).reduce((all, [key, one]) =>
    ({ ...all, [key]: typeof one === "string" ? one : together(all[key] || {}, one) }), a);
  const words = itaOrder.proposes ? itaWords : together(itaWords, window.itaWordsOfSaving);
  CMS.registerLocale("th", together(CMS.getLocale("th"), words));

  for (const format of Object.keys(itaOrder.kinds)) {
    const kind = format.replace("ita-", "");
    const order = (data) => {
      const columns = kind === "item" ? itaOrder.rows[data.item] : null;
      const all = itaOrder.kinds[format];
      return columns ? { ...all, table: { ...all.table, rows: Object.fromEntries(columns.map((one) => [one, {}])) } } : all;
    };
    CMS.registerCustomFormat(format, "yml", {
      // a folder of reports holds the programme's plan as well
      fromFile: (text) => itaKeeper.fromFile(kind === "report" && /^id\s*:/m.test(text) && !/^month\s*:/m.test(text) ? "programme" : kind, text),
      toFile: (data) => itaKeeper.toFile(kind, data, order(data)),
    });
  }

  CMS.registerWidget("ticks", createClass({
    chosen() {
      const value = this.props.value;
      return !value ? [] : value.toJS ? value.toJS() : [].concat(value);
    },
    change(one, on) {
      const chosen = this.chosen().map(String);
      const known = this.props.field.get("options").map((option) => option.get("value")).toJS();
      const wanted = on ? [...chosen, one] : chosen.filter((other) => other !== one);
      // in the order of the list, and what the list does not know stays
      const after = [...known.filter((other) => wanted.includes(other)), ...wanted.filter((other) => !known.includes(other))];
      this.props.onChange(after);
    },
    render() {
      const chosen = this.chosen().map(String);
      return h("div", { className: `${this.props.classNameWrapper} ita-ticks`, id: this.props.forID, role: "group", "aria-label": this.props.field.get("label") },
        this.props.field.get("options").toArray().map((option) => {
          const value = option.get("value");
          return h("label", { key: value },
            h("input", { type: "checkbox", value, checked: chosen.includes(value), onChange: (event) => this.change(value, event.target.checked),
              onFocus: this.props.setActiveStyle, onBlur: this.props.setInactiveStyle }),
            h("span", {}, option.get("label")));
        }));
    },
  }));

  // What a form is about, at its top, in the field that says so in the file: nothing to fill in. Decap gives a file that
  // is not there yet no defaults.
  CMS.registerWidget("about", createClass({
    componentDidMount() {
      const label = document.querySelector(`label[for="${this.props.forID}"]`);
      if (label) label.style.display = "none";
      if (!this.props.value) this.props.onChange(this.props.field.get("code"));
    },
    render() {
      const field = this.props.field;
      return h("div", { className: "ita-about", id: this.props.forID },
        h("strong", {}, field.get("label")), field.get("text") ? h("p", {}, field.get("text")) : null);
    },
  }));

  // What was typed and never saved is kept in the browser. Decap asks whether to go on with it while the file is still on
  // its way, and then puts the file in its place: so the kept text arrives after the file, whose fields are shown by then.
  const get = IDBObjectStore.prototype.get;
  IDBObjectStore.prototype.get = function (key) {
    const asked = get.call(this, key);
    if (!/^backup\./.test(String(key)) || /\/new$/.test(location.hash)) return asked;
    const late = { get result() { return asked.result; }, get error() { return asked.error; } };
    const shown = (then, left = 300) => (left && !document.querySelector("[id*='-field-']") ? setTimeout(shown, 100, then, left - 1) : then());
    asked.onsuccess = () => shown(() => late.onsuccess());
    asked.onerror = () => late.onerror();
    return late;
  };

  // Decap shows the entry it has open under the address of another that is typed in or chosen from the history.
  const ENTRY = /^#\/collections\/[^/]+\/entries\//;
  let before = location.hash;
  window.addEventListener("hashchange", () => {
    const stale = ENTRY.test(before) && (ENTRY.test(location.hash) || /\/new$/.test(location.hash));
    before = location.hash;
    if (stale) location.reload();
  });

  CMS.init();
  const seen = new MutationObserver(() => {
    if (!document.querySelector("#nc-root > *")) return;
    document.documentElement.classList.add("ita-open");
    seen.disconnect();
  });
  seen.observe(document.body, { childList: true, subtree: true });
})();
