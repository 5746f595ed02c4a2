"""An agency's own analysis of its result of 2566 and the measures that it drew from it, transcribed under `sites/`.

The figures and codes are written out here from the papers, misprints too, and not from the files that were made of
them. What `check` says of the misprints is tested in `test_seed_result_findings.py`.
"""

from __future__ import annotations

import re
import shutil
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from once import once
from runner import ita_site
from shown import Shown, block, page_of

from ita_site.config import open_site
from ita_site.criteria import BUILT_IN, load_edition
from ita_site.dates import When, parse_when
from ita_site.numerals import rounded
from ita_site.records import MeasuresRecord, ResultRecord
from ita_site.results import Computed, computed
from ita_site.scoring import indicator_scores, is_attainable, sub_indicator_scores

SITE = Path(__file__).resolve().parent / "sites" / "ita-analysis"
RESULT, MEASURES = "2566/result", "2567/measures"

INDICATORS = {
    "1": "90.63", "2": "78.75", "3": "86.25", "4": "78.84", "5": "76.09",
    "6": "80.97", "7": "80.91", "8": "75.49", "9": "80.50", "10": "55.00",
}  # fmt: skip
PASSED = {"1", "3"}

WEAK = [
    # indicator, code as printed, points
    ("2", "i17", "60.07"), ("2", "i18", "44.40"), ("2", "i9", "83.50"),
    ("4", "i19", "64.60"), ("4", "i20", "69.10"), ("4", "i21", "73.57"), ("4", "i24", "74.60"),
    ("5", "i25", "76.83"), ("5", "i26", "75.73"), ("5", "i27", "73.53"), ("5", "i28", "75.67"), ("5", "i29", "75.73"), ("5", "i30", "79.07"),
    ("6", "e1", "77.68"), ("6", "e2", "75.52"), ("6", "e3", "74.39"), ("6", "e4", "77.71"),
    ("7", "e6", "71.26"), ("7", "e7", "71.26"), ("7", "e9", "71.26"), ("7", "e10", "71.03"),
    ("8", "e11", "72.35"), ("8", "e12", "73.45"), ("8", "e14", "70.26"), ("8", "e15", "74.52"),
]  # fmt: skip
STRONG = [("1", "i4", "100"), ("3", "i17", "98.90")]

ZERO_9 = ["O10", "O12", "O28", "O29", "O30"]
ZERO_10 = ["O31", "O35", "O36", "O37", "O42", "O43"]

EVERYONE = ("สำนักปลัด", "กองคลัง", "กองสวัสดิการ", "กองช่าง", "กองการศึกษา")
CLERK, FINANCE = ("สำนักปลัด",), ("กองคลัง",)
NOV, DEC, YEAR = "2566-11", "2566-12", "2567-09"

ROWS: dict[str, list[tuple[str, tuple[str, ...], int, str]]] = {
    # indicator: rows of its table: code as printed, responsible units, number of steps, last day
    "1": [("i1", EVERYONE, 2, DEC), ("i2", EVERYONE, 2, DEC), ("i3", EVERYONE, 2, DEC)],
    "2": [("i7", (*CLERK, *FINANCE), 1, YEAR), ("i8", (*CLERK, *FINANCE), 2, YEAR), ("i9", (*CLERK, *FINANCE), 1, YEAR)],
    "3": [("i13", EVERYONE, 1, DEC), ("i14", EVERYONE, 1, YEAR), ("i15", CLERK, 1, YEAR)],
    "4": [("i19", FINANCE, 3, DEC), ("i20", FINANCE, 2, DEC), ("i21", FINANCE, 1, YEAR), ("i24", FINANCE, 3, DEC)],
    "5": [("i25", CLERK, 2, DEC), ("i26", CLERK, 2, YEAR), ("i27", CLERK, 1, DEC), ("i28", CLERK, 1, DEC), ("i29", CLERK, 1, YEAR), ("i30", CLERK, 1, YEAR)],
    "6": [("e1", EVERYONE, 2, YEAR), ("e2", EVERYONE, 1, YEAR), ("e3", EVERYONE, 2, DEC), ("e5", EVERYONE, 1, "2566-09")],
    "7": [("e6", CLERK, 2, DEC), ("e7", CLERK, 2, NOV), ("e8", CLERK, 1, DEC), ("e10", CLERK, 2, DEC)],
    "8": [("e11", CLERK, 1, DEC), ("e12", CLERK, 2, DEC), ("e14", CLERK, 2, DEC), ("e15", CLERK, 1, DEC)],
    "9": [("010", CLERK, 2, DEC), ("012", CLERK, 2, DEC), ("028", CLERK, 2, NOV), ("029", CLERK, 2, DEC), ("030", CLERK, 2, DEC)],
    "10": [("031", CLERK, 2, NOV), ("035", CLERK, 2, DEC), ("036", CLERK, 2, DEC), ("037", CLERK, 2, DEC), ("042", CLERK, 2, DEC)],
}  # fmt: skip
ALL_ROWS = [row for rows in ROWS.values() for row in rows]

RESULT_WORDS = {
    # a question or item of each table, with words of what it asks or of what the paper advises
    "i17": ("งบประมาณของหน่วยงาน", "ประชุมชี้แจง"),
    "i24": ("ตรวจสอบการใช้ทรัพย์สิน", "ใช้ส่วนตัว"),
    "i28": ("ผลการประเมิน ITA", "ประชุมแจ้งผล"),
    "e2": ("ไม่เลือกปฏิบัติ", "จิตสำนึก"),
    "e10": ("สินบน", "ช่องทางร้องเรียน"),
    "e14": ("คนภายนอก", "ความพึงพอใจ"),
    "i4": ("ของขวัญ", "No Gift Policy"),
    "O12": ("รอบ 6 เดือน", "ความก้าวหน้าของแต่ละโครงการ"),
    "O31": ("No Gift Policy", "ลงนามโดยผู้บริหารสูงสุดคนปัจจุบัน"),
    "O37": ("รอบ 6 เดือน", "เชื่อมโยงกับข้อ 036"),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built by the command as people run it."""
    return once(tmp_path_factory, "seed-result", _build)


def _build(folder: Path) -> None:
    shutil.copytree(SITE, folder)
    ran = ita_site("-C", folder, "build", "--offline")
    assert ran.code == 0, ran.said


@cache
def record() -> ResultRecord:
    found = open_site(SITE).assessed.result_of(2566)
    assert found is not None
    return found


@cache
def view() -> Computed:
    found = computed(record(), BUILT_IN)
    assert found is not None
    return found


@cache
def measures() -> MeasuresRecord:
    found = open_site(SITE).assessed.measures[2567].record
    assert found is not None
    return found


# ---- nothing was lost or changed when the papers were copied


def test_the_tables_have_ten_scores_27_questions_11_items_and_41_measures() -> None:
    assert (len(INDICATORS), len(WEAK) + len(STRONG), len(ZERO_9 + ZERO_10), len(ALL_ROWS)) == (10, 27, 11, 41)


def test_every_figure_of_the_result_was_copied() -> None:
    result, edition = record(), load_edition(2566)
    assert {str(id_): f"{points:.2f}" for id_, points in result.indicators.items()} == INDICATORS
    copied = [(str(q.indicator), view().assessment.question(q.code), f"{q.score:.2f}") for q in result.questions]
    assert copied == [(home, code, f"{Decimal(points):.2f}") for home, code, points in WEAK + STRONG]
    assert [edition.code(zero.item) for zero in result.zero_items] == ZERO_9 + ZERO_10
    assert (str(result.total), result.level) == ("75.47", "B")
    assert all(q.text and q.advice for q in result.questions)
    assert all(zero.advice for zero in result.zero_items)


def test_every_row_of_the_measures_was_copied() -> None:
    rows = [(m.issue[0].split()[0], m.owner, len(m.steps), m.due) for m in measures().measures]
    wanted = [(fold(code), owner, steps, when(due)) for code, owner, steps, due in ALL_ROWS]
    assert [(fold(code), *rest) for code, *rest in rows] == wanted
    assert measures().answers == 2566
    assert all(m.follow_up for m in measures().measures)
    assert not [m.id for m in measures().measures if m.rounds]


def fold(code: str) -> str:
    """A code with Arabic digits."""
    return code.translate(str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789"))


def when(day: str) -> When:
    return parse_when(day)


# ---- the arithmetic gives what the papers print


def test_the_total_is_that_of_the_papers() -> None:
    total = view().total
    assert total is not None
    assert (str(total.normalize()), str(rounded(total, 2))) == ("75.4706", "75.47")
    assert [str(rounded(view().follows[id_], 2)) for id_ in ("IIT", "EIT", "OIT")] == ["82.11", "79.12", "67.75"]


def test_the_zero_items_give_indicators_9_and_10() -> None:
    edition = load_edition(2566)
    scores = indicator_scores(edition, ZERO_9 + ZERO_10)
    assert {id_: f"{points:.2f}" for id_, points in scores.items()} == {"9": "80.50", "10": "55.00"}
    subs = sub_indicator_scores(edition, ZERO_9 + ZERO_10)
    assert [f"{subs[id_].normalize():f}" for id_ in subs] == ["90", "87.5", "100", "100", "25", "50", "60"]


@pytest.mark.parametrize("published", ["80.50", "55.00"])
def test_published_scores_of_9_and_10_can_be_had(published: str) -> None:
    assert [i.id for i in load_edition(2566).tree if is_attainable(i, Decimal(published))]


def test_the_level_is_certain_though_the_parts_of_eit_are_not_known() -> None:
    """Below 85 the instruments do not matter: the levels range from «must improve» to «must improve»."""
    levels = view().levels
    assert levels is not None
    assert (levels.is_certain, levels.best.name.th) == (True, "ต้องปรับปรุง")
    assert view().stated_level is None, "B is no level of 2566"


# ---- a reader finds it on the pages


@pytest.mark.parametrize("indicator", INDICATORS)
def test_each_score_stands_in_the_row_of_its_indicator(built: Path, indicator: str) -> None:
    name = view().assessment.indicators[indicator].th
    rows = [Shown(row) for row in page_of(built, RESULT).css("tr")]
    told = [row for row in rows if row.has(name, INDICATORS[indicator])]
    assert told
    # a row with another verdict may follow, that of a year before
    assert [row for row in told if row.has("ไม่ผ่าน") == (indicator not in PASSED)]


def test_total_level_as_printed_and_the_level_that_it_is_are_told(built: Path) -> None:
    shown = Shown(page_of(built, RESULT))
    assert shown.lacks("75.47", "ต้องปรับปรุง", "82.11", "79.12", "67.75") == []
    assert re.search(r"(?<![A-Za-z])B(?![A-Za-z])", shown.words)


@pytest.mark.parametrize(("indicator", "code", "points"), WEAK + STRONG)
def test_each_question_stands_with_its_points(built: Path, indicator: str, code: str, points: str) -> None:
    (question,) = (q for q in record().questions if fold(q.code) == code and str(q.indicator) == indicator)
    shown = block(page_of(built, RESULT), (code, points, question.text, question.advice), set())
    others = [q for q in record().questions if q is not question and q.text != question.text]
    assert [q.code for q in others if shown.has(q.text)] == []


@pytest.mark.parametrize("code", ZERO_9 + ZERO_10)
def test_each_item_that_scored_0_stands_with_its_name_and_advice(built: Path, code: str) -> None:
    edition = load_edition(2566)
    (zero,) = (z for z in record().zero_items if edition.code(z.item) == code)
    name = edition.items[code].name.th
    shown = block(page_of(built, RESULT), (code, name, zero.advice), set())
    others = [edition.items[other].name.th for other in ZERO_9 + ZERO_10]
    assert [other for other in others if other not in name and shown.has(other)] == []


@pytest.mark.parametrize("code", RESULT_WORDS)
def test_words_of_the_papers_are_on_the_page(built: Path, code: str) -> None:
    assert block(page_of(built, RESULT), (code, *RESULT_WORDS[code]), set())


@pytest.mark.parametrize("number", range(1, 42))
def test_each_row_of_the_measures_is_one_measure(built: Path, number: int) -> None:
    code, owners, steps, due = ALL_ROWS[number - 1]
    measure = measures().measures[number - 1]
    (card,) = (Shown(node) for node in page_of(built, MEASURES).css(f'[id="m-{measure.id}"]'))
    assert card.lacks(measure.title, *owners, *(step.text for step in measure.steps), measure.follow_up) == []
    assert fold(code).removeprefix("0") in card.words
    assert re.search({NOV: "พ.ย.|พฤศจิกายน", DEC: "ธ.ค.|ธันวาคม"}.get(due, "ก.ย.|กันยายน"), card.words)
    assert len(measure.steps) == steps


@pytest.mark.parametrize("indicator", ROWS)
def test_measures_are_as_many_as_the_rows_of_the_table(indicator: str) -> None:
    edition, known = load_edition(2566), view().assessment
    homes = [
        known.indicator_of(known.question(code) or "")
        or next(i.id for i in edition.tree if edition.code(code) in i.items)
        for code in (fold(m.issue[0].split()[0]) for m in measures().measures)
    ]
    assert homes.count(indicator) == len(ROWS[indicator])


def test_the_second_figure_of_indicator_6_is_told_too(built: Path) -> None:
    assert Shown(page_of(built, MEASURES)).has("80.87")
