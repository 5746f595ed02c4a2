"""Examples of rules, read as their files say them, and laid into a site with real bytes where they only tell of them."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import documents
from builders import ITEMS, REPORT, Place, lay, put
from PIL import Image

from ita_site.rules.examples import DIRECTIVE, MARK, example, raw_example

_CODES = re.compile(r"ITA[0-9]+")
_ITEM = re.compile(r"^item: *O([0-9]+)", re.MULTILINE)


def _rewritten(change: Callable[[str], bytes]) -> Callable[[Path, str], None]:
    return lambda path, text: put(path, change(text))


def _twenty_thousand_rows(text: str) -> bytes:
    """The row above the line with … comes twenty thousand times."""
    before, _, after = text.partition("    # …")
    *head, row = before.splitlines(keepends=True)
    return "".join([*head, row * 20_000, after.partition("\n")[2]]).encode()


def _folder(path: Path, text: str) -> None:
    path.unlink(missing_ok=True)
    path.mkdir(parents=True)


def _failed_upload(path: Path, text: str) -> None:
    put(path, text.encode())
    site = path.parents[len(Path(ITEMS).parts)]
    put(site / "content/files/2566/o12-report.pdf", b"")


def _split_sara_am(path: Path, text: str) -> None:
    put(path, text.encode())
    site = path.parents[len(Path(ITEMS).parts)]
    put(site / "content/files/2566/รายงานประจ\u0e4d\u0e32ปี.pdf", b"%PDF-1.4")


def _report(data: Callable[[], bytes]) -> Callable[[Path, str], None]:
    """The example cites the complete site's report, which holds `data` here."""

    def build(path: Path, text: str) -> None:
        put(path, text.encode())
        put(path.parents[len(Path(ITEMS).parts)] / REPORT, data())

    return build


def _large_report(path: Path, text: str) -> None:
    put(path, text.encode())
    documents.write_large(
        path.parents[len(Path(ITEMS).parts)] / REPORT, documents.text_pdf("Report, first half of 2566"), 26
    )


def _picture(path: Path, text: str) -> None:
    """A picture of 200 by 200 pixels."""
    target = io.BytesIO()
    Image.new("RGB", (200, 200), "#1d5b4f").save(target, "PNG")
    put(path, target.getvalue())


def _small_picture(path: Path, text: str) -> None:
    """A picture of 32 by 32 pixels."""
    target = io.BytesIO()
    Image.new("RGB", (32, 32), "#1d5b4f").save(target, "PNG")
    put(path, target.getvalue())


def _large_picture(path: Path, text: str) -> None:
    """Six megabytes: what follows a picture does it no harm."""
    _picture(path, text)
    os.truncate(path, 6 << 20)


def _odd_name(path: Path, text: str) -> None:
    """A name in bytes that are no text, as old archives leave it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(os.fsencode(path.parent) + b"/\xe0.md", "wb") as file:  # noqa: PTH123 - a Path cannot hold it
        file.write(text.encode())


BUILDERS: dict[str, Callable[[Path, str], None]] = {
    "tis620": _rewritten(lambda text: text.encode("cp874")),
    "twenty_thousand_rows": _rewritten(_twenty_thousand_rows),
    "form_feed": _rewritten(lambda text: text.replace("␌", "\f").encode()),
    "no_break_space": _rewritten(lambda text: text.replace("␣", "\u00a0").encode()),
    "zero_width_space": _rewritten(lambda text: text.replace("␣", "\u200b").encode()),
    "old_line_endings": _rewritten(lambda text: text.replace("\n", "\r").encode()),
    "folder": _folder,
    "failed_upload": _failed_upload,
    "split_sara_am": _split_sara_am,
    "odd_name": _odd_name,
    "web_page_as_pdf": _report(lambda: b"<!DOCTYPE html>\n<html><head><title>404</title></head></html>\n"),
    "locked_pdf": _report(documents.locked_pdf),
    "scanned_pdf": _report(documents.scanned_pdf),
    "old_font_pdf": _report(documents.old_font_pdf),
    "large_pdf": _large_report,
    "picture": _picture,
    "small_picture": _small_picture,
    "large_picture": _large_picture,
}
"""What `# bytes: NAME` in an example stands for: makes the file at a path from the example's text."""


@dataclass(frozen=True)
class Laid:
    """One file of an example: where it goes, what an officer sees in it, and where findings are expected."""

    path: str
    text: str
    delete: bool
    builder: str | None
    expected: frozenset[Place]


@dataclass(frozen=True)
class Example:
    """An example as its files say it. `as_of` is a day as typed, or None for the day of the site."""

    code: str
    kind: str
    as_of: str | None
    files: tuple[Laid, ...]

    @property
    def expected(self) -> frozenset[Place]:
        return frozenset().union(*(file.expected for file in self.files))


def read_example(code: str, kind: str) -> Example:
    """Read `ITAnnn.<kind>.yml` and the files that its `# also:` lines name."""
    raw = raw_example(code, kind)
    assert raw is not None, f"{code} has no {kind} example"
    said = list(_directives(raw))
    files = [_laid(raw, code, kind, None)]
    for number, path in enumerate((value for name, value in said if name == "also"), 2):
        more = raw_example(code, f"{kind}.{number}")
        assert more is not None, f"{code}.{kind}.{number}.yml is missing"
        files.append(_laid(more, code, f"{kind}.{number}", path))
    return Example(code, kind, dict(said).get("as-of"), tuple(files))


def _directives(raw: str) -> Iterator[tuple[str, str]]:
    for match in DIRECTIVE.finditer(raw):
        name, _, value = match[0].removeprefix("# ").partition(":")
        yield name, value.strip()


def _laid(raw: str, code: str, kind: str, path: str | None) -> Laid:
    said = dict(_directives(raw))
    text = example(code, kind) or ""
    path = path or said.get("file") or said.get("delete") or _item_path(text)
    expected = {(path, 1, found) for found in _CODES.findall(said.get("expect", ""))}
    # lines are counted in what the officer sees: directives are gone, marks are not
    for line, words in enumerate(DIRECTIVE.sub("", raw).splitlines(), 1):
        if mark := MARK.search(words):
            expected |= {(path, line, found) for found in _CODES.findall(mark[0])}
    return Laid(path, text, "delete" in said, said.get("bytes"), frozenset(expected))


def _item_path(text: str) -> str:
    found = _ITEM.search(text)
    assert found is not None, "an example without item: says its place with # file:"
    return f"{ITEMS}/o{int(found[1]):02}.yml"


def lay_example(site: Path, shown: Example) -> None:
    """Put an example into a site, with real bytes where it only tells of them."""
    for file in shown.files:
        target = site / file.path
        if file.builder is not None:
            BUILDERS[file.builder](target, file.text)
        elif file.delete:
            target.unlink()
        else:
            lay(site, file.path, file.text)
