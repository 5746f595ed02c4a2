"""Nothing that stands in a text of the content runs, leads away or becomes a part of the page: the policy is off here,
so that it is the escaping alone that is proven."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from pathlib import Path

import pytest
from chromium import built, needs_chromium, served
from hostile import ALL, KINDS, OF_THE_CHECKER, REFERENCES, Spoiler, spoil, text_fields
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
  if (document.querySelectorAll("title").length !== 1) troubles.push("title");
  if (document.body.textContent.includes("1337")) troubles.push("a template was filled in");
  return troubles;
}"""


def hostile_pages(root: Path) -> None:
    """Free pages whose text, headings, links, pictures, tables and names are payloads, and files with such names."""
    pages, files = root / "content/pages", root / "content/files/2566"
    flat = [" ".join(text.split()) for text in ALL]
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
    for number, text in enumerate(flat):
        name = text.replace("/", "⁄").replace("\0", "")[:60].strip()
        (pages / f"{number} {name}.md").write_text(
            f"# ก\n\n[ข](<../files/2566/{number} {name}.png>)\n", encoding="utf-8"
        ) if number % 7 == 0 else None
        (files / f"{number} {name}.png").write_bytes((files / "o05-map.png").read_bytes())
    for table in files.glob("*.csv"):
        head, *rows = table.read_text(encoding="utf-8").splitlines()
        cells = ['"' + text.replace('"', '""') + '"' for text in flat]
        wide = head.count(",") + 1
        spoilt = [
            ",".join(cells[(line * wide + at) % len(cells)] for at in range(wide))
            for line in range(len(cells) // wide + 1)
        ]
        table.write_text("\n".join((head, *rows[:3], *spoilt, "")), encoding="utf-8")


@functools.cache
def spoilt(thoroughly: bool, folder: Path) -> tuple[Path, Spoiler]:
    """The example with payloads in all of it, not built yet."""
    root = folder / f"spoilt-{int(thoroughly)}"
    root.mkdir()
    copied(root)
    return root, spoil(root, thoroughly=thoroughly)


@functools.cache
def site_of(thoroughly: bool, folder: Path) -> Path:
    """The spoilt example as a site."""
    root, _ = spoilt(thoroughly, folder)
    hostile_pages(root)
    site = built(root, root / "build/site")
    (site / "assets/site.css").write_text("", encoding="utf-8")  # looks are no matter here, and cost time
    return site


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("payloads")


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


def test_every_text_field_is_spoilt(folder: Path) -> None:
    """A field that is in no example would be proven by nobody."""
    wanted = {field for kind in KINDS.values() for field in text_fields(kind) if field[0] not in OF_THE_CHECKER}
    met = spoilt(False, folder)[1].met | spoilt(True, folder)[1].met
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
def test_nothing_runs(page: Page, did: list[str], folder: Path, thoroughly: bool) -> None:
    site = site_of(thoroughly, folder)
    troubles: list[str] = []
    shown = 0
    with served(site) as address:
        for file in sorted(site.rglob("*.html")):
            name = file.relative_to(site).as_posix().removesuffix("index.html")
            page.goto(
                address + name.replace("%", "%25").replace("#", "%23").replace("?", "%3f"),
                wait_until="domcontentloaded",
            )
            here = page.url
            troubles += [f"{name}: {found}" for found in page.evaluate(AUDIT, TAGS)]
            shown += page.evaluate("document.body.textContent.split('ran()').length - 1")
            if page.url != here:
                troubles.append(f"{name}: went to {page.url}")
    assert not troubles, "\n".join(troubles[:40])
    assert shown > 10_000, "the payloads were not shown at all"
    assert did == []


@pytest.mark.parametrize("query", ["<img src=x onerror=ran()>", "ran", "javascript"])
def test_search_shows_payloads_as_text(page: Page, did: list[str], folder: Path, query: str) -> None:
    site = site_of(False, folder)
    with served(site) as address:
        page.goto(address)
        page.keyboard.press("/")
        page.locator("dialog[open] input").fill(query)
        page.locator("dialog .ita-search-result").first.wait_for()
        troubles = page.evaluate(AUDIT, TAGS)
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


def test_titles_say_what_was_written(page: Page, folder: Path) -> None:
    site = site_of(False, folder)
    with served(site) as address:
        page.goto(address)
        assert "<script>ran()</script>" in page.title()
        described = page.locator("meta[name=description]").get_attribute("content")
        assert described is not None
        assert "onerror=ran()" in described
        assert "&lt;img" in page.title(), "written once more than it was"
