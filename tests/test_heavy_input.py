"""Input that is large or made to be slow: it is told in a few findings, and in seconds."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from builders import judge, lay
from pace import cost

from ita_site.config import open_site
from ita_site.criteria import BUILT_IN, load_edition
from ita_site.findings import MOST_ALIKE, Finding, Severity, folded
from ita_site.records import Measure, Question, ResultRecord
from ita_site.render.results.known import Known
from ita_site.render.tables import table_file
from ita_site.results import answers, computed, needs
from ita_site.rules.consistency.matching import renamed_keys
from ita_site.rules.said import ROWS, first_few
from ita_site.site import ItemEntry
from ita_site.source import loads
from ita_site.tables import is_formula, typed_rows
from ita_site.text import Text

MEASURES = "content/2566/measures.yml"


def quick(job: Callable[[], object], seconds: float = 5) -> None:
    """Runs a job that takes minutes where every part of a text is tried with every other."""
    assert cost(job) < seconds


def finding(line: int, code: str = "ITA101", severity: Severity = Severity.ERROR) -> Finding:
    words = Text("ผิด", "wrong")
    return Finding(code, "slug", severity, "content/a.yml", line, 1, None, None, words, words)


# --- many findings -------------------------------------------------------------------------------------------------


def test_many_findings_alike_are_folded() -> None:
    kept = folded([*(finding(line) for line in range(500, 0, -1)), finding(7, "ITA102")])
    assert Counter(f.code for f in kept) == {"ITA101": MOST_ALIKE, "ITA102": 1}
    alike = [f for f in kept if f.code == "ITA101"]
    assert [f.line for f in alike] == list(range(1, MOST_ALIKE + 1)), "the first of the file"
    assert alike[-1].message == Text("ผิด และอีก 480 แห่งในไฟล์นี้", "wrong, and 480 more in this file")
    assert {f.message.en for f in alike[:-1]} == {"wrong"}


def test_as_many_as_may_stay_are_left_alone() -> None:
    found = [finding(line, severity=severity) for severity in Severity for line in range(MOST_ALIKE)]
    assert folded(found) == found


def test_a_thousand_measures_with_one_id(site: Path) -> None:
    lay(site, MEASURES, "answers: 2565\nmeasures:\n" + "- {id: m, title: เผยแพร่แผน}\n" * 1000)
    report = judge(site)
    told = [f for f in report.findings if f.code == "ITA741"]
    assert len(told) == MOST_ALIKE
    assert told[-1].message.en.endswith(", and 979 more in this file")
    entry = open_site(site).assessed.measures[2566]
    known: list[str] = []
    quick(lambda: known.extend(m.anchor for m in Known(open_site(site), report.as_of).measures(entry)))
    assert known[:3] == ["m-m", "m-m-2", "m-m-3"]
    assert len(set(known)) == 1000


def test_the_first_few_of_many() -> None:
    assert [(n, more.en) for n, more in first_few(range(1005), ROWS)] == [
        (0, ""), (1, ""), (2, ""), (3, ""), (4, ", and 1,000 more rows"),
    ]  # fmt: skip
    assert [more.en for _, more in first_few(range(5), ROWS)] == [""] * 5


# --- long texts ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("repeated", [" ", " (", "-", "a", "a.", "+A1", "1"])
@pytest.mark.parametrize("sign", "=+-@")
def test_long_cells_are_no_trap(sign: str, repeated: str) -> None:
    quick(lambda: is_formula(sign + repeated * 30_000 + "x"))


@pytest.mark.parametrize("cell", ["-1*cmd|' /C calc'!A0", "-(cmd|'a\nb'!A0)", "+1/cmd|'x'!A1"])
def test_other_programs_called_behind_a_number(cell: str) -> None:
    assert is_formula(cell)


def test_hundreds_of_long_names_that_are_nearly_the_same() -> None:
    name = "โครงการพัฒนาคุณภาพชีวิตผู้สูงอายุในพื้นที่ตำบล" * 10
    plan, report = ([(f"{name}{n}{word}",) for n in range(200)] for word in "กข")
    quick(lambda: renamed_keys(plan, report))
    assert renamed_keys([(f"{name}ก",)], [("ถนน",), (f"{name}ข",)]) == {(f"{name}ก",): (f"{name}ข",)}


def test_thousands_of_sums_in_one_table(site: Path) -> None:
    item = (site / "content/2566/items/o12.yml").read_text(encoding="utf-8").partition("\ntable:")[0]
    lay(site, "content/2566/items/o12.yml", f"{item}\ntable: {{file: files/2566/t.csv}}\n")
    rows = "ถนน,1,1,100,done\nรวม,9,9,,\n" * 10_000
    lay(site, "content/files/2566/t.csv", f"project,budget,spent,progress,status\n{rows}")
    found: list[Finding] = []
    quick(lambda: found.extend(judge(site).findings), 20)
    assert [f.line for f in found if f.code == "ITA707"][:2] == [3, 3], "budget and spending, of the first sum"


# --- results -------------------------------------------------------------------------------------------------------


def test_a_question_stated_twice_is_one_need() -> None:
    questions = tuple(Question(code="i7", score=Decimal(score)) for score in (50, 40))
    record = ResultRecord(year=2565, total=Decimal(80), questions=questions, zero_items=())
    view = computed(record, BUILT_IN)
    assert view is not None
    found = needs(record, view, None)
    assert [(need.code, need.points) for need in found] == [("i7", 50)]
    measures = [Measure(id=f"m{n}", title="ก", issue=issue) for n, issue in enumerate((("i7", "i7"), ("O1",), ("2",)))]
    assert [answer.measures for answer in answers(found, measures, view, None)] == [(0,)]


# --- downloads -----------------------------------------------------------------------------------------------------


def test_names_of_columns_are_no_formulas_either() -> None:
    formula = "=cmd|' /C calc'!A0"
    data = typed_rows(({"project": "ถนน", formula: formula},), load_edition(2566).items["O12"].table)
    text = table_file(ItemEntry(loads(b"item: O12\n", "o12.yml"), load_edition(2566).items["O12"], None, (), data))
    head, row = csv.reader(io.StringIO(text.removeprefix("\ufeff")))
    assert (head[1], row[1]) == (f"'{formula}", f"'{formula}")
