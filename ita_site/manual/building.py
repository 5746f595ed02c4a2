"""Builds the manual: a site of its own for each language, the English one below the Thai one."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from ita_site.engine import Plan, build
from ita_site.errors import EngineError
from ita_site.headers import policy, referrer
from ita_site.manual.map import CONTENTS, HOME, LANGUAGES, NAME, Language, said, sections
from ita_site.manual.pages import ROOTS, ManualPage, manual_page, page_path
from ita_site.render.colours import css, palette
from ita_site.render.nav import Entry, mkdocs_nav
from ita_site.render.search import Facts, search_index
from ita_site.sitemap import SEARCH_INDEX, page_address
from ita_site.text import Text

_FAVICON = "assets/favicon.svg"
_ABOUT = Text(
    "วิธีใช้ ita-site ทำเว็บไซต์เปิดเผยข้อมูลสาธารณะ (OIT) ของหน่วยงานรัฐ",
    "How to use ita-site, public disclosure sites for Thai agencies",
)
_HOME = Text("หน้าแรก", "Home")
_CONTENTS = Text("ทุกหน้าของคู่มือ", "All pages of the manual")
_EXAMPLES = (("ลิงก์", "ITA301", "ย้าย"), ("evidence", "ITA301", "rollback"))
_OLDER = Text("หน้าอื่น", "Other pages")


def build_manual(docs: Path, out: Path, url: str = "") -> int:
    """Build `docs/th` and `docs/en` into `out`, which is replaced whole; gives the number of HTML pages.

    `url` is where it will stand, "" when that is not known. Raises EngineError for a link that leads nowhere, and what
    `engine.build` raises.
    """
    pages = 0
    plans = {language: manual_plan(docs, language, url) for language in LANGUAGES}
    with tempfile.TemporaryDirectory() as scratch:
        for language, plan in plans.items():
            pages += build(plan, tree=Path(scratch) / language, out=out / ROOTS[language])
    return pages


def manual_plan(docs: Path, language: Language, url: str = "") -> Plan:
    """What the engine is to build of one language. Raises EngineError for a link that leads nowhere."""
    sources = read_sources(docs, language)
    found = {name: manual_page(docs, language, name, text) for name, text in sources.items()}
    menu = _menu(found, language)
    found[CONTENTS] = manual_page(docs, language, CONTENTS, _contents(menu, language))
    texts = {page_path(name): page.text for name, page in found.items()}
    facts = {path: Facts("free", (), 0) for path in texts if path != page_path(CONTENTS)}
    index = search_index(texts, facts, _EXAMPLES[LANGUAGES.index(language)])
    return Plan(
        name=said(NAME, language),
        url=url and f"{url.rstrip('/')}/{ROOTS[language]}",
        description=said(_ABOUT, language),
        pages=texts | {SEARCH_INDEX: index},
        nav=mkdocs_nav(menu, str),
        hosted={path: docs / path for page in found.values() for path in page.pictures},
        must_exist=tuple(page_path(name) for name in found if name != HOME),
        shell=_shell(language),
        colours=css(palette()),
    )


def read_sources(docs: Path, language: Language) -> dict[str, str]:
    """The Markdown of every page of a language by its name, in the order of the menu. Raises EngineError without a first
    page."""
    texts = {path.stem: path.read_text(encoding="utf-8") for path in sorted((docs / language).glob("*.md"))}
    if HOME not in texts:
        raise EngineError(Text(f"ไม่มี docs/{language}/{HOME}.md", f"there is no docs/{language}/{HOME}.md"))
    order = [HOME, *(name for section in sections() for name in section.pages)]
    known = [name for name in order if name in texts]
    return {name: texts[name] for name in (*known, *(name for name in texts if name not in order))}


def _menu(pages: Mapping[str, ManualPage], language: Language) -> tuple[Entry, ...]:
    """The lines of the menu; pages that no section names stand in one of their own."""
    named = {name for section in sections() for name in section.pages} | {HOME}
    groups = [(said(one.title, language), one.pages) for one in sections()]
    groups.append((said(_OLDER, language), tuple(name for name in pages if name not in named)))
    lines = (Entry(title, entries=tuple(_entries(pages, names))) for title, names in groups)
    first = Entry(said(_HOME, language), page_path(HOME))
    return (first, *(line for line in lines if line.entries), Entry(said(_CONTENTS, language), page_path(CONTENTS)))


def _entries(pages: Mapping[str, ManualPage], names: Iterable[str]) -> Iterable[Entry]:
    return (Entry(pages[name].title, page_path(name)) for name in names if name in pages)


def _contents(menu: Iterable[Entry], language: Language) -> str:
    """The Markdown of the list of all pages: the way to them where no script runs."""
    lines = [f"# {said(_CONTENTS, language)}", ""]
    for entry in menu:
        if entry.path:
            lines += [f"[{entry.title}]({entry.path})", ""] if entry.path != page_path(CONTENTS) else []
            continue
        lines += [f"## {entry.title}", "", *(f"- [{one.title}]({one.path})" for one in entry.entries), ""]
    return "\n".join(lines)


def _shell(language: Language) -> dict[str, object]:
    """What the frame of every page tells."""
    return {
        "lang": language,
        "policy": policy(),
        "referrer": referrer(),
        "agency": said(NAME, language),
        "links": [{"path": page_address(page_path(CONTENTS)), "title": said(_CONTENTS, language)}],
        "ground": palette().light.head,
        "icon": _FAVICON,
    }
