"""Nothing that stands in a text of the content runs, leads away or becomes a part of the page: the policy is off here,
so that it is the escaping alone that is proven."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from chromium import built, needs_chromium, served
from hostile import ALL, KINDS, OF_THE_CHECKER, REFERENCES, Spoiler, spoil, text_fields
from once import once
from page_types import copied
from playwright.sync_api import Browser, Dialog, Page
from runner import ita_site

pytestmark = needs_chromium

TAGS = """
html head meta title link script body a header div span img nav ul li button svg path main article h1 h2 h3 p ol table
thead tbody tr th td caption strong em small time data dl dt dd bdi code figure figcaption details summary section
footer g rect line circle text br abbr mark b i sub sup hr blockquote pre tfoot h4 h5 h6 polyline polygon defs desc
dialog form input label
"""
"""What our own templates are made of."""

TRAP = """
window.did = [];
window.ran = () => { did.push("ran"); };
for (const name of ["alert", "confirm", "prompt", "open", "print"]) window[name] = () => { did.push(name); };
addEventListener("error", event => { if (event.target === window) did.push(`error ${event.message}`); });
"""

AUDIT = """tags => {
  const known = new Set(tags.trim().split(/\\s+/)), troubles = [...did];
  for (const one of document.querySelectorAll("*")) {
    const tell = what => troubles.push(`${what}: ${one.outerHTML.slice(0, 120)}`);
    if (!known.has(one.localName)) tell("tag");
    for (const {name, value} of one.attributes) {
      if (name.startsWith("on") || name === "style" || name === "srcdoc" || name === "formaction") tell(name);
      if (name === "href" || name === "src" || name === "action" || name === "xlink:href") {
        let scheme;
        try { scheme = new URL(value, document.baseURI).protocol; } catch { tell("address"); continue; }
        if (!["http:", "https:", "mailto:", "tel:", "webcal:"].includes(scheme)) tell(scheme);
      }
    }
    if (one.localName === "script" && one.type !== "application/ld+json" && (one.textContent || !one.src.startsWith(location.origin))) tell("script");
    if (one.localName === "meta" && one.httpEquiv && one.httpEquiv !== "Content-Security-Policy") tell("meta");
    if (one.localName === "link" && !one.href.startsWith(location.origin) && one.rel !== "canonical") tell("link");
  }
  for (const name of ["querySelector", "getElementById", "body", "head", "forms"])
    if (document[name] instanceof HTMLElement && !["body", "head"].includes(name)) troubles.push(`document.${name} is hidden`);
  for (const id of ["ita-menu", "main"])
    if (document.querySelectorAll(`#${id}`).length !== 1) troubles.push(`#${id} is there twice`);
  if (document.querySelectorAll("title:not(svg title)").length !== 1) troubles.push("title");
  if (document.body.textContent.includes("1337")) troubles.push("a template was filled in");
  return troubles;
}"""


def flat_payloads() -> list[str]:
    return [" ".join(text.split()) for text in ALL]


def file_names() -> list[str]:
    return [f"{number} {text.replace('/', '⁄')[:60].strip()}" for number, text in enumerate(flat_payloads())]


def hostile_pages(root: Path) -> None:
    """Free pages whose text, headings, links, pictures, tables and names are payloads."""
    pages = root / "content/pages"
    flat = flat_payloads()
    forms = (
        "{0}",
        "## {0}",
        "- {0}",
        "> {0}",
        "[ก]({0})",
        "![{0}](../files/2566/o05-map.png)",
        "![ก]({0})",
        "<{0}>",
        "| ก |\n| --- |\n| {0} |",
    )
    body = "\n\n".join(
        form.format(text)
        for number, text in enumerate(flat)
        for form in (forms[number % len(forms)], "{0}", "[ก]({0})")
    )
    (pages / "hostile.md").write_text(f"# {' '.join(flat)}\n\n{body}\n", encoding="utf-8")
    (pages / "fourth.md").write_text("\n\n".join(ALL), encoding="utf-8")
    for name in file_names()[::21]:
        (pages / f"{name}.md").write_text(f"# ก\n\n[ข](<../files/2566/{name}.png>)\n", encoding="utf-8")


def hostile_files(root: Path) -> None:
    """Files whose names are payloads, tables whose cells are."""
    files = root / "content/files/2566"
    picture = (files / "o05-map.png").read_bytes()
    for name in file_names():
        (files / f"{name}.png").write_bytes(picture)
    flat = flat_payloads()
    for table in files.glob("*.csv"):
        head, *rows = table.read_text(encoding="utf-8").splitlines()
        cells = ['"' + text.replace('"', '""') + '"' for text in flat]
        wide = head.count(",") + 1
        spoilt = [
            ",".join(cells[(line * wide + at) % len(cells)] for at in range(wide))
            for line in range(len(cells) // wide + 1)
        ]
        table.write_text("\n".join((head, *rows[:3], *spoilt, "")), encoding="utf-8")


ITEMS = {"o01", "o02", "o04", "o11", "o12", "o21", "o29", "o34"}
"""Of all kinds; the others have no field and no part that these do not have."""
MISSING = "o03"
"""One of those left out, for what the site says of an item that is missing."""
MONTHS = {
    *("integrity-followup/2566-03", "waste-bank/2566-03"),
    *(f"kpi-2-1/{month}" for month in ("2565-10", "2565-12", "2566-02", "2566-03")),
}
FREE_PAGES = {"contact"}


def spoilt(root: Path, *, thoroughly: bool) -> Spoiler:
    """The example with payloads in all of it, less the records and pages that are alike, not built yet."""
    copied(root)
    for pattern, kept in (("2566/items/*.yml", ITEMS), ("*/programmes/*/2*.yml", MONTHS), ("pages/*.md", FREE_PAGES)):
        for file in (root / "content").glob(pattern):
            if not kept & {file.stem, f"{file.parent.name}/{file.stem}"}:
                file.unlink()
    config = (root / "site_config.yml").read_text(encoding="utf-8")
    spoiler = spoil(root, thoroughly=thoroughly)
    if thoroughly:  # what stands on every page is the same as in the other site
        (root / "site_config.yml").write_text(config, encoding="utf-8")
    hostile_files(root)
    if not thoroughly:
        hostile_pages(root)
    return spoiler


@pytest.fixture(scope="module")
def site_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[bool], Path]:
    """The spoilt example as a site."""

    def made(thoroughly: bool, root: Path) -> None:
        spoilt(root, thoroughly=thoroughly)
        site = built(root, root / "build/site")
        (site / "assets/site.css").write_text("", encoding="utf-8")  # looks are no matter here, and cost time

    def of(thoroughly: bool) -> Path:
        name = "everything-spoilt" if thoroughly else "texts-spoilt"
        return once(tmp_path_factory, name, functools.partial(made, thoroughly)) / "build/site"

    return of


@pytest.fixture
def did() -> list[str]:
    """What pages did that they should not."""
    return []


@pytest.fixture
def page(browser: Browser, did: list[str]) -> Iterator[Page]:
    context = browser.new_context(bypass_csp=True)
    context.add_init_script(TRAP)
    page = context.new_page()

    def shown(dialog: Dialog) -> None:
        did.append(f"dialog {dialog.message}")
        dialog.dismiss()

    page.on("dialog", shown)
    page.on("popup", lambda other: did.append(f"popup {other.url}"))
    page.on("pageerror", lambda error: did.append(str(error)))
    page.on("request", lambda request: None if "//127.0.0.1:" in request.url else did.append(request.url))
    yield page
    context.close()


def test_every_text_field_is_spoilt(tmp_path: Path) -> None:
    """A field that is in no example would be proven by nobody."""
    wanted = {field for kind in KINDS.values() for field in text_fields(kind) if field[0] not in OF_THE_CHECKER}
    met = spoilt(tmp_path / "texts", thoroughly=False).met | spoilt(tmp_path / "all", thoroughly=True).met
    of_config = {
        ("Agency", "type"),
        ("Agency", "emblem"),
        ("Agency", "color"),
        ("SiteSettings", "url"),
        ("Waiver", "code"),
        ("SiteSettings", "repository"),
    }
    assert sorted(wanted - met - of_config) == []
    assert of_config <= REFERENCES
    assert len(ALL) >= 60


@pytest.mark.parametrize("thoroughly", [False, True], ids=["texts", "everything"])
def test_nothing_runs(page: Page, did: list[str], site_of: Callable[[bool], Path], thoroughly: bool) -> None:
    site = site_of(thoroughly)
    troubles: list[str] = []
    shown = 0
    with served(site) as address:
        for file in sorted(site.rglob("*.html")):
            if re.fullmatch(r"o\d+", file.parent.name) and file.parent.name not in {*ITEMS, MISSING}:
                continue
            name = file.relative_to(site).as_posix().removesuffix("index.html")
            page.goto(
                address + name.replace("%", "%25").replace("#", "%23").replace("?", "%3f"),
                wait_until="domcontentloaded",
            )
            here = page.url
            found, count = page.evaluate(
                f"tags => [({AUDIT})(tags), document.body.textContent.split('ran()').length - 1]", TAGS
            )
            troubles += [f"{name}: {one}" for one in found]
            shown += count
            if page.url != here:
                troubles.append(f"{name}: went to {page.url}")
    assert not troubles, "\n".join(troubles[:40])
    assert shown > (500 if thoroughly else 25_000), f"the payloads were shown {shown} times"
    assert did == []


def test_titles_and_search_show_payloads_as_text(page: Page, did: list[str], site_of: Callable[[bool], Path]) -> None:
    troubles = []
    with served(site_of(False)) as address:
        page.goto(address)
        assert "<script>ran()</script>" in page.title()
        assert "&lt;img" in page.title(), "written once more than it was"
        described = page.locator("meta[name=description]").get_attribute("content")
        assert described is not None
        assert "onerror=ran()" in described
        page.keyboard.press("/")
        for query in ("<img src=x onerror=ran()>", "javascript"):
            page.locator("dialog[open] input").fill(query)
            page.locator("dialog [role=status]", has_text=re.compile(r"^\s*พบ")).wait_for()
            page.locator("dialog .ita-search-result", has_text=query).first.wait_for()
            troubles += page.evaluate(AUDIT, TAGS)
    assert troubles == []
    assert did == []


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("repository: https://git.thungtuayang.example/ita/site", "repository: javascript:ran()//"),
        ("url: https://ita.thungtuayang.example/", "url: javascript:ran()//"),
        ('color: "#17406f"', "color: 'red}</style><script>ran()</script>'"),
    ],
)
def test_settings_of_other_kinds_are_refused(tmp_path: Path, setting: str, value: str) -> None:
    """What goes into addresses and styles is not escaped but understood, or nothing is built."""
    root = copied(tmp_path / "site")
    config = root / "site_config.yml"
    text = config.read_text(encoding="utf-8")
    assert setting in text
    config.write_text(text.replace(setting, value), encoding="utf-8")
    assert ita_site("-C", root, "build", "--offline").code == 2
    assert not (root / "build/site").exists()
