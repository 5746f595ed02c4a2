"""What officers really type: each input gives exact values, or exactly one problem at the place to mend."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
import yaml

from ita_site.source import KEY, MAX_BYTES, NOTICES, Document, Problem, loads
from ita_site.source import parse as parse_module

NBSP, ZWSP, BOM = "\u00a0", "\u200b", "\ufeff"

PARSERS = [pytest.param(yaml.BaseLoader, id="python")]
if yaml.__with_libyaml__:
    PARSERS.append(pytest.param(yaml.CBaseLoader, id="libyaml"))


@pytest.fixture(params=PARSERS)
def both(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs a test with libyaml and with the parser that is used without it."""
    monkeypatch.setattr(parse_module, "PARSER", request.param)


def read(text: str | bytes) -> Document:
    return loads(text if isinstance(text, bytes) else text.encode(), "content/2566/items/o12.yml")


def only(document: Document) -> Problem:
    assert len(document.problems) == 1, document.problems
    return document.problems[0]


SILENT: dict[str, tuple[str, Any]] = {
    "no": ("met: no", "no"),
    "NO": ("met: NO", "NO"),
    "ON": ("met: ON", "ON"),
    "yes": ("met: yes", "yes"),
    "True is text": ("met: True", "True"),
    "true": ("met: true", True),
    "false": ("met: false", False),
    "null": ("a: null", None),
    "Null": ("a: Null", None),
    "NULL": ("a: NULL", None),
    "tilde": ("a: ~", None),
    "nothing": ("a:", None),
    "quoted null": ("a: 'null'", "null"),
    "quoted nothing": ("a: ''", ""),
    "1.10": ("a: 1.10", Decimal("1.10")),
    "minus": ("a: -3.5", Decimal("-3.5")),
    "half a decimal": ("a: .5", ".5"),
    "exponent": ("a: 1e3", "1e3"),
    "infinity": ("a: .inf", ".inf"),
    "octal": ("a: 012", "012"),
    "new octal": ("a: 0o14", "0o14"),
    "hexadecimal": ("a: 0x1F", "0x1F"),
    "phone": ("a: 0812345678", "0812345678"),
    "time": ("a: 12:30", "12:30"),
    "underscore": ("a: 1_000", "1_000"),
    "comma": ("a: 1,000", "1,000"),
    "int": ("a: 2566", 2566),
    "zero": ("a: 0", 0),
    "plus": ("a: +7", 7),
    "18 digits": ("a: 123456789012345678", 123456789012345678),
    "quoted int": ("a: '2566'", "2566"),
    "Thai digits": ("a: ๒๕๖๖", "๒๕๖๖"),
    "date BE": ("a: 2566-03-31", "2566-03-31"),
    "leap day BE": ("a: 2567-02-29", "2567-02-29"),
    "date with slashes": ("a: 31/03/2566", "31/03/2566"),
    "Thai date": ("a: 31 มี.ค. 2566", "31 มี.ค. 2566"),
    "equals": ("a: =", "="),
    "merge sign": ("a: <<", "<<"),
    "merge key": ("<<: {b: 1}", {"b": 1}),
    "dash without blank": ("a: -ก", "-ก"),
    "address": ("a: https://example.go.th/a#top", "https://example.go.th/a#top"),
    "address on its own line": ("a:\n  https://example.go.th", "https://example.go.th"),
    "mail address in a list": ("a:\n- mailto:a@example.go.th", ["mailto:a@example.go.th"]),
    "hash within a word": ("a: ข้อ#1", "ข้อ#1"),
    "ordinary comment": ("a: ก # หมายเหตุ", "ก"),
    "ordinary comment for nothing": ("a: # หมายเหตุ", None),
    "colon within a word": ("a: อัตรา 1:3", "อัตรา 1:3"),
    "smart quotes": ("a: “ก”", "“ก”"),
    "quoted colon": ("a: 'ก: ข'", "ก: ข"),
    "quoted hash": ('a: "ก #1"', "ก #1"),
    "number in quotes as key": ("a: {'1': ก}", {"1": "ก"}),
    "number as key": ("a: {1: ก}", {"1": "ก"}),
    "BOM at the start": (f"{BOM}a: 1", 1),
    "CRLF": ("a: ก\r\n", "ก"),
    "block text with CRLF": ("a: |\r\n  ก\r\n  ข\r\n", "ก\nข\n"),
    "folded text": ("a: >\n  ก\n  ข\n", "ก ข\n"),
    "tab after the colon": ("a:\tก", "ก"),
    "tab at the end": ("a: ก\t", "ก"),
    "line separator": ("a: ก\u2028ข", "ก ข"),
    "paragraph separator": ("a: ก\u2029ข", "ก ข"),
    "next line": ("a: ก\u0085ข", "ก ข"),
    "no-break space within a value": (f"a: ก{NBSP}ข", f"ก{NBSP}ข"),
    "joiners": ("a: 👩‍👧", "👩‍👧"),
    "one document mark": ("---\na: 1\n...\n", 1),
    "emoji": ("a: 😀", "😀"),
    "Thai text in a list": ("a:\n- เวลา:เช้า", ["เวลา:เช้า"]),
}


@pytest.mark.usefixtures("both")
@pytest.mark.parametrize(("text", "value"), SILENT.values(), ids=SILENT)
def test_value(text: str, value: Any) -> None:
    document = read(text)
    assert document.problems == ()
    assert document.data is not None
    [found] = document.data.values()
    assert (found, type(found)) == (value, type(value))


def test_a_tab_within_a_value_stays() -> None:
    if not yaml.__with_libyaml__:
        pytest.skip("the parser written in Python is given blanks instead")
    assert read("a: ก\tข").data == {"a": "ก\tข"}


# name: (text, kind, line, column, values that must be told, data)
MISTAKES: dict[str, tuple[str, str, int, int, dict[str, str | int], Any]] = {
    # blanks and dashes
    "tab as indentation": ("a:\n\tb: 1", "tab-indent", 2, 1, {}, None),
    "tab after blanks": ("a:\n  b: 1\n \tc: 2", "tab-indent", 3, 2, {}, None),
    "tab in block text": ("a: |\n\tก", "tab-indent", 2, 1, {}, None),
    "field too deep": ("a: ก\n  b: 1", "syntax", 2, 3, {"hint": "bad-indent"}, None),
    "field too deep in a list": ("a:\n  - b: ก\n     c: 1", "syntax", 3, 6, {"hint": "bad-indent"}, None),
    "field not deep enough in a list": ("a:\n  - b: ก\n   c: 1", "syntax", 3, 4, {"hint": "bad-indent"}, None),
    "first field too deep": ("  a: 1\nb: 2", "syntax", 2, 1, {"hint": "bad-indent"}, None),
    "list on the line of its field": ("a: - ก", "syntax", 1, 4, {"hint": "list-mark"}, None),
    "list not deep enough": ("a:\n   - ก\n  - ข", "syntax", 3, 3, {"hint": "list-mark"}, None),
    "list too deep": ("a:\n  - ก\n   - ข", "syntax", 3, 4, {"hint": "list-mark"}, None),
    "list of fields too deep": ("a:\n  - b: ก\n   - b: ข", "syntax", 3, 4, {"hint": "list-mark"}, None),
    "list among fields": ("a: 1\n- ข", "syntax", 2, 1, {"hint": "list-mark"}, None),
    "dash without blank before a field": ("a:\n  -b: ก", "syntax", 2, 3, {"hint": "list-mark"}, None),
    "dash without blank among fields": ("a: 1\n-ก\nb: 1", "syntax", 2, 1, {"hint": "list-mark"}, None),
    # colons
    "second colon": ("หมายเหตุ: ก: ข", "syntax", 1, 11, {"hint": "quote-needed"}, None),
    "second colon in a list": ("a:\n  - t: ก: ข", "syntax", 2, 8, {"hint": "quote-needed"}, None),
    "colon at the end": ("a: ดังนี้:", "syntax", 1, 4, {"hint": "quote-needed"}, None),
    "colon in the next line of a text": ("a: ก\n  หมายเหตุ: ข", "syntax", 2, 3, {"hint": "quote-needed"}, None),
    "no blank": ("v:ก", "missing-space", 1, 2, {"text": "v:ก"}, None),
    "no blank, Thai name": ("ข้อ:ก", "missing-space", 1, 4, {}, None),
    "no blank in the first line": ("v:ก\nb: 1", "missing-space", 1, 2, {"text": "v:ก"}, None),
    "no blank in the middle": ("a: 1\nv:ก\nb: 1", "missing-space", 2, 2, {"text": "v:ก"}, None),
    "no blank in the last line": ("a: 1\nv:ก\n", "missing-space", 2, 2, {}, None),
    "no blank deeper": ("a:\n  v:ก", "missing-space", 2, 4, {"text": "v:ก"}, None),
    "no blank in a list": ("a:\n- file:b.pdf", "missing-space", 2, 7, {}, None),
    "no blank in a list, more fields": ("a:\n- t:ก\n  u: ข", "missing-space", 2, 4, {}, None),
    "no blank in braces": ("a: {from:1}", "missing-space", 1, 9, {}, None),
    "no blank, swallowed": ("a: ก\n  v:ข", "missing-space", 2, 4, {"text": "v:ข"}, None),
    "no colon": ("a: 1\nข้อความ\nb: 1", "syntax", 2, 1, {"hint": "no-colon"}, None),
    "no colon in the first line": ("a\n  b: 1", "syntax", 1, 1, {"hint": "no-colon"}, None),
    "wide colon": ("item：O12", "syntax", 1, 5, {"hint": "wide-colon"}, None),
    "wide colon above": ("item：O12\nb: 1", "syntax", 1, 5, {"hint": "wide-colon"}, None),
    "wide colon below": ("b: 1\nitem：O12", "syntax", 2, 5, {"hint": "wide-colon"}, None),
    # quotes and brackets
    "smart quotes and a colon": ("a: “ก: ข”", "syntax", 1, 4, {"hint": "smart-quote"}, None),
    "quote at the end is missing": ('a: "ก', "syntax", 1, 4, {"hint": "unclosed-quote"}, None),
    "quote ends three lines later": ("a: 'ก\nb: 1\nc: 'ข'", "syntax", 1, 4, {"hint": "unclosed-quote"}, None),
    "quote in a list is never closed": ("a:\n- 'ก\n- 'ข'", "syntax", 2, 3, {"hint": "unclosed-quote"}, None),
    "text after a quote": ('a: "ก" ข', "syntax", 1, 8, {"hint": "after-quote"}, None),
    "apostrophe": ("a: 'it's'", "syntax", 1, 8, {"hint": "after-quote"}, None),
    "quote and a colon": ('a: "ก": ข', "syntax", 1, 4, {"hint": "after-quote"}, None),
    "bracket as text": ("a: [ด่วน] ก", "syntax", 1, 4, {"hint": "special-start"}, None),
    "bracket as text, open": ("a: [ด่วน", "syntax", 1, 4, {"hint": "special-start"}, None),
    "brace as text, open": ("a: {ด่วน\nb: 1", "syntax", 1, 4, {"hint": "special-start"}, None),
    "list not closed": ("a: [ก, ข\nb: 1", "syntax", 1, 4, {"hint": "unclosed-bracket"}, None),
    "fields not closed": ("a: {from: 1, to: 2\nb: 1", "syntax", 1, 4, {"hint": "unclosed-bracket"}, None),
    "list closed behind #": ("a: [#1, #2]", "syntax", 1, 4, {"hint": "unclosed-bracket"}, None),
    "comma missing": ("a: {from: 1 to: 2}", "syntax", 1, 15, {"hint": "missing-comma"}, None),
    # signs of YAML
    "star": ("a: *หมายเหตุ", "syntax", 1, 4, {"hint": "special-start"}, None),
    "two stars": ("a: **เด่น**", "syntax", 1, 4, {"hint": "special-start"}, None),
    "at": ("a: @ก", "syntax", 1, 4, {"hint": "special-start"}, None),
    "backtick": ("a: `ก`", "syntax", 1, 4, {"hint": "special-start"}, None),
    "percent": ("a: %ก", "syntax", 1, 4, {"hint": "special-start"}, None),
    "percent at the start of a line": ("a: 1\n%ก: 1", "syntax", 2, 1, {"hint": "special-start"}, None),
    "directive": ("%YAML 1.1\n---\na: 1", "syntax", 1, 1, {"hint": "special-start"}, None),
    "ampersand": ("a: &ก ข", "syntax", 1, 4, {"hint": "special-start"}, None),
    "exclamation": ("a: !ด่วน", "syntax", 1, 4, {"hint": "special-start"}, None),
    "tag handle": ("a: !a!b ก", "syntax", 1, 4, {"hint": "special-start"}, None),
    "greater than": ("a: >80", "syntax", 1, 4, {"hint": "special-start"}, None),
    "bar": ("a: |ก", "syntax", 1, 4, {"hint": "special-start"}, None),
    "comma first": ("a: , ก", "syntax", 1, 4, {"hint": "special-start"}, None),
    "question mark": ("a: ? ก", "syntax", 1, 4, {"hint": "special-start"}, None),
    "alias": ("a: *note", "anchor", 1, 4, {"text": "*note"}, None),
    "alias and text": ("a: *note ก", "anchor", 1, 4, {"text": "*note ก"}, None),
    "anchor": ("a: &x ก", "anchor", 1, 4, {}, None),
    "anchor of a list": ("a: &x [ก]", "anchor", 1, 4, {}, None),
    "cycle": ("a: &x [*x]", "anchor", 1, 4, {}, None),
    "merge": ("a: {b: 1}\nc:\n  <<: *a", "anchor", 3, 7, {}, None),
    "tag": ("a: !env HOME", "tag", 1, 4, {"text": "!env HOME"}, None),
    "python tag": ("a: !!python/object/apply:os.system [ls]", "tag", 1, 4, {}, None),
    "bare tag": ("a: ! ก", "tag", 1, 4, {}, None),
    "tag on broken number": ("a: !!int abc", "tag", 1, 4, {}, None),
    "braces of a template": ("a: {{ ก }}", "complex-key", 1, 5, {}, None),
    "list as key": ("? [ก]\n: 1", "complex-key", 1, 3, {}, None),
    # whole files
    "duplicate": ("ก: 1\nb: 2\nก: 3", "duplicate-key", 3, 1, {"key": "ก", "first_line": 1}, {"ก": 3, "b": 2}),
    "duplicate after repair": (
        "ท\u0e4d\u0e32: 1\nทำ: 2", "duplicate-key", 2, 1, {"key": "ทำ", "first_line": 1}, {"ทำ": 2},
    ),
    "two documents": ("a: 1\n---\nb: 2", "several-documents", 2, 1, {}, None),
    "front matter": ("---\na: 1\n---\n", "several-documents", 3, 1, {}, None),
    "two documents, dots": ("a: 1\n...\nb: 2", "several-documents", 3, 1, {}, None),
    "unfinished merge": ("<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> b", "syntax", 1, 1, {"hint": "merge-conflict"}, None),
    "empty": ("", "empty", 1, 1, {}, None),
    "comments only": ("# ก\n\n# ข\n", "empty", 1, 1, {}, None),
    "mark only": ("---\n", "empty", 1, 1, {}, None),
    "list": ("# ก\n- ข", "not-a-mapping", 2, 1, {}, None),
    "text": ("ข้อความ", "not-a-mapping", 1, 1, {}, None),
    "address only": ("https://example.go.th", "not-a-mapping", 1, 1, {}, None),
    "number only": ("12", "not-a-mapping", 1, 1, {}, None),
    "19 digits": ("a: 1234567890123456789", "number-too-long", 1, 4, {"digits": 19}, {"a": "1234567890123456789"}),
    "5,000 digits": ("a: " + "7" * 5000, "number-too-long", 1, 4, {"digits": 5000}, {"a": "7" * 5000}),
    "CR only": ("a: 1\rb: 2\r", "line-ending", 1, 5, {}, None),
    "CR among CRLF": ("a: 1\r\nb: 2\rc: 3", "line-ending", 2, 5, {}, None),
    "unknown escape": ('a: "C:\\path"', "syntax", 1, 7, {"hint": "backslash"}, None),
    # invisible characters where YAML needs to see something
    "no-break space after the colon": (f"a:{NBSP}ก", "invisible-in-structure", 1, 3, {"character": "U+00A0"}, None),
    "… Thai name": (f"ข้อ:{NBSP}ก", "invisible-in-structure", 1, 5, {"character": "U+00A0"}, None),
    "… in the middle": (f"a: 1\nb:{NBSP}ก\nc: 1", "invisible-in-structure", 2, 3, {"character": "U+00A0"}, None),
    "… in the first line": (f"b:{NBSP}ก\nc: 1", "invisible-in-structure", 1, 3, {"character": "U+00A0"}, None),
    "… in the last line": (f"a: 1\nb:{NBSP}ก", "invisible-in-structure", 2, 3, {}, None),
    "no-break space as indentation": (
        f"a:\n{NBSP}{NBSP}b: 1", "invisible-in-structure", 2, 1, {"character": "U+00A0"}, None,
    ),
    "no-break space among indentation": (f"a:\n  b: 1\n {NBSP}c: 2", "invisible-in-structure", 3, 2, {}, None),
    "no-break space after a dash": (
        f"a:\n-{NBSP}b: ก", "invisible-in-structure", 2, 2, {}, None,
    ),
    "zero width in a key": (f"it{ZWSP}em: ก", "invisible-in-structure", 1, 3, {"character": "U+200B"}, {"item": "ก"}),
    "zero width as indentation": (f"a: 1\n{ZWSP}b: 1", "invisible-in-structure", 2, 1, {}, {"a": 1, "b": 1}),
    "soft hyphen in a key": ("it\u00adem: ก", "invisible-in-structure", 1, 3, {"character": "U+00AD"}, {"item": "ก"}),
    "direction mark in a key": ("item\u200e: ก", "invisible-in-structure", 1, 5, {"character": "U+200E"}, {"item": "ก"}),
    "zero width after the colon": (f"a: 1\nb:{ZWSP}ก", "invisible-in-structure", 2, 3, {}, None),
    "BOM where files were joined": (
        f"a: 1\n{BOM}b: 2", "invisible-in-structure", 2, 1, {"character": "U+FEFF"}, {"a": 1, "b": 2},
    ),
    # characters that are no text
    "NUL": ("a: ก\0", "control-character", 1, 5, {"character": "U+0000"}, None),
    "bell": ("a: 1\nb: \x07", "control-character", 2, 4, {"character": "U+0007"}, None),
    "DEL": ("a: \x7f", "control-character", 1, 4, {"character": "U+007F"}, None),
    "vertical tab": ("a: ก\x0bข", "control-character", 1, 5, {"character": "U+000B"}, None),
    "C1": ("a: \x9f", "control-character", 1, 4, {"character": "U+009F"}, None),
    "no character": ("a: \uffff", "control-character", 1, 4, {"character": "U+FFFF"}, None),
    "NUL by escape": ('a: "ก\\0"', "control-character", 1, 4, {"character": "U+0000"}, {"a": "ก"}),
}  # fmt: skip
# Where the two parsers see a slip at different places, or only one of them sees it.
LIBYAML_ONLY = {"unknown escape", "tab in block text"}


@pytest.mark.usefixtures("both")
@pytest.mark.parametrize("name", MISTAKES)
def test_mistake(name: str) -> None:
    text, kind, line, column, told, data = MISTAKES[name]
    if name in LIBYAML_ONLY and parse_module.PARSER is parse_module.PURE_PARSER:
        pytest.skip("libyaml only")
    document = read(text)
    problems = [problem for problem in document.problems if problem.kind not in NOTICES]
    assert [(problem.kind, problem.line, problem.column) for problem in problems] == [(kind, line, column)]
    assert {name: problems[0].values[name] for name in told} == told
    assert document.data == data


@pytest.mark.usefixtures("both")
@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_found_further_down_too(name: str) -> None:
    """The same slip, inside a file that is in order: one problem, on its line."""
    text, kind, line, _, _, _ = MISTAKES[name]
    top = "code: O12\nevidence:\n  - title: รายงาน\n    url: https://example.go.th/ก.pdf\n"
    if kind in ("empty", "not-a-mapping") or text[:1] in "- <%":
        pytest.skip("is about the whole file")
    if name in LIBYAML_ONLY and parse_module.PARSER is parse_module.PURE_PARSER:
        pytest.skip("libyaml only")
    mistakes = [problem for problem in read(top + text).problems if problem.kind not in NOTICES]
    assert [(problem.kind, problem.line) for problem in mistakes] == [(kind, line + 4)]


ENCODINGS: dict[str, tuple[bytes, str, int, int]] = {
    "UTF-16 LE": ("item: ก".encode("utf-16-le"), "UTF-16 LE", 1, 1),
    "UTF-16 BE": ("item: ก".encode("utf-16-be"), "UTF-16 BE", 1, 1),
    "UTF-16 LE, mark": (b"\xff\xfe" + "item: ก".encode("utf-16-le"), "UTF-16 LE", 1, 1),
    "UTF-16 BE, mark": (b"\xfe\xff" + "item: ก".encode("utf-16-be"), "UTF-16 BE", 1, 1),
    "UTF-16 LE, Thai only": ("หมายเหตุ".encode("utf-16-le"), "UTF-16 LE", 1, 1),
    "TIS-620": ("item: O12\nowner: กองแผนงาน".encode("tis-620"), "TIS-620", 2, 8),
    "windows-874": ("item: “ที่”".encode("cp874"), "TIS-620", 1, 7),
    "cp1252": ("owner: café".encode("cp1252"), "unknown", 1, 11),
    "after Thai": ("owner: ก".encode() + b"\xa1", "unknown", 1, 9),
    "PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n\0\0", "binary", 2, 2),
    "ZIP": (b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0\xdf\xa4\xd2", "binary", 1, 15),
}


@pytest.mark.parametrize("name", ENCODINGS)
def test_encoding(name: str) -> None:
    data, encoding, line, column = ENCODINGS[name]
    document = read(data)
    problem = only(document)
    assert (problem.kind, problem.values["encoding"]) == ("encoding", encoding)
    if encoding != "binary":
        assert (problem.line, problem.column) == (line, column)
    assert (document.data, document.text) == (None, "")


REPAIRS = {
    "sara am in two parts": ("ท\u0e4d\u0e32", "ทำ"),
    "tone before": ("น\u0e49\u0e4d\u0e32", "น้ำ"),
    "tone between": ("น\u0e4d\u0e49\u0e32", "น้ำ"),
    "tone after": ("น\u0e33\u0e49", "น้ำ"),
    "two sara e": ("เเผน", "แผน"),
    "tone before vowel": ("ท\u0e48\u0e35", "ที่"),
    "thanthakhat before vowel": ("สิทธ\u0e4c\u0e34", "สิทธิ์"),
    "tone before lower vowel": ("ค\u0e48\u0e39", "คู่"),
    "tone twice": ("ที่\u0e48", "ที่"),
    "not composed": ("cafe\u0301", "café"),
}


@pytest.mark.usefixtures("both")
@pytest.mark.parametrize("name", REPAIRS)
def test_thai_is_repaired_with_a_notice(name: str) -> None:
    typed, meant = REPAIRS[name]
    document = read(f"a: 1\nb: คำว่า {typed}\n")
    assert document.data == {"a": 1, "b": f"คำว่า {meant}"}
    problem = only(document)
    assert problem.kind == "repaired-text"
    assert (problem.values["before"], problem.values["after"]) == (typed, meant)
    assert problem.line == 2
    assert 10 <= problem.column <= 10 + len(typed)


@pytest.mark.usefixtures("both")
def test_repair_points_into_a_long_text() -> None:
    problem = only(read("a: |\n  ก\n  ข ทํา\n"))
    assert (problem.kind, problem.line, problem.column) == ("repaired-text", 3, 6)


@pytest.mark.usefixtures("both")
def test_a_repaired_key_is_a_notice() -> None:
    document = read("ทํา: 1")
    assert document.data == {"ทำ": 1}
    assert (only(document).kind, only(document).line) == ("repaired-text", 1)


@pytest.mark.usefixtures("both")
def test_repairs_are_counted_after_the_fifth() -> None:
    problems = read("a:\n" + "- ทํา\n" * 30).problems
    assert [problem.values["more"] for problem in problems] == [0, 0, 0, 0, 0, 25]
    assert [problem.line for problem in problems] == [2, 3, 4, 5, 6, 7]


@pytest.mark.usefixtures("both")
@pytest.mark.parametrize(
    ("text", "value", "line", "column"),
    [
        (f"a: ก{ZWSP}ข", "กข", 1, 5),
        ("a: ก\u00adข", "กข", 1, 5),
        (f"a: ก{BOM}ข", "กข", 1, 5),
        (f"a: {ZWSP}12", 12, 1, 4),
        (f"a: {NBSP}12", 12, 1, 4),
        (f"a: nil{NBSP}", "nil", 1, 4),
        (f"a: |\n  ก\n  ข{ZWSP}\n", "ก\nข\n", 3, 4),
        ("a: 'ก\u202e'\nb: ก", "ก", 1, 6),
        ('a: "ก\\u200bข"', "กข", 1, 4),
    ],
)
def test_invisible_characters_in_values_go(text: str, value: Any, line: int, column: int) -> None:
    document = read(text)
    assert document.data is not None
    assert document.data["a"] == value
    problem = only(document)
    assert (problem.kind, problem.line, problem.column) == ("invisible-removed", line, column)


@pytest.mark.usefixtures("both")
@pytest.mark.parametrize(
    ("text", "value", "column", "lost"),
    [
        ("a: https://example.go.th/ #ก", "https://example.go.th/", 27, "#ก"),
        ("a: #1", None, 4, "#1"),
        ("a: ก  #1 # ข", "ก", 7, "#1 # ข"),
        ("a: ก ##ข", "ก", 6, "##ข"),
        ("a: 5 #ก\r\n", 5, 6, "#ก"),
    ],
)
def test_hidden_comment(text: str, value: Any, column: int, lost: str) -> None:
    document = read(text)
    assert document.data == {"a": value}
    problem = only(document)
    assert (problem.kind, problem.line, problem.column) == ("hidden-comment", 1, column)
    assert problem.values["text"] == lost


def test_a_comment_within_a_text() -> None:
    problem = only(read("a: ก #ข\n  ค"))
    assert (problem.kind, problem.line, problem.column, problem.values["hint"]) == ("syntax", 1, 6, "comment-inside")


@pytest.mark.usefixtures("both")
def test_several_mistakes_are_all_told_from_the_top() -> None:
    document = read("a: 1\na: 2\nb: 12345678901234567890\nv:\n  x:ก\n")
    assert [(problem.kind, problem.line) for problem in document.problems] == [
        ("duplicate-key", 2),
        ("number-too-long", 3),
        ("missing-space", 5),
    ]


def test_a_file_full_of_mistakes_tells_the_first_twenty() -> None:
    document = read("a: 1\n" * 500)
    assert [problem.line for problem in document.problems] == list(range(2, 22))


@pytest.mark.usefixtures("both")
def test_places() -> None:
    document = read("item: O12\nevidence:\n  - title: ก\n    covers: {from: 2565-10, to: 2566-03}\n  - title: ข\n")
    assert document.problems == ()
    assert document.places["item",] == (1, 7)
    assert document.places["item", KEY] == (1, 1)
    assert document.place(("evidence", 0, "covers", "to")) == (4, 33)
    assert document.place(("evidence", 0, "covers", "to"), key=True) == (4, 29)
    assert document.place(("evidence", 1)) == (5, 5)
    assert document.place(("evidence", 1), key=True) == (5, 5)
    assert document.place(("evidence", 1, "url")) == (5, 5)
    assert document.place(("evidence", 1, "url"), key=True) == (5, 5)
    assert document.place(("evidence", 9, "url")) == (3, 3)
    assert document.place(("evidence", 9, "url"), key=True) == (2, 1)
    assert document.place(("nil", "statement")) == (1, 1)
    assert document.place(()) == (1, 1)


@pytest.mark.usefixtures("both")
def test_columns_are_code_points() -> None:
    document = read(f"{BOM}# ก\r\nชื่อ😀: น้ำ\r\n")
    assert document.places["ชื่อ😀",] == (2, 8)
    assert document.text == "# ก\r\nชื่อ😀: น้ำ\r\n"


def test_depth() -> None:
    deepest = "a: " + "[" * 15 + "]" * 15
    assert read(deepest).problems == ()
    problem = only(read("a: " + "[" * 16 + "]" * 16))
    assert (problem.kind, problem.line, problem.column) == ("too-deep", 1, 19)


def test_number_of_values() -> None:
    assert read("a: [" + "1, " * 19_990 + "]").problems == ()
    problem = only(read("a:\n" + "- 1\n" * 20_000))
    assert (problem.kind, problem.line) == ("too-many", 19_999)


def test_size() -> None:
    line = b"a: '" + b"x" * (MAX_BYTES - 5) + b"'"
    assert read(line).problems == ()
    problem = only(read(line + b"\n"))
    assert (problem.kind, problem.line, problem.column, problem.values) == ("too-large", 1, 1, {"limit": MAX_BYTES})
