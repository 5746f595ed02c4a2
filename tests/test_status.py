"""`status`: the programmes on one screen and as JSON, from the same numbers as pages and checks."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from builders import PROGRAMME, judge, lay
from click.testing import CliRunner
from jsonschema.validators import validator_for
from prefork import Here
from runner import REPOSITORY, ita_site

from ita_site.cli import main
from ita_site.commands import check, status
from ita_site.config import open_site
from ita_site.contracts import status_schema
from ita_site.evidence.inspect import apart
from ita_site.exact_json import exact_json
from ita_site.findings import Report
from ita_site.history import NO_HISTORY
from ita_site.numerals import plain
from ita_site.render import render
from ita_site.render.pages import Pages
from ita_site.site import Site
from ita_site.sitemap import site_pages

KPI = "content/2566/programmes/kpi-2-1"
_SCHEMA = status_schema()
FITS = validator_for(_SCHEMA)(_SCHEMA)


@pytest.fixture(scope="module", autouse=True)
def _judged_once() -> Iterator[None]:
    """The screen and the JSON of a site that nobody touched between them tell of one check, in this process."""
    known: dict[object, tuple[Site, Report]] = {}

    def judged_once(root: Path, **how: Any) -> tuple[Site, Report]:
        stamps = tuple((path, (s := path.lstat()).st_mtime_ns, s.st_size, s.st_ino) for path in root.rglob("*"))
        key = (stamps, *sorted(how.items()))
        if key not in known:
            known.clear()
            known[key] = check.judged(root, **how)
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(apart, "Apart", Here)
        patch.setattr(status, "judged", judged_once)
        yield


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """A copy of the example, free to be spoilt."""
    shutil.copytree(REPOSITORY / "content", tmp_path / "content")
    shutil.copy(REPOSITORY / "site_config.yml", tmp_path)
    return tmp_path


def screen(site: Path, *words: str) -> str:
    """What `status` prints. In this process, for speed; the tests of the issue itself run the command."""
    ran = CliRunner().invoke(main, ["-C", str(site), "status", *words], catch_exceptions=False)
    assert (ran.exit_code, ran.stderr) == (0, ""), ran.output
    return ran.stdout


def data_of(site: Path, *words: str) -> dict[str, object]:
    """What `status` says as JSON, which fits its schema."""
    told = screen(site, "--format", "json", *words)
    FITS.validate(json.loads(told))
    found = json.loads(told, parse_float=Decimal)
    assert isinstance(found, dict)
    return found


def programme(data: dict[str, object], id_: str = "kpi-2-1") -> dict[str, object]:
    found = data["programmes"]
    assert isinstance(found, list)
    return next(p for p in found if p["id"] == id_)


def second_round(data: dict[str, object]) -> dict[str, object]:
    rounds = programme(data)["rounds"]
    assert isinstance(rounds, list)
    return dict(rounds[1])


def test_the_example_fits_one_screen(example: Path) -> None:
    out = screen(example)
    assert len(out.splitlines()) <= 40
    assert "\033" not in out
    assert "ต.ค. ● พ.ย. ● ธ.ค. ●" in out
    assert "รอบ 5 เดือนหลัง 3.80 จาก 5 คะแนน (ระดับ 1: 1 · 2: 1 · 3: 1 · 4: 0.8 · 5: –)" in out
    assert "จาก 120,000 บาท (ร้อยละ " in out
    assert "กิจกรรมแล้วเสร็จร้อยละ 92.86" in out
    assert out.count("● ส่งทันกำหนด") == 1  # one legend for all strips


def test_the_json_fits_its_schema_and_says_what_the_screen_says(example: Path) -> None:
    FITS.check_schema(_SCHEMA)
    data = data_of(example)
    assert list(data) == [
        "tool", "version", "edition", "as_of", "items", "disclosure_score", "forecast", "result", "measures", "programmes",
        "next",
    ]  # fmt: skip
    kpi = programme(data)
    assert (kpi["kind"], kpi["standing"], kpi["reported"], kpi["owed"]) == ("kpi", "complete", 10, 10)
    assert second_round(data)["total"] == Decimal("3.8")
    assert kpi["done_percent"] == Decimal("92.86")
    months = kpi["months"]
    assert isinstance(months, list)
    assert months[5] | {"submitted": None} == {
        "month": "2023-03", "state": "filed", "due": "2023-04-10", "advised": "2023-04-10", "submitted": None, "days_late": 0,
    }  # fmt: skip
    assert re.search(r'"total": 3\.8\b', screen(example, "--format", "json"))  # no 3.8000000000000003


@pytest.mark.parametrize(
    ("spoil", "standing"),
    [
        (lambda site: (site / PROGRAMME / "2566-02.yml").unlink(), "behind"),
        (lambda site: lay(site, f"{PROGRAMME}/2566-02.yml", "month: [\n"), "unreadable"),
        (lambda site: lay(site, f"{PROGRAMME}/programme.yml", "id: [\n"), "unreadable"),
        (lambda site: (site / PROGRAMME / "programme.yml").unlink(), "unreadable"),
        (lambda site: shutil.rmtree(site / "content/2566/programmes"), None),
        (lambda site: lay(site, "content/2566/programmes/x/programme.yml", "id: x\n"), None),
    ],
    ids=["missing month", "broken month", "broken plan", "no plan", "no programmes", "plan with gaps"],
)
def test_a_spoilt_site_still_has_a_status_that_fits(site: Path, spoil: object, standing: str | None) -> None:
    assert callable(spoil)
    spoil(site)
    assert "ประมาณการ OIT" in screen(site)
    data = data_of(site)
    if standing:
        assert programme(data)["standing"] == standing


def test_a_month_that_is_taken_away_blocks_and_is_named_with_its_due_day(example: Path) -> None:
    (example / KPI / "2566-03.yml").unlink()
    check = ita_site("-C", example, "check", "--offline")
    assert check.code == 1
    assert f"{KPI}/2566-03.yml:1:1: ต้องแก้ ITA501" in check.out
    out = screen(example)
    assert "    ขาดรายงาน มี.ค. 2566 กำหนดส่ง 10 เม.ย. 2566" in out.splitlines()
    assert "ก.พ. ● มี.ค. ✗ เม.ย. ●" in out
    assert "ita-site new report kpi-2-1 2566-03" in out.partition("ทำอะไรต่อ")[2]
    assert "nothing left to do" not in out
    data = data_of(example)
    first = data["next"][0]  # type: ignore[index]
    assert (first["programme"], first["month"], first["worth"]) == ("kpi-2-1", "2023-03", None)
    assert programme(data)["standing"] == "behind"
    assert programme(data)["reported"] == 9


def test_many_missing_months_are_all_named_on_one_screen(example: Path) -> None:
    for path in (example / KPI).glob("25*.yml"):
        path.unlink()
    out = screen(example)
    assert len(out.splitlines()) <= 40
    for due in ("กำหนดส่ง 10 พ.ย. 2565", "กำหนดส่ง 10 ธ.ค. 2565", "ก.ค. 2566 (10 ส.ค. 2566)"):
        assert due in out
    assert "ขาดรายงาน 10 เดือน (ต.ค. 2565 ถึง ก.ค. 2566)" in out.partition("ทำอะไรต่อ")[2]


def test_a_month_that_was_only_begun_is_not_passed_over(site: Path) -> None:
    (site / PROGRAMME / "2566-03.yml").unlink()
    assert ita_site("-C", site, "new", "report", "kpi-2-1").code == 0
    out = screen(site)
    assert "ขาดรายงาน มี.ค. 2566 กำหนดส่ง 10 เม.ย. 2566" in out
    assert "มี.ค. ✗" in out
    assert "เรื่องอื่นที่ต้องแก้" not in out  # its blank fields are no further thing to do


def test_a_month_that_was_begun_although_none_is_owed_is_not_missing(example: Path) -> None:
    assert ita_site("-C", example, "new", "report", "integrity-followup", "2566-05").code == 0
    found = programme(data_of(example), "integrity-followup")
    assert found["standing"] == "on-time"
    states = {m["month"]: m["state"] for m in found["months"]}  # type: ignore[attr-defined]
    assert states == {"2023-03": "filed", "2023-05": "beyond", "2023-09": "upcoming"}
    assert "พ.ค. ◇" in screen(example)
    assert ita_site("-C", example, "check", "--offline").code == 1


def test_a_report_that_nobody_asked_for_is_never_late(example: Path) -> None:
    folder = example / "content/2566/programmes/integrity-followup"
    text = (folder / "2566-03.yml").read_text(encoding="utf-8")
    text = re.sub(r"^month: .*", "month: 2566-05", text, flags=re.MULTILINE)
    text = re.sub(r"^submitted: .*", "submitted: 2566-07-05", text, flags=re.MULTILINE)
    lay(example, "content/2566/programmes/integrity-followup/2566-05.yml", text)
    found = {m["month"]: m for m in programme(data_of(example), "integrity-followup")["months"]}  # type: ignore[attr-defined]
    assert (found["2023-05"]["state"], found["2023-05"]["days_late"]) == ("beyond", 0)


def test_a_copy_does_not_take_the_place_of_its_month(example: Path) -> None:
    before = programme(data_of(example))
    path = example / KPI / "2566-02.yml"
    lay(example, f"{KPI}/2566-02 (1).yml", path.read_text(encoding="utf-8").replace("2566-03-09", "2566-03-19"))
    assert programme(data_of(example)) == before


def test_numbers_beyond_all_reason_still_have_a_status_and_a_site(example: Path) -> None:
    plan, month = (example / f"content/2566/programmes/waste-bank/{name}.yml" for name in ("programme", "2566-03"))
    for path, field, value in (
        (plan, "budget_baht", "0.000000000000000001"),
        (month, "budget_spent_baht", "999999999999999999.99"),
    ):
        text = path.read_text(encoding="utf-8")
        path.write_text(
            re.sub(rf"^{field}: .*", f"{field}: {value}", text, count=1, flags=re.MULTILINE), encoding="utf-8"
        )
    assert "waste-bank" in str(programme(data_of(example), "waste-bank"))
    assert "จาก 0.00 บาท" in screen(example)
    assert render(open_site(example), judge(example)).item_pages


def test_other_mistakes_are_not_passed_over(site: Path) -> None:
    lay(site, f"{PROGRAMME}/2566-02.yml", "month: 2566-13\n")
    out = screen(site)
    assert "nothing left to do" not in out
    assert "เรื่องอื่นที่ต้องแก้" in out


def test_what_comes_next_is_told_with_the_advised_day(site: Path) -> None:
    for month in ("2566-02", "2566-03"):
        (site / PROGRAMME / f"{month}.yml").unlink()
    config = site / "site_config.yml"
    config.write_text(config.read_text(encoding="utf-8") + "calendar: {holidays: [2566-03-10]}\n", encoding="utf-8")
    out = screen(site, "--as-of", "2566-02-20")
    assert "ถัดไป ก.พ. 2566 ภายใน 10 มี.ค. 2566 แนะนำไม่เกิน 9 มี.ค. 2566 (วันหยุด: วันหยุดของหน่วยงาน)" in out
    assert "ม.ค. ● ก.พ. ◌" in out
    assert "◔ ถึงรอบส่ง" in screen(site, "--as-of", "2566-03-05")
    coming = programme(data_of(site, "--as-of", "2566-02-20"))["next"]
    assert coming == {"month": "2023-02", "due": "2023-03-10", "advised": "2023-03-09", "why": "วันหยุดของหน่วยงาน"}


def test_one_band_moves_the_score_on_the_screen_in_the_json_and_on_the_page(example: Path) -> None:
    def scores(words: str) -> tuple[bool, bool]:
        """Whether words tell of the score of 3.8, and of the one of 3.7."""
        return tuple(re.search(rf"\b3\.{n}0?\b", words) is not None for n in (8, 7))  # type: ignore[return-value]

    def page() -> str:
        """The words of the programme's page."""
        opened = open_site(example)
        made = Pages(opened, judge(example), NO_HISTORY).text(site_pages(opened)["2566/programmes/kpi-2-1.md"])
        return " ".join(re.sub(r"<[^>]+>", " ", made).split())

    assert (scores(screen(example)), scores(page())) == ((True, False), (True, False))
    plan = example / KPI / "programme.yml"
    text = plan.read_text(encoding="utf-8")
    changed = text.replace("{from: 80, to: 89.99, score: 0.8}", "{from: 80, to: 89.99, score: 0.7}")
    assert changed != text
    plan.write_text(changed, encoding="utf-8")
    assert scores(screen(example)) == (False, True)
    assert scores(page())[1]
    assert "3.70 จาก 5 คะแนน" in screen(example)
    assert second_round(data_of(example))["total"] == Decimal("3.7")


def test_names_that_people_type_cannot_leave_their_line(site: Path) -> None:
    plan = site / PROGRAMME / "programme.yml"
    text = plan.read_text(encoding="utf-8")
    plan.write_text(
        re.sub(r"name: .*\n", lambda _: 'name: "::error ก\\n::error ข\\r"\n', text, count=1), encoding="utf-8"
    )
    out = screen(site)
    assert not [line for line in out.splitlines() if line.lstrip().startswith("::")]
    assert len(out.splitlines()) <= 40


def test_reports_of_a_plan_that_cannot_be_read_are_there_all_the_same(site: Path) -> None:
    lay(site, f"{PROGRAMME}/programme.yml", "id: [\n")
    assert "ต.ค. □ พ.ย. □" in screen(site)
    assert "□ มีรายงาน" in screen(site)


def pending(site: Path, *stems: str) -> None:
    for stem in stems:
        path = site / f"content/2566/items/{stem}.yml"
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"^status: .*", "status: pending", text, flags=re.MULTILINE), encoding="utf-8")


def test_open_items_come_by_what_they_are_worth(example: Path) -> None:
    pending(example, "o07", "o42")
    out = ita_site("-C", example, "status").out
    assert screen(example) == out
    to_do = [line.split()[:2] for line in out.splitlines() if line.startswith("  +")]
    assert to_do == [["+2.00", "O42"], ["+0.40", "O7"]]
    assert "ประมาณการ OIT 94.00 จาก 100 (ตัวชี้วัดที่ 9 = 98.00 · ตัวชี้วัดที่ 10 = 90.00)" in out
    assert "รวมเป็น 2.40 คะแนนของคะแนนรวม" in out
    assert len(out.splitlines()) <= 40
    data = data_of(example)
    told = data["forecast"]
    assert isinstance(told, dict)
    assert (told["score"], told["lost"], data["disclosure_score"]) == (94, Decimal("2.4"), 94)
    assert told["items"] == [{"item": "O42", "worth": 2}, {"item": "O7", "worth": Decimal("0.4")}]
    assert [task["item"] for task in data["next"]] == ["O42", "O7"]  # type: ignore[attr-defined]


def test_items_of_the_same_worth_stay_in_the_order_of_the_list(example: Path) -> None:
    pending(example, "o43", "o10", "o39", "o02", "o09")
    to_do = [line.split()[1] for line in screen(example).splitlines() if line.startswith("  +")]
    assert to_do == ["O39", "O43", "O2", "O9", "O10"]


def test_nothing_open_costs_nothing(example: Path) -> None:
    assert "คะแนนของคะแนนรวม" not in screen(example)
    told = data_of(example)["forecast"]
    assert isinstance(told, dict)
    assert (told["score"], told["lost"], told["items"]) == (100, 0, [])


RESULT = "content/2566/result.yml"
MEASURES = "content/2566/measures.yml"
MEASURE = """answers: 2565
measures:
  - id: m1
    issue: i7
    title: เผยแพร่แผนการใช้งบประมาณ
    owner: กองคลัง
    steps: [ทำ]
    follow_up: ทุกเดือน
    due: 2566-06
    rounds: [{on: 2566-03-01, status: doing}, {on: 2566-07-01, status: done}]
  - id: m2
    issue: i8
    title: ชี้แจงในที่ประชุม
    owner: กองคลัง
    steps: [ทำ]
    follow_up: ทุกเดือน
    due: 2566-06
    rounds: [{on: 2566-03-01, status: doing}]
  - {id: m3, title: แจ้งเวียนคู่มือ, due: 2566-05-31}
  - {id: m4, title: ยังไม่ถึงเวลา, due: 2566-12}
"""


def test_the_newest_result_and_the_measures_have_a_line_each(site: Path) -> None:
    (site / "content/2565/result.yml").unlink(missing_ok=True)
    assert "มาตรการปี" not in screen(site)
    assert (data_of(site)["result"], data_of(site)["measures"]) == (None, [])
    lay(site, "content/2565/result.yml", "year: 2565\ntotal: 82.11\nlevel: B\n")
    assert "ผลการประเมินปี 2565: 82.11 จาก 100 · ระดับ B · ไม่ผ่านเกณฑ์ 85 · not passed" in screen(site)
    lay(site, RESULT, "year: 2566\ntotal: 90.634\nlevel: ระดับผ่านดี\n")
    lay(site, MEASURES, MEASURE)
    out = screen(site)
    assert "ผลการประเมินปี 2566: 90.63 จาก 100 · ระดับ ผ่านดี · ผ่านเกณฑ์ 85 · passed" in out
    assert "82.11" not in out
    assert "มาตรการปี 2566: 4 มาตรการ · แล้วเสร็จ 1 · กำลังดำเนินการ 1 · ยังไม่เริ่ม 0 · ยังไม่มีการติดตาม 2 · เลยกำหนด 2" in out
    data = data_of(site)
    assert data["result"] == {
        "year": 2566, "total": Decimal("90.634"), "stated_level": "ระดับผ่านดี", "worst_level": "pass", "best_level": "good",
        "passed": True,
    }  # fmt: skip
    measures = data["measures"]
    assert isinstance(measures, list)
    assert [(m["id"], m["status"], m["overdue"], m["rounds"]) for m in measures] == [
        ("m1", "done", False, 2), ("m2", "doing", True, 1), ("m3", None, True, 0), ("m4", None, False, 0),
    ]  # fmt: skip
    assert measures[0] | {"title": ""} == {
        "year": 2566, "id": "m1", "title": "", "status": "done", "due": "2023-06-30", "overdue": False, "rounds": 2,
    }  # fmt: skip


def test_overdue_measures_come_after_missing_reports_and_before_items(site: Path) -> None:
    (site / PROGRAMME / "2566-03.yml").unlink()
    pending(site, "o07")
    lay(site, MEASURES, MEASURE)
    to_do = screen(site).partition("ทำอะไรต่อ")[2].splitlines()[1:]
    assert "ขาดรายงาน มี.ค. 2566" in to_do[0]
    assert to_do[2] == f"  มาตรการ m2 เลยกำหนด 30 มิ.ย. 2566 ยังไม่แล้วเสร็จ · ชี้แจงในที่ประชุม ({MEASURES}:17)"
    assert to_do[3] == f"  มาตรการ m3 เลยกำหนด 31 พ.ค. 2566 ยังไม่มีผลการติดตาม · แจ้งเวียนคู่มือ ({MEASURES}:19)"
    assert to_do[4].startswith("  +")
    found = data_of(site)["next"]
    assert isinstance(found, list)
    kinds = [next(k for k in ("programme", "measure", "item") if task[k] is not None) for task in found]
    assert kinds == sorted(kinds, key=["programme", "measure", "item"].index)
    assert [task["measure"] for task in found if task["measure"]] == ["m2", "m3"]


def test_before_the_day_nothing_is_overdue(site: Path) -> None:
    lay(site, MEASURES, MEASURE)
    assert "เลยกำหนด 0" in screen(site, "--as-of", "2566-05-31")
    assert "เลยกำหนด 1" in screen(site, "--as-of", "2566-06-01")
    # a round that has not come yet does not count
    assert "แล้วเสร็จ 0 · กำลังดำเนินการ 2" in screen(site, "--as-of", "2566-06-01")


def test_many_overdue_measures_leave_room_for_items(example: Path) -> None:
    rows = "".join(f"  - {{id: m{n}, title: {'ยาวมาก' * 40}, due: 2566-01}}\n" for n in range(30))
    lay(example, MEASURES, f"answers: 2565\nmeasures:\n{rows}")
    pending(example, "o07", "o42")
    out = screen(example)
    assert "และอีก 27 มาตรการที่เลยกำหนด" in out
    assert "+2.00  O42" in out
    assert max(map(len, out.splitlines())) < 230
    assert len(out.splitlines()) <= 45


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("year: 2566\ntotal:\n", "ยังกรอกไม่ครบ"),
        ("year: 2566\ntotal: เก้าสิบ\n", "มีที่ต้องแก้"),
        ("year: [\n", "มีที่ต้องแก้"),
        ("year: 2566\ntotal: 90\nlevel: AA\ninstruments: {IIT: 90, EIT1: 90, EIT2: 90, OIT: 90}\n", "ผ่านดี (ไฟล์บอกว่า AA ซึ่งเป็นไปไม่ได้)"),
        ("year: 2566\ntotal: 96\n", "ผ่าน ถึง ผ่านดีเยี่ยม (บอกแน่ไม่ได้"),
        ("year: 2566\ntotal: 84.995\n", "ผ่านเกณฑ์ 85 · passed"),
        ("year: 2566\ntotal: 84.994\n", "ไม่ผ่านเกณฑ์ 85"),
        ("year: 2455\ntotal: 84.994\nlevel: ดี\n", "84.99 จาก 100 · ดี"),
        ('year: 2566\ntotal: 90\nlevel: "ก\\n::error ข\\r"\n', "::error"),
    ],
)  # fmt: skip
def test_a_result_is_told_as_far_as_it_can_be(site: Path, text: str, says: str) -> None:
    lay(site, RESULT, text)
    out = screen(site)
    data_of(site)
    line = next(line for line in out.splitlines() if line.startswith("ผลการประเมินปี 2566:"))
    assert says in line
    assert not [line for line in out.splitlines() if line.lstrip().startswith("::")]


@pytest.mark.parametrize("text", ["answers: 2565\nmeasures: [\n", "answers: 2565\nmeasures:\n  - {id: m1, title: }\n"])
def test_measures_that_cannot_be_read_are_told(site: Path, text: str) -> None:
    lay(site, MEASURES, text)
    assert "มาตรการปี 2566: " in screen(site)
    assert data_of(site)["measures"] == []


def test_measures_of_years_that_are_over_are_left_alone_and_later_ones_told(site: Path) -> None:
    lay(site, "content/2565/measures.yml", MEASURE.replace("2565", "2564"))
    assert "มาตรการ" not in screen(site).partition("ทำอะไรต่อ")[0].replace("มาตรการส่งเสริม", "")
    lay(site, "content/2567/measures.yml", MEASURE.replace("2565", "2566"))
    assert "มาตรการปี 2567: 4 มาตรการ" in screen(site)


def test_the_estimate_is_told_on_the_screen_also_where_the_public_does_not_see_it(site: Path) -> None:
    config = site / "site_config.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(
        re.sub(r"^(site:.*\n)", r"\1  show_forecast: false\n", text, flags=re.MULTILINE), encoding="utf-8"
    )
    assert "ประมาณการ OIT" in screen(site)


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("i7", "i7 คำถามของตัวชี้วัดที่ 2 การใช้งบประมาณ (IIT)"),
        ("I ๗", "i7 คำถามของตัวชี้วัดที่ 2"),
        ("e15", "ตัวชี้วัดที่ 8"),
        ("O42", "มีค่า 2.00 คะแนนของคะแนนรวม"),
        ("O7", "มีค่า 0.40 คะแนนของคะแนนรวม"),
    ],
)
def test_explain_tells_where_a_question_belongs_and_what_an_item_is_worth(code: str, says: str) -> None:
    ran = ita_site("explain", code)
    assert (ran.code, ran.err) == (0, "")
    assert says in ran.out


def test_explain_names_the_questions_there_are() -> None:
    ran = ita_site("explain", "i31")
    assert ran.code == 2
    assert "i1 ถึง i30, e1 ถึง e15" in ran.err


def test_numbers_are_written_as_they_are() -> None:
    values = {
        "a": Decimal("0.1") + Decimal("0.2"),
        "b": Decimal("3.80"),
        "c": Decimal("1E+3"),
        "d": [],
        "e": {},
        "f": None,
    }
    assert exact_json(values) == '{\n  "a": 0.3,\n  "b": 3.8,\n  "c": 1000,\n  "d": [],\n  "e": {},\n  "f": null\n}'
    large = Decimal("999999999999999.99")
    assert json.loads(exact_json([large]), parse_float=Decimal) == [large]
    assert [plain(Decimal(n)) for n in ("0.00", "-0.0", "100", "12.50")] == ["0", "0", "100", "12.5"]


def test_the_status_in_the_documentation_fits_its_schema() -> None:
    text = (REPOSITORY / "docs/en/data.md").read_text(encoding="utf-8")
    shown = next(b for b in re.findall(r"```json\n(.*?)```", text, re.DOTALL) if '"disclosure_score"' in b)
    FITS.validate(json.loads(shown))
