"""Make the example agency's documents and pictures from their sources.

Every `tools/example/<year>/<name>.md` is printed to `content/files/<year>/<name>.pdf`; in every
`tools/example/<year>/*.html` each element with `data-png="<name>"` becomes `content/files/<year>/<name>.png`. The emblem
of the letters becomes `content/files/emblem.png`.

A Markdown source starts with a front matter: `title`, `unit` and `date`; if wanted `number` (of the letter or notice),
`signed` and `position` (closing lines) and `landscape: true`. In its body a line `---` turns the page, and

    {{csv: files/2566/o21.csv month=2565-10 total}}

shows a CSV as a table under the edition's Thai column names. `column=value` keeps the rows with that value and leaves
the column out; `total` adds a row with the sums of money and counts.
"""

from __future__ import annotations

import argparse
import base64
import csv
import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from html import escape
from pathlib import Path

import yaml
from markdown_it import MarkdownIt
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from small_pdf import small_pdf  # noqa: E402

from ita_site.criteria import Column, load_edition  # noqa: E402
from ita_site.dates import parse_date, parse_month, thai_date, thai_month  # noqa: E402

SOURCES = ROOT / "tools" / "example"
FILES = ROOT / "content" / "files"
FONTS = ROOT / "theme" / "assets" / "fonts"
AGENCY = yaml.safe_load((ROOT / "site_config.yml").read_text(encoding="utf-8"))["agency"]
CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
FLAGS += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
THAI_LETTERS = "U+0E00-0E7F,U+200B-200D,U+25CC"

STYLE = """
@page { size: A4; margin: 20mm 18mm 18mm;
  @bottom-left { content: "%(agency)s"; font: 9pt "Doc"; letter-spacing: .05px; color: #555 }
  @bottom-right { content: "หน้า " counter(page) " จาก " counter(pages); font: 9pt "Doc"; color: #555 } }
@page wide { size: A4 landscape; margin: 15mm 14mm }
* { box-sizing: border-box }
/* Without this much space readers of PDF take the marks of one letter for those of the next, and search fails. */
h1, h2, h3, th, b, strong { letter-spacing: .05em }
body { font: 11.5pt/1.55 "Doc", Sarabun, Laksaman, Garuda, sans-serif; margin: 0; color: #111; letter-spacing: .05px }
body.wide { page: wide; font-size: 10.5pt }
header { border-bottom: 1.5pt solid #1d5b4f; padding-bottom: 2.5mm; margin-bottom: 4mm; display: flex; gap: 4mm }
header svg { width: 15mm; height: 15mm; flex: none }
header p { margin: 0 } header b { font-size: 14pt; color: #1d5b4f }
h1 { font-size: 15pt; line-height: 1.4; text-align: center; text-wrap: balance; margin: 3mm 0 }
h2 { font-size: 12.5pt; margin: 4mm 0 1mm; break-after: avoid } h3 { font-size: 11.5pt; margin: 3mm 0 1mm }
p, li, td { text-wrap: pretty } p, ul, ol { margin: 1.5mm 0 } .meta { display: flex; justify-content: space-between }
table { border-collapse: collapse; width: 100%%; font-size: .87em; line-height: 1.4; margin: 2.5mm 0 }
th, td { border: .5pt solid #888; padding: 1mm 1.6mm; vertical-align: top; text-align: left }
th { background: #e6f0ed } tr { break-inside: avoid } td[style*=right] { white-space: nowrap }
hr { border: 0; margin: 0; break-after: page }
.signed { margin: 9mm 0 0 45%%; text-align: center; break-inside: avoid }
"""
EMBLEM = """<svg viewBox="0 0 48 48" aria-hidden="true">
<circle cx="24" cy="24" r="22.5" fill="#e6f0ed" stroke="#1d5b4f" stroke-width="2"/>
<path d="M5 32q10-7 19-2t19-2q-3 17-19 18Q9 45 5 32z" fill="#1d5b4f"/>
<path d="M24 31V11m0 6q-6 0-7-6 6 0 7 6zm0 0q6 0 7-6-6 0-7 6zm0 8q-6 0-7-6 6 0 7 6zm0 0q6 0 7-6-6 0-7 6z"
 fill="#d9a520" stroke="#9a6f00"/></svg>"""


def main() -> None:
    about, _, more = (__doc__ or "").partition("\n")
    parser = argparse.ArgumentParser(
        description=about, epilog=more, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", metavar="NAME", help="one source alone: its file name without the ending")
    only = parser.parse_args().only
    found = sorted(p for p in SOURCES.glob("[0-9]*/*") if p.suffix in (".md", ".html") and only in (None, p.stem))
    if not found and only != "emblem":
        parser.error(f"no source named {only} under {SOURCES.relative_to(ROOT)}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for source in found:
            for made in _print(browser, source) if source.suffix == ".md" else _draw(browser, source):
                print(f"{made.stat().st_size:>8,}  {made.relative_to(ROOT)}")
        if only in (None, "emblem"):
            _draw_emblem(browser)
        browser.close()


def _print(browser: Browser, source: Path) -> Iterator[Path]:
    """One Markdown source as PDF, dated as the document itself, so that a second run gives the same file."""
    _, head, body = source.read_text(encoding="utf-8").split("---\n", 2)
    facts = yaml.load(head, yaml.BaseLoader)  # noqa: S506  (plain text only: no value is guessed to be a date)
    text = re.sub(r"^\{\{csv: (.+)\}\}$", lambda found: _csv_table(found[1]), body, flags=re.MULTILINE)
    page = browser.new_page()
    page.set_content(_letter(facts, MarkdownIt("commonmark", {"html": False}).enable("table").render(text)))
    page.evaluate("document.fonts.ready")
    made = page.pdf(prefer_css_page_size=True, print_background=True, tagged=True, outline=True)
    page.close()
    stamp = f"D:{parse_date(facts['date']):%Y%m%d}090000+00'00'"
    yield _write(source, source.stem + ".pdf", small_pdf(made, stamp))


def _draw(browser: Browser, source: Path) -> Iterator[Path]:
    """Every picture that one HTML source holds."""
    page = browser.new_page(viewport={"width": 1400, "height": 1000})
    page.set_content(f"<style>{_style()}</style>" + source.read_text(encoding="utf-8"))
    page.evaluate("document.fonts.ready")
    for element in page.locator("[data-png]").all():
        yield _write(source, f"{element.get_attribute('data-png')}.png", element.screenshot())
    page.close()


def _draw_emblem(browser: Browser) -> None:
    """The emblem, nothing behind it. Its 512 pixels are more than any page shows."""
    page = browser.new_page(viewport={"width": 512, "height": 512})
    page.set_content(f"<style>html, body {{ margin: 0 }} svg {{ display: block; width: 512px }}</style>{EMBLEM}")
    (FILES / "emblem.png").write_bytes(page.screenshot(omit_background=True))
    page.close()


def _write(source: Path, name: str, content: bytes) -> Path:
    target = FILES / source.parent.name / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
    return target


def _letter(facts: Mapping[str, str], body: str) -> str:
    """The whole document: letterhead, title, body, closing lines."""
    told = {name: escape(value) for name, value in facts.items()}
    number = f"เลขที่ {told['number']}" if "number" in told else ""
    signed = ""
    if "signed" in told:
        signed = f"<p class=signed>(ลงนาม)<br>({told['signed']})<br>{told.get('position', '')}</p>"
    return (
        f"<!doctype html><html lang=th><head><meta charset=utf-8><title>{told['title']}</title>"
        f"<style>{_style()}</style></head><body class={'wide' if 'landscape' in told else 'tall'}>"
        f"<header>{EMBLEM}<p><b>{AGENCY['name']}</b><br>{told['unit']} · {AGENCY['address']}</p></header>"
        f"<p class=meta><span>{number}</span><span>วันที่ {thai_date(parse_date(told['date']))}</span></p>"
        f"<h1>{told['title']}</h1>{body}{signed}</body></html>"
    )


@cache
def _style() -> str:
    """The style sheet with the site's own Thai font inside; without one, the system's Thai fonts serve."""
    faces = []
    for font in sorted(FONTS.glob("*arabun*.woff2")):
        weight = 700 if re.search("700|bold", font.stem, re.IGNORECASE) else 400
        letters = f"unicode-range:{THAI_LETTERS};" if "thai" in font.stem.lower() else ""
        source = f'src:url("data:font/woff2;base64,{base64.b64encode(font.read_bytes()).decode()}")'
        faces.append(f"@font-face{{font-family:Doc;font-weight:{weight};{letters}{source}}}")
    return "".join(faces) + STYLE % {"agency": AGENCY["name"]}


def _csv_table(wanted: str) -> str:
    """A CSV as a Markdown table; `wanted` is its path under `content/` and what else the include says."""
    path, *words = wanted.split()
    with (FILES.parent / path).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    kept = dict(word.split("=", 1) for word in words if "=" in word)
    rows = [row for row in rows if all(row[name] == value for name, value in kept.items())]
    known = _columns(path)
    names = [name for name in rows[0] if name not in kept]
    counted = {n for n in names if n in known and known[n].type in ("baht", "integer") and n != "seq"}
    lines = [
        [known[n].name.th if n in known else n for n in names],
        ["---:" if n in counted or (n in known and known[n].type == "percent") else ":---" for n in names],
        *([_shown(known.get(n), row[n]) for n in names] for row in rows),
    ]
    if "total" in words:
        sums = [f"**{sum(Decimal(row[n] or 0) for row in rows):,}**" if n in counted else "" for n in names]
        lines.append(["**รวม**", *sums[1:]])
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def _columns(path: str) -> Mapping[str, Column]:
    """The edition's columns for a file such as `files/2566/o12.csv`; none for a file of no item."""
    if not (found := re.fullmatch(r"files/([0-9]{4})/o([0-9]{2})\b.*", path)):
        return {}
    table = load_edition(int(found[1])).items[f"O{int(found[2])}"].table
    return {column.id: column for column in table.columns} if table else {}


def _shown(column: Column | None, value: str) -> str:
    """A cell as a Thai reader expects it."""
    kind = column.type if column and value else "text"
    if kind == "baht" or (kind == "integer" and column.id != "seq"):
        return f"{Decimal(value):,}"
    if kind == "date":
        return thai_date(parse_date(value), short=True)
    if kind == "month":
        return thai_month(parse_month(value), short=True)
    if kind == "choice":
        return next(choice.name.th for choice in column.choices if choice.id == value)
    return value.replace("|", "\\|").replace("\n", " ")


if __name__ == "__main__":
    main()
