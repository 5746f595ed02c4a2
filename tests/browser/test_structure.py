"""What WCAG 2.2 asks of every page and axe-core cannot see: zoom, text spacing, sizes of targets, headings, tables, plots."""

from __future__ import annotations

import pytest
from chromium import needs_chromium
from page_types import page_types
from playwright.sync_api import Browser, Page, ViewportSize

pytestmark = needs_chromium

OUTLINE = """() => {
  const troubles = [];
  const tell = (what, of) => troubles.push(`${what}: ${of.outerHTML.replace(/\\s+/g, " ").slice(0, 160)}`);
  const all = selector => [...document.querySelectorAll(selector)];
  const shown = of => of.checkVisibility();
  if (document.documentElement.lang !== "th") troubles.push("not marked as Thai");
  if (all("h1").length !== 1) troubles.push(`${all("h1").length} main headings`);
  let above = 0;
  for (const heading of all("h1, h2, h3, h4, h5, h6")) {
    const level = Number(heading.tagName[1]);
    if (level > above + 1) tell(`heading of level ${level} after ${above}`, heading);
    if (!heading.textContent.trim()) tell("empty heading", heading);
    above = level;
  }
  for (const table of all("table")) {
    if (!table.caption?.textContent.trim()) tell("table without a caption", table);
    if (table.querySelector("th:not([scope])")) tell("head of a table without a scope", table.querySelector("th:not([scope])"));
    if (!table.querySelector("th")) tell("table without heads", table);
    if (!table.closest("[role=region][tabindex][aria-labelledby], [role=region][tabindex][aria-label]")) tell("table in no region", table);
  }
  for (const image of all("img:not([alt])")) tell("picture without alt", image);
  for (const plot of all("svg")) {
    const hidden = plot.closest("[aria-hidden=true]");
    const said = plot.getAttribute("aria-label") || plot.getAttribute("aria-labelledby") || plot.querySelector("title");
    if (!hidden && !said) tell("drawing without words", plot);
    if (hidden === plot && plot.closest("figure, .ita-plot") && !plot.closest("figure, .ita-plot").innerText.trim()) tell("plot without words beside", plot);
  }
  for (const field of all("main [aria-controls], main [aria-labelledby], main [aria-describedby]"))
    for (const name of ["aria-controls", "aria-labelledby", "aria-describedby"])
      for (const id of (field.getAttribute(name) ?? "").split(/\\s+/).filter(Boolean))
        if (!document.getElementById(id)) tell(`${name} names nothing`, field);
  for (const link of all("main a[href]")) {
    const word = (link.getAttribute("aria-label") ?? link.textContent).trim().replace(/\\s+/g, " ") || link.querySelector("img")?.alt;
    if (!word) tell("link without words", link);
  }
  if (all("[style]").length) tell("style of its own", all("[style]")[0]);
  return troubles;
}"""

WIDE = """() => {
  const most = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= most) return [];
  return [...document.querySelectorAll("body *")]
    .filter(one => one.getBoundingClientRect().right > most + 1 && !one.closest("[role=region]")).slice(0, 3)
    .map(one => one.outerHTML.slice(0, 120)).concat(`${document.documentElement.scrollWidth} px wide`);
}"""

SMALL_TARGETS = """() => [...document.querySelectorAll("a[href], button, summary, input, select, [tabindex='0']")]
  .filter(one => one.checkVisibility({visibilityProperty: true}) && !one.closest("[inert]") && !one.classList.contains("ita-skip"))
  .filter(one => {
    const box = one.getBoundingClientRect();
    if (box.width >= 23.5 && box.height >= 23.5) return false;
    // in a sentence: letters of the same line stand beside it
    const block = one.closest("p, li, td, th, dd, dt, figcaption, caption, summary, label, div");
    const beside = [...block.childNodes].some(node => node !== one && !node.contains?.(one) && node.textContent.trim().length > 1);
    const holder = one.parentElement !== block && one.parentElement.textContent.trim() !== one.textContent.trim();
    if (beside || holder) return false;
    // or alone with room: a circle of 24 px around its middle touches no other target (2.5.8, spacing)
    const x = box.left + box.width / 2, y = box.top + box.height / 2;
    return [...document.querySelectorAll("a[href], button, summary, input")].some(other => {
      if (other === one || !other.checkVisibility()) return false;
      const near = other.getBoundingClientRect();
      const dx = Math.max(near.left - x, 0, x - near.right), dy = Math.max(near.top - y, 0, y - near.bottom);
      return Math.hypot(dx, dy) < 12;
    });
  }).map(one => { const box = one.getBoundingClientRect();
    return `${Math.round(box.width)}×${Math.round(box.height)} ${one.outerHTML.replace(/\\s+/g, " ").slice(0, 140)}`; })"""

LOST = """() => [...document.querySelectorAll("body *")].filter(one => {
  const style = getComputedStyle(one);
  if (!/hidden|clip/.test(style.overflow + style.overflowX + style.overflowY) || !one.checkVisibility() || !one.innerText?.trim()) return false;
  if (style.clipPath !== "none" || one.closest("svg")) return false;   // for screen readers alone
  return one.scrollHeight > one.clientHeight + 2 || one.scrollWidth > one.clientWidth + 2;
}).map(one => one.outerHTML.replace(/\\s+/g, " ").slice(0, 160))"""

SPACED = f"""() => {{
  document.head.append(Object.assign(document.createElement("style"), {{textContent: `
    * {{ line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }}
    p {{ margin-bottom: 2em !important; }}`}}));
  return [({WIDE})(), ({LOST})()];
}}"""
"""WCAG 1.4.12, word for word. Thai asks for more than 1.5 between lines and gets it otherwise."""

HEAD = """() => {
  scrollTo(0, 400);
  const bottom = document.querySelector(".ita-head").getBoundingClientRect().bottom;
  scrollTo(0, 0);
  return bottom;
}"""
"""How far the header reaches down when the page is scrolled."""

LAYOUT = """() => {
  const troubles = [];
  const tell = (what, of) => troubles.push(`${what}: ${of.outerHTML.replace(/\\s+/g, " ").slice(0, 120)}`);
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  const here = location.pathname;
  for (const text of document.querySelectorAll("article p, article ul:not([class]) > li"))
    if (!/flex|grid/.test(getComputedStyle(text).display) && text.getBoundingClientRect().width > 40 * rem) tell("line too long to read", text);
  for (const link of document.querySelectorAll(".ita-path a")) if (link.pathname === here) tell("path leads to its own page", link);
  for (const table of document.querySelectorAll(".ita-scroll"))
    if (table.scrollWidth > table.clientWidth && table.querySelectorAll("thead th").length < 7) tell("table cut on a wide screen", table);
  const current = document.querySelector(".ita-section [aria-current=page]");
  for (let above = current?.parentElement; above && above !== document.body; above = above.parentElement)
    if (above.scrollHeight > above.clientHeight + 1 && /auto|scroll/.test(getComputedStyle(above).overflowY)) tell("page's own entry in a box that scrolls", above);
  for (const status of document.querySelectorAll(".ita-activity-title > :last-child"))
    if (status.closest("li").getBoundingClientRect().right - status.getBoundingClientRect().right > 2 * rem) tell("status away from the edge", status);
  return troubles;
}"""

WIDE_SCREEN: ViewportSize = {"width": 1440, "height": 700}


@pytest.fixture(scope="module")
def page(browser: Browser) -> Page:
    return browser.new_context(bypass_csp=True, reduced_motion="reduce").new_page()


@pytest.mark.parametrize("name", page_types())
def test_every_type_of_page(page: Page, address: str, name: str) -> None:
    """On a wide screen: lines stay readable, tables of a few columns have the room they need, every entry beside them is
    in sight; at 320 px, as a screen of 1280 px shows it at 400 percent; on a phone, letters spaced or not."""
    page.set_viewport_size(WIDE_SCREEN)
    page.goto(address + name)
    troubles = page.evaluate(f"[...({OUTLINE})(), ...({LAYOUT})()]")
    page.set_viewport_size({"width": 320, "height": 256})
    wide, head = page.evaluate(f"[({WIDE})(), ({HEAD})()]")
    troubles += [f"at 400 %: {found}" for found in wide]
    if head > 64:
        troubles.append(f"the header keeps {head} px of 256")
    page.set_viewport_size({"width": 390, "height": 844})
    small, spaced, lost = page.evaluate(f"[({SMALL_TARGETS})(), ...({SPACED})()]")
    troubles += [f"small target: {found}" for found in small]
    troubles += [f"text spaced: {found}" for found in spaced]
    troubles += [f"cut off when spaced: {found}" for found in lost]
    assert not troubles, "\n".join(troubles)


def test_nothing_moves_where_less_motion_is_asked_for(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("/")
    page.locator("dialog[open]").wait_for()
    moving = page.evaluate(
        """[...document.querySelectorAll("*")].filter(one => {
             const style = getComputedStyle(one);
             return [style.transitionDuration, style.animationDuration].some(time => time.split(",").some(part => parseFloat(part) > 0.01));
           }).map(one => one.outerHTML.slice(0, 100))"""
    )
    assert moving == []
    assert page.evaluate("document.getAnimations().length") == 0
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_colours_of_the_readers_own_choice(page: Page, address: str) -> None:
    """With forced colours every button and tile still has an edge, and states are told by shapes."""
    page.emulate_media(forced_colors="active")
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(address)
    bare = page.evaluate(
        """[...document.querySelectorAll("button, .ita-head-button")].filter(one => one.checkVisibility())
             .filter(one => getComputedStyle(one).borderTopStyle === "none").map(one => one.outerHTML.slice(0, 120))"""
    )
    page.goto(address + "2566/")
    shapes = page.locator(".ita-tile .ita-shape").count()
    tiles = page.locator(".ita-tile").count()
    page.emulate_media(forced_colors="none")
    assert bare == []
    assert shapes == tiles == 43


def test_a_wide_screen(page: Page, address: str) -> None:
    page.set_viewport_size(WIDE_SCREEN)
    page.goto(address + "contents/")
    tops = page.evaluate("[...document.querySelectorAll('.ita-parts')[0].children].map(one => one.offsetTop)")
    page.goto(address + "nowhere/at/all/")
    brand, head = (page.locator(name).bounding_box() for name in (".ita-brand", "h1"))
    assert len(set(tops)) < len(tops), "a list of all pages in one column"
    assert brand and head and abs(brand["x"] - head["x"]) < 2


def test_what_stops_the_preview_is_told_in_colours_of_its_own(page: Page, address: str) -> None:
    """`serve` lays it over the page; long words fit a phone and the page below can be reached."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(address)
    page.evaluate(
        """document.body.insertAdjacentHTML("afterbegin",
             `<pre role="alert" class="ita-trouble">${"content/2566/items/o12.yml:".repeat(40)} ${"แก้<br>".repeat(80)}</pre>`)"""
    )
    box = page.locator(".ita-trouble").bounding_box()
    ground = page.locator(".ita-trouble").evaluate("one => getComputedStyle(one).backgroundColor")
    assert box and box["width"] <= 390
    assert box["height"] <= 844 / 2 + 1
    assert page.evaluate(WIDE) == []
    assert ground not in ("rgba(0, 0, 0, 0)", "rgb(255, 255, 255)")


def test_code_that_officers_write_breaks_its_lines(page: Page, address: str) -> None:
    """A block of code that scrolls cannot be moved by keys."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(address + "pages/contact/")
    page.evaluate(
        "document.querySelector('article').insertAdjacentHTML('beforeend', `<pre><code>${'ยาว'.repeat(200)}</code></pre>`)"
    )
    assert page.locator("pre > code").evaluate("one => one.scrollWidth - one.clientWidth") <= 0
    assert page.evaluate(WIDE) == []
