"""The first page: what changed, what is due, how to reach the agency; and the item's page where it tells the same."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from builders import ITEMS, PROGRAMME, lay
from test_render import Texts, html_of, read

from ita_site.config import open_site
from ita_site.programmes import Workdays, overview
from ita_site.records.config import Agency
from ita_site.render.changes import ChangeView, recent_changes
from ita_site.render.contents import contents_page
from ita_site.render.links import Link, Place
from ita_site.render.nav import Entry
from ita_site.render.reaching import complaint_first, mail_link, phone_link, report_link
from ita_site.render.results.known import Known
from ita_site.render.upcoming import DueView, due_next
from ita_site.sitemap import HOME

MEASURES = """answers: 2565
measures:
- {id: m1, title: ประชุมชี้แจง, due: 2566-12, rounds: [{on: 2566-09-20, status: doing}]}
- {id: m2, title: ทำคู่มือ, due: 2566-08-31, rounds: [{on: 2566-09-20, status: doing}, {on: 2566-12-01, status: done}]}
- {id: m3, title: ทำแล้ว, due: 2566-10-05, rounds: [{on: 2566-04-01, status: done}]}
"""


def told(site: Path, as_of: date) -> tuple[tuple[ChangeView, ...], tuple[DueView, ...]]:
    opened = open_site(site)
    known, days = Known(opened, as_of), Workdays(opened.config.calendar)
    overviews = tuple(overview(entry, as_of, days) for entry in opened.year.programmes)
    place = Place.of(opened, HOME)
    return (
        recent_changes(opened.year, overviews, known, place, as_of),
        due_next(opened.year, overviews, known, place, as_of),
    )


def configure(site: Path, **agency: str) -> None:
    path = site / "site_config.yml"
    lines = "".join(f"  {name}: {json.dumps(text)}\n" for name, text in agency.items())
    path.write_text(path.read_text(encoding="utf-8").replace("agency:\n", f"agency:\n{lines}"), encoding="utf-8")


# --- what changed ----------------------------------------------------------------------------------------------------


def test_the_newest_changes_come_first_and_none_from_the_future(site: Path) -> None:
    lay(site, "content/2566/measures.yml", MEASURES)
    lay(site, "content/2566/result.yml", "year: 2566\ntotal: 90\nannounced: 2566-09-15\n")
    text = (site / f"{ITEMS}/o12.yml").read_text(encoding="utf-8")
    lay(site, f"{ITEMS}/o12.yml", re.sub(r"(?m)^updated:.*$", "updated: 2566-11-01", text))
    changes, _ = told(site, date(2023, 9, 30))
    assert len(changes) == 5
    assert [c.day for c in changes] == sorted((c.day for c in changes), reverse=True)
    assert changes[0] == ChangeView(
        date(2023, 9, 20), "ติดตามมาตรการ", "ประชุมชี้แจง และอีก 1 มาตรการ", "./2566/measures/#m-m1"
    )
    assert (changes[1].kind, changes[1].href) == ("ประกาศผล", "./2566/result/")
    later, _ = told(site, date(2023, 12, 31))
    assert [c.day for c in later][:2] == [date(2023, 12, 1), date(2023, 11, 1)]


def test_work_in_progress_is_no_news(site: Path) -> None:
    lay(site, f"{ITEMS}/o12.yml", "item: O12\nstatus: pending\nupdated: 2566-09-29\n")
    changes, _ = told(site, date(2023, 9, 30))
    assert not [c for c in changes if "O12" in c.title]


def test_a_report_is_news_on_the_day_it_was_filed(site: Path) -> None:
    changes, _ = told(site, date(2023, 4, 9))
    report = next(c for c in changes if c.kind == "ส่งรายงาน")
    assert "เดือนมีนาคม 2566" in report.title and report.href.endswith("/2566-03/")


# --- what is due -----------------------------------------------------------------------------------------------------


def test_what_is_due_next_and_what_is_past_its_day(site: Path) -> None:
    lay(site, "content/2566/measures.yml", MEASURES)
    (site / f"{PROGRAMME}/2565-12.yml").unlink()
    _, due = told(site, date(2023, 9, 30))
    first, second, *rest = due
    assert (first.kind, first.day, first.is_over) == ("ส่งรายงาน", date(2023, 1, 10), True)
    assert first.left == "เลยกำหนด 263 วัน"
    assert (second.kind, second.title, second.left) == ("มาตรการครบกำหนด", "ทำคู่มือ", "เลยกำหนด 30 วัน")
    assert all(not one.is_over for one in rest)
    assert not [one for one in due if one.title == "ทำแล้ว"]
    assert [one.day for one in due] == sorted(one.day for one in due)


def test_missing_reports_of_one_programme_are_one_line(site: Path) -> None:
    for path in (site / PROGRAMME).glob("2565-1*.yml"):
        path.unlink()
    _, due = told(site, date(2023, 9, 30))
    over = [one for one in due if one.is_over]
    assert [one.title.partition(" เดือน")[2] for one in over] == ["ตุลาคม 2565 และอีก 2 เดือน"]
    assert over[0].day == date(2022, 11, 10) and len(due) > 1


@pytest.mark.parametrize(
    ("as_of", "left"),
    [
        (date(2023, 9, 30), "วันนี้"),
        (date(2023, 9, 29), "พรุ่งนี้"),
        (date(2023, 9, 1), "อีก 29 วัน"),
        (date(2023, 10, 1), None),
    ],
)
def test_a_document_in_force_is_due_when_it_ends(site: Path, as_of: date, left: str | None) -> None:
    _, due = told(site, as_of)
    assert next((one.left for one in due if one.title.startswith("O23 ")), None) == left


def test_months_that_are_over_are_not_renewed(site: Path) -> None:
    _, due = told(site, date(2023, 3, 1))
    assert not [one for one in due if one.title.startswith("O12 ")]


def test_nothing_due_is_said(site: Path) -> None:
    for path in (site / ITEMS).iterdir():
        path.write_text(re.sub(r"(?m)^.*covers:.*$", "", path.read_text(encoding="utf-8")), encoding="utf-8")
    text = read(html_of(Texts(site)["index.md"])).text
    assert "ไม่มีเรื่องที่ถึงกำหนดใน 4 เดือนข้างหน้า" in text


# --- the page --------------------------------------------------------------------------------------------------------


def test_the_story_is_told_before_the_lists(site: Path) -> None:
    configure(site, phone="0 2000 0100", email="saraban@agency.example")
    html = html_of(Texts(site)["index.md"])
    places = [html.index(words) for words in ("ita-figure", "data-ita-search", 'id="due"', 'id="ask"', 'id="items"')]
    assert places == sorted(places)
    page = read(html)
    hrefs = [a.get("href") for a in page.all("a")]
    assert "tel:020000100" in hrefs and "mailto:saraban@agency.example" in hrefs
    search = next(a for a in page.all("a") if "data-ita-search" in a)
    assert search["href"] == "./contents/"


def test_programmes_of_one_name_have_anchors_of_their_own(site: Path) -> None:
    named = tuple(Entry("แผน", entries=(Entry("ภาพรวม", f"2566/programmes/{name}/index.md"),)) for name in "ab")
    text = contents_page(open_site(site), (Entry("แผนงาน", entries=named),))
    assert re.findall(r'<h3 id="([^"]*)"', text) == ["แผนงาน-แผน", "แผนงาน-แผน-2"]


def test_an_agency_without_any_way_to_reach_it(site: Path) -> None:
    for path in (site / "content/pages").iterdir():
        path.unlink()
    text = read(html_of(Texts(site)["index.md"])).text
    assert "ยังไม่ได้บอกช่องทางติดต่อ" in text
    assert "แจ้งปัญหา" not in read(html_of(Texts(site)["2566/o12.md"])).text


def test_every_day_of_every_page_has_its_machine_value(site: Path) -> None:
    day = re.compile(r"(?<![>0-9])[0-9]{1,2} (?:[ก-ฮ]\.[ก-ฮ]\.|มกราคม|เมษายน|กันยายน|ตุลาคม) 25[0-9]{2}")
    for name, text in Texts(site).items():
        body = re.sub(r"(?m)^(?:#|title:|description:).*$", "", text)
        assert not day.search(re.sub(r"<time\b[^>]*>.*?</time>|<[^>]*>", "", body)), name


# --- reaching the agency ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("0 2000 0100", "tel:020000100"),
        ("๐ ๒๐๐๐ ๐๑๐๐ ต่อ ๑๒", "tel:020000100"),
        ("โทร. 0-2000-0100-5", "tel:020000100"),
        ("02-000-0100, 02-000-0101", "tel:020000100"),
        ("081 234 5678", "tel:0812345678"),
        ("(077) 123-456", "tel:077123456"),
        ("สายด่วน 1205", "tel:1205"),
        ("+66 2000 0100", "tel:+6620000100"),
        ("ไม่มี", ""),
        ("12345", ""),
        ("javascript:alert(1)", ""),
        ("", ""),
    ],
)
def test_numbers_that_dial(typed: str, expected: str) -> None:
    assert phone_link(typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (" saraban@agency.example ", "mailto:saraban@agency.example"),
        ("ก: a@agency.example, b@agency.example", "mailto:a@agency.example"),
        ("a%b+c@agency.example", "mailto:a%25b%2Bc@agency.example"),
        ("a@agency", ""),
        ("a@agency..example", ""),
        ("a@-agency.example", ""),
        ("x?subject=1@agency.example", ""),
        ("javascript:alert(1)@agency.example", ""),
        ("a@1.2.3.4", ""),
        ("", ""),
    ],
)
def test_addresses_that_write(typed: str, expected: str) -> None:
    assert mail_link(typed) == expected


def test_a_letter_about_an_item_is_begun() -> None:
    agency = Agency(name="ก", type="local_government", email="saraban@agency.example", phone="0 2000 0100")
    found = report_link(agency, "O12", "รายงาน & 100% ?", "https://ita.agency.example/2566/o12/", None)
    assert found is not None
    letter = urlsplit(found.href)
    assert (letter.scheme, letter.path) == ("mailto", "saraban@agency.example")
    assert re.fullmatch(r"[A-Za-z0-9=&%._~-]+", letter.query)
    fields = parse_qs(letter.query, strict_parsing=True)
    assert fields["subject"] == ["แจ้งปัญหา O12 รายงาน & 100% ?"]
    assert "https://ita.agency.example/2566/o12/\r\n" in fields["body"][0]


def test_without_an_address_there_are_other_ways() -> None:
    page = Link("../../pages/complaint/", "ร้องเรียน")
    agency = Agency(name="ก", type="local_government", phone="0 2000 0100")
    found = report_link(agency, "O12", "ก", "x", page)
    assert found is not None and found.href == "tel:020000100"
    assert report_link(Agency(name="ก", type="local_government"), "O12", "ก", "x", page) == Link(
        "../../pages/complaint/", "แจ้งปัญหาของข้อนี้ที่หน้า ร้องเรียน"
    )
    assert report_link(Agency(name="ก", type="local_government"), "O12", "ก", "x", None) is None


def test_complaints_come_before_questions() -> None:
    pages = [("qa", Link("a", "ถาม – ตอบ")), ("complaint", Link("b", "แจ้งเรื่องทุจริต")), ("contact", Link("c", "ติดต่อ"))]
    assert [link.href for link in complaint_first(pages)] == ["b", "a", "c"]


# --- the item's page -------------------------------------------------------------------------------------------------


def test_the_item_is_told_in_the_order_of_questions(site: Path) -> None:
    configure(site, email="saraban@agency.example")
    page = Texts(site)["2566/o12.md"]
    order = ("ita-banner", "{#answer}", "{#evidence}", "{#elements}", "{#period}", "{#care}", "mailto:", "{#criteria}")
    places = [page.index(words) for words in order]
    assert places == sorted(places)
    assert "https%3A%2F%2Fita.agency.example%2F2566%2Fo12%2F" in page


def test_each_evidence_says_how_it_was_verified(site: Path) -> None:
    text = read(html_of(Texts(site)["2566/o12.md"])).text
    assert "ไฟล์อยู่ในเว็บไซต์นี้" in text
    lay(
        site, f"{ITEMS}/o12.yml",
        "item: O12\nstatus: disclosed\nexplanation: ก\nevidence:\n- {title: ก, url: 'https://www.agency.example/a.pdf', shows: [progress]}\n",
    )  # fmt: skip
    assert "ระบบยังไม่ได้เปิดตรวจลิงก์นี้" in read(html_of(Texts(site)["2566/o12.md"])).text


def test_much_evidence_is_folded_and_none_is_said(site: Path) -> None:
    entry = "- {title: ก, url: 'https://www.agency.example/a.pdf', shows: [progress]}\n"
    other = "- {title: ข, url: 'https://www.agency.example/b.pdf', shows: [spent]}\n"
    head = "item: O12\nstatus: disclosed\nexplanation: ก\n"
    lay(site, f"{ITEMS}/o12.yml", f"{head}evidence:\n{entry * 59}{other}")
    page = Texts(site)["2566/o12.md"]
    assert "ดูหลักฐานอีก 48 ชิ้น" in page and page.count('class="ita-evidence-card"') == 60
    assert page.index('id="e12"') < page.index("<details") < page.index('id="e13"')
    assert 'href="#e12"' in page and 'href="#e13"' not in page and "และอีก 47 ชิ้น" in page
    lay(site, f"{ITEMS}/o12.yml", head)
    assert "ยังไม่มีหลักฐานให้เปิดดู" in Texts(site)["2566/o12.md"]


def test_letters_of_the_other_direction_stay_by_themselves(site: Path) -> None:
    lay(
        site, f"{ITEMS}/o12.yml",
        "item: O12\nstatus: disclosed\nexplanation: ก\nowner: דוח\nevidence:\n"
        "- {title: דוח שנתי, url: 'https://www.agency.example/a.pdf', signed_by: תקציב, shows: [progress]}\n",
    )  # fmt: skip
    page = Texts(site)["2566/o12.md"]
    for words in ("דוח", "דוח שנתי", "תקציב"):
        assert f"<bdi>{words}</bdi>" in page
