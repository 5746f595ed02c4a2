"""Sites for tests: a complete small one, examples of rules laid into it, and files that no text can hold."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import documents
from PIL import Image

from ita_site.config import day_of, open_site
from ita_site.errors import ConfigError
from ita_site.evidence.inspect import inspect_files
from ita_site.evidence.inspect.look import look_into
from ita_site.evidence.ledger import LEDGER, read_ledger
from ita_site.evidence.observation import FileFacts, Observation, Observed, Source, Verdict
from ita_site.findings import Finding, Gate, Report, at_gate
from ita_site.observe import links_of
from ita_site.rules import check_site
from ita_site.rules.examples import DIRECTIVE, MARK, example, raw_example
from ita_site.site import Site
from ita_site.walk import CONTENT

COMPLETE = Path(__file__).parent / "sites" / "complete"
ITEMS = "content/2566/items"
PROGRAMME = "content/2566/programmes/kpi-2-1"
REPORT = "content/files/2566/o12-report.pdf"

Place = tuple[str, int, str]
"""Path, line and code of a finding."""

_CODES = re.compile(r"ITA[0-9]+")
_ITEM = re.compile(r"^item: *O([0-9]+)", re.MULTILINE)


def _rewritten(change: Callable[[str], bytes]) -> Callable[[Path, str], None]:
    return lambda path, text: _put(path, change(text))


def _put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.write_bytes(data)


def _twenty_thousand_rows(text: str) -> bytes:
    """The row above the line with … comes twenty thousand times."""
    before, _, after = text.partition("    # …")
    *head, row = before.splitlines(keepends=True)
    return "".join([*head, row * 20_000, after.partition("\n")[2]]).encode()


def _folder(path: Path, text: str) -> None:
    path.unlink(missing_ok=True)
    path.mkdir(parents=True)


def _failed_upload(path: Path, text: str) -> None:
    _put(path, text.encode())
    site = path.parents[len(Path(ITEMS).parts)]
    _put(site / "content/files/2566/o12-report.pdf", b"")


def _split_sara_am(path: Path, text: str) -> None:
    _put(path, text.encode())
    site = path.parents[len(Path(ITEMS).parts)]
    _put(site / "content/files/2566/รายงานประจ\u0e4d\u0e32ปี.pdf", b"%PDF-1.4")


def _report(data: Callable[[], bytes]) -> Callable[[Path, str], None]:
    """The example cites the complete site's report, which holds `data` here."""

    def build(path: Path, text: str) -> None:
        _put(path, text.encode())
        _put(path.parents[len(Path(ITEMS).parts)] / REPORT, data())

    return build


def _large_report(path: Path, text: str) -> None:
    _put(path, text.encode())
    documents.write_large(
        path.parents[len(Path(ITEMS).parts)] / REPORT, documents.text_pdf("Report, first half of 2566"), 26
    )


def _picture(path: Path, text: str) -> None:
    """A picture of 200 by 200 pixels."""
    target = io.BytesIO()
    Image.new("RGB", (200, 200), "#1d5b4f").save(target, "PNG")
    _put(path, target.getvalue())


def _small_picture(path: Path, text: str) -> None:
    """A picture of 32 by 32 pixels."""
    target = io.BytesIO()
    Image.new("RGB", (32, 32), "#1d5b4f").save(target, "PNG")
    _put(path, target.getvalue())


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


@cache
def _complete() -> tuple[tuple[str, ...], Mapping[str, bytes]]:
    """The folders of the complete site, outer ones first, and its files, by their paths from the site."""
    there = sorted(COMPLETE.rglob("*"))
    names = {path: path.relative_to(COMPLETE).as_posix() for path in there}
    return (
        tuple(names[path] for path in there if path.is_dir()),
        {names[path]: path.read_bytes() for path in there if path.is_file()},
    )


def new_site(folder: Path) -> Path:
    """A copy of the complete site in `folder`, from memory: a quarter of what copying its files takes."""
    site = folder / "site"
    site.mkdir(parents=True)
    folders, files = _complete()
    for name in folders:
        os.mkdir(f"{site}/{name}")  # noqa: PTH102 - a thousand times fifty paths are worth a shorter way
    for name, data in files.items():
        with open(f"{site}/{name}", "xb", buffering=0) as file:  # noqa: PTH123 - as above
            file.write(data)
    return site


def lay(site: Path, path: str, text: str) -> None:
    """Write one file of a site."""
    _put(site / path, text.encode())


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


def judge(site: Path, gate: Gate = Gate.PUBLISH, as_of: str | None = None) -> Report:
    """The report on a site, on the day that it fixes unless another is given."""
    return _judged(site, (gate,), as_of)[0]


def judge_gates(site: Path, as_of: str | None = None) -> tuple[Report, Report]:
    """The reports on a site at the gate of a draft and at that of a publish, from one reading of it."""
    draft, publish = _judged(site, (Gate.DRAFT, Gate.PUBLISH), as_of)
    return draft, publish


def _judged(site: Path, gates: tuple[Gate, ...], as_of: str | None) -> list[Report]:
    try:
        opened = open_site(site)
    except ConfigError as error:
        # what stops a check before it begins is told by findings all the same
        day, found = date(2023, 9, 30), list(error.findings)
        return [Report(2566, 1, gate, day, at_gate(found, gate), files_checked=1) for gate in gates]
    day, known = day_of(opened.config, as_of, date(2023, 9, 30)), seen(opened)
    return [check_site(opened, day, gate, known) for gate in gates]


def seen(opened: Site) -> Observed:
    """What the ledger of a site knows, and what looking into its files tells. Without a ledger no link was looked at;
    with one, links that it says nothing of open well, but for those after `# never opened:`."""
    known = read_ledger(opened.root)
    # in this process: the files of the tests do no harm, and a thousand processes would take minutes
    files = inspect_files(opened, _look)
    if not known:
        return Observed(files=files)
    ledger = (opened.root / LEDGER).read_text(encoding="utf-8")
    never = {line.removeprefix(NEVER).strip() for line in ledger.splitlines() if line.startswith(NEVER)}
    day = datetime(2023, 9, 29, tzinfo=UTC)
    well = {
        url: Observation(url, Verdict.OK, "opens", 200, url, first_seen=day, last_checked=day, last_ok=day)
        for url in links_of(opened)
        if url not in never
    }
    return Observed(Source.NO_NETWORK if CUT in ledger else Source.LEDGER, well | known, files)


def _look(path: str, name: str, allowed: frozenset[str]) -> FileFacts:
    """As `look_into`; a file of the complete site is looked into once."""
    ours = _complete()[1].get(f"{CONTENT}/{name}")
    if ours is None or os.path.getsize(path) != len(ours) or Path(path).read_bytes() != ours:  # noqa: PTH202 - often
        return look_into(path, name, allowed)
    return _look_at_ours(name, allowed)


@cache
def _look_at_ours(name: str, allowed: frozenset[str]) -> FileFacts:
    return look_into(str(COMPLETE / CONTENT / name), name, allowed)


NEVER = "# never opened:"
CUT = "# no network"


def places(findings: tuple[Finding, ...]) -> set[Place]:
    """Where the findings are, and what they are."""
    return {(f.path, f.line, f.code) for f in findings}


def codes(report: Report) -> list[str]:
    """The codes of all findings, in the report's order."""
    return [f.code for f in report.findings]
