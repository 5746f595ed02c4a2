"""Results and measures as they are read from year folders: links, odd names, odd bytes, wrong kinds, large files."""

from __future__ import annotations

import os
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from builders import codes, judge

from ita_site.config import open_site
from ita_site.records import ResultRecord
from ita_site.site import year_folders
from ita_site.source import MAX_BYTES
from ita_site.walk import is_read, is_there
from ita_site.yearly import NOTHING_ASSESSED, Assessed, Yearly, read_assessed, yearly_path

RESULT = "year: 2565\ntotal: 82.11\n"
MEASURES = "answers: 2565\nmeasures:\n  - {id: m1, title: เผยแพร่แผน, issue: i7}\n"


def put(root: Path, path: str, text: str | bytes) -> Path:
    """Write a file below `content/`."""
    target = root / "content" / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(text if isinstance(text, bytes) else text.encode())
    return target


def read(root: Path) -> Assessed:
    return read_assessed(root, year_folders(root))


def result_in(root: Path, text: str | bytes) -> Yearly[ResultRecord]:
    put(root, "2565/result.yml", text)
    return read(root).results[2565]


def kinds(entry: Yearly[ResultRecord]) -> list[tuple[str, tuple[str | int, ...]]]:
    return [(problem.kind, problem.path) for problem in entry.problems]


# --- folders -------------------------------------------------------------------------------------------------------


def test_every_year_is_read_the_newest_first(tmp_path: Path) -> None:
    for year in (2563, 2566, 2564):
        put(tmp_path, f"{year}/result.yml", f"year: {year}\ntotal: 80\n")
    put(tmp_path, "2565/measures.yml", MEASURES)
    found = read(tmp_path)
    assert (list(found.results), list(found.measures)) == ([2566, 2564, 2563], [2565])
    assert [entry.year for entry in found.entries] == [2566, 2564, 2563, 2565]
    assert found.results[2564].document.path == yearly_path(2564, "result.yml") == "content/2564/result.yml"


def test_results_and_measures_of_a_year(tmp_path: Path) -> None:
    put(tmp_path, "2565/result.yml", RESULT)
    put(tmp_path, "2566/measures.yml", MEASURES)
    put(tmp_path, "2567/measures.yml", MEASURES.replace("2565", "2566"))
    put(tmp_path, "2564/measures.yml", "answers: 2565\n")
    found = read(tmp_path)
    record = found.result_of(2565)
    assert record is not None
    assert record.total == Decimal("82.11")
    assert found.result_of(2564) is None
    assert [entry.year for entry in found.measures_answering(2565)] == [2566]
    assert [entry.year for entry in found.measures_answering(2566)] == [2567]
    assert found.measures_answering(2567) == ()


def test_the_folder_gives_the_year_and_the_file_may_say_another(tmp_path: Path) -> None:
    put(tmp_path, "2564/result.yml", RESULT)
    entry = read(tmp_path).results[2564]
    assert entry.record is not None
    assert (entry.year, entry.record.year) == (2564, 2565)


def test_where_nothing_is_nothing_is_read(tmp_path: Path) -> None:
    assert read(tmp_path) == NOTHING_ASSESSED
    (tmp_path / "content/2566").mkdir(parents=True)
    assert read(tmp_path).entries == ()
    assert NOTHING_ASSESSED.result_of(2566) is None


@pytest.mark.parametrize(
    "path",
    ["2565/Result.yml", "2565/result.yaml", "2565/result.yml.txt", "2565/results.yml", "2565/items/result.yml",
     "result.yml", "256/result.yml", "25650/result.yml", "๒๕๖๕/result.yml", "2565 /result.yml", "files/2565/result.yml"],
)  # fmt: skip
def test_other_names_are_not_read(tmp_path: Path, path: str) -> None:
    put(tmp_path, path, RESULT)
    assert read(tmp_path).entries == ()


def test_odd_names_of_results_are_told_in_any_year() -> None:
    for year in ("2566", "2561"):
        folder = f"content/{year}"
        for name in ("Result.yml", "result.yaml", "RESULT.YML", "measures.yml.txt", "measures", "result.bak.yml"):
            assert not is_read(f"{folder}/{name}", (2566,)), name
        for name in ("result.yml", "measures.yml"):
            assert is_read(f"{folder}/{name}", (2566,)), name


def test_a_stray_result_is_told_on_a_site(site: Path) -> None:
    before = open_site(site)
    put(site, "2561/result.yaml", RESULT)
    put(site, "2562/result.yml", RESULT.replace("2565", "2562"))
    opened = open_site(site)
    assert set(opened.stray) - set(before.stray) == {"content/2561/result.yaml"}
    assert set(opened.assessed.results) - set(before.assessed.results) == {2562}
    documents = [document.path for document, item in opened.documents() if item is None]
    assert "content/2562/result.yml" in documents


# --- links and what is no file -------------------------------------------------------------------------------------


def test_nothing_is_read_through_a_link(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "result.yml").write_text(RESULT, encoding="utf-8")
    put(tmp_path, "2566/keep.txt", "")
    (tmp_path / "content/2566/result.yml").symlink_to(outside / "result.yml")
    (tmp_path / "content/2565").symlink_to(outside)
    assert not is_there(tmp_path / "content/2566/result.yml")
    assert not is_there(tmp_path / "content/2565/result.yml")
    assert read_assessed(tmp_path, (2566, 2565)) == NOTHING_ASSESSED


def test_content_itself_may_not_be_a_link(tmp_path: Path) -> None:
    put(tmp_path / "real", "2565/result.yml", RESULT)
    (tmp_path / "content").symlink_to(tmp_path / "real/content")
    assert read_assessed(tmp_path, (2565,)) == NOTHING_ASSESSED


def test_a_folder_and_a_pipe_are_no_files(tmp_path: Path) -> None:
    (tmp_path / "content/2565/result.yml").mkdir(parents=True)
    os.mkfifo(tmp_path / "content/2565/measures.yml")
    assert [[p.kind for p in entry.document.problems] for entry in read(tmp_path).entries] == [["unreadable"]] * 2


def test_no_year_begins_with_a_nought(tmp_path: Path) -> None:
    put(tmp_path, "0565/result.yml", RESULT)
    assert year_folders(tmp_path) == ()
    assert not is_read("content/0565/result.yml", (2566,))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    put(tmp_path, "2565/result.yml", RESULT).chmod(0)
    entry = read(tmp_path).results[2565]
    assert (entry.record, [p.values for p in entry.document.problems]) == (None, [{"reason": "permission"}])


# --- bytes ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [b"\xef\xbb\xbf" + RESULT.encode(), RESULT.replace("\n", "\r\n").encode(), b"\xef\xbb\xbfyear: 2565\r\ntotal: 82.11",
     "year: ๒๕๖๕\ntotal: ๘๒.๑๑\n".encode(), b'year: "2565"\ntotal: "82.11"\n', "year: 2565 \ntotal: 82.11 # ตามประกาศ\n".encode()],
    ids=["bom", "crlf", "both", "thai-digits", "quoted", "comment"],
)  # fmt: skip
def test_one_result_in_many_bytes(tmp_path: Path, data: bytes) -> None:
    entry = result_in(tmp_path, data)
    assert entry.record is not None, entry.problems
    assert (entry.record.year, entry.record.total, entry.problems) == (2565, Decimal("82.11"), ())


def test_scores_are_exact(tmp_path: Path) -> None:
    text = RESULT + (
        "indicators: {1: 90.63, ๒: ๗๘.๗๕, '10': '55.00'}\ninstruments: {EIT1: 80.10, OIT: 1e1}\n"
        "questions: [{code: i๗, score: ๗๑.๘๘}]\nzero_items: [O10, 12, {item: O๔๒, advice: วิเคราะห์}]\n"
        "respondents: {IIT: '1,250'}\ndifference: '+5.10'\nannounced: ๑๐ ส.ค. ๒๕๖๖\n"
    )
    record = result_in(tmp_path, text.replace("1e1", "10.000")).record
    assert record is not None
    assert dict(record.indicators) == {1: Decimal("90.63"), 2: Decimal("78.75"), 10: Decimal("55.00")}
    assert {id_: str(points) for id_, points in record.instruments.items()} == {"EIT1": "80.10", "OIT": "10.000"}
    assert [(q.code, str(q.score)) for q in record.questions] == [("i๗", "71.88")]
    assert [(zero.item, zero.advice) for zero in record.zero_items] == [("O10", ""), ("12", ""), ("O๔๒", "วิเคราะห์")]
    assert (record.respondents, record.difference, record.announced) == ({"IIT": 1250}, "+5.10", date(2023, 8, 10))


def test_a_file_of_an_old_machine_is_told(tmp_path: Path) -> None:
    entry = result_in(tmp_path, (RESULT + "note: ตามประกาศ\n").encode("cp874"))
    assert entry.record is None
    assert entry.document.problems != ()


def test_ten_megabytes_are_not_read(tmp_path: Path) -> None:
    entry = result_in(tmp_path, RESULT.encode() + b"# " + b"x" * 10_000_000 + b"\n")
    assert (entry.record, entry.document.data, entry.problems) == (None, None, ())
    assert [(p.kind, p.values) for p in entry.document.problems] == [("too-large", {"limit": MAX_BYTES})]


def test_large_and_allowed(tmp_path: Path) -> None:
    entry = result_in(tmp_path, RESULT.encode() + b"# " + b"x" * (MAX_BYTES - 100) + b"\n")
    assert entry.record is not None


@pytest.mark.parametrize("text", ["", "# ยังไม่มี\n", "- 1\n", "82.11\n", "year: [\n", "\0", "a: &a [*a]\n"])
def test_what_is_no_record_is_told_of_by_the_document(tmp_path: Path, text: str) -> None:
    entry = result_in(tmp_path, text)
    assert (entry.record, entry.document.data) == (None, None) or entry.problems != ()
    assert entry.document.problems != () or entry.problems != ()


# --- wrong kinds ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind", "path"),
    [
        ("total: 80\n", "missing-field", ("year",)),
        ("year: 2565\n", "missing-field", ("total",)),
        ("year: 2022\ntotal: 80\n", "out-of-range", ("year",)),
        ("year: 2565\ntotal: 100.01\n", "out-of-range", ("total",)),
        ("year: 2565\ntotal: -1\n", "out-of-range", ("total",)),
        ("year: 2565\ntotal: ผ่าน\n", "not-a-number", ("total",)),
        ("year: 2565\ntotal:\n", "blank", ("total",)),
        ("year: 2565\ntotal: [80]\n", "not-a-number", ("total",)),
        (RESULT + "totl: 80\n", "unknown-field", ("totl",)),
        (RESULT + "indicators: {1: 101}\n", "out-of-range", ("indicators", 1)),
        (RESULT + "indicators: {หนึ่ง: 10}\n", "not-a-number", ("indicators", "หนึ่ง")),
        (RESULT + "indicators: [10]\n", "wrong-kind", ("indicators",)),
        (RESULT + "instruments: {OIT: มาก}\n", "not-a-number", ("instruments", "OIT")),
        (RESULT + "questions: [{code: i7}]\n", "missing-field", ("questions", 0, "score")),
        (RESULT + "questions: i7\n", "wrong-kind", ("questions",)),
        (RESULT + "zero_items: O12\n", "wrong-kind", ("zero_items",)),
        (RESULT + "zero_items: [[O12]]\n", "wrong-kind", ("zero_items", 0)),
        (RESULT + "zero_items: [yes, {}]\n", "missing-field", ("zero_items", 1, "item")),
        (RESULT + "announced: เมื่อวาน\n", "bad-date", ("announced",)),
        (RESULT + "evidence: [{title: ประกาศ}]\n", "exactly-one", ("evidence", 0)),
        (RESULT + "respondents: {IIT: 1.5}\n", "not-whole", ("respondents", "IIT")),
    ],
)  # fmt: skip
def test_a_wrong_kind_is_told_at_its_place(tmp_path: Path, text: str, kind: str, path: tuple[str | int, ...]) -> None:
    entry = result_in(tmp_path, text)
    assert entry.record is None
    assert [(k, tuple(map(str, p))) for k, p in kinds(entry)][-1:] == [(kind, tuple(map(str, path)))]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("answers: 2565\n", "missing-field"), ("measures: [{id: m1, title: ก}]\n", "missing-field"),
        ("answers: 2565\nmeasures: []\n", "blank"), ("answers: 2565\nmeasures: [{title: ก}]\n", "missing-field"),
        ("answers: 2565\nmeasures: [{id: m1, title: ก, due: วันหน้า}]\n", "bad-month"),
        ("answers: 2565\nmeasures: [{id: m1, title: ก, rounds: [{status: finished}]}]\n", "bad-choice"),
        ("answers: 2565\nmeasures: [{id: m1, title: ก, rounds: [{on: 2566-01-01}]}]\n", "missing-field"),
        ("answers: 2565\nmeasures: [{id: m1, title: ก, budget_baht: มาก}]\n", "not-a-number"),
    ],
)  # fmt: skip
def test_measures_with_mistakes(tmp_path: Path, text: str, kind: str) -> None:
    put(tmp_path, "2566/measures.yml", text)
    entry = read(tmp_path).measures[2566]
    assert (entry.record, [problem.kind for problem in entry.problems]) == (None, [kind])


def test_short_ways_to_write_a_measure(tmp_path: Path) -> None:
    put(
        tmp_path,
        "2566/measures.yml",
        "answers: ๒๕๖๕\nmeasures:\n  - {id: 1, title: ก, issue: i7, owner: สำนักปลัด, steps: [ประชุม, {text: ทำ, due: มี.ค. 2566}],"
        " due: 2566-12, budget_baht: '1,250.50', rounds: [{date: ๓๑ มี.ค. ๒๕๖๖, status: done}]}\n"
        "  - {id: m2, title: ข, issue: , steps: }\n",
    )
    entry = read(tmp_path).measures[2566]
    assert entry.record is not None, entry.problems
    first, second = entry.record.measures
    assert (first.id, first.issue, first.owner) == ("1", ("i7",), ("สำนักปลัด",))
    assert [(step.text, step.due and step.due.last_day) for step in first.steps] == [
        ("ประชุม", None), ("ทำ", date(2023, 3, 31)),
    ]  # fmt: skip
    assert first.due is not None
    assert (first.due.last_day, first.budget_baht) == (date(2023, 12, 31), Decimal("1250.50"))
    assert first.rounds[0].on == date(2023, 3, 31)
    assert (second.issue, second.owner, second.steps, second.due) == ((), (), (), None)


def test_a_site_with_a_broken_result_is_blocked_and_not_broken(site: Path) -> None:
    put(site, "2562/result.yml", "year: 2562\ntotal: 100.01\n")
    report = judge(site)
    assert report.blocked
    assert [f.path for f in report.findings if f.path == "content/2562/result.yml"], codes(report)
