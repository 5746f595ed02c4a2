/* What every page needs of a script: the scheme of colours, the menu on small screens, the way to the search.
   Loaded in the head, so that a chosen scheme is there before anything is drawn; without it all but these works. */
(() => {
  "use strict";
  const root = document.documentElement;
  const base = new URL("../", document.currentScript.src);
  const KEY = "ita-site.scheme";
  const SMALL = matchMedia("(max-width: 71.99em)");
  const DARK = matchMedia("(prefers-color-scheme: dark)");

  root.classList.replace("no-js", "js");

  // Storage may be forbidden; then a choice lasts as long as the page.
  const stored = () => { try { return localStorage.getItem(KEY); } catch { return null; } };
  const store = value => { try { localStorage.setItem(KEY, value); } catch { /* see above */ } };
  const apply = scheme => { if (scheme === "slate" || scheme === "default") root.dataset.mdColorScheme = scheme; };
  apply(stored());

  const isDark = () => (root.dataset.mdColorScheme ?? (DARK.matches ? "slate" : "default")) === "slate";

  const scheme = () => {
    const button = document.querySelector(".ita-scheme");
    const tell = () => button.setAttribute("aria-pressed", String(isDark()));
    button.addEventListener("click", () => {
      const next = isDark() ? "default" : "slate";
      apply(next);
      store(next);
      tell();
    });
    DARK.addEventListener("change", tell);
    tell();
  };

  const menu = () => {
    const button = document.querySelector(".ita-menu-open");
    const panel = document.getElementById(button.getAttribute("aria-controls"));
    const isOpen = () => button.getAttribute("aria-expanded") === "true";
    const set = open => {
      button.setAttribute("aria-expanded", String(open));
      // on large screens the menu is always there
      panel.inert = SMALL.matches && !open;
    };
    button.addEventListener("click", () => set(!isOpen()));
    SMALL.addEventListener("change", () => set(false));
    document.addEventListener("keydown", event => {
      if (event.key !== "Escape" || !isOpen()) return;
      set(false);
      button.focus();
    });
    document.addEventListener("click", event => {
      if (isOpen() && !event.target.closest(".ita-head")) set(false);
    });
    // the keyboard goes on to the page, which the menu would hide
    panel.addEventListener("focusout", event => {
      if (isOpen() && event.relatedTarget && !event.relatedTarget.closest(".ita-head")) set(false);
    });
    // a link to a place on the same page leaves the menu open otherwise
    panel.addEventListener("click", event => { if (event.target.closest("a")) set(false); });
    set(false);
  };

  const search = () => {
    const open = trigger => import(new URL("assets/search.js", base).href).then(found => found.open({base, trigger}));
    document.addEventListener("click", event => {
      const link = event.target.closest("[data-ita-search]");
      // with a modifier the link is a link: the index of all pages, in another tab
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      open(link).catch(() => { location.href = link.href; });
    });
    document.addEventListener("keydown", event => {
      const isTyping = event.target.closest?.("input, textarea, select, [contenteditable]");
      const isAsked = event.key === "/" && !isTyping || event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey);
      if (!isAsked || event.isComposing || event.altKey || document.querySelector("dialog[open]")) return;
      const link = document.querySelector("[data-ita-search]");
      event.preventDefault();
      open(link).catch(() => { location.href = link.href; });
    });
  };

  // only the page of answers has what this is for
  const copy = () => { if (document.querySelector("[data-copy]")) import(new URL("assets/copy.js", base).href); };

  document.addEventListener("DOMContentLoaded", () => { scheme(); menu(); search(); copy(); });
})();
