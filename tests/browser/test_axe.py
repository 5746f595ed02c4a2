"""No page has anything that axe-core knows to be a barrier: phone and desktop, light and dark, menu and search open.

On the phone every type of page is looked at, on the desktop one of each layout; colours, light and dark, of all letters
that are drawn as none were before.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import axe_playwright_python
import pytest
from chromium import needs_chromium
from page_types import UNFINISHED, page_types
from playwright.sync_api import Browser, Page, ViewportSize

pytestmark = needs_chromium

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PHONE: ViewportSize = {"width": 360, "height": 760}
DESKTOP: ViewportSize = {"width": 1366, "height": 768}
WIDE_TOO = ("", "2566/", "2566/o12/", "2566/programmes/waste-bank/")
"""Pages that are looked at on the desktop too, one of each way in which parts stand beside each other there."""

RUN = """async (part, options) => {
  const found = await axe.run(part, {...options, resultTypes: ["violations"]});
  return found.violations.map(v => `${v.id}: ${v.nodes.length} × ${v.nodes[0].target} ${v.nodes[0].html.slice(0, 120)}`);
}"""
CONTRAST = "color-contrast"
"""By far the slowest rule, and the only one that another scheme of colours can change: run by itself."""
STRUCTURE = {"runOnly": {"type": "tag", "values": TAGS}, "rules": {CONTRAST: {"enabled": False}}}
COLOURS = {"runOnly": {"type": "rule", "values": [CONTRAST, "link-in-text-block"]}}
SCHEME = "scheme => { document.documentElement.dataset.mdColorScheme = scheme; }"

SHORTEN = """() => {
  const looks = one => [one.localName, one.type, one.getAttribute("role"), one.getAttribute("class"),
    one.getAttribute("href")?.startsWith("http"), !one.textContent.trim(), ...one.getAttributeNames()].join();
  for (const parent of document.querySelectorAll("body :not(tr)")) {
    const alike = Map.groupBy(parent.children, child => [child, ...child.querySelectorAll("*")].map(looks).join("|"));
    for (const group of alike.values()) group.slice(2, -1).forEach(child => child.remove());
  }
}"""
"""What stands many times over beside each other, alike to its last part, is a barrier each time or never: of each kind the
first, the second and the last stay."""

FRESH = """([seen, mark]) => {
  const known = new Set(seen), root = document.documentElement, was = root.dataset.mdColorScheme;
  const still = Object.assign(document.createElement("style"), {textContent: "* { transition: none !important; }"});
  document.head.append(still);
  const shown = [...document.querySelectorAll("body *")].filter(one => one.checkVisibility({visibilityProperty: true}) &&
    (one.matches("input, select, textarea") || [...one.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())));
  for (const scheme of ["default", "slate"]) {
    root.dataset.mdColorScheme = scheme;
    const grounds = new Map();
    const ground = one => {
      if (!one) return "";
      if (!grounds.has(one)) {
        const s = getComputedStyle(one);
        grounds.set(one, [ground(one.parentElement), s.backgroundColor === "rgba(0, 0, 0, 0)" ? "" : s.backgroundColor,
          s.backgroundImage === "none" ? "" : s.backgroundImage, s.opacity === "1" ? "" : s.opacity,
          s.position === "static" ? "" : s.position].join(""));
      }
      return grounds.get(one);
    };
    for (const one of shown) {
      const s = getComputedStyle(one), around = getComputedStyle(one.parentElement);
      const look = [ground(one), s.color, s.fontSize, s.fontWeight, s.textShadow,
        ...one.localName === "a" ? [s.textDecorationLine, around.color, around.fontWeight] : []].join();
      if (!known.has(look)) { known.add(look); one.setAttribute(mark, ""); }
    }
  }
  if (was) root.dataset.mdColorScheme = was; else delete root.dataset.mdColorScheme;
  still.remove();
  return [...known];
}"""
"""Marks what is drawn, light or dark, in a colour, size and weight and on a ground in which none of the letters `seen` was
drawn; gives how those of this page are."""

PRUNE = """() => {
  const marked = one => [one, ...one.querySelectorAll("*")].some(each => each.getAttributeNames().some(name => name.startsWith("data-fresh")));
  const walk = one => {
    if (one.localName === "tr") return;
    for (const [at, child] of [...one.children].entries())
      if (marked(child)) walk(child); else if (at) child.remove();
  };
  walk(document.body);
}"""
"""Only what is marked stays, and the first part of everything, which may look otherwise than the second."""


def structure(page: Page, name: str) -> list[str]:
    return [f"{name}: {found}" for found in page.evaluate(f"options => ({RUN})(document, options)", STRUCTURE)]


def is_fresh(page: Page, mark: str, seen: set[str]) -> bool:
    """Whether anything is drawn as nothing was before, which is marked then."""
    before = len(seen)
    seen.update(page.evaluate(FRESH, [list(seen), mark]))
    return len(seen) > before


def colours(page: Page, name: str, mark: str) -> list[str]:
    """Of what is marked, light and dark."""
    found = []
    for scheme in ("default", "slate"):
        page.evaluate(SCHEME, scheme)
        told = page.evaluate(f"([part, options]) => ({RUN})(part, options)", [f"[{mark}]", COLOURS])
        found += [f"{name}: {scheme} {one}" for one in told]
    return found


@pytest.fixture(scope="module")
def seen() -> set[str]:
    """How letters were drawn wherever we looked."""
    return set()


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    """A page in which axe-core may be put: our policy would refuse a foreign script."""
    context = browser.new_context(bypass_csp=True, reduced_motion="reduce", viewport=DESKTOP)
    context.add_init_script(AXE)
    yield context.new_page()
    context.close()


@pytest.fixture
def page(tab: Page) -> Page:
    """The same one for all tests, which read what they want into it: a new one costs as much as a look at a page."""
    tab.set_viewport_size(PHONE)
    return tab


def seen_all_ways(page: Page, name: str, seen: set[str]) -> list[str]:
    """What is wrong with the open page; takes it apart."""
    found = []
    page.evaluate(SHORTEN)
    for size in (DESKTOP, PHONE) if name in WIDE_TOO else (PHONE,):
        page.set_viewport_size(size)
        found += structure(page, f"{name} {size['width']} px")
        if is_fresh(page, f"data-fresh-{size['width']}", seen):
            if size == PHONE:
                page.evaluate(PRUNE)
            found += colours(page, f"{name} {size['width']} px", f"data-fresh-{size['width']}")
    return found


def test_pages_of_the_example(page: Page, address: str, seen: set[str]) -> None:
    """One of every type."""
    found = []
    for name in page_types():
        page.goto(address + name)
        found += seen_all_ways(page, name, seen)
    assert not found, "\n".join(found)


def test_pages_of_an_unfinished_site(page: Page, unfinished_address: str, seen: set[str]) -> None:
    found = []
    for name in UNFINISHED:
        page.goto(unfinished_address + name)
        found += seen_all_ways(page, name, seen)
    assert not found, "\n".join(found)


def test_open_menu(page: Page, address: str) -> None:
    page.goto(address)
    is_fresh(page, "data-before", closed := set[str]())
    page.locator(".ita-menu-open").click()
    found = structure(page, "menu")
    assert is_fresh(page, "data-fresh", closed)
    found += colours(page, "menu", "data-fresh")
    assert not found, "\n".join(found)


def test_open_search(page: Page, address: str) -> None:
    """Asked nothing, something that is there, and something that is nowhere."""
    found = []
    page.goto(address)
    is_fresh(page, "data-before", seen := set[str]())
    page.keyboard.press("/")
    for at, (query, said) in enumerate((("", ""), ("เรื่องร้องเรียน", "พบ "), ("ฟหกด", "ไม่พบ"))):
        page.locator("dialog[open] input[type=search]").fill(query)
        page.wait_for_function(
            "said => document.querySelector('dialog [role=status]').textContent.trim().startsWith(said)", arg=said
        )
        found += structure(page, f"search «{query}»")
        if is_fresh(page, f"data-fresh-{at}", seen):
            found += colours(page, f"search «{query}»", f"data-fresh-{at}")
        else:
            assert at == 2, "nothing of what is open was looked at"
    assert not found, "\n".join(found)


def test_what_is_wrong_is_found(page: Page, address: str) -> None:
    """The proof that the others look at all: a barrier of each kind put into a page that was looked at, letters that are
    pale in the dark alone, and one of many that are alike but for a word that it lacks."""
    seen: set[str] = set()
    page.goto(address)
    assert seen_all_ways(page, "", seen) == []
    page.goto(address)
    page.evaluate(
        """document.querySelector("main").insertAdjacentHTML("beforeend",
             `<p class=bad><font color=#eeeeee>จาง</font></p><p style="color: #333">มืด</p><img src=assets/favicon.svg>
              <h5>ลำดับ</h5><ul>${"<li><a href=a>ก</a></li>".repeat(9)}<li><a href=b></a></li><li><a href=a>ก</a></li></ul>`)"""
    )
    found = seen_all_ways(page, "", seen)
    pale = [one for one in found if CONTRAST in one]
    assert [[word for word in one.split() if word in ("default", "slate")] for one in pale] == [["default"], ["slate"]]
    assert "#eeeeee" in pale[0]
    assert "มืด" in pale[1]
    assert all(any(f"{rule}:" in one for one in found) for rule in ("image-alt", "heading-order", "link-name"))
