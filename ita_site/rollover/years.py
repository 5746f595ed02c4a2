"""The new year in `site_config.yml`: one number more, everything else byte for byte as it was."""

from __future__ import annotations

from ita_site.records import SiteConfig, read_record
from ita_site.source import Document, loads


def with_year(document: Document, config: SiteConfig, year: int) -> str | None:
    """The text of a configuration with `year` (BE) added to `years`; None when it has to be done by hand."""
    for text in _tries(document, len(config.years), year):
        data = loads(text.encode(), document.path).data
        record = read_record(SiteConfig, data)[0] if data is not None else None
        if record is not None and record == config.model_copy(update={"years": (*config.years, year)}):
            return text
    return None


def _tries(document: Document, count: int, year: int) -> list[str]:
    """The text with the year put behind the last one: in brackets, on a line of its own, or as the second of two.

    Which of them is right is told by reading them: only one says what is meant.
    """
    places, lines = document.places, document.text.splitlines(keepends=True)
    line, column = places.get(("years", count - 1)) or places.get(("years",)) or (1, 1)
    if line > len(lines):
        return []
    head, tail = lines[line - 1][: column - 1], lines[line - 1][column - 1 :]
    size = next((at for at, sign in enumerate(tail) if not (sign.isalnum() or sign in "\"'")), len(tail))
    value, rest = tail[:size], tail[size:]
    end = "\r\n" if lines[line - 1].endswith("\r\n") else "\n"
    own_line = f"{lines[line - 1].rstrip(chr(13) + chr(10))}{end}{head}{year}{end}"
    changed = (f"{head}{value}, {year}{rest}", own_line, f"{head}[{value}, {year}]{rest}")
    return ["".join((*lines[: line - 1], new, *lines[line:])) for new in changed]
