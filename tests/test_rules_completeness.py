"""3xx beyond the examples: periods of every kind, nothing to report, elements by agency type, what is asked and when."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import pytest
from builders import ITEMS, codes, lay, places
from builders import judge as judge_all

from ita_site.criteria import load_edition
from ita_site.findings import Gate, Severity
from ita_site.records import ItemRecord, read_record
from ita_site.rules.periods import PeriodGap, period_gap
from ita_site.tables import typed_rows

EDITION = load_edition(2566)

judge = partial(judge_all, only="34")
"""What other families say of a whole site, `test_rule_examples` and the trials tell."""


@pytest.fixture
def site(lent: Path) -> Path:
    return lent


def gap(code: str, *evidence: dict[str, Any], rows: list[dict[str, Any]] | None = None) -> PeriodGap | None:
    """What is wrong with the period of an item that has this evidence."""
    typed: dict[str, Any] = {
        "item": code, "status": "disclosed",
        "evidence": [{"title": "เอกสาร", "url": "https://www.agency.example/x", **e} for e in evidence],
    }  # fmt: skip
    if rows is not None:
        typed["table"] = {"rows": rows}
    record, problems = read_record(ItemRecord, typed)
    assert record is not None, problems
    read = record.table.rows if record.table else None
    return period_gap(EDITION, EDITION.items[code], record, typed_rows(read) if read else None)


def covers(first: str, last: str | None = None) -> dict[str, Any]:
    return {"covers": {"from": first} if last is None else {"from": first, "to": last}}


def months(*names: str) -> list[dict[str, Any]]:
    return [covers(name, name) for name in names]


FIRST_HALF = ("2565-10", "2565-11", "2565-12", "2566-01", "2566-02", "2566-03")

# Item, evidence, and None when the period holds, else a part of the problem in English.
PERIODS: dict[str, tuple[str, list[dict[str, Any]], str | None]] = {
    # none
    "no period is asked": ("O1", [{}], None),
    # spans, at least 13 months
    "plan of five years": ("O4", [covers("2565-10", "2570-09")], None),
    "plan that began before": ("O4", [covers("2560-10", "2566-09")], None),
    "plan in force until further notice": ("O4", [covers("2565-10")], None),
    "plan of exactly one year": ("O4", [covers("2565-10", "2566-09")], "12 months long"),
    "plan of thirteen months": ("O4", [covers("2565-09", "2566-09")], None),
    "plan by the calendar year": ("O4", [covers("2566-01", "2570-12")], "No single evidence covers"),
    "two plans that meet": (
        "O4",
        [covers("2561-10", "2566-03"), covers("2566-04", "2570-09")],
        "No single evidence covers",
    ),
    "a short and a long plan": ("O4", [covers("2565-10", "2566-09"), covers("2565-10", "2569-09")], None),
    "a short plan and an open one": ("O4", [covers("2565-10", "2566-09"), covers("2565-10")], None),
    "plan without a period": ("O4", [{}], "does not say"),
    "plan with a date alone": ("O4", [{"date": "2565-10-01"}], "does not say"),
    # spans
    "in force for the year": ("O23", [covers("2565-10", "2566-09")], None),
    "in force since long ago": ("O23", [covers("2560-01")], None),
    "in force one month late": ("O23", [covers("2565-11")], "No single evidence covers"),
    "in force until August": ("O23", [covers("2565-10", "2566-08")], "No single evidence covers"),
    "in Thai months": ("O23", [covers("ต.ค. 2565", "กันยายน ๒๕๖๖")], None),
    "in the Common Era": ("O23", [covers("2022-10", "2023-09")], None),
    # touches
    "dated in the year": ("O31", [{"date": "2565-10-01"}], None),
    "dated on the last day": ("O31", [{"date": "2566-09-30"}], None),
    "dated the day before": ("O31", [{"date": "2565-09-30"}], "No evidence lies in"),
    "dated the day after": ("O31", [{"date": "2566-10-01"}], "No evidence lies in"),
    "old and new": ("O31", [{"date": "2564-10-01"}, {"date": "2565-12-01"}], None),
    "period that reaches into the year": ("O31", [covers("2564-01", "2565-10")], None),
    "period that ended before": ("O31", [covers("2564-10", "2565-09")], "No evidence lies in"),
    "the period counts, not the date": (
        "O31",
        [{**covers("2564-10", "2565-09"), "date": "2565-11-01"}],
        "No evidence lies in",
    ),
    "undated": ("O31", [{}], "does not say"),
    "result of last year, used this year": ("O42", [{"date": "2565-12-28"}], None),
    "result of last year, used last year": ("O42", [{"date": "2565-08-28"}], "No evidence lies in"),
    # covers
    "six months at once": ("O12", [covers("2565-10", "2566-03")], None),
    "the whole year": ("O12", [covers("2565-10", "2566-09")], None),
    "two quarters": ("O12", [covers("2565-10", "2565-12"), covers("2566-01", "2566-03")], None),
    "two quarters the other way round": ("O12", [covers("2566-01", "2566-03"), covers("2565-10", "2565-12")], None),
    "six months one by one": ("O12", months(*FIRST_HALF), None),
    "a month left out": ("O12", months(*FIRST_HALF[:3], *FIRST_HALF[4:]), "No data for 2566-01"),
    "neighbours are drawn together": ("O12", [covers("2565-12", "2566-01")], "2565-10 to 2565-11, 2566-02 to 2566-03"),
    "open end": ("O12", [covers("2565-10")], None),
    "the calendar half": ("O12", [covers("2566-01", "2566-06")], "2565-10 to 2565-12"),
    "a date is no period": ("O12", [{"date": "2566-04-05"}], "does not say"),
    "a date beside a period": ("O12", [covers("2565-10", "2565-12"), {"date": "2566-04-05"}], "2566-01 to 2566-03"),
    # the year before
    "report of last year": ("O13", [covers("2564-10", "2565-09")], None),
    "report of this year": ("O13", [covers("2565-10", "2566-09")], "No data for 2564-10 to 2565-09"),
    "report of the calendar year": ("O13", [covers("2565-01", "2565-12")], "No data for 2564-10 to 2564-12"),
    # each_month
    "one evidence a month": ("O21", months(*FIRST_HALF), None),
    "one evidence for all": ("O21", [covers("2565-10", "2566-03")], "month by month"),
    "five months": ("O21", months(*FIRST_HALF[:5]), "No data for 2566-03, month by month"),
    "five months and an open one": ("O21", [*months(*FIRST_HALF[:5]), covers("2566-03")], "No data for 2566-03"),
    "nothing said": ("O21", [{}, {}], "does not say"),
}


@pytest.mark.parametrize(("code", "evidence", "problem"), PERIODS.values(), ids=PERIODS)
def test_period(code: str, evidence: list[dict[str, Any]], problem: str | None) -> None:
    found = gap(code, *evidence)
    if problem is None:
        assert found is None, found
    else:
        assert found is not None
        assert problem in found.problem.en
        assert found.nothing_stated == ("does not say" in problem)


def test_periods_cover_every_kind_of_test() -> None:
    used = {EDITION.items[code].period.rule for code, _, _ in PERIODS.values()}
    assert used == set(EDITION.period_rules)


def test_each_month_by_rows() -> None:
    rows = [{"month": name, "work": "ซื้อวัสดุ", "amount": 0} for name in FIRST_HALF]
    assert gap("O21", {}, rows=rows) is None
    lacking = gap("O21", {}, rows=rows[:-1])
    assert lacking is not None
    assert "2566-03" in lacking.problem.en
    assert "มี.ค. 2566" in lacking.problem.th
    assert gap("O21", *months(*FIRST_HALF[:3]), rows=rows[3:]) is None
    typed = ("ตุลาคม 2565", "พ.ย. 65", "12/2565", "2023-01", "ก.พ. 2566", "๒๕๖๖-๐๓")
    assert gap("O21", {}, rows=[{**row, "month": month} for row, month in zip(rows, typed, strict=True)]) is None


def test_the_cure_fits_the_disease() -> None:
    for code in ("O4", "O31", "O12", "O13", "O21"):
        found = gap(code, {})
        assert found is not None
        assert "covers:" in found.mend.th
        assert "covers:" in found.mend.en


# --- nothing to report

NIL = """\
item: {code}
status: nil
explanation: หน้าแรก > เปิดเผยข้อมูลสาธารณะ > {code}
nil:
  statement: ไม่มีเรื่องในช่วงเวลานี้
  covers: {{from: {first}, to: {last}}}
owner: สำนักปลัด
"""


def nil_at(site: Path, code: str, first: str = "2565-10", last: str = "2566-09") -> list[tuple[str, Severity]]:
    lay(site, f"{ITEMS}/o{int(code[1:]):02}.yml", NIL.format(code=code, first=first, last=last))
    return [(f.code, f.severity) for f in judge(site).findings]


def test_nil_where_the_criteria_say_so(site: Path) -> None:
    assert nil_at(site, "O29", "2565-10", "2566-03") == []
    assert nil_at(site, "O33", "2565-10", "2566-03") == []
    assert nil_at(site, "O19") == []


def test_nil_where_they_do_not(site: Path) -> None:
    assert nil_at(site, "O1") == [("ITA307", Severity.ERROR)]


def test_nil_for_a_part_of_the_item(site: Path) -> None:
    assert nil_at(site, "O13", "2564-10", "2565-09") == [("ITA307", Severity.ERROR)]
    [finding] = judge(site).findings
    assert "อย่าตัดหัวข้อทิ้ง" in finding.fix.th


def test_nil_that_we_are_not_sure_of_is_told_and_does_not_block(site: Path) -> None:
    assert nil_at(site, "O2") == [("ITA307", Severity.NOTICE)]


@pytest.mark.parametrize("code", ["O20", "O21"])
def test_nil_of_which_no_source_speaks(site: Path, code: str) -> None:
    assert nil_at(site, code) == [("ITA307", Severity.NOTICE)]
    [finding] = judge(site).findings
    assert "เกณฑ์ไม่ได้บอก" in finding.message.th
    assert not judge(site).blocked


def test_nil_of_a_dated_item_may_speak_of_a_part_of_the_year(site: Path) -> None:
    """The answers close in April: nobody can state in April what will not be bought until September."""
    assert nil_at(site, "O19", "2565-10", "2566-03") == []
    assert nil_at(site, "O19", "2564-10", "2565-09") == [("ITA311", Severity.ERROR)]


def test_nil_that_leaves_out_months(site: Path) -> None:
    assert nil_at(site, "O29", "2565-11", "2566-02") == [("ITA311", Severity.ERROR)]
    assert "2565-10, 2566-03" in judge(site).findings[0].message.en


# --- elements


@pytest.mark.parametrize(
    ("agency", "shows", "lacking"),
    [
        ("local_government", "chart, posts, lgo", []),
        ("local_government", "chart, posts", ["lgo"]),
        ("province", "chart, posts", ["province"]),
        ("province", "chart, posts, province", []),
        ("school", "chart, posts", []),
        ("school", "posts", ["chart"]),
        ("local_government", "posts", ["chart", "lgo"]),
    ],
)
def test_elements_by_type_of_agency(site: Path, agency: str, shows: str, lacking: list[str]) -> None:
    config = site / "site_config.yml"
    config.write_text(
        config.read_text(encoding="utf-8").replace("type: local_government", f"type: {agency}"), encoding="utf-8"
    )
    item = site / ITEMS / "o01.yml"
    item.write_text(item.read_text(encoding="utf-8").replace("[chart, posts, lgo]", f"[{shows}]"), encoding="utf-8")
    found = [f for f in judge(site).findings if f.item == "O1"]
    assert [f.message.en.rsplit("(", 1)[1].rstrip(")") for f in found] == lacking
    assert {f.code for f in found} <= {"ITA302"}


def test_an_element_of_another_type_may_be_shown(site: Path) -> None:
    item = site / ITEMS / "o01.yml"
    item.write_text(
        item.read_text(encoding="utf-8").replace("[chart, posts, lgo]", "[chart, posts, lgo, province]"),
        encoding="utf-8",
    )
    assert judge(site).findings == ()


def test_what_the_period_proves_is_not_asked_of_the_evidence() -> None:
    proven = [e.id for item in EDITION.items.values() for e in item.elements if e.proof == "period"]
    assert proven, "the edition has such elements; the complete site shows none of them and is clean"


def test_shows_may_be_spread_over_the_evidence(site: Path) -> None:
    lay(
        site,
        f"{ITEMS}/o15.yml",
        """\
item: O15
status: disclosed
explanation: หน้าแรก > คู่มือประชาชน > ขอใบอนุญาตก่อสร้าง
evidence:
  - title: บริการที่เปิดให้ยื่น
    url: https://www.agency.example/services
    shows: [which_service]
  - title: ขั้นตอนการยื่น
    url: https://www.agency.example/services/steps
    shows: [steps]
owner: กองช่าง
""",
    )
    assert judge(site).findings == ()


# --- what is asked, and when


def test_a_missing_file_is_one_finding(site: Path) -> None:
    (site / ITEMS / "o12.yml").unlink()
    [finding] = judge(site).findings
    assert (finding.code, finding.item, finding.line) == ("ITA301", "O12", 1)
    assert finding.path == f"{ITEMS}/o12.yml"
    assert finding.path in finding.fix.th
    assert finding.path in finding.fix.en


def test_no_evidence_is_one_finding(site: Path) -> None:
    """An item with an element, a period and a least number: nothing to open is said once."""
    lay(
        site,
        f"{ITEMS}/o04.yml",
        "item: O4\nstatus: disclosed\nexplanation: หน้าแรก > แผนงาน > แผนพัฒนาท้องถิ่น\nowner: สำนักปลัด\n",
    )
    assert codes(judge(site)) == ["ITA402"]


def test_pending_asks_for_nothing_else(site: Path) -> None:
    lay(site, f"{ITEMS}/o04.yml", "item: O4\nstatus: pending\n")
    publish, draft = judge(site), judge(site, Gate.DRAFT)
    assert places(publish.findings) == places(draft.findings) == {(f"{ITEMS}/o04.yml", 2, "ITA308")}
    assert publish.blocked
    assert not draft.blocked
    assert [f.severity for f in draft.findings] == [Severity.WARNING]


def test_an_unreadable_item_is_not_missing(site: Path) -> None:
    lay(site, f"{ITEMS}/o04.yml", "item: O4\nstatus: [\n")
    assert codes(judge(site)) == ["ITA104"]


@pytest.mark.parametrize("typed", ["O44", "ข้อ ๔๔", "แผนพัฒนา", "O4, O5"])
def test_a_wrong_code_is_not_also_a_missing_item(site: Path, typed: str) -> None:
    path = site / ITEMS / "o04.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("item: O4", f"item: {typed}"), encoding="utf-8")
    [finding] = judge(site).findings
    # it still counts against the item that the file is named after
    assert (finding.code, finding.item) == ("ITA207", "O4")


@pytest.mark.parametrize("typed", ["o4", "O04", "๔", "ข้อ 4", "OIT-4", "ข้อ o๔", "4"])
def test_a_code_as_people_write_it(site: Path, typed: str) -> None:
    path = site / ITEMS / "o04.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("item: O4", f"item: {typed}"), encoding="utf-8")
    assert judge(site).findings == ()


def test_a_copy_with_the_old_code_is_one_finding(site: Path) -> None:
    """o11.yml, read before o12.yml, says O12: the mistake is in the copy, not in the file whose name is right."""
    lay(site, f"{ITEMS}/o11.yml", (site / ITEMS / "o12.yml").read_text(encoding="utf-8"))
    [finding] = judge(site).findings
    assert (finding.path, finding.code, finding.item) == (f"{ITEMS}/o11.yml", "ITA209", "O11")


def test_a_second_file_is_the_one_with_the_odd_name(site: Path) -> None:
    """«o12 (1).yml» comes before «o12.yml» in every listing."""
    lay(site, f"{ITEMS}/o12 (1).yml", (site / ITEMS / "o12.yml").read_text(encoding="utf-8"))
    assert places(judge(site).findings) == {(f"{ITEMS}/o12 (1).yml", 1, "ITA210")}


def test_three_broken_files_are_three_findings(site: Path) -> None:
    lay(site, f"{ITEMS}/o01.yml", "item: O1\nstatus: disclosed\nevidence:\n\t- title: แผนผัง\n")
    lay(site, f"{ITEMS}/o02.yml", (site / ITEMS / "o02.yml").read_text(encoding="utf-8") + "owner: กองคลัง\n")
    path = site / ITEMS / "o13.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("from: 2564-10", "from: 2564-13"), encoding="utf-8")
    assert places(judge(site).findings) == {
        (f"{ITEMS}/o01.yml", 4, "ITA105"),
        (f"{ITEMS}/o02.yml", 14, "ITA106"),
        (f"{ITEMS}/o13.yml", 8, "ITA205"),
    }


def test_facts_of_low_confidence_never_block() -> None:
    """The edition has such facts; O20 wants one announcement, of which we are not sure."""
    least = EDITION.items["O20"].min_count
    assert least is not None
    assert least.confidence == "low"


@pytest.mark.parametrize(("length", "found"), [(0, True), (19, True), (20, False)])
def test_length_of_the_explanation(site: Path, length: int, found: bool) -> None:
    lay(
        site,
        f"{ITEMS}/o03.yml",
        f"""\
item: O3
status: disclosed
explanation: {"ก" * length}
evidence:
  - {{title: อำนาจหน้าที่, url: https://www.agency.example/duties, shows: [duties, not_whole_law]}}
owner: สำนักปลัด
""",
    )
    assert codes(judge(site)) == (["ITA303"] if found else [])
