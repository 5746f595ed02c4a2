"""What people follow a site by: the feed of changes, the page about it, and the deadlines that all places share."""

from __future__ import annotations

import json
import re
from datetime import date, datetime, timedelta
from pathlib import Path

import feedparser
import pytest
from builders import ITEMS, PROGRAMME, judge, lay
from hostile import ALL
from lxml import etree
from runner import REPOSITORY

from ita_site.config import open_site
from ita_site.history import NO_HISTORY, Change, Chronicle, History
from ita_site.programmes import Workdays, overview
from ita_site.render.follow.deadlines import Due, DueKind, deadlines
from ita_site.render.follow.feed import MOST, feed_file
from ita_site.render.follow.news import News, NewsKind, news
from ita_site.render.follow.plain import plain
from ita_site.render.pages import Pages
from ita_site.render.results.known import Known
from ita_site.sitemap import CALENDAR, FEED, FOLLOW, published, site_pages

ATOM = "{http://www.w3.org/2005/Atom}"
RFC3339 = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\+07:00")
DAY = date(2023, 9, 30)
O12 = f"{ITEMS}/o12.yml"
MEASURES = """answers: 2565
measures:
- {id: m1, title: ประชุมชี้แจง, due: 2566-12, rounds: [{on: 2566-03-20, status: doing}]}
- {id: m2, title: ทำคู่มือ, due: 2566-08-31, steps: [{text: ร่างคู่มือ, due: 2566-04}], rounds: [{on: 2566-03-20, status: doing}]}
"""


def feed_of(site: Path, history: History = NO_HISTORY, as_of: date = DAY) -> str:
    opened = open_site(site)
    return Pages(opened, judge(site, as_of=as_of.isoformat()), history).feed


def news_of(site: Path, history: History = NO_HISTORY, as_of: date = DAY) -> tuple[News, ...]:
    opened = open_site(site)
    days = Workdays(opened.config.calendar)
    told = [(year, [overview(entry, as_of, days) for entry in year.programmes]) for year in opened.years]
    return news(told, Known(opened, as_of), as_of, Chronicle(history))


def dues_of(site: Path, as_of: date = DAY) -> list[Due]:
    opened = open_site(site)
    days = Workdays(opened.config.calendar)
    told = [(year, overview(entry, as_of, days)) for year in opened.years for entry in year.programmes]
    return list(deadlines(opened, told, Known(opened, as_of), as_of))


def changed(path: str, *days: date, is_cut: bool = False) -> History:
    """A history of one file that began on the first of `days`, without what was in it."""
    told = [Change(day, f"{n:040x}", f"{n:040x}" if n else "", f"{n + 1:040x}") for n, day in enumerate(sorted(days))]
    return History({path: tuple(reversed(told))}, is_cut)


def must_be_atom(text: str) -> etree._Element:
    """The MUSTs of RFC 4287 that a feed like ours can break."""
    root = etree.fromstring(text.encode())
    assert root.tag == f"{ATOM}feed"
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "th"
    for owner in (root, *root.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(owner.findall(f"{ATOM}{name}")) == 1, name
        assert RFC3339.fullmatch(owner.findtext(f"{ATOM}updated") or "")
        assert (owner.findtext(f"{ATOM}id") or "").startswith("urn:uuid:")
        assert (owner.findtext(f"{ATOM}title") or "").strip()
        alternate = [link for link in owner.findall(f"{ATOM}link") if link.get("rel", "alternate") == "alternate"]
        assert len(alternate) == 1 and (alternate[0].get("href") or "").startswith("https://")
        for words in (*owner.findall(f"{ATOM}title"), *owner.findall(f"{ATOM}summary")):
            assert words.get("type", "text") == "text" and not list(words)
    assert len(root.findall(f"{ATOM}author/{ATOM}name")) == 1
    ids = [entry.findtext(f"{ATOM}id") for entry in root.iter(f"{ATOM}entry")]
    assert len(set(ids)) == len(ids) <= MOST
    days = [entry.findtext(f"{ATOM}updated") or "" for entry in root.iter(f"{ATOM}entry")]
    assert days == sorted(days, reverse=True)
    assert root.findtext(f"{ATOM}updated") == max(days, default=root.findtext(f"{ATOM}updated"))
    return root


# --- the feed --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("root", [REPOSITORY, None], ids=["example", "complete"])
def test_the_feed_opens_in_a_reader_without_a_warning(root: Path | None, site: Path) -> None:
    text = feed_of(root or site)
    must_be_atom(text)
    read = feedparser.parse(text)
    assert not read.bozo and read.version == "atom10"
    assert read.feed.title.startswith("ความเคลื่อนไหว · องค์การบริหารส่วนตำบล") and read.feed.language == "th"
    assert next(link.href for link in read.feed.links if link.rel == "self").endswith(f"/{FEED}")
    assert read.entries and all(e.link and e.summary and e.updated_parsed for e in read.entries)


def test_every_entry_leads_to_a_page_of_the_site(site: Path) -> None:
    lay(site, "content/2566/measures.yml", MEASURES)
    lay(site, "content/2566/result.yml", "year: 2566\ntotal: 90\nannounced: 2566-09-15\n")
    made, base = published(open_site(site)), "https://ita.agency.example/"
    links = {entry.link for entry in feedparser.parse(feed_of(site)).entries}
    assert len(links) > 10
    for link in links:
        assert link.startswith(base)
        assert made.find(link.removeprefix(base).partition("#")[0]) is not None, link


def test_the_same_input_gives_the_same_bytes_and_needs_no_clock(site: Path) -> None:
    assert feed_of(site) == feed_of(site)
    opened = open_site(site)
    empty = must_be_atom(feed_file(opened, (), DAY))
    assert empty.findtext(f"{ATOM}updated") == "2023-09-30T12:00:00+07:00"


def test_ids_stay_when_words_are_mended_and_a_change_is_an_entry_of_its_own(site: Path) -> None:
    before = {e.id: e.title for e in feedparser.parse(feed_of(site)).entries}
    text = (site / O12).read_text(encoding="utf-8")
    lay(site, O12, re.sub(r"(?m)^explanation:.*$", "explanation: แก้คำผิดในคำอธิบายของข้อนี้แล้ว เปิดดูได้ที่เมนูแผนงาน", text))
    assert {e.id: e.title for e in feedparser.parse(feed_of(site)).entries} == before
    lay(site, O12, re.sub(r"(?m)^updated:.*$", "updated: 2566-08-01", text))
    after = {e.id: e.title for e in feedparser.parse(feed_of(site)).entries}
    (new,) = after.keys() - before.keys()
    assert after[new].startswith("ปรับปรุงข้อมูล: O12 ")


def test_days_come_from_git_where_it_knows_them(site: Path) -> None:
    found = changed(O12, date(2023, 2, 1), date(2023, 3, 1), date(2023, 12, 1))
    told = [(one.day, one.kind) for one in news_of(site, found) if one.page == "2566/o12.md"]
    # that of December is to come; what the file says of itself is not needed any more
    assert told[:2] == [(date(2023, 3, 1), NewsKind.CHANGED), (date(2023, 2, 1), NewsKind.DISCLOSED)]
    cut = changed(O12, date(2023, 2, 1), is_cut=True)
    told = [(one.day, one.kind) for one in news_of(site, cut) if one.page == "2566/o12.md"]
    assert (date(2023, 2, 1), NewsKind.CHANGED) in told, "nobody knows whether a shallow copy has the beginning"


def test_what_came_over_into_a_new_year_is_no_news_twice(site: Path) -> None:
    config, old = site / "site_config.yml", site / f"{ITEMS}/o01.yml"
    before = news_of(site)
    config.write_text(config.read_text(encoding="utf-8").replace("[2566]", "[2567, 2566]"), encoding="utf-8")
    text = old.read_text(encoding="utf-8")
    lay(site, "content/2567/items/o01.yml", text)
    assert sorted(news_of(site), key=str) == sorted(before, key=str)
    lay(site, "content/2567/items/o01.yml", re.sub(r"(?m)^updated:.*$", "updated: 2566-09-20", text))
    (new,) = set(news_of(site)) - set(before)
    assert new.page == "2567/o01.md" and new.day == date(2023, 9, 20)


def test_a_report_that_was_put_into_git_later_was_not_changed(site: Path) -> None:
    path, page = f"{PROGRAMME}/2566-02.yml", "2566/programmes/kpi-2-1/2566-02.md"
    filed = next(one.day for one in news_of(site) if one.page == page)
    late = filed + timedelta(days=40)
    assert [o.kind for o in news_of(site, changed(path, late)) if o.page == page] == [NewsKind.FILED]
    twice = news_of(site, changed(path, late, late + timedelta(days=1)))
    assert [o.kind for o in twice if o.page == page] == [NewsKind.REPORT_CHANGED, NewsKind.FILED]


def test_work_in_progress_and_days_to_come_are_no_news(site: Path) -> None:
    lay(site, O12, "item: O12\nstatus: pending\nupdated: 2566-09-29\n")
    assert not [one for one in news_of(site, changed(O12, date(2023, 9, 1))) if one.page == "2566/o12.md"]
    assert all(one.day <= date(2023, 1, 1) for one in news_of(site, as_of=date(2023, 1, 1)))


def test_a_round_of_follow_up_is_one_entry(site: Path) -> None:
    lay(site, "content/2566/measures.yml", MEASURES)
    (one,) = [one for one in news_of(site) if one.kind is NewsKind.FOLLOWED]
    assert one.title == "ประชุมชี้แจง และอีก 1 มาตรการ" and one.day == date(2023, 3, 20)


def test_hostile_words_stay_words(site: Path) -> None:
    config = site / "site_config.yml"
    name = json.dumps("ก <script>alert(1)</script> & \u202e\nข")
    text = re.sub(r"(?m)^  name: .*$", lambda _: f"  name: {name}", config.read_text(encoding="utf-8"))
    config.write_text(text, encoding="utf-8")
    evil = "]]> <!-- &amp; \x07\x1b\ud800\ufffe \u202e".join(("", *ALL, ""))
    told = News(DAY, NewsKind.EVIDENCE, f"<b>{evil}", "2566/o12.md", more=evil)
    found = feed_file(open_site(site), [told], DAY)
    must_be_atom(found)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]", found)
    read = feedparser.parse(found)
    assert not read.bozo and read.feed.author == "ก <script>alert(1)</script> & ข"
    (entry,) = read.entries
    assert entry.title.startswith("เอกสารประกอบ: <b>") and len(entry.summary) <= 240


def test_no_more_than_a_hundred(site: Path) -> None:
    days = tuple(date(2023, 1, 1) + timedelta(days=n) for n in range(150))
    root = must_be_atom(feed_of(site, changed(O12, *days)))
    assert len(root.findall(f"{ATOM}entry")) == MOST


def test_texts_of_other_programs() -> None:
    assert plain("ก\u202eข\u2067ค\u200f\n\x07 ง") == "กขค ง"
    assert len(plain("ก" * 999)) == 240


# --- deadlines -------------------------------------------------------------------------------------------------------


def kinds(dues: list[Due]) -> set[DueKind]:
    return {due.kind for due in dues}


def test_every_kind_of_deadline_is_there(site: Path) -> None:
    lay(site, "content/2566/measures.yml", MEASURES)
    config = site / "site_config.yml"
    config.write_text(
        config.read_text(encoding="utf-8")
        + "waivers:\n- {code: ITA408, where: O12, reason: รอ, by: ปลัด, until: 2566-12-31}\n"
        + "attestations:\n- {url: 'https://www.agency.example/a', by: ก, on: 2566-09-01, until: 2567-01-31}\n"
        + "surveys:\n- {kind: eit, url: 'https://itas.nacc.go.th/go/eit/abc123', until: 2566-05-31}\n",
        encoding="utf-8",
    )
    dues = dues_of(site)
    assert {*DueKind} - kinds(dues) <= {DueKind.ROUND, DueKind.EDITION}
    by_kind = {kind: [due for due in dues if due.kind is kind] for kind in kinds(dues)}
    assert [(d.day, d.is_open) for d in by_kind[DueKind.MEASURE]] == [
        (date(2023, 8, 31), True), (date(2023, 12, 31), True),
    ]  # fmt: skip
    assert [(d.day, d.title) for d in by_kind[DueKind.STEP]] == [(date(2023, 4, 30), "ร่างคู่มือ")]
    first, second = by_kind[DueKind.FOLLOW_UP]
    assert (first.day, first.is_open, second.day, second.is_open) == (date(2023, 3, 31), False, date(2023, 9, 30), True)
    (waiver,), (seen,), (survey,) = (by_kind[k] for k in (DueKind.WAIVER, DueKind.ATTESTATION, DueKind.SURVEY))
    assert (waiver.day, waiver.title.split()[:2]) == (date(2023, 12, 31), ["ITA408", "O12"])
    assert (seen.day, seen.title) == (date(2024, 1, 31), "www.agency.example")
    assert (survey.page, survey.is_open) == ("2566/o43.md", False)


def test_rounds_end_on_the_last_day_of_their_last_month() -> None:
    rounds = [due for due in dues_of(REPOSITORY) if due.kind is DueKind.ROUND]
    assert date(2023, 2, 28) in {due.day for due in rounds}
    assert all(due.is_open == (due.day >= DAY) for due in rounds)


def test_keys_are_unique_and_pages_are_there() -> None:
    site, dues = open_site(REPOSITORY), dues_of(REPOSITORY)
    assert len({due.key for due in dues}) == len(dues) > 30
    assert {due.page for due in dues} <= site_pages(site).keys()
    assert [due.advised for due in dues] == sorted(due.advised for due in dues)


def test_a_waiver_of_private_data_does_not_lead_the_way(site: Path) -> None:
    config = site / "site_config.yml"
    entry = "waivers:\n- {code: ITA602, where: content/files/2566/secret.pdf, reason: รอ, by: ปลัด, until: 2566-12-31}\n"
    config.write_text(config.read_text(encoding="utf-8") + entry, encoding="utf-8")
    (due,) = [due for due in dues_of(site) if due.kind is DueKind.WAIVER]
    assert "secret" not in f"{due}".replace(due.key, "")


# --- the page --------------------------------------------------------------------------------------------------------


def test_the_page_tells_both_addresses_and_what_is_due(site: Path) -> None:
    opened = open_site(site)
    made = Pages(opened, judge(site, as_of="2566-02-20"))
    text = made.text(site_pages(opened)[FOLLOW])
    assert f'href="webcal://ita.agency.example/{CALENDAR}"' in text
    assert f'href="../{CALENDAR}"' in text and f'href="../{FEED}"' in text
    assert f"https://ita.agency.example/{FEED}" in text
    assert "O23 " in text


def test_the_page_of_a_site_in_a_folder(site: Path) -> None:
    config = site / "site_config.yml"
    text = config.read_text(encoding="utf-8").replace("https://ita.agency.example/", "https://www.agency.example/ita")
    config.write_text(text, encoding="utf-8")
    opened = open_site(site)
    page = Pages(opened, judge(site)).text(site_pages(opened)[FOLLOW])
    assert f'href="webcal://www.agency.example/ita/{CALENDAR}"' in page
    assert f"https://www.agency.example/ita/{FEED}" in page


def test_noon_is_the_same_day_nearly_everywhere(site: Path) -> None:
    told = feedparser.parse(feed_of(site)).entries[0].updated
    assert datetime.fromisoformat(told).utcoffset() == timedelta(hours=7) and "T12:00:00" in told
