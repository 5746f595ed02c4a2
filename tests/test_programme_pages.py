"""Pages of programmes: nothing of a record is lost, states are told in words, numbers are those of the calculations."""

from __future__ import annotations

import json
import re
import shutil
import types
import typing
import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from builders import PROGRAMME, lay, new_site
from chromium import needs_chromium
from playwright.sync_api import Browser
from pypdf import PdfReader
from test_render import Texts, built_of, html_of, read

from ita_site.config import open_site
from ita_site.dates import Month, thai_date
from ita_site.findings import Finding, Severity
from ita_site.programmes import Overview, Workdays, overview
from ita_site.records import Measurement, Metric, MonthlyReport, Programme, ProgrammeKind, Reporting
from ita_site.records.activity import Activity, ActivityStatus, FollowUp
from ita_site.records.fields import Record
from ita_site.records.levels import Level, Round
from ita_site.records.proof import ActivityEvidence
from ita_site.render.findings import MOST_APART, finding_views
from ita_site.render.programmes.charts import money_chart, progress_chart
from ita_site.render.programmes.metrics import metric_views
from ita_site.render.programmes.standing import standing_view
from ita_site.render.words import number
from ita_site.rules import CATALOGUE
from ita_site.text import Text

FULL = "content/2566/programmes/full"
FULL_PAGE = "2566/programmes/full.md"
MONTH_PAGE = "2566/programmes/full/2566-02.md"
ATTACK = "<script>alert(1)</script>"

FIXED: Mapping[tuple[type[Record], str], tuple[object, str]] = {
    (Programme, "id"): ("full", ""),  # in the address of the page
    (Programme, "kind"): (ProgrammeKind.PROJECT.value, "โครงการ"),
    (Programme, "fiscal_year"): (2566, "พ.ศ. 2566"),
    (Programme, "start"): ("2565-10-03", "3 ตุลาคม 2565"),
    (Programme, "end"): ("2566-03-30", "30 มีนาคม 2566"),
    (Programme, "deadline_day"): (13, "ภายในวันที่ 13 ของเดือนถัดไป"),
    (Programme, "reports"): (Reporting.MONTHLY.value, "ทุกเดือน"),
    (Round, "id"): ("r1", ""),  # shown where a round has no name
    (Round, "months"): (["2565-10", "2566-02"], "ตุลาคม 2565 ถึง กุมภาพันธ์ 2566"),
    (Level, "level"): (4, "ระดับ 4"),
    (Level, "measure"): (Measurement.PERCENT.value, "ร้อยละที่ระบุในรายงาน"),
    (Activity, "quarters"): ([2], "ไตรมาส 2"),
    (Activity, "status"): (ActivityStatus.DOING.value, "กำลังดำเนินการ"),
    (FollowUp, "no"): (7, "การติดตามครั้งที่ 7"),
    (FollowUp, "status"): (ActivityStatus.NOT_STARTED.value, "ยังไม่เริ่ม"),
    (MonthlyReport, "month"): ("2566-02", "กุมภาพันธ์ 2566"),
    (MonthlyReport, "on_plan"): (False, "ไม่เป็นไปตามแผน"),
    (MonthlyReport, "on_target"): (False, "ไม่เป็นไปตามเป้าหมาย"),
}
"""Fields that cannot hold just anything: what they hold, and the words that show it."""


@dataclass
class Filler:
    """Fills every field of a record with something that occurs nowhere else.

    `shown`: what a page must show, by the field; one of several spellings will do. A kind of field that is new here
    makes it fail.
    """

    attack: str = ""
    count: int = 0
    shown: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def record(self, model: type[Record], path: str) -> dict[str, Any]:
        return {
            info.alias or name: self.of_field(model, name, info.annotation, f"{path}.{name}")
            for name, info in model.model_fields.items()
        }

    def of_field(self, model: type[Record], name: str, annotation: Any, path: str) -> object:
        if (model, name) in FIXED:
            value, words = FIXED[model, name]
            self.shown[path] = (words,)
            return value
        return self.value(annotation, path)

    def value(self, annotation: Any, path: str) -> object:
        origin, args = typing.get_origin(annotation), typing.get_args(annotation)
        if origin is typing.Annotated:
            return self.value(args[0], path)
        if origin in (types.UnionType, typing.Union):
            return self.value(next(a for a in args if a not in (type(None), bool)), path)
        if origin is tuple and args[-1] is ...:
            return self.evidence(path) if args[0] is ActivityEvidence else [self.value(args[0], f"{path}.0")]
        if origin is tuple:
            return [self.value(a, f"{path}.{i}") for i, a in enumerate(args)]
        if origin is not None and issubclass(origin, Mapping):
            key: object = 4 if path == "report.levels" else self.value(str, f"{path}.key")
            return {key: self.value(args[1], f"{path}.value")}
        if isinstance(annotation, type) and issubclass(annotation, Record):
            return self.record(annotation, path)
        return self.plain(annotation, path)

    def evidence(self, path: str) -> list[dict[str, Any]]:
        """One that is an address and one that is a file."""
        made = [self.record(ActivityEvidence, f"{path}.{i}") for i in (0, 1)]
        del made[0]["file"], made[1]["url"]
        del self.shown[f"{path}.0.file"], self.shown[f"{path}.1.url"]
        address = f"https://e{self.count}.example/a.pdf"
        made[0]["url"], self.shown[f"{path}.0.url"] = address, (f'href="{address}#page=',)
        made[1]["file"], self.shown[f"{path}.1.file"] = (
            "files/2566/o12-report.pdf",
            ("files/2566/o12-report.pdf#page=",),
        )
        return made

    def plain(self, kind: Any, path: str) -> object:
        self.count += 1
        n = self.count
        if kind is str:
            self.shown[path] = (f"ก{n:03}ฮ",)
            return f"ก{n:03}ฮ{self.attack}"
        if kind is int:
            self.shown[path] = (str(300 + n),)
            return 300 + n
        if kind is Decimal:
            value = Decimal("10.05") + Decimal(n) / 10
            self.shown[path] = (number(value),)
            return str(value)
        if kind is date:
            day = date(2022, 10, 1) + timedelta(days=n)
            self.shown[path] = (thai_date(day), thai_date(day, short=True))
            return day.isoformat()
        raise AssertionError(f"{path}: a kind of field that this test does not know: {kind}")


@dataclass(frozen=True)
class Filled:
    pages: Mapping[str, str]
    shown: Mapping[str, tuple[str, ...]]


def lay_full(site: Path, attack: str) -> Filler:
    """A programme and a month of which every field is filled; each text ends with `attack`."""
    filler = Filler(attack)
    programme = filler.record(Programme, "programme")
    report = filler.record(MonthlyReport, "report")
    lay(site, f"{FULL}/programme.yml", yaml.safe_dump(programme, allow_unicode=True, sort_keys=False))
    lay(site, f"{FULL}/2566-02.yml", yaml.safe_dump(report, allow_unicode=True, sort_keys=False))
    return filler


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Filled:
    site = new_site(tmp_path_factory.mktemp("filled"))
    shown = lay_full(site, ATTACK).shown
    entry = next(p for p in open_site(site).year.programmes if p.id == "full")
    assert entry.problems == (), entry.problems
    assert [r.problems for r in entry.reports] == [()]
    texts = Texts(site)
    return Filled({page: html_of(texts[page]) for page in (FULL_PAGE, MONTH_PAGE)}, shown)


def test_no_field_of_a_record_is_lost(filled: Filled) -> None:
    pages = {"programme": FULL_PAGE, "report": MONTH_PAGE}
    looked = {
        name: " ".join(read(filled.pages[page]).text.split()) + filled.pages[page] for name, page in pages.items()
    }
    lost = [
        (path, words)
        for path, words in filled.shown.items()
        if not any(word in looked[path.split(".")[0]] for word in words)
    ]
    assert lost == []
    assert len(filled.shown) > 120


def test_no_text_of_a_record_becomes_code(filled: Filled) -> None:
    for page in filled.pages.values():
        found = read(page)
        assert "<script" not in page
        assert found.open == []
        assert found.stray == []
        assert ATTACK in found.text
        assert not [a for _, attributes in found.tags for a in attributes if a.startswith("on") or a == "style"]


# --- states -----------------------------------------------------------------------------------------------------------

PLAN = "id: kpi-2-1\nname: ก\nkind: kpi\nstart: 2565-10\nend: 2566-03\n"
REPORT = "month: {month}\nsubmitted: {day}\nactions: [{{text: ก}}]\n"
FILED = {
    "2565-10": "2565-11-10", "2565-11": "2565-12-09", "2565-12": "2566-01-10",
    "2566-01": "2566-02-10", "2566-02": "2566-03-10", "2566-03": "2566-04-10",
}  # fmt: skip


def seen_on(site: Path, as_of: date, filed: Mapping[str, str], plan: str = PLAN) -> Overview:
    """The programme with a report of each month in `filed`, by the day on which it was filed."""
    shutil.rmtree(site / PROGRAMME)
    lay(site, f"{PROGRAMME}/programme.yml", plan)
    for month, day in filed.items():
        lay(site, f"{PROGRAMME}/{month}.yml", REPORT.format(month=month, day=day) if day else 'month: "\n')
    return overview(open_site(site).year.programmes[0], as_of, Workdays())


def but(**changed: str | None) -> dict[str, str]:
    """The reports with some left out (None), unreadable (blank) or filed on another day."""
    months = {f"{name[1:5]}-{name[5:]}": day for name, day in changed.items()}
    return {month: day for month, was in FILED.items() if (day := months.get(month, was)) is not None}


AFTER, MARCH = date(2023, 9, 30), date(2023, 4, 5)


@pytest.mark.parametrize(
    ("as_of", "filed", "plan", "kind", "said"),
    [
        (AFTER, FILED, PLAN, "filed", "รายงานครบทุกเดือน ตรงเวลาทุกครั้ง"),
        (AFTER, but(m256601="2566-02-12"), PLAN, "late", "รายงานครบทุกเดือน ส่งช้า 1 เดือน: ม.ค. 2566"),
        (
            AFTER, but(m256512=None, m256602=None), PLAN, "missing",
            "ขาดรายงาน 2 เดือน: ธ.ค. 2565 (กำหนดส่ง 10 ม.ค. 2566), ก.พ. 2566 (กำหนดส่ง 10 มี.ค. 2566)",
        ),
        (
            AFTER, {}, PLAN, "missing",
            "ขาดรายงาน 6 เดือน: ต.ค. 2565 (กำหนดส่ง 10 พ.ย. 2565), พ.ย. 2565 (กำหนดส่ง 10 ธ.ค. 2565), ธ.ค. 2565 (กำหนดส่ง 10 ม.ค. 2566), ม.ค. 2566 (กำหนดส่ง 10 ก.พ. 2566) และอีก 2 เดือน",
        ),
        (MARCH, but(m256603=None), PLAN, "due", "ต้องส่งรายงานเดือนมีนาคม 2566 ภายในวันจันทร์ที่ 10 เมษายน 2566"),
        (
            date(2022, 12, 2), but(**{f"m{m}": None for m in ("256511", "256512", "256601", "256602", "256603")}), PLAN, "due",
            "ต้องส่งรายงานเดือนพฤศจิกายน 2565 ภายใน 10 ธันวาคม 2565 (แนะนำภายในวันศุกร์ที่ 9 ธันวาคม 2565)",
        ),
        (date(2023, 3, 31), but(m256603=None), PLAN, "filed", "รายงานครบทุกเดือนที่ถึงกำหนด ตรงเวลาทุกครั้ง"),
        (date(2022, 10, 20), {}, PLAN, "upcoming", "ยังไม่ถึงกำหนดรายงานแรก"),
        (AFTER, but(m256602=""), PLAN, "unreadable", "อ่านรายงานไม่ได้ 1 เดือน: ก.พ. 2566"),
        (AFTER, FILED, 'id: "\n', "unreadable", "อ่านแผนงานไม่ได้"),
        (AFTER, {}, PLAN.replace("2566-03", "2599-03"), "upcoming", "ยังบอกไม่ได้ว่าต้องรายงานเดือนใด"),
    ],
)  # fmt: skip
def test_the_state_is_one_sentence(
    site: Path, as_of: date, filed: dict[str, str], plan: str, kind: str, said: str
) -> None:
    view = standing_view(seen_on(site, as_of, filed, plan), as_of)
    assert (view.kind, view.sentence) == (kind, said)


def test_what_the_sentence_does_not_say_follows_it(site: Path) -> None:
    filed = but(m256512=None, m256601="2566-02-12", m256602="", m256603=None)
    view = standing_view(seen_on(site, MARCH, filed), MARCH)
    assert view.sentence == "อ่านรายงานไม่ได้ 1 เดือน: ก.พ. 2566"
    assert view.more == (
        "ขาดรายงาน 1 เดือน: ธ.ค. 2565 (กำหนดส่ง 10 ม.ค. 2566)",
        "ส่งช้า 1 เดือน: ม.ค. 2566",
        "ต้องส่งรายงานเดือนมีนาคม 2566 ภายในวันจันทร์ที่ 10 เมษายน 2566",
    )


def test_an_advised_day_that_is_over_is_not_advised(site: Path) -> None:
    day = date(2022, 12, 10)
    view = standing_view(seen_on(site, day, {"2565-10": "2565-11-10"}), day)
    assert view.sentence == "ต้องส่งรายงานเดือนพฤศจิกายน 2565 ภายในวันเสาร์ที่ 10 ธันวาคม 2565"


def page_on(site: Path, as_of: str, page: str = "2566/programmes/kpi-2-1.md") -> str:
    config = site / "site_config.yml"
    config.write_text(
        re.sub(r"(?m)^as_of:.*$", f"as_of: {as_of}", config.read_text(encoding="utf-8")), encoding="utf-8"
    )
    return html_of(Texts(site)[page])


def words_of(html: str) -> str:
    """The words of a page, with a blank between what stands in different boxes."""
    within = re.sub(r"</?(?:bdi|data|time)\b[^>]*>", "", html)
    return " ".join(read(within.replace("<", " <")).text.split())


def cells(html: str) -> list[tuple[str, str]]:
    """Kind and words of each cell of the strip of months."""
    found = re.findall(r'<li class="ita-cell ita-cell--(\S+)">(.*?)</li>', html, re.DOTALL)
    return [(kind, " ".join(re.sub(r"<[^>]*>", " ", inside).split())) for kind, inside in found]


def test_the_strip_tells_every_month_by_shape_and_word(site: Path) -> None:
    filed = but(m256511="2565-12-12", m256512=None, m256601="", m256602=None, m256603=None)
    seen_on(site, date(2023, 3, 5), filed)
    html = page_on(site, "2566-03-05")
    assert cells(html) == [
        ("filed", "● ต.ค. 2565 ส่งทันกำหนด"),
        ("late", "◕ พ.ย. 2565 ส่งช้า 2 วัน"),
        ("missing", "✗ ธ.ค. 2565 ขาดรายงาน"),
        ("unreadable", "? ม.ค. 2566 อ่านไม่ได้"),
        ("due", "◔ ก.พ. 2566 ถึงรอบส่งแล้ว"),
        ("upcoming", "◌ มี.ค. 2566 ยังไม่ถึงกำหนด"),
    ]
    links = [a.get("href") for a in read(html).all("a")]
    assert "./2565-10/" in links
    assert not [href for href in links if href and "2565-12" in href]


def test_months_of_a_plan_that_cannot_be_read_are_still_there(site: Path) -> None:
    seen_on(site, AFTER, FILED, 'id: "\n')
    html = page_on(site, "2566-09-30")
    assert {kind for kind, _ in cells(html)} == {"there"}
    assert "รายงานที่ส่งไว้แล้วยังเปิดดูได้" in read(html).text


def test_the_first_page_and_the_list_tell_the_same(site: Path) -> None:
    seen_on(site, AFTER, but(m256512=None))
    texts = Texts(site)
    calendars = {"index.md": "ในปฏิทินของฉัน", "2566/programmes/index.md": "ปฏิทินกำหนดส่ง (.ics)"}
    for name in (*calendars, "2566/programmes/kpi-2-1.md"):
        text = read(html_of(texts[name])).text
        assert "ขาดรายงาน 1 เดือน: ธ.ค. 2565 (กำหนดส่ง 10 ม.ค. 2566)" in text, name
        assert calendars.get(name, "ปฏิทินกำหนดส่ง (.ics)") in text, name


# --- numbers ----------------------------------------------------------------------------------------------------------

LEVELS = """\
rounds:
- {id: r1, name: รอบแรก, months: [2565-10, 2565-11, 2565-12, 2566-01, 2566-02]}
levels:
- {level: 3, name: ก, measure: months, bands: [{from: 1, to: 4, score: 0.2}, {from: 5, to: 5, score: 1}]}
- {level: 4, name: ข, measure: percent, bands: [{to: 89.99, score: 0.8}, {from: 90, to: 100, score: 1}]}
- {level: 5, name: ค, measure: host}
"""


def with_levels(site: Path, plan: str = PLAN + LEVELS) -> Overview:
    found = seen_on(site, AFTER, FILED, plan)
    said = "levels: {3: {value: 4}, 4: {value: 89.994}, 5: {expected: 1, by: กองการเจ้าหน้าที่}}\nself_score: 4\n"
    lay(site, f"{PROGRAMME}/2566-02.yml", REPORT.format(month="2566-02", day="2566-03-09") + said)
    assert found.programme is not None
    return overview(open_site(site).year.programmes[0], AFTER, Workdays())


def test_scores_are_those_of_the_calculation(site: Path) -> None:
    (score,) = with_levels(site).rounds
    texts = Texts(site)
    text = words_of(html_of(texts["2566/programmes/kpi-2-1.md"]))
    assert number(score.total) == "1.8"
    assert f"{number(score.total)} จาก {number(score.full)} คะแนน" in text
    for words in (
        "รายงานระบุ 4 เดือน แต่ระบบนับได้ 5 เดือน",
        "เกณฑ์ ไม่เกิน 89.99 ได้ 0.8 คะแนน",
        "รอกองการเจ้าหน้าที่ให้คะแนน คาดว่าจะได้ 1 คะแนน",
        "หน่วยงานประเมินตนเอง 4 คะแนน (ตามรายงานเดือนกุมภาพันธ์ 2566)",
    ):
        assert words in text
    month = words_of(html_of(texts["2566/programmes/kpi-2-1/2566-02.md"]))
    assert "คะแนนรวมถึงเดือนนี้ 1.8 จาก 3 คะแนน" in month
    assert "ระดับ 3 ก 1 จาก 1 คะแนน ผล: 5 เดือน" in month
    assert "ระดับ 5 ค ยังไม่มีคะแนน" in month


def test_a_changed_band_changes_the_score_on_both_pages(site: Path) -> None:
    with_levels(site, (PLAN + LEVELS).replace("to: 89.99, score: 0.8", "to: 89.99, score: 0.5"))
    texts = Texts(site)
    assert "1.5 จาก 3 คะแนน" in words_of(html_of(texts["2566/programmes/kpi-2-1.md"]))
    month = words_of(html_of(texts["2566/programmes/kpi-2-1/2566-02.md"]))
    assert "คะแนนรวมถึงเดือนนี้ 1.5 จาก 3 คะแนน" in month


@pytest.mark.parametrize(
    ("typed", "percent"),
    [
        ({"numerator": 12, "denominator": 226}, "5.31"),
        ({"numerator": 13, "denominator": 729}, "1.78"),
        ({"numerator": 1, "denominator": 8, "percent": "12.5"}, "12.5"),
        ({"numerator": 50, "denominator": 100, "percent": "50.00"}, "50.00"),
        ({"numerator": 388}, ""),
        ({"numerator": 0, "denominator": 0}, ""),
    ],
)
def test_shares_are_exact_to_two_places(typed: dict[str, object], percent: str) -> None:
    (view,) = metric_views([Metric.model_validate({"name": "ก", **typed})])
    assert view.whole.percent == percent
    assert view.whole.of == ("" if "denominator" not in typed else number(Decimal(str(typed["denominator"]))))


def test_quarters_tell_plan_result_and_evidence_without_colour(site: Path) -> None:
    proof = "evidence: [{on: %s, file: files/2566/o12-report.pdf}]"
    seen_on(
        site, AFTER, FILED,
        PLAN
        + "activities:\n"
        + f"- {{id: 1, title: ก, quarters: [1, 2], status: done, {proof % '2565-11-20'}}}\n"
        + f"- {{id: 2, title: ข, quarters: [2], {proof % '2566-05-05'}}}\n"
        + f"- {{id: 3, title: ค, quarters: [3], {proof % '2566-04-05'}}}\n",
    )  # fmt: skip
    html = page_on(site, "2566-09-30")
    slots = re.findall(r'<td class="ita-slot ita-slot--(\S+)">(.*?)</td>', html)
    told = [(kind, re.sub(r"<[^>]*>", " ", inside).split()) for kind, inside in slots]
    assert [kind for kind, _ in told] == [
        "done", "done", "none", "none",
        "none", "planned", "beyond", "none",
        "none", "none", "doing", "none",
    ]  # fmt: skip
    assert told[0][1] == ["■", "1", "ตามแผน", "แล้วเสร็จ", "หลักฐาน", "1", "ชิ้น"]
    assert told[6][1] == ["◇", "1", "ไม่อยู่ในแผน", "หลักฐาน", "1", "ชิ้น"]
    text = read(html).text
    for words in ("ไม่ได้ระบุผล", "เลยไตรมาสตามแผนแล้ว ยังไม่แล้วเสร็จ", "ต.ค.–ธ.ค. 2565", "ก.ค.–ก.ย. 2566"):
        assert words in text


def test_a_plan_without_quarters_is_not_drawn(site: Path) -> None:
    seen_on(site, AFTER, FILED, PLAN + "activities:\n- {id: 1, title: ก, status: done}\n")
    html = page_on(site, "2566-09-30")
    assert "ita-gantt" not in html
    assert "#plan" not in html
    assert "กิจกรรมแล้วเสร็จร้อยละ 100" in words_of(html)


@pytest.mark.parametrize(
    ("unit", "agency", "shown"),
    [
        ("กองแผนงาน", "กองแผนงาน กรมสมมติ", "กองแผนงาน กรมสมมติ"),
        ("กลุ่มอำนวยการ กองแผนงาน", "กองแผนงาน กรมสมมติ", "กลุ่มอำนวยการ กองแผนงาน กรมสมมติ"),
        ("สำนักปลัด", "อบต.สมมติ", "สำนักปลัด อบต.สมมติ"),
        ("", "อบต.สมมติ", "อบต.สมมติ"),
    ],
)
def test_what_the_unit_and_the_agency_share_is_said_once(site: Path, unit: str, agency: str, shown: str) -> None:
    config = site / "site_config.yml"
    text, count = re.subn(r"(?m)^( *name:).*$", rf"\1 {agency}", config.read_text(encoding="utf-8"), count=1)
    assert count == 1
    config.write_text(text, encoding="utf-8")
    seen_on(site, AFTER, FILED, PLAN + f'unit: "{unit}"\n')
    html = page_on(site, "2566-09-30", "2566/programmes/kpi-2-1/2566-02.md")
    assert f"<dt>หน่วยงาน</dt><dd>{shown}</dd>" in html


def test_evidence_without_a_title_can_be_told_apart(site: Path) -> None:
    listed = [
        {"url": "https://a.example/r/R1_3.1_Nov.pdf", "note": "ครั้งที่ 1"},
        {"url": "https://doc.example/?r=index", "note": "ครั้งที่ 1"},
        {"url": "https://doc.example/?r=index"},
        {"url": "https://a.example/r/R1_3.2_Dec.pdf"},
        {"url": "https://a.example/r/R1_3.2_Dec.pdf", "title": "สรุปการประชุม", "note": "ครั้งที่ 2"},
    ]
    activity = {"id": "1", "title": "ก", "quarters": [1], "evidence": listed}
    seen_on(site, AFTER, FILED, PLAN + f"activities: {json.dumps([activity], ensure_ascii=False)}\n")
    html = page_on(site, "2566-09-30")
    links = re.findall(
        r'<li><a class="ita-link"[^>]*><bdi>(.*?)</bdi></a>(?: <span class="ita-faint">(.*?)</span>)?', html
    )
    assert links == [
        ("ครั้งที่ 1 (R1_3.1_Nov.pdf)", "เอกสาร PDF · a.example"),
        ("ครั้งที่ 1 (doc.example)", "หน้าเว็บ"),
        ("หน้าเว็บ doc.example", ""),
        ("R1_3.2_Dec.pdf", "เอกสาร PDF · a.example"),
        ("สรุปการประชุม", "เอกสาร PDF · a.example · ครั้งที่ 2"),
    ]


# --- what the check found ---------------------------------------------------------------------------------------------


def found(line: int, fix: str = "ลองเปิด", code: str = "ITA436") -> Finding:
    return Finding(
        code, "x", Severity.WARNING, "content/a.yml", line, 1, None, None, Text(f"เรื่อง {line}", ""), Text(fix, "")
    )


def test_many_findings_of_one_rule_are_one_entry() -> None:
    views = finding_views([found(n) for n in range(6)] + [found(9, code="ITA541")])
    assert [(v.code, len(v.folded)) for v in views] == [("ITA436", 6), ("ITA541", 0)]
    whole = views[0]
    assert (whole.message, whole.fix) == (CATALOGUE["ITA436"].title.th, "ลองเปิด")
    assert [(f.message, f.fix, f.place) for f in whole.folded][3] == ("เรื่อง 3", "", "content/a.yml บรรทัด 3")
    assert [v.folded for v in finding_views(found(n) for n in range(MOST_APART))] == [()] * MOST_APART


def test_ways_to_mend_that_differ_stay_with_their_places() -> None:
    (whole,) = finding_views([found(n, f"วิธี {n}") for n in range(6)])
    assert whole.fix == ""
    assert [f.fix for f in whole.folded] == [f"วิธี {n}" for n in range(6)]


def test_folded_findings_open_without_a_script(site: Path) -> None:
    lines = "".join(f"- {{id: {n}, title: ก, quarters: [1], status: done}}\n" for n in range(1, 8))
    seen_on(site, AFTER, FILED, PLAN + "activities:\n" + lines)
    html = page_on(site, "2566-09-30")
    assert "(7 แห่ง)" in html
    inside = html[html.index("<summary>ดูทั้ง 7 แห่ง") :].split("</details>")[0]
    assert inside.count("programme.yml บรรทัด") == 7


# --- for all readers --------------------------------------------------------------------------------------------------


def test_every_table_has_a_caption_and_every_bare_list_its_role(filled: Filled) -> None:
    for page in filled.pages.values():
        tables = re.findall(r"<table[^>]*>\s*(<[a-z]+)", page)
        assert tables
        assert set(tables) == {"<caption"}
        bare = re.findall(
            r'<[ou]l class="ita-(?:strip|legend|levels|activities|proofs|findings|cards)[^"]*"[^>]*>', page
        )
        assert bare
        assert [tag for tag in bare if 'role="list"' not in tag] == []


def test_the_way_through_the_page_leads_somewhere(filled: Filled) -> None:
    page = filled.pages[FULL_PAGE]
    way = page[page.index('aria-label="หัวข้อในหน้านี้"') :].split("</nav>")[0]
    anchors = re.findall(r'href="#([^"]+)"', way)
    assert anchors == ["months", "money", "scores", "plan", "activities", "findings"]
    assert [a for a in anchors if f'id="{a}"' not in page] == []


# --- drawings and print -----------------------------------------------------------------------------------------------

MONTHS = Month.range(Month(2022, 10), Month(2023, 9))


def test_drawings_are_well_formed_and_have_their_table(site: Path) -> None:
    seen_on(site, AFTER, FILED, PLAN + "budget_baht: 1000\n")
    for n, (month, day) in enumerate(FILED.items(), 1):
        more = f"progress_percent: {n * 10}\nbudget_spent_baht: {n}.50\n"
        lay(site, f"{PROGRAMME}/{month}.yml", REPORT.format(month=month, day=day) + more)
    html = page_on(site, "2566-09-30")
    drawn = re.findall(r"<svg.*?</svg>", html, re.DOTALL)
    charts = [svg for svg in map(ET.fromstring, drawn) if svg.get("role") == "img"]
    assert len(charts) == 2
    for svg in charts:
        assert "ตารางรายเดือน" in (svg.get("aria-label") or "")
        assert not [e for e in svg.iter() if e.get("style")]
    table = html[html.index('<table class="ita-table" id="months-table">') :].split("</table>")[0]
    assert 'scope="row"' in table
    for words in ("60", "24", "6.50"):
        assert f">{words}</td>" in table


def test_a_month_that_says_nothing_is_bridged_by_a_dashed_line() -> None:
    percent = {MONTHS[i]: Decimal(10 * i) for i in (0, 1, 3, 4)}
    chart = progress_chart(MONTHS, percent)
    assert chart is not None
    assert (len(chart.lines), len(chart.bridges), len(chart.points)) == (2, 1, 4)
    assert chart.points[-1].label == "40"
    assert progress_chart(MONTHS, {MONTHS[0]: Decimal(5)}) is None


@pytest.mark.parametrize("count", [1, 2, 12, 24, 60])
def test_words_under_a_drawing_never_touch(count: int) -> None:
    months = Month.range(MONTHS[0], MONTHS[0] + (count - 1))
    chart = money_chart(months, {month: Decimal(n) for n, month in enumerate(months, 1)}, Decimal(0))
    assert chart is not None
    places = [Decimal(tick.x) for tick in chart.ticks]
    assert all(after - before >= 24 for before, after in pairwise(places))
    assert all(0 <= Decimal(column.y) <= 136 for column in chart.columns)


@pytest.mark.parametrize(
    ("budget", "spent", "unit", "labels", "last"),
    [
        ("150", "100.50", "บาท", ["0", "75", "150"], "100.5"),
        ("120000", "117100", "บาท", ["0", "60,000", "120,000"], "117,100"),
        ("12345678", "1000000", "ล้านบาท", ["0", "6.17", "12.35"], "1"),
        ("98765432109.75", "56234567893.74", "ล้านบาท", ["0", "49,383", "98,765"], "56,235"),
        ("3000000000000", "1", "ล้านล้านบาท", ["0", "1.5", "3"], "0"),
    ],
)
def test_sums_of_any_size_fit_into_the_drawing(
    budget: str, spent: str, unit: str, labels: list[str], last: str
) -> None:
    chart = money_chart(MONTHS, {MONTHS[-1]: Decimal(spent)}, Decimal(budget))
    assert chart is not None
    assert (chart.unit, [line.label for line in chart.grid], chart.points[-1].label) == (unit, labels, last)
    assert max(len(label) for label in labels) <= 7
    assert Decimal(chart.points[-1].label_x) + Decimal("2.8") * len(last) <= 340


def test_nothing_spent_needs_no_drawing() -> None:
    assert money_chart(MONTHS, {MONTHS[0]: Decimal(0)}, Decimal(100)) is None


PRINTED = "2566/programmes/kpi-2-1/2566-02.md"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programmes of a site: one full of words without an end, one with a month to be signed."""
    folder = tmp_path_factory.mktemp("built")
    site = new_site(folder)
    seen_on(site, AFTER, FILED)
    memo = {"number": "ทต 1/2566", "signer": "หัวหน้าสำนักปลัด", "acknowledged_by": "นายก อบต."}
    lay(
        site, f"{PROGRAMME}/2566-02.yml",
        REPORT.format(month="2566-02", day="2566-03-09")
        + f"reporter: {{name: ผู้ช่วยธุรการ}}\nmemo: {json.dumps(memo, ensure_ascii=False)}\n"
        + "metrics: [{name: ข้าราชการ, numerator: 12, denominator: 226}]\n",
    )  # fmt: skip
    lay_full(site, "https://agency.example/upload/20xa4d80079fdd38ace9fb48a050e5b52e4" + "ก" * 80)
    return built_of(site, folder, "2566/programmes/index.md", FULL_PAGE, MONTH_PAGE, PRINTED) / "2566/programmes"


@needs_chromium
def test_words_without_an_end_stay_on_the_screen(built: Path, browser: Browser) -> None:
    page = browser.new_page()
    for name in ("", "full/", "full/2566-02/"):
        page.goto((built / name / "index.html").as_uri())
        for width in (1440, 390):
            page.set_viewport_size({"width": width, "height": 844})
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, (name, width)


@needs_chromium
def test_a_month_prints_on_a4_with_room_for_signatures(built: Path, tmp_path: Path, browser: Browser) -> None:
    page = browser.new_page()
    page.goto((built / "kpi-2-1/2566-02/index.html").as_uri())
    page.pdf(path=str(tmp_path / "month.pdf"), prefer_css_page_size=True)
    printed = PdfReader(tmp_path / "month.pdf")
    width, height = (round(float(side)) for side in printed.pages[0].mediabox[2:])
    assert abs(width - 595) <= 1
    assert abs(height - 842) <= 1
    text = plain("".join(sheet.extract_text() for sheet in printed.pages))
    for words in (
        "รายงานความก้าวหน้าประจำเดือนกุมภาพันธ์ 2566", "9 มีนาคม 2566", "ข้าราชการ", "5.31", "226",
        "(ผู้ช่วยธุรการ)", "ผู้รายงาน", "(หัวหน้าสำนักปลัด)", "ผู้ลงนาม", "(นายก อบต.)", "ผู้รับทราบ",
    ):  # fmt: skip
        assert plain(words) in text
    assert plain("ผลการตรวจ") not in text


def plain(text: str) -> str:
    """Letters and digits alone: a PDF sets Thai marks apart from their letters, each reader of PDFs in its own way."""
    letters = text.replace("\u0e33", "\u0e32")
    return "".join(sign for sign in letters if not sign.isspace() and unicodedata.category(sign) != "Mn")
