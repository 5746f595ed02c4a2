"""Pages of results, measures and the forecast: nothing of a record is lost, every number is that of the calculations,
what is not known is said."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from assessed import TEN, ZERO_ITEMS
from builders import ITEMS, judge, lay, new_site
from test_programme_pages import words_of
from test_render import EVIL, Texts, html_of, nav_paths, read, tree_of

from ita_site.config import open_site
from ita_site.criteria import BUILT_IN, load_edition
from ita_site.forecast import forecast
from ita_site.numerals import rounded
from ita_site.records import FollowUpRound, Measure, MeasuresRecord, Question, ResultRecord, Step, ZeroItem
from ita_site.records.fields import Record
from ita_site.render.anchors import anchors
from ita_site.render.pages import Pages
from ita_site.render.results.charts import bar_chart, years_chart
from ita_site.render.results.numbers import change, fine, points
from ita_site.results import computed
from ita_site.scoring import item_worth
from ita_site.site import item_stem
from ita_site.sitemap import published, site_pages

RESULT, MEASURES, FORECAST = "2566/result.md", "2566/measures.md", "2566/forecast.md"
ANNOUNCED = f"year: 2566\nindicators: {TEN}\ntotal: 75.47\n"
ATTACK = "<script>alert(1)</script>"


class Html(dict[str, str]):
    """Pages by their path; each becomes HTML when it is asked for."""

    def __missing__(self, name: str) -> str:
        self[name] = html_of(self.texts[name])
        return self[name]

    def __init__(self, texts: Mapping[str, str]) -> None:
        super().__init__()
        self.texts = texts


def with_files(site: Path, **texts: str) -> Html:
    """The pages once `result_2566="…"` and `measures_2567="…"` are laid into the site."""
    for name, text in texts.items():
        kind, year = name.split("_")
        lay(site, f"content/{year}/{kind}.yml", text)
    return Html(Texts(site))


def page_with(site: Path, page: str, **texts: str) -> str:
    """The words of one page."""
    return words_of(with_files(site, **texts)[page])


# --- nothing is lost, nothing becomes code ----------------------------------------------------------------------------


def proof(n: str) -> dict[str, Any]:
    """Evidence of which every field is filled."""
    return {"title": f"ชื่อ{n}{ATTACK}", "url": f"https://e{n}.example/a.pdf", "page": 7, "note": f"โน้ต{n}{ATTACK}"}


def full_result() -> dict[str, Any]:
    text = {name: f"{name}ก{ATTACK}" for name in ("level", "previous_level", "difference", "note")}
    question = {"code": "i7", "indicator": 3, "text": f"ถาม{ATTACK}", "score": "60.07", "advice": f"ควร{ATTACK}"}
    zero = {"item": "O19", "title": f"ข้อเดิม{ATTACK}", "advice": f"เติม{ATTACK}"}
    return {
        "year": 2565, "announced": "2565-08-10", "indicators": {1: "90.63", 2: "78.75", 10: "55.01"},
        "instruments": {"IIT": "82.11", "EIT": "79.12", "OIT": "67.75", "XIT": "11.22"}, "total": "75.47",
        "previous_total": "61.23", "respondents": {"IIT": 31, f"ก{ATTACK}": 1250}, "questions": [question],
        "zero_items": [zero], "evidence": [proof("1")], **text,
    }  # fmt: skip


RESULT_WORDS = (
    "2565", "10 สิงหาคม 2565", "90.63", "78.75", "55.01", "82.11", "79.12", "67.75", "XIT 11.22", "75.47", "61.23",
    "IIT 31 คน", "1,250 คน", "i7", "60.07", "3 การใช้อำนาจ", "ถาม", "ควร", "O19", "ข้อเดิม", "เติม", "ชื่อ1", "โน้ต1",
    "levelก", "previous_levelก", "differenceก", "noteก",
)  # fmt: skip


def full_measures() -> dict[str, Any]:
    followed = {
        "round": 8, "on": "2566-03-31", "status": "doing", "text": f"ทำ{ATTACK}", "evidence": [proof("2")],
        "advice": f"แนะ{ATTACK}",
    }  # fmt: skip
    measure = {
        "id": f"ม1{ATTACK}", "issue": ["i7", f"เรื่องอื่น{ATTACK}"], "title": f"มาตร{ATTACK}",
        "owner": [f"กองคลัง{ATTACK}", "สำนักปลัด"], "steps": [{"text": f"ขั้น{ATTACK}", "due": "2566-12"}],
        "due": "2566-06-15", "follow_up": f"ติดตาม{ATTACK}", "budget_baht": "12500.50", "rounds": [followed],
    }  # fmt: skip
    text = {name: f"{name}ข{ATTACK}" for name in ("title", "approved", "note")}
    return {"answers": 2565, "evidence": [proof("3")], "measures": [measure], **text}


MEASURES_WORDS = (
    "ผลการประเมิน ITA ปี 2565", "titleข", "approvedข", "noteข", "ชื่อ2", "โน้ต2", "ชื่อ3", "ม1", "i7", "เรื่องอื่น", "มาตร",
    "กองคลัง", "สำนักปลัด", "ขั้น", "ภายในเดือนธันวาคม 2566", "ภายใน 15 มิถุนายน 2566", "ติดตาม", "12,500.50", "ครั้งที่ 8",
    "31 มีนาคม 2566", "กำลังดำเนินการ", "ทำ", "แนะ", "เลยกำหนด 107 วัน",
)  # fmt: skip


def test_the_full_records_are_full() -> None:
    """A field that is new in a record must be shown, and tested here."""
    result, measures = full_result(), full_measures()
    measure = measures["measures"][0]
    filled: list[tuple[type[Record], dict[str, Any]]] = [
        (ResultRecord, result), (Question, result["questions"][0]), (ZeroItem, result["zero_items"][0]),
        (MeasuresRecord, measures), (Measure, measure), (Step, measure["steps"][0]), (FollowUpRound, measure["rounds"][0]),
    ]  # fmt: skip
    for model, data in filled:
        assert set(data) == set(model.model_fields), model


def test_no_field_is_lost_and_no_text_becomes_code(site: Path) -> None:
    said = {"result_2565": yaml.safe_dump(full_result()), "measures_2566": yaml.safe_dump(full_measures())}
    pages = with_files(site, **said)
    for name, words in (("2565/result.md", RESULT_WORDS), (MEASURES, MEASURES_WORDS)):
        html = pages[name]
        found = read(html)
        text = " ".join(found.text.split())
        assert [word for word in words if word not in text] == []
        assert "https://e" in html
        assert "<script" not in html
        assert (found.open, found.stray) == ([], [])
        assert text.count(ATTACK) > 5
        assert not [a for _, attributes in found.tags for a in attributes if a.startswith("on") or a == "style"]
        assert len(found.ids) == len(set(found.ids))


def test_hostile_words_break_no_page(site: Path) -> None:
    result = full_result() | {"level": EVIL, "note": EVIL, "difference": EVIL, "previous_level": EVIL}
    measures = full_measures() | {"title": EVIL, "approved": EVIL, "note": EVIL}
    measures["measures"][0] |= {
        "id": EVIL,
        "title": EVIL,
        "issue": [EVIL, f"i7 {EVIL}"],
        "owner": EVIL,
        "steps": [EVIL],
    }
    said = {"result_2565": yaml.safe_dump(result), "measures_2566": yaml.safe_dump(measures)}
    pages = with_files(site, **said)
    # nothing that is not on the others can break them
    attacked = [name for name, text in pages.texts.items() if "alert(" in text]
    assert {"2565/result.md", MEASURES, "index.md"} <= set(attacked)
    for name in attacked:
        found = read(pages[name])
        assert (found.open, found.stray) == ([], [])
        for tag, attributes in found.tags:
            ours = tag == "img" and attributes.get("class") == "ita-badge"
            assert ours or tag not in ("script", "iframe", "img") or "src" not in attributes
            assert not [a for a in attributes if a.startswith("on") or a == "style"]
            assert not str(attributes.get("href", "")).startswith("javascript:")


# --- the result -------------------------------------------------------------------------------------------------------


def test_the_announced_figures_and_how_they_make_the_total(site: Path) -> None:
    text = page_with(site, RESULT, result_2566=ANNOUNCED + "level: ต้องปรับปรุง\n")
    record = open_site(site).assessed.result_of(2566)
    assert record is not None
    view = computed(record, BUILT_IN)
    assert view is not None and view.total is not None
    for score in record.indicators.values():
        assert points(score) in text
    for id_, score in view.known.items():
        assert id_ in text and fine(score) in text
    assert fine(view.total) == "75.4706" and "75.4706" in text
    assert "82.112 × 30% 24.6336" in text and "67.75 × 40% 27.1" in text
    assert "ปัดเป็นทศนิยม 2 ตำแหน่งได้ 75.47 ตรงกับคะแนนรวมที่ประกาศ" in text
    assert "ผ่านเกณฑ์ 85 คะแนน 2 จาก 10 ตัวชี้วัด" in text
    assert "อยู่ระดับ ต้องปรับปรุง ระดับถัดไปคือ ผ่าน ยังขาด คะแนนรวมอีก 9.53" in text


@pytest.mark.parametrize(
    ("year", "said", "words", "missing"),
    [
        (2566, "level: B", "ระดับ «B» ซึ่งเป็นไปไม่ได้ตามเกณฑ์ปี 2566: คะแนนรวม 75.47 อยู่ระดับ ต้องปรับปรุง «B» เป็นชื่อระดับของเกณฑ์ปี 2561 ถึง 2565", ""),
        (2566, "", "ระดับ ต้องปรับปรุง คิดจากคะแนน เพราะผลที่บันทึกไว้ไม่ได้ระบุระดับ", "เป็นไปไม่ได้"),
        (2565, "level: B", "ระดับ B ตามประกาศ ตรงกับเกณฑ์ปี 2565", "เป็นไปไม่ได้"),
        (2566, "level: ดาวทอง", "«ดาวทอง» ซึ่งเป็นไปไม่ได้", "เป็นชื่อระดับ"),
    ],
)  # fmt: skip
def test_the_level_is_held_against_the_points(site: Path, year: int, said: str, words: str, missing: str) -> None:
    record = ANNOUNCED.replace("2566", str(year)) + said
    text = page_with(site, f"{year}/result.md", **{f"result_{year}": record})
    assert words in text
    assert not missing or missing not in text


def test_a_level_that_hangs_on_what_nobody_knows_is_a_range(site: Path) -> None:
    high = "year: 2566\ninstruments: {IIT: 95, EIT: 90, OIT: 100}\ntotal: 95.50\n"
    text = page_with(site, RESULT, result_2566=high)
    assert "ระดับ ผ่าน หรือ ผ่านดี" in text
    assert "ไม่ทราบแยกกัน แบบวัดที่ต่ำที่สุดจึงอยู่ระหว่าง 79.99 ถึง 90.00" in text
    assert text.count("ผลปีนี้อาจอยู่ระดับนี้") == 2
    assert "ผลที่บันทึกไว้ไม่มีคะแนนรายตัวชี้วัด" in text
    text = page_with(site, RESULT, result_2566=high + "level: ผ่านดี\n")
    assert "ระดับ ผ่านดี ตามประกาศ · คะแนนที่มีบอกได้เพียงว่าเป็น ผ่าน หรือ ผ่านดี" in text
    assert "ผลปีนี้อยู่ระดับนี้" in text and "ผลปีนี้อาจ" not in text
    text = page_with(site, RESULT, result_2566=high.replace("EIT: 90", "EIT1: 92, EIT2: 88"))
    assert "ระดับ ผ่านดี คิดจากคะแนน" in text and "บอกได้เพียงช่วง" not in text
    text = page_with(site, RESULT, result_2566="year: 2566\ninstruments: {OIT: 100}\ntotal: 90\n")
    assert "บอกได้เพียงช่วง เพราะไม่ทราบคะแนน IIT, EIT1, EIT2" in text
    assert "ยังคิดคะแนนรวมจากแบบวัดไม่ได้" in text


def test_the_best_level_has_none_above(site: Path) -> None:
    best = "year: 2566\ninstruments: {IIT: 100, EIT1: 100, EIT2: 100, OIT: 100}\ntotal: 100\nlevel: ผ่านดีเยี่ยม\n"
    assert "อยู่ระดับ ผ่านดีเยี่ยม ซึ่งสูงที่สุดของเกณฑ์" in page_with(site, RESULT, result_2566=best)


def test_figures_that_do_not_meet_are_shown_as_they_are(site: Path) -> None:
    stated = ANNOUNCED.replace("75.47", "80.00") + "instruments: {IIT: 90.00, EIT: 79.12, OIT: 67.75}\n"
    text = page_with(site, RESULT, result_2566=stated)
    assert "ตามประกาศ แต่เฉลี่ยจากตัวชี้วัดได้ 82.11" in text
    assert "ไม่ตรงกับคะแนนรวมที่ประกาศ 80.00 (ต่างกัน 2.16)" in text


def test_one_part_of_a_survey_tells_the_other(site: Path) -> None:
    stated = "year: 2566\ninstruments: {IIT: 90, EIT: 80, EIT1: 70, OIT: 90}\ntotal: 87\n"
    text = page_with(site, RESULT, result_2566=stated)
    assert "คิดจากคะแนน EIT รวม 90.00 × 15% 13.50" in text
    assert "ระบุไว้ด้วยแต่ไม่อยู่ในผลบวก: EIT 80.00" in text


def test_a_year_of_which_nothing_is_known_shows_what_was_written(site: Path) -> None:
    strange = f"year: 2450\nindicators: {{1: 80.5, 44: 70}}\ninstruments: {{IIT: 80.5}}\ntotal: 80.5\nlevel: ก\nquestions: [{{code: i1, score: 20}}]\nzero_items: [{{item: X9, title: ข้อเก่า}}]\nnote: {ATTACK}\n"
    text = page_with(site, "2450/result.md", result_2450=strange)
    assert "ยังไม่มีเกณฑ์การประเมินของปี 2450" in text
    for word in ("80.50", "70.00", "ระดับ ก", "IIT 80.50", "i1", "20.00", "X9", "ข้อเก่า"):
        assert word in text
    assert "ผ่านเกณฑ์ 85" not in text


def test_the_year_before(site: Path) -> None:
    before = "year: 2565\nindicators: {1: 91.13, 2: 70.75}\ntotal: 72.10\nlevel: C\n"
    text = page_with(site, RESULT, result_2565=before, result_2566=ANNOUNCED)
    assert "ปี 2565: 72.10 คะแนน ระดับ C ▲ เพิ่มขึ้น 3.37" in text
    assert "90.63 ✓ ผ่าน 91.13 ▼ ลดลง 0.50" in text
    assert "78.75 ✗ ไม่ผ่าน 70.75 ▲ เพิ่มขึ้น 8.00" in text
    assert "เทียบกับปีอื่น" in text
    stated = "previous_total: 86.22\ndifference: 9.29\n"
    text = page_with(site, RESULT, result_2565=before, result_2566=ANNOUNCED.replace("75.47", "95.52") + stated)
    assert "86.22 คะแนน ระดับ C ▲ เพิ่มขึ้น 9.30 ประกาศระบุ 9.29" in text


def test_a_single_result_is_compared_with_nothing(site: Path) -> None:
    (site / "content/2565/result.yml").unlink()
    text = page_with(site, RESULT, result_2566=ANNOUNCED)
    assert "ไม่มีคะแนนของปีก่อนในเว็บไซต์นี้" in text
    assert "เทียบกับปีอื่น" not in text


QUESTIONS = """questions:
  - {code: e10, text: ช่องทาง, score: 71.03}
  - {code: i๘, text: ส่วนร่วม, score: 44.40, advice: ประชุม}
  - {code: i4, text: เรียกรับ, score: 100}
  - {code: i99, text: รหัสผิด, score: 60}
"""


def test_questions_come_by_need(site: Path) -> None:
    html = with_files(site, result_2566=ANNOUNCED + QUESTIONS)[RESULT]
    assert re.findall(r'class="ita-tile-code">([^<]+)<', html) == ["i8", "i99", "e10", "i4"]
    assert {"q-i8", "q-e10", "q-i4"} <= set(read(html).ids)
    text = words_of(html)
    assert "ตัวชี้วัดที่ 2 การใช้งบประมาณ" in text and "ไม่ทราบตัวชี้วัด" in text
    assert "ยังไม่มีมาตรการที่ตอบผลการประเมินนี้ในเว็บไซต์" in text


def test_zero_items_tell_what_they_cost_and_lead_to_their_pages(site: Path) -> None:
    html = with_files(site, result_2566=f"{ANNOUNCED}zero_items: {ZERO_ITEMS}\n")[RESULT]
    text, edition = words_of(html), load_edition(2566)
    worth = item_worth(edition)
    codes = ZERO_ITEMS.strip("[]").split(", ")
    for code in codes:
        assert f"{code} {edition.items[code].name.th} เสีย {rounded(worth[code])} คะแนน" in text
        assert f'href="../{item_stem(code)}/"' in html
    assert f"11 ข้อ ทำให้คะแนนรวมลดไป {rounded(sum(map(worth.__getitem__, codes), Decimal(0)))} คะแนน" in text


def test_items_of_a_year_without_a_list_have_their_names_only(site: Path) -> None:
    old = ANNOUNCED.replace("2566", "2565") + "zero_items: [{item: O19, title: รายการเดิม}]\n"
    html = with_files(site, result_2565=old)["2565/result.md"]
    assert "O19 รายการเดิม" in words_of(html) and "ita-cost" not in html
    assert "o19/" not in html


# --- measures ---------------------------------------------------------------------------------------------------------

CHAIN = """answers: 2566
measures:
  - id: m1
    issue: [i8, ตัวชี้วัดที่ ๔ การใช้ทรัพย์สิน, O12]
    title: ประชุมงบประมาณ
    owner: กองคลัง
    steps: [เตรียม, {text: ประชุม, due: 2566-07}]
    due: 2566-08-31
    rounds:
      - {on: 2566-09-01, status: doing, text: ทำแล้วครึ่งหนึ่ง}
      - {on: 2566-03-31, status: not-started, text: รออนุมัติ}
      - {on: 2567-03-31, status: done, text: ของวันหน้า}
  - {id: m 1, issue: เสียงบ่น, title: สอง}
  - {id: m-1, title: สาม, rounds: [{status: done}]}
"""


@pytest.fixture(scope="module")
def chained(tmp_path_factory: pytest.TempPathFactory) -> Html:
    site = new_site(tmp_path_factory.mktemp("chained"))
    asked = f"{ANNOUNCED}{QUESTIONS}zero_items: {ZERO_ITEMS}\n"
    return with_files(site, result_2566=asked, measures_2566=CHAIN)


def test_the_chain_of_a_measure(chained: Html) -> None:
    text = words_of(chained[MEASURES])
    assert "มาตรการ 3 ข้อ: แล้วเสร็จ 1 · กำลังดำเนินการ 1 · ยังไม่มีการติดตาม 1" in text
    assert "เลยกำหนดแล้วยังไม่แล้วเสร็จ 1 ข้อ" in text and "เลยกำหนด 30 วัน" in text
    assert "i8 ส่วนร่วม 44.40 คะแนน" in text
    assert "ตัวชี้วัดที่ 4 การใช้ทรัพย์สิน 78.84 คะแนน" in text
    assert "ประชุม (ภายในเดือนกรกฎาคม 2566)" in text
    first, second, ahead = (text.index(word) for word in ("รออนุมัติ", "ทำแล้วครึ่งหนึ่ง", "ของวันหน้า"))
    assert first < second < ahead
    assert "ลงวันที่หลังวันที่ตรวจ จึงยังไม่นับ" in text
    assert "เสียงบ่น" in text and "ไม่ได้ระบุวันที่" in text


def test_every_measure_has_its_own_anchor(chained: Html) -> None:
    assert [i for i in read(chained[MEASURES]).ids if i.startswith("m-")] == ["m-m1", "m-m-1", "m-m-1-2"]


def test_issues_and_measures_lead_to_each_other(chained: Html) -> None:
    for href in ("../result/#q-i8", "../result/#n-4", "../result/#item-o12"):
        assert f'href="{href}"' in chained[MEASURES]
    found = read(chained[RESULT])
    assert {"q-i8", "n-4", "item-o12"} <= set(found.ids)
    assert [a["href"] for a in found.all("a")].count("../measures/#m-m1") >= 3


def test_what_no_measure_answers_is_listed(chained: Html) -> None:
    text = words_of(chained[MEASURES])
    # 8 indicators (2 by its question, 4 by name, 9 by its item are answered), question e10, and ten items
    assert "ยังไม่มีมาตรการ 16 ประเด็น" in text
    assert "ตัวชี้วัดที่ 5 การแก้ไขปัญหาการทุจริต 76.09 คะแนน" in text
    assert "e10 ช่องทาง 71.03 คะแนน" in text


def test_without_a_result_nobody_knows_what_is_missing(site: Path) -> None:
    text = page_with(site, MEASURES, measures_2566="answers: 2564\nmeasures: [{id: a, title: ก}]\n")
    assert "เว็บไซต์นี้ยังไม่มีรายละเอียดของผลการประเมินปี 2564" in text
    assert "ไม่ได้ระบุวิธีติดตาม" in text and "ประเด็นที่ยังไม่มีมาตรการ" not in text


def test_of_a_result_with_only_a_total_nobody_knows_what_it_asks_for(site: Path) -> None:
    answered = "answers: 2564\nmeasures: [{id: a, title: ก, issue: [i2, O2]}]\n"
    pages = with_files(site, measures_2566=answered, result_2564="year: 2564\ntotal: 81.20\n")
    text = words_of(pages[MEASURES])
    assert "เว็บไซต์นี้ยังไม่มีรายละเอียดของผลการประเมินปี 2564" in text and "มีมาตรการแล้ว" not in text
    # a bare code says nothing to those who do not know the lists
    assert "คำถาม i2" in text and "ข้อ O2" in text
    text = words_of(pages["2564/result.md"])
    assert "ไม่มีคะแนนรายแบบวัด" in text and "× 30%" not in text


def test_measures_for_a_result_without_weak_points_answer_nothing(site: Path) -> None:
    good = "year: 2565\nindicators: {1: 90.00, 2: 95.00}\ntotal: 92.00\n"
    answered = "answers: 2565\nmeasures: [{id: a, title: ก}]\n"
    assert "ไม่มีประเด็นที่ต้องแก้" in page_with(site, MEASURES, measures_2566=answered, result_2565=good)


@pytest.mark.parametrize("page", [RESULT, MEASURES, FORECAST])
def test_the_first_words_say_what_the_page_is_about(page: str, chained: Html) -> None:
    first = words_of(chained[page]).split("(ITA)")[0]
    assert "ประเมินคุณธรรมและความโปร่งใส" in first and "คะแนนรวม " not in first


def test_a_file_without_measures_is_told_not_to_be_readable(site: Path) -> None:
    pages = with_files(site, measures_2566="answers: 2565\nmeasures: []\n", result_2566="year: 2566\ntotal: มาก\n")
    for name, words in ((MEASURES, "ยังแสดงมาตรการไม่ได้"), (RESULT, "ยังแสดงผลการประเมินไม่ได้")):
        assert words in words_of(pages[name])
        assert "ผลการตรวจ" in words_of(pages[name]) and "บรรทัด" in words_of(pages[name])
    assert words_of(pages["index.md"]).count("อ่านไม่ได้") == 2


def test_items_lead_to_their_result_and_measures_by_the_data_of_the_list(site: Path) -> None:
    """O42 analyses the result of 2565 and O43 follows it; nothing in the program knows either."""
    answered = "answers: 2565\nmeasures: [{id: a, title: ก, issue: O12}]\n"
    asked = f"{ANNOUNCED}zero_items: [O12]\n"
    pages = with_files(site, measures_2566=answered, result_2566=asked, measures_2567=CHAIN)
    for name in ("2566/o42.md", "2566/o43.md"):
        assert 'href="../measures/"' in pages[name] and 'href="../../2565/result/"' in pages[name]
    assert 'href="../o42/"' in pages[MEASURES] and 'href="../o43/"' in pages[MEASURES]
    assert 'href="../measures/"' not in pages["2566/o11.md"]
    item = pages["2566/o12.md"]
    assert 'href="../result/#item-o12"' in item and 'href="../../2567/measures/#m-m1"' in item
    assert "ข้อนี้มีค่า 0.50 คะแนน" in words_of(item)
    assert "ผลการประเมินและมาตรการ" not in words_of(pages["2566/o11.md"])
    assert 'href="./result/"' in pages["2566/index.md"] and 'href="./forecast/"' in pages["2566/index.md"]


# --- forecast ---------------------------------------------------------------------------------------------------------


def test_the_forecast_is_that_of_the_calculation(site: Path) -> None:
    for name in ("o07", "o42"):
        path = site / ITEMS / f"{name}.yml"
        path.write_text(re.sub(r"(?m)^status:.*$", "status: pending", path.read_text("utf-8")), encoding="utf-8")
    estimate = forecast(open_site(site).year.edition, judge(site))
    html = with_files(site)[FORECAST]
    text = words_of(html)
    assert f"ประมาณการ {rounded(estimate.score)} จาก 100" in text
    for score in (*estimate.indicators.values(), *estimate.subs.values()):
        assert f"{rounded(score)}" in text
    assert re.findall(r'<a href="\.\./(o\d+)/"', html) == [item_stem(code) for code in estimate.open_items]
    assert text.index("O42 ") < text.index("O7 ")
    assert f"เพิ่มได้ {rounded(estimate.lost)} คะแนน" in text
    assert "ไม่ใช่คะแนนของ ป.ป.ช." in text
    home = words_of(with_files(site)["index.md"])
    assert f"{rounded(estimate.score)} จาก 100" in home and "ไม่ใช่คะแนนของ ป.ป.ช." in home


def test_nothing_open_is_said_too(site: Path) -> None:
    text = page_with(site, FORECAST)
    assert "ไม่มี ทุกข้อไม่มีเรื่องที่ต้องแก้" in text and "100.00" in text


def test_a_hidden_forecast_is_nowhere(site: Path) -> None:
    config = site / "site_config.yml"
    config.write_text(config.read_text("utf-8").replace("site:\n", "site:\n  show_forecast: false\n"), encoding="utf-8")
    opened, tree = open_site(site), tree_of(site)
    assert FORECAST not in tree.files and FORECAST not in site_pages(opened)
    assert "2566/forecast/index.html" not in published(opened).files
    assert FORECAST not in list(nav_paths(tree.nav))
    for text in tree.files.values():
        assert "forecast" not in text and "ประมาณการ" not in text.replace("ประมาณการรายจ่าย", "")


# --- addresses --------------------------------------------------------------------------------------------------------


def test_every_file_has_its_page_its_place_in_the_menu_and_its_address(site: Path) -> None:
    said = {
        "result_2565": ANNOUNCED.replace("2566", "2565"), "result_2566": ANNOUNCED, "measures_2566": CHAIN, "measures_2569": CHAIN,
    }  # fmt: skip
    with_files(site, **said)
    opened, tree = open_site(site), tree_of(site)
    ours = [RESULT, "2565/result.md", "2569/measures.md", MEASURES, FORECAST]
    assert [name for name in tree.files if name in ours] == ours
    assert [path for path in nav_paths(tree.nav) if path in ours] == ours
    tab = next(entry for entry in tree.nav if "ผลการประเมินและมาตรการ" in entry)
    assert [next(iter(entry)) for entry in tab["ผลการประเมินและมาตรการ"]] == [
        "ผลการประเมิน ITA ปี 2566", "ผลการประเมิน ITA ปี 2565", "มาตรการ ปี 2569", "มาตรการ ปี 2566", "ประมาณการคะแนน OIT ปี 2566",
    ]  # fmt: skip
    made = published(opened)
    assert all(made.find(f"{name.removesuffix('.md')}/") is not None for name in ours)


def test_the_first_page_shows_the_newest(site: Path) -> None:
    text = page_with(site, "index.md", result_2566=ANNOUNCED + "level: B\n", measures_2566=CHAIN)
    assert "ผลการประเมิน ITA ปี 2566 75.47 จาก 100 คะแนน ระดับ B ▲ ไม่ตรงกับคะแนน ✗ ไม่ผ่านเกณฑ์" in text
    assert "มาตรการ 3 ข้อ: แล้วเสร็จ 1 · กำลังดำเนินการ 1 · ยังไม่มีการติดตาม 1 ▲ เลยกำหนด 1 ข้อ" in text


def test_the_places_of_the_new_pages_can_be_named_by_links(site: Path) -> None:
    with_files(site, result_2566=ANNOUNCED + QUESTIONS, measures_2566=CHAIN)
    opened = open_site(site)
    made = Pages(opened, judge(site))
    known = {path: anchors(made, page) for path, page in site_pages(opened).items() if page.kind != "item"}
    assert {"indicators", "sum", "level", "questions", "q-i8", "n-2", "evidence"} <= known[RESULT]
    assert {"all", "measures", "m-m1", "unanswered"} <= known[MEASURES]
    assert {"how", "open", "parts"} <= known[FORECAST]


# --- drawings and numbers ---------------------------------------------------------------------------------------------


def test_bars_tell_pass_from_fail_and_stay_inside() -> None:
    chart = bar_chart(
        [("ก", Decimal(85), "85.00"), ("ข", Decimal("84.99"), "84.99"), ("ค", Decimal(0), "0")], Decimal(85)
    )
    assert chart is not None
    assert [bar.kind for bar in chart.bars] == ["yes", "no", "no"]
    assert chart.bars[0].width == "249.9" and chart.mark == "251.9" and chart.bars[2].width == "0.0"
    assert Decimal(chart.bars[-1].foot) < chart.height
    assert bar_chart([("ก", Decimal(85), "85.00")]) is None


@pytest.mark.parametrize("tail", ["ก", "กำ", "เก่า", "ที่ปู่"])
def test_a_long_name_is_cut_between_letters(tail: str) -> None:
    name = tail * 60
    chart = bar_chart([(name, Decimal(1), "1"), (name, Decimal(1), "1")])
    assert chart is not None
    shown = chart.bars[0].name
    assert shown.endswith("…") and len(shown) <= 52
    after = name[len(shown) - 1]
    assert not re.match("[\u0e31-\u0e3a\u0e45\u0e47-\u0e4e]", after)
    assert shown[-2] not in "เแโใไ"


def test_years_are_drawn_from_two_on_and_levels_where_there_is_room() -> None:
    totals = [(2565, Decimal(70), "70.00", "C"), (2566, Decimal(100), "100.00", "ผ่านดีเยี่ยม")]
    assert years_chart(totals[:1], Decimal(85)) is None
    chart = years_chart(totals, Decimal(85))
    assert chart is not None and [tick.year for tick in chart.ticks] == ["C", "ผ่านดีเยี่ยม"]
    many = years_chart([(2560 + n, Decimal(50), "50.00", "ต้องปรับปรุงโดยด่วน") for n in range(8)], Decimal(85))
    assert many is not None and {tick.year for tick in many.ticks} == {""}


def test_points_are_written_as_published() -> None:
    assert [points(Decimal(v)) for v in ("55", "80.5", "75.47", "75.477")] == ["55.00", "80.50", "75.47", "75.477"]
    assert [change(Decimal(v))[2] for v in ("3.374", "-0.5", "0.001")] == ["เพิ่มขึ้น 3.37", "ลดลง 0.50", "เท่าเดิม"]
