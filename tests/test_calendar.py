"""The calendar of deadlines: sound iCalendar, and the same days as everywhere else."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import icalendar
import pytest
from builders import PROGRAMME, judge, lay
from runner import REPOSITORY, environment, ita_site
from selectolax.lexbor import LexborHTMLParser
from test_render import html_of

from ita_site.config import open_site
from ita_site.criteria import EditionDate
from ita_site.dates import be_month_iso, parse_date, parse_month, thai_date, thai_month
from ita_site.programmes import Workdays, overview
from ita_site.render import render
from ita_site.render.follow.calendar import programme_calendar, site_calendar
from ita_site.render.follow.deadlines import DueKind, deadlines, reports_due
from ita_site.render.pages import Pages
from ita_site.render.results.known import Known
from ita_site.sitemap import CALENDAR, published, site_pages
from ita_site.text import Text

DAY = date(2023, 2, 20)
PATH = "2566/programmes/calendar.ics"


def text_of(site: Path, as_of: date = DAY) -> str:
    opened = open_site(site)
    workdays = Workdays(opened.config.calendar)
    overviews = [overview(entry, as_of, workdays) for entry in opened.year.programmes]
    dues = [due for one in overviews for due in reports_due(opened.year, one)]
    return programme_calendar(opened, opened.year, dues, as_of)


def events_of(text: str) -> list[icalendar.Event]:
    return [event for event in icalendar.Calendar.from_ical(text).walk("VEVENT") if isinstance(event, icalendar.Event)]


def days_of(event: icalendar.Event) -> date:
    found = event["DTSTART"].dt
    assert isinstance(found, date) and not isinstance(found, datetime)
    return found


@pytest.fixture
def waiting(site: Path) -> Path:
    """The small complete site with its last two months not reported yet, and a due day that holidays move."""
    for month in ("2566-02", "2566-03"):
        (site / PROGRAMME / f"{month}.yml").unlink()
    return site


def test_each_owed_month_is_one_event_of_a_whole_day(waiting: Path) -> None:
    events = events_of(text_of(waiting))
    assert len(events) == 6  # October to March, past ones too
    assert [days_of(e) for e in events][-2:] == [date(2023, 3, 10), date(2023, 4, 10)]
    for event in events:
        assert event["DTEND"].dt - days_of(event) == timedelta(days=1)
        assert event["DTSTAMP"].dt == datetime(2023, 2, 20, tzinfo=UTC)
    summary = str(events[-1]["SUMMARY"])
    assert summary.startswith("ส่งรายงานเดือนมีนาคม 2566: ")
    said = str(events[-1]["DESCRIPTION"])
    assert "กำหนดส่งวันที่ 10 เมษายน 2566" in said
    assert "https://ita.agency.example/2566/programmes/kpi-2-1/" in said


def test_only_reports_that_are_not_there_ring_three_days_before(waiting: Path) -> None:
    filed, owed = events_of(text_of(waiting))[:4], events_of(text_of(waiting))[4:]
    assert all("ส่งแล้วเมื่อวันที่" in str(event["DESCRIPTION"]) and not event.subcomponents for event in filed)
    for event in owed:
        (alarm,) = event.subcomponents
        assert alarm["TRIGGER"].dt == timedelta(days=-3)
        assert alarm["ACTION"] == "DISPLAY"


def test_lines_are_folded_between_characters_and_end_as_the_standard_says(waiting: Path) -> None:
    data = text_of(waiting).encode()
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert data.count(b"\n") == data.count(b"\r\n")
    for line in data.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()  # no character is cut in two


def test_the_same_input_gives_the_same_bytes_and_names_that_stay(waiting: Path) -> None:
    assert text_of(waiting) == text_of(waiting)
    before = [str(e["UID"]) for e in events_of(text_of(waiting))]
    later = [str(e["UID"]) for e in events_of(text_of(waiting, date(2023, 9, 1)))]
    assert before == later
    assert len(set(before)) == len(before)
    config = waiting / "site_config.yml"
    config.write_text(
        config.read_text(encoding="utf-8").replace("ita.agency.example", "ita.other.example"), encoding="utf-8"
    )
    assert not set(before) & {str(e["UID"]) for e in events_of(text_of(waiting))}


def test_hostile_names_stay_text(waiting: Path) -> None:
    plan = waiting / PROGRAMME / "programme.yml"
    text = plan.read_text(encoding="utf-8")
    name = 'name: "ก, ข; ค\\\\ง\\nEND:VCALENDAR\\r\\nX:1 ' + "ยาวมาก" * 60 + '"\n'
    plan.write_text(re.sub(r"name: .*\n", lambda _: name, text, count=1), encoding="utf-8")
    found = text_of(waiting)
    assert found.count("\r\nEND:VCALENDAR\r\n") == 1
    assert len(events_of(found)) == 6
    assert "ก, ข; ค\\ง END:VCALENDAR X:1" in str(events_of(found)[0]["SUMMARY"])
    assert max(len(line.encode()) for line in found.split("\r\n")) <= 75


def test_it_stands_beside_the_pages_where_there_are_programmes(site: Path) -> None:
    opened = open_site(site)
    assert render(opened, judge(site)).files[PATH].startswith("BEGIN:VCALENDAR\r\n")
    assert PATH in published(opened).files
    shutil.rmtree(site / "content/2566/programmes")
    opened = open_site(site)
    tree = render(opened, judge(site))
    assert PATH not in tree.files and CALENDAR in tree.files
    assert PATH not in published(opened).files and CALENDAR in published(opened).files


def test_a_link_to_it_is_a_link_that_opens(site: Path) -> None:
    lay(
        site, "content/pages/dates.md", "# กำหนดส่ง\n\n[ปฏิทิน](https://ita.agency.example/2566/programmes/calendar.ics)\n"
    )
    assert not [f for f in judge(site).findings if f.path == "content/pages/dates.md"]
    lay(
        site, "content/pages/dates.md", "# กำหนดส่ง\n\n[ปฏิทิน](https://ita.agency.example/2566/programmes/kalendar.ics)\n"
    )
    assert [f for f in judge(site).findings if f.path == "content/pages/dates.md"]


def test_months_of_a_plan_that_cannot_be_read_are_left_out(site: Path) -> None:
    lay(site, f"{PROGRAMME}/programme.yml", "id: [\n")
    text = text_of(site)
    assert events_of(text) == []


# --- the calendar of all deadlines ------------------------------------------------------------------------------------


PROPERTIES = {
    "VCALENDAR": {"VERSION", "PRODID", "METHOD", "X-WR-CALNAME", "REFRESH-INTERVAL;VALUE=DURATION", "X-PUBLISHED-TTL"},
    "VEVENT": {
        "UID", "DTSTAMP", "DTSTART;VALUE=DATE", "DTEND;VALUE=DATE", "SUMMARY", "DESCRIPTION", "CATEGORIES", "URL", "TRANSP",
    },
    "VALARM": {"ACTION", "DESCRIPTION", "TRIGGER"},
}  # fmt: skip
"""Every property that a part of a calendar has, each once."""
ESCAPED = re.compile(r"(?:[^\\,;\x00-\x08\x0a-\x1f\x7f]|\\[\\;,nN])*")


def strictly(text: str) -> list[dict[str, str]]:
    """The events of a calendar as a reader without any indulgence takes it (RFC 5545), their alarms as `VALARM`."""
    assert text.endswith("\r\n") and not re.search(r"(?<!\r)\n|\r(?!\n)", text)
    folded = text.removesuffix("\r\n").split("\r\n")
    assert all(0 < len(line.encode()) <= 75 for line in folded)
    open_: list[tuple[str, dict[str, str]]] = []
    events: list[dict[str, str]] = []
    for line in text.removesuffix("\r\n").replace("\r\n ", "").split("\r\n"):
        name, colon, value = line.partition(":")
        assert colon and re.fullmatch(r"[A-Z0-9-]+(;[A-Z-]+=[A-Z-]+)*", name), line
        if name == "BEGIN":
            open_.append((value, {}))
        elif name == "END":
            part, found = open_.pop()
            assert part == value and found.keys() - {"VALARM"} == PROPERTIES[part], (part, found)
            if part == "VALARM":
                open_[-1][1]["VALARM"] = found["TRIGGER"]
            elif part == "VEVENT":
                events.append(found)
        else:
            part, found = open_[-1]
            assert name not in found, f"{name} comes twice"
            assert ESCAPED.fullmatch(value), value
            found[name] = value
    assert not open_
    assert len({event["UID"] for event in events}) == len(events)
    return events


def whole(site: Path, as_of: str) -> str:
    opened = open_site(site)
    return Pages(opened, judge(site, as_of=as_of)).calendar


EXCEPTIONS = """waivers:
- {code: ITA408, where: O12, reason: รอ, by: ปลัด, until: 2566-12-31}
- {code: ITA408, where: O12, reason: รอ, by: ปลัด, until: 2566-12-30}
attestations:
- {url: "https://www.agency.example/a,b;c", by: ก, on: 2566-09-01, until: 2567-01-31}
surveys:
- {kind: eit, url: "https://itas.nacc.go.th/go/eit/abc123", until: 2566-10-31}
"""
MEASURES = """answers: 2565
measures:
- {id: ก,1, title: "ประชุม, ชี้แจง; ทุกคน \\\\ ครั้ง", due: 2566-12}
- {id: m2, title: ทำแล้ว, due: 2566-10-31, rounds: [{on: 2566-09-20, status: done}]}
"""


def test_all_deadlines_are_in_one_calendar_that_a_strict_reader_takes(site: Path) -> None:
    lay(site, "content/2566/measures.yml", MEASURES.replace("{id: ก,1", '{id: "ก,1"'))
    config = site / "site_config.yml"
    config.write_text(config.read_text(encoding="utf-8") + EXCEPTIONS, encoding="utf-8")
    text = whole(site, "2566-09-30")
    events = strictly(text)
    assert len(events) == len(events_of(text)) > 15
    said = {event["SUMMARY"]: event for event in events}
    for kind, trigger in (
        ("มาตรการครบกำหนด: ประชุม", "-P14D"),
        ("แบบวัดปิดรับ: ", "-P14D"),
        ("ข้อยกเว้นสิ้นสุด: ITA408 O12", "-P14D"),
    ):
        (event, *_) = [event for summary, event in said.items() if summary.startswith(kind)]
        assert event["VALARM"] == trigger
    (done,) = [event for summary, event in said.items() if summary.startswith("มาตรการครบกำหนด: ทำแล้ว")]
    assert "VALARM" not in done and "แล้วเสร็จ" in done["DESCRIPTION"]
    assert all(event["CATEGORIES"] in {kind.value for kind in DueKind} for event in events)
    assert all(event["URL"].isascii() for event in events)


@pytest.mark.parametrize("as_of", ["2566-02-20", "2566-09-30"])
def test_the_calendar_of_the_example_is_strict_and_rings_for_what_is_to_come(as_of: str) -> None:
    text = whole(REPOSITORY, as_of)
    for event in strictly(text):
        if "VALARM" in event:
            assert event["VALARM"] == ("-P3D" if event["CATEGORIES"] == DueKind.REPORT.value else "-P14D")
            assert event["DTSTART;VALUE=DATE"] >= parse_date(as_of).strftime("%Y%m%d")
    assert text == whole(REPOSITORY, as_of)
    assert "ยังไม่ยืนยัน" in text.replace("\r\n ", "")


def test_both_calendars_know_an_event_by_one_name(waiting: Path) -> None:
    old = {event["UID"]: event for event in strictly(text_of(waiting))}
    new = {event["UID"]: event for event in strictly(whole(waiting, "2566-02-20"))}
    assert len(old) == 6 and old.items() <= new.items()


def test_names_stay_when_days_and_words_change(site: Path) -> None:
    lay(site, "content/2566/measures.yml", "answers: 2565\nmeasures:\n- {id: m1, title: ก, due: 2566-12}\n")
    before = {event["UID"] for event in strictly(whole(site, "2566-02-20"))}
    lay(site, "content/2566/measures.yml", "answers: 2565\nmeasures:\n- {id: m1, title: ข, due: 2566-10-05}\n")
    after = strictly(whole(site, "2566-09-30"))
    assert {event["UID"] for event in after} == before
    (moved,) = [event for event in after if event["SUMMARY"] == "มาตรการครบกำหนด: ข"]
    assert moved["DTSTART;VALUE=DATE"] == "20231005"


def test_days_of_the_assessment_say_when_they_are_not_certain(site: Path) -> None:
    opened = open_site(site)
    dates = (
        EditionDate("answers", Text("ตอบแบบ OIT", "OIT answers"), date(2023, 3, 1), date(2023, 4, 30), "medium", "S1"),
        EditionDate("result", Text("ประกาศผล", "Results"), date(2023, 8, 11), date(2023, 8, 11), "low", "S1"),
    )
    year = replace(opened.year, edition=replace(opened.year.edition, dates=dates))
    opened = replace(opened, year=year)
    dues = [d for d in deadlines(opened, (), Known(opened, DAY), DAY) if d.kind is DueKind.EDITION]
    events = {event["SUMMARY"]: event for event in strictly(site_calendar(opened, dues, DAY))}
    assert list(events) == [
        "ปฏิทินการประเมิน: วันแรก ตอบแบบ OIT ปี 2566",
        "ปฏิทินการประเมิน: วันสุดท้าย ตอบแบบ OIT ปี 2566",
        "ปฏิทินการประเมิน: ประกาศผล ปี 2566 (ยังไม่ยืนยัน)",
    ]
    first, last, unsure = events.values()
    assert first["UID"] != last["UID"] and "ตั้งแต่วันที่ 1 มีนาคม 2566 ถึงวันที่ 30 เมษายน 2566" in last["DESCRIPTION"]
    assert "ยังไม่ยืนยัน ตรวจกับประกาศ" in unsure["DESCRIPTION"]


HOLIDAYS = """calendar:
  holidays: [2566-03-10, 9 มี.ค. 2566]
  working_days: [2565-12-10]
"""


def agreeing(site: Path, as_of: str) -> None:
    """The calendar, `status --format json` and the pages name the same days."""
    ran = ita_site("-C", site, "status", "--as-of", as_of, "--format", "json")
    assert ran.code == 0, ran.said
    programmes = {p["id"]: p for p in json.loads(ran.out)["programmes"]}
    opened = open_site(site)
    pages, there = Pages(opened, judge(site, as_of=as_of)), site_pages(opened)
    events = events_of(pages.calendar_of(opened.year))
    told = {
        (str(event["URL"]).rstrip("/").rsplit("/", 1)[1], days_of(event).isoformat(), str(event["SUMMARY"])) for event in events
    }  # fmt: skip
    wanted = {
        (id_, month["advised"], f"ส่งรายงานเดือน{_thai(month['month'])}: {p['name']}")
        for id_, p in programmes.items()
        for month in p["months"]
        if month["state"] != "beyond"
    }
    assert told == wanted
    for id_, p in programmes.items():
        table = html_of(pages.text(there[f"2566/programmes/{id_}.md"]))
        for month in p["months"]:
            page = there.get(f"2566/programmes/{id_}/{be_month_iso(parse_month(month['month']))}.md")
            shown = _shown(table, html_of(pages.text(page)) if page else "", month["month"])
            for day in {month["due"], month["advised"]}:
                written = date.fromisoformat(day)
                assert thai_date(written, short=True) in shown or thai_date(written) in shown, (id_, month)


def _shown(table: str, page: str, iso: str) -> str:
    """What the pages say of one month: its row in the table of the programme, and its own page where it has one."""
    rows = [
        row.text()
        for row in LexborHTMLParser(table).css("tr")
        if (head := row.css_first("th")) and head.text().strip() == _thai(iso)
    ]
    assert len(rows) == 1, iso
    # of a month that was filed in time the table leaves out the advised day, which is past interest
    facts = LexborHTMLParser(page).css("dl > div")
    due = [text for fact in facts if (text := fact.text().strip()).startswith("กำหนดส่ง")]
    assert len(due) == len(facts[:1])
    return " ".join(" ".join([*rows, *due]).split())


def _thai(iso: str) -> str:
    return thai_month(parse_month(iso))


def test_status_pages_and_calendar_agree_on_the_example() -> None:
    agreeing(REPOSITORY, "2566-05-20")


def test_status_pages_and_calendar_agree_where_the_agency_has_days_of_its_own(waiting: Path) -> None:
    config = waiting / "site_config.yml"
    config.write_text(config.read_text(encoding="utf-8") + HOLIDAYS, encoding="utf-8")
    agreeing(waiting, "2566-02-20")
    days = [days_of(event) for event in events_of(text_of(waiting))]
    assert days[4] == date(2023, 3, 8)  # the 9th and 10th are taken off
    assert days[1] == date(2022, 12, 10)  # a Saturday and a public holiday, and worked


CODE = (
    "import sys\n"
    "from ita_site.cli import main\n"
    "for words in ('--help', 'status --help', 'new report --help', 'check --offline'):\n"
    "    sys.argv[3:] = words.split()\n"
    "    try:\n"
    "        main()\n"
    "    except SystemExit:\n"
    "        pass\n"
    "    read = sorted({'icalendar', 'holidays', 'feedgenerator', 'segno'} & set(sys.modules))\n"
    "    print('READ', words, read)\n"
)


def test_calendars_are_not_loaded_where_no_calendar_is_needed(site: Path) -> None:
    """In a process of their own, one command after the other."""
    done = subprocess.run(
        [sys.executable, "-c", CODE, "-C", str(site)],
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment(),
    )
    assert [line for line in done.stdout.splitlines() if line.startswith("READ")] == [
        "READ --help []", "READ status --help []", "READ new report --help []", "READ check --offline []",
    ], done.stderr  # fmt: skip
    assert "ITA" in done.stdout or "43" in done.stdout, "the commands ran"
