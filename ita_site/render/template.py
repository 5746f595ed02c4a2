"""From view models to the text of a page.

A page is Markdown that holds front matter, headings and blocks of HTML and nothing else, so that the page engine sees
the headings while no word of the content is ever read as Markdown. What makes that certain:

* every value is escaped (autoescape) and brought to one line (`finalize`) before it meets a template;
* headings are written as character references, in which Markdown finds nothing;
* the lines between two headings are wrapped in one `<div>` and no line of it is blank.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Sequence
from functools import cache
from itertools import count
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ita_site.numerals import baht
from ita_site.render import words
from ita_site.theme_files import keep_compiled, theme_dir

# Breaks of every kind, and what neither YAML nor HTML may hold.
_UNFIT = re.compile("[\x00-\x20\x7f-\xa0\u2028\u2029\ud800-\udfff\ufffe\uffff]+")
_MARKED = re.compile(r"[^0-9A-Za-z \u0080-\U0010ffff]")
# Marks a heading's line until the page is put together; `flat` leaves no such character in any value.
_HEADING = "\x00"
TITLE = "title"
"""The anchor of every page's title."""
WRITTEN_TABLE = '<div class="ita-scroll" role="region" tabindex="0" aria-label="ตารางที่ {}">'
"""Around a table in a text that somebody wrote: it has no name but its number."""
_WRITTEN_TABLE = re.compile(re.escape(WRITTEN_TABLE).replace(re.escape("{}"), "[0-9]+"))


def flat(text: str) -> str:
    """`text` on one line, with single blanks and nothing that cannot be printed."""
    return _UNFIT.sub(" ", text).strip()


def heading(text: str, level: int = 2, anchor: str = "") -> Markup:
    """A heading for the page engine: every sign that Markdown could know is a character reference."""
    # without one the page engine makes its own of what is not Thai, which changes with the digits of a title
    anchor = anchor or (TITLE if level == 1 else "")
    safe = _MARKED.sub(lambda sign: f"&#{ord(sign[0])};", flat(text)) or "&#8203;"
    # Markup: all signs of HTML have just become references.
    return Markup(f"\n{_HEADING}{'#' * level} {safe}{f' {{#{anchor}}}' if anchor else ''}\n")  # noqa: S704


def page(template: str, *, title: str, description: str, hide: Sequence[str] = (), **view: object) -> str:
    """Render `theme/pages/<template>.md.jinja` into the text of a page."""
    body = _templates().get_template(f"{template}.md.jinja").render(title=title, **view)
    # each text of a page counts its own; whoever hears the page is to know them apart (no text can hold these signs)
    tables = count(1)
    body = _WRITTEN_TABLE.sub(lambda _: WRITTEN_TABLE.format(next(tables)), body)
    return f"{_front_matter(title, description, hide)}\n{_blocks(body)}"


def _front_matter(title: str, description: str, hide: Sequence[str]) -> str:
    # The theme's own templates do not escape these, so they are escaped here.
    lines = [f"{name}: {_quoted(text)}" for name, text in (("title", title), ("description", description))]
    if hide:
        lines.append(f"hide: [{', '.join(hide)}]")
    return "\n".join(("---", *lines, "---", ""))


def _quoted(text: str) -> str:
    return json.dumps(nav_title(text), ensure_ascii=False)


def nav_title(text: str) -> str:
    """`text` for places where the theme puts a title into HTML as it is."""
    return html.escape(flat(text))


def _blocks(body: str) -> str:
    out: list[str] = []
    block: list[str] = []

    def close() -> None:
        if block:
            out.append("\n".join(('<div class="ita">', *block, "</div>")))
            block.clear()

    for line in filter(None, map(str.strip, body.split("\n"))):
        if line.startswith(_HEADING):
            close()
            out.append(line.removeprefix(_HEADING))
        else:
            block.append(line)
    close()
    return "\n\n".join(out) + "\n"


def _finalize(value: object) -> object:
    return flat(value) if type(value) is str else value


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(theme_dir() / "pages", encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalize,
        auto_reload=False,
    )
    filters: dict[str, Any] = {
        "heading": heading, "day": words.day, "span": words.span, "months": words.months,
        "number": words.number, "baht": baht,
    }  # fmt: skip
    environment.filters.update(filters)
    return keep_compiled(environment)
