"""On which days files changed and what changed in them, as git remembers it: never an error, nobody's words."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import feedparser
import pytest
from builders import judge, lay, new_site
from repositories import LINK, MODULE, Commit, git, keep
from runner import ita_site

from ita_site.config import open_site
from ita_site.findings import Report
from ita_site.history import NO_HISTORY, Change, Chronicle, History, Told, read_history, reading
from ita_site.history import git as asking
from ita_site.records import ItemRecord
from ita_site.render.pages import Pages
from ita_site.render.paths import commit_link
from ita_site.sitemap import site_pages

ITEM = "content/2566/items/o12.yml"
FILE = "content/files/2566/o12-report.pdf"
BEGAN, LATER, LAST = "2023-04-05T09:00:00+07:00", "2023-04-10T23:30:00+00:00", "2023-05-02T09:00:00+07:00"


def item_of(site: Path) -> str:
    return (site / ITEM).read_text(encoding="utf-8")


def before(text: str) -> str:
    """The item as it was before its explanation was mended."""
    return re.sub(r"(?m)^explanation: .*$", "explanation: ดูที่หน้าแรก", text)


@pytest.fixture
def versioned(site: Path) -> Path:
    """A site whose item was written on one day and mended on another, which in London was still the day before."""
    now = item_of(site)
    keep(site, Commit(BEGAN, {ITEM: before(now)}), Commit(LATER, {ITEM: now}))
    return site


def told(site: Path) -> tuple[Told, ...]:
    entry = open_site(site).year.items["O12"]
    return Chronicle(read_history(site)).of(entry.document, ItemRecord, entry.record)


def words(site: Path) -> list[list[str]]:
    return [[text.th for text in one.what] for one in told(site)]


def page_of(site: Path, found: History | None = None, name: str = "2566/o12.md") -> str:
    opened = open_site(site)
    history = read_history(site) if found is None else found
    return Pages(opened, _report_of_the_complete_site(), history).text(site_pages(opened)[name])


@cache
def _report_of_the_complete_site() -> Report:
    """What a page tells of its past does not hang on what is found in the site."""
    with tempfile.TemporaryDirectory() as folder:
        return judge(new_site(Path(folder)))


def feed_of(site: Path, as_of: str = "2566-09-30") -> dict[str, str]:
    """Title and summary of each entry of the feed."""
    pages = Pages(open_site(site), judge(site, as_of=as_of), read_history(site))
    read = feedparser.parse(pages.feed)
    assert not read.bozo and len({entry.id for entry in read.entries}) == len(read.entries)
    return {entry.title: entry.summary for entry in read.entries}


# --- days ------------------------------------------------------------------------------------------------------------


def test_the_days_of_a_file_newest_first(versioned: Path) -> None:
    found = read_history(versioned)
    assert [change.day for change in found.of(ITEM)] == [date(2023, 4, 11), date(2023, 4, 5)]
    assert not found.is_cut and found == read_history(versioned)
    assert found.of(ITEM)[0].id == git(versioned, "rev-parse", "main").decode().strip()


def test_names_with_blanks_and_letters_and_those_that_look_like_changes(site: Path) -> None:
    names = ["content/pages/ประวัติ หน่วยงาน.md", f"content/files/\x01{'a' * 40}\x0212\x02\x02.pdf", "content/files/:1 2"]
    keep(site, Commit(BEGAN, dict.fromkeys(names, "ก")), Commit(LATER, {names[0]: "ข"}))
    found = read_history(site)
    assert {path: len(changes) for path, changes in found.files.items()} == {names[0]: 2, names[1]: 1, names[2]: 1}


def test_a_site_in_a_folder_of_a_repository(tmp_path: Path, site: Path) -> None:
    whole = tmp_path / "whole"
    whole.mkdir()
    now = item_of(site)
    site.rename(whole / "ita")
    elsewhere = {"README.md": "ก", "other/content/2566/items/o12.yml": now}
    keep(whole, Commit(BEGAN, {f"ita/{ITEM}": before(now), **elsewhere}), Commit(LATER, {f"ita/{ITEM}": now}))
    assert words(whole / "ita") == [["แก้คำอธิบาย"], ["เริ่มไฟล์นี้"]]


def test_where_there_is_none(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_history(site) == NO_HISTORY
    assert read_history(tmp_path / "nowhere") == NO_HISTORY
    git(site, "init", "-q")
    assert read_history(site) == NO_HISTORY  # nothing was kept yet
    assert "ประวัติการแก้ไข" not in page_of(site)
    keep(site, Commit(BEGAN, {ITEM: item_of(site)}))
    assert read_history(site).of("content/2566/items/o11.yml") == ()
    monkeypatch.setenv("PATH", str(tmp_path))
    assert read_history(site) == NO_HISTORY


def test_git_that_does_not_answer(versioned: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = tmp_path / "bin" / "git"
    slow.parent.mkdir()
    slow.write_text("#!/bin/sh\nexec sleep 60\n", encoding="utf-8")
    slow.chmod(0o755)
    monkeypatch.setenv("PATH", f"{slow.parent}:{os.environ['PATH']}")
    monkeypatch.setattr(asking, "SECONDS", 0.2)
    assert read_history(versioned) == NO_HISTORY


def test_a_hook_of_git_points_elsewhere(versioned: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GIT_DIR", str(tmp_path))
    assert len(read_history(versioned).of(ITEM)) == 2


def test_hostile_settings_of_a_repository(versioned: Path, tmp_path: Path) -> None:
    expected, ran = words(versioned), tmp_path / "ran"
    evil = f"touch {ran}; false"
    settings = {
        "log.showRoot": "false", "log.showSignature": "true", "gpg.program": evil, "core.fsmonitor": evil,
        "diff.external": evil, "core.pager": evil, "pager.log": "true", "diff.orderFile": "/nowhere", "log.follow": "true",
        "color.ui": "always", "format.pretty": "oneline", "log.decorate": "full", "core.quotePath": "true",
        "core.abbrev": "4", "diff.renames": "copies", "i18n.logOutputEncoding": "UTF-16", "diff.driver.textconv": evil,
        "log.date": "human", "diff.submodule": "log",
    }  # fmt: skip
    for name, value in settings.items():
        git(versioned, "config", name, value)
    (versioned / ".git" / "info").mkdir(exist_ok=True)
    (versioned / ".git" / "info" / "attributes").write_text("*.yml diff=driver filter=driver\n", encoding="utf-8")
    assert words(versioned) == expected and not ran.exists()


def test_only_so_many_changes_are_read(versioned: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST", 1)
    found = read_history(versioned)
    assert found.is_cut and found.since == date(2023, 4, 11) and not found.is_shallow


def test_a_clock_that_was_wrong(site: Path) -> None:
    now = item_of(site)
    keep(
        site,
        Commit("0 +0000", {ITEM: before(before(now)) + "owner_: 1\n"}),
        Commit("0 +0000", {ITEM: before(now)}, committed=LATER),
        Commit("9999999999 +0700", {ITEM: now}),
    )
    assert [change.day for change in read_history(site).of(ITEM)] == [date(2023, 4, 11), None, None]
    page = page_of(site)
    assert page.count("ไม่ทราบวันที่") == 2 and "1970" not in page and "2513" not in page
    assert not any(f"{n}" in text for text in feed_of(site).values() for n in (2513, 2829))


# --- copies that are not whole ---------------------------------------------------------------------------------------


@pytest.fixture
def shallow(site: Path) -> Path:
    """A copy that holds the newest change, and the one where it ends."""
    now, whole = item_of(site), site.with_name("whole")
    whole.mkdir()
    texts = {p.relative_to(site).as_posix(): p.read_bytes() for p in site.rglob("*") if p.is_file()}
    changes = (before(before(now)) + "nil_: 1\n", now.replace("สำนักปลัด", "ก"), now)
    days = zip((BEGAN, LATER, LAST), changes, strict=True)
    keep(whole, *(Commit(day, {**(texts if day == BEGAN else {}), ITEM: text}) for day, text in days))
    git(site, "clone", "-q", "--depth=2", whole.as_uri(), str(site.with_name("copy")))
    return site.with_name("copy")


def test_a_shallow_copy_says_that_it_does_not_know_all(shallow: Path) -> None:
    found = read_history(shallow)
    assert found.is_shallow and found.is_cut and found.since == date(2023, 4, 11)
    assert words(shallow) == [["แก้ผู้รับผิดชอบ"]]
    page = page_of(shallow, found)
    assert "ประวัติก่อนวันที่ " in page and "11 เมษายน 2566" in page and "ไม่อยู่ในสำเนานี้" in page
    # also where nothing newer is known
    assert "ไม่อยู่ในสำเนานี้" in page_of(shallow, History({}, is_cut=True, is_shallow=True, since=date(2023, 4, 11)))


def test_where_a_shallow_copy_ends_no_file_is_called_changed(versioned: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth=1", versioned.as_uri(), "one")
    assert not read_history(tmp_path / "one").files


def test_build_tells_how_to_mend_a_shallow_copy(shallow: Path) -> None:
    done = ita_site("build", "--offline", cwd=shallow)
    assert done.code == 0 and "fetch-depth: 0" in done.err and "git fetch --unshallow" in done.err
    assert "ไม่อยู่ในสำเนานี้" in (shallow / "build/site/2566/o12/index.html").read_text(encoding="utf-8")


# --- words -----------------------------------------------------------------------------------------------------------


def test_what_changed_is_told_field_by_field(versioned: Path) -> None:
    assert words(versioned) == [["แก้คำอธิบาย"], ["เริ่มไฟล์นี้"]]
    page = page_of(versioned)
    assert "แก้คำอธิบาย" in page and "ดูที่หน้าแรก" not in page, "old words do not come back"


MENDS: dict[str, tuple[Callable[[str], str], list[str]]] = {
    "status": (lambda _: "item: O12\nstatus: pending\n", ["สถานะ: ยังไม่เปิดเผย → เปิดเผยแล้ว", "เพิ่มคำอธิบาย", "เพิ่มหลักฐาน “รายงานกำกับติดตาม ต.ค. 2565 ถึง มี.ค. 2566 (PDF)”", "เพิ่มตารางข้อมูล", "เพิ่มผู้รับผิดชอบ"]),
    "link": (lambda t: t.replace("o12-report.pdf", "old.pdf"), ["เปลี่ยนไฟล์ของ “รายงานกำกับติดตาม ต.ค. 2565 ถึง มี.ค. 2566 (PDF)”"]),
    "renamed evidence": (lambda t: t.replace("ถึง มี.ค. 2566 (PDF)", "เลขบัตร 1101700203451"), ["แก้ชื่อหลักฐานเป็น “รายงานกำกับติดตาม ต.ค. 2565 ถึง มี.ค. 2566 (PDF)”"]),
    "of an evidence": (lambda t: t.replace("[progress, spent, match_plan]", "[progress]"), ["แก้ “รายงานกำกับติดตาม ต.ค. 2565 ถึง มี.ค. 2566 (PDF)”: “แสดงองค์ประกอบ”"]),
    "removed evidence": (lambda t: t.replace("table:\n", "  - {title: สำเนาบัตร นาย ก, file: files/2566/id.pdf}\ntable:\n"), ["ลบหลักฐาน 1 รายการ"]),
    "rows": (lambda t: re.sub(r"(?m)^    - \{project: อบรม.*\n", "", t).replace("478500", "1"), ["ตาราง: เพิ่ม 1 แถว แก้ 1 แถว"]),
    "one row fewer": (lambda t: t.replace("owner:", "    - {project: ก}\nowner:"), ["ตาราง: ลบ 1 แถว"]),
    "rows turned": (lambda t: re.sub(r"(?m)^(    - .*\n)(    - .*\n)", r"\2\1", t), ["เรียงแถวในตารางใหม่"]),
    "owner came": (lambda t: t.replace("owner: สำนักปลัด\n", ""), ["เพิ่มผู้รับผิดชอบ"]),
    "only the day": (lambda t: t.replace("2566-04-05", "2566-04-01"), ["แก้วันที่ปรับปรุง"]),
    "the day and more": (lambda t: t.replace("2566-04-05", "2566-04-01").replace("สำนักปลัด", "ก"), ["แก้ผู้รับผิดชอบ"]),
    "a field nobody knows": (lambda t: t + "1101700203451: ก\n", ["แก้ไฟล์"]),
    "a tab": (lambda t: t.replace("  - title", "\t- title"), ["แก้ไฟล์"]),
    "a key twice": (lambda t: t + "owner: นาย ก\n", ["แก้ไฟล์"]),
    "not text": (lambda _: "\0\1\2", ["แก้ไฟล์"]),
    "wrong kinds": (lambda _: "item: [O12]\nstatus: {a: b}\nexplanation: 5\nevidence: no\ntable: 3\n", ["แก้ “รหัสข้อ”", "แก้ “สถานะ”", "แก้คำอธิบาย", "แก้ “หลักฐาน”", "แก้ตารางข้อมูล", "เพิ่มผู้รับผิดชอบ"]),
}  # fmt: skip


@pytest.mark.parametrize(("spoil", "expected"), MENDS.values(), ids=MENDS)
def test_words_for_a_mend(site: Path, spoil: Callable[[str], str], expected: list[str]) -> None:
    now = item_of(site)
    assert spoil(now) != now
    keep(site, Commit(BEGAN, {ITEM: spoil(now)}), Commit(LATER, {ITEM: now}))
    assert words(site) == [expected, ["เริ่มไฟล์นี้"]]
    page = page_of(site)
    assert not re.search("1101700203451|นาย ก|สำเนาบัตร|id.pdf|old.pdf", page)


NO_NEWS: dict[str, Callable[[str], str]] = {
    "line ends": lambda t: t.replace("\n", "\r\n"),
    "byte order mark": lambda t: "\ufeff" + t,
    "a remark": lambda t: "# อีกบรรทัด\n" + t,
    "order": lambda t: "owner: สำนักปลัด\n" + t.replace("owner: สำนักปลัด\n", ""),
    "quotation marks": lambda t: t.replace("item: O12", "item: 'O12'"),
    "a blank field": lambda t: t + "nil:\n",
}


@pytest.mark.parametrize("spoil", NO_NEWS.values(), ids=NO_NEWS)
def test_what_no_reader_can_tell_is_left_out(site: Path, spoil: Callable[[str], str]) -> None:
    now = item_of(site)
    keep(site, Commit(BEGAN, {ITEM: spoil(now)}), Commit(LATER, {ITEM: now}))
    assert words(site) == [["เริ่มไฟล์นี้"]]


def test_files_of_an_item(site: Path) -> None:
    now, csv = item_of(site), "content/files/2566/o12.csv"
    now = re.sub(r"(?ms)^table:.*?(?=^owner)", "table: {file: files/2566/o12.csv}\n", now)
    lay(site, ITEM, now)
    lay(site, csv, "project\nก\n")
    keep(
        site,
        Commit(BEGAN, {FILE: b"%PDF-1", "content/files/2566/other.pdf": b"1"}),
        Commit(BEGAN, {ITEM: now, csv: "project\nก\nข\n"}),
        Commit(LATER, {FILE: b"%PDF-2", "content/files/2566/other.pdf": b"2"}),
        Commit(LAST, {csv: "\ufeffproject\r\nก\r\nข\r\nค\r\n", ITEM: before(now)}),
        Commit(LAST, {FILE: None, ITEM: now}),
        Commit(LAST, {FILE: b"%PDF-2"}),
    )
    assert words(site) == [
        ["ใส่ไฟล์ o12-report.pdf"],
        ["แก้คำอธิบาย", "ลบไฟล์ o12-report.pdf"],
        ["แก้คำอธิบาย", "ตาราง: เพิ่ม 1 แถว"],
        ["แทนที่ไฟล์ o12-report.pdf"],
        ["เริ่มไฟล์นี้"],
    ]


def test_a_file_that_got_another_name_keeps_its_history(site: Path) -> None:
    now = item_of(site)
    old = "content/2566/items/O12.yaml"
    keep(
        site,
        Commit(BEGAN, {"content/2566/items/ข้อ12.yml": before(before(now))}),
        Commit(BEGAN, {"content/2566/items/ข้อ12.yml": None, old: before(now)}),
        Commit(LATER, {old: None, ITEM: now}),
        Commit(LAST, {"content/2567/items/o12.yml": now}),
    )
    # the first name was another one, but the file the same to the letter
    assert words(site) == [["แก้คำอธิบาย"], ["เริ่มไฟล์นี้"]]
    assert len(read_history(site).of("content/2567/items/o12.yml")) == 1


def test_a_year_that_moved_to_another_folder_begins_anew(site: Path) -> None:
    now, old = item_of(site), "content/2565/items/o12.yml"
    keep(site, Commit(BEGAN, {old: now}), Commit(LATER, {old: None, ITEM: now}))
    assert words(site) == [["เริ่มไฟล์นี้"]]


def test_a_merge_is_not_told_twice(site: Path) -> None:
    now = item_of(site)
    other = now.replace("owner: สำนักปลัด", "owner: กองคลัง")
    keep(
        site,
        Commit(BEGAN, {ITEM: before(other)}),
        Commit(LATER, {ITEM: other}),
        Commit(LATER, {ITEM: before(now)}, parents=[0]),
        Commit(LAST, {ITEM: now}, parents=[1, 2]),
    )
    assert sorted(words(site)) == [["เริ่มไฟล์นี้"], ["แก้คำอธิบาย"], ["แก้ผู้รับผิดชอบ"]]


def test_a_change_that_was_taken_back_is_two_changes_and_one_line_of_news(site: Path) -> None:
    now = item_of(site)
    keep(
        site, Commit(BEGAN, {ITEM: now}), Commit(LAST, {ITEM: before(now)}), Commit(LAST, {ITEM: now})
    )  # fmt: skip
    assert words(site) == [["แก้คำอธิบาย"], ["แก้คำอธิบาย"], ["เริ่มไฟล์นี้"]]
    (summary,) = [text for title, text in feed_of(site).items() if title.startswith("ปรับปรุงข้อมูล: O12 ")]
    assert summary == "ปรับปรุงข้อมูล วันที่ 2 พฤษภาคม 2566 แก้คำอธิบาย"


def test_what_was_no_file_to_be_read(site: Path) -> None:
    now = item_of(site)
    keep(
        site,
        Commit(BEGAN, {ITEM: (LINK, "/etc/passwd"), "content/2566/items/sub": (MODULE, "a" * 40)}),
        Commit(LATER, {ITEM: "#" * (1 << 20) + "\n" + now}),
        Commit(LAST, {ITEM: now}),
    )
    assert words(site) == [["แก้ไฟล์"], ["แก้ไฟล์"], ["เริ่มไฟล์นี้"]]


def test_versions_that_are_too_much_are_told_by_their_day(versioned: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("MOST_BYTES", "MAX_BYTES", "MOST_READ"):
        with monkeypatch.context() as patch:
            patch.setattr(reading, name, 1 if name != "MOST_READ" else 0)
            assert words(versioned) == [["แก้ไฟล์"], ["เริ่มไฟล์นี้"]], name


def test_today_what_nobody_can_see_is_not_told(site: Path) -> None:
    """An item in preparation, or one that cannot be read, shows no titles: its history neither."""
    now = item_of(site).replace("status: disclosed", "status: pending")
    keep(site, Commit(BEGAN, {ITEM: re.sub(r"(?ms)^evidence:.*?(?=^table)", "", now)}), Commit(LATER, {ITEM: now}))
    lay(site, ITEM, now)
    assert words(site) == [["เพิ่มหลักฐาน 1 รายการ"], ["เริ่มไฟล์นี้"]]
    lay(site, ITEM, now + "unknown: 1\n")
    assert words(site)[0] == ["เพิ่มหลักฐาน 1 รายการ"]


# --- pages, names, links ---------------------------------------------------------------------------------------------


def with_settings(site: Path, *lines: str) -> None:
    config = site / "site_config.yml"
    text = config.read_text(encoding="utf-8")
    text = text.replace("site:\n", "site:\n  repository: https://git.agency.example/ita\n")
    config.write_text(text + "\n".join(("", *lines, "")), encoding="utf-8")


def test_the_page_leads_to_the_change_and_names_nobody(versioned: Path) -> None:
    with_settings(versioned)
    found, page = read_history(versioned), page_of(versioned)
    newest = found.of(ITEM)[0]
    assert f'href="https://git.agency.example/ita/commit/{newest.id}"' in page and newest.short in page
    assert '<time datetime="2023-04-11">11 เมษายน 2566</time>' in page
    assert "นายสมมติ" not in page and "a@agency.example" not in page and "ข้อความที่ไม่มีใครเห็น" not in page


def test_names_only_where_the_settings_ask_and_never_as_markup(site: Path) -> None:
    now = item_of(site)
    evil = "& \"'ชื่อ{{ 7*7 }}[a](javascript:b) <b@agency.example>"
    names = [evil, "นาง \u202eชื่อเดิม <c@agency.example>", "ก" * 300 + " <d@agency.example>"]
    keep(
        site,
        Commit(BEGAN, {ITEM: before(before(now)) + "unknown: 1\n"}, names[0]),
        Commit(LATER, {ITEM: before(now)}, names[1]),
        Commit(LAST, {ITEM: now}, names[2]),
    )
    (site / ".mailmap").write_text("นาง ชื่อใหม่ <c@agency.example>\n", encoding="utf-8")
    assert "ชื่อ{{" not in page_of(site) and "โดย <bdi>" not in page_of(site)
    with_settings(site, "history: {names: true}")
    page = page_of(site)
    assert "โดย <bdi>&amp; &#34;&#39;ชื่อ{{ 7*7 }}[a](javascript:b)</bdi>" in page
    assert "โดย <bdi>นาง ชื่อใหม่</bdi>" in page and "ชื่อเดิม" not in page and "\u202e" not in page
    assert "@agency.example" not in page and "ก" * 61 not in page
    assert "โดย" not in " ".join(feed_of(site).values())


def test_an_address_in_place_of_a_name_is_not_shown(site: Path) -> None:
    keep(site, Commit(BEGAN, {ITEM: item_of(site)}, "clerk@agency.example <clerk@agency.example>"))
    with_settings(site, "history: {names: true}")
    page = page_of(site)
    assert "เริ่มไฟล์นี้" in page and "@agency.example" not in page and "โดย <bdi>" not in page


def test_five_in_sight_and_the_rest_folded(site: Path) -> None:
    changes = tuple(Change(date(2023, 4, 1), f"{n:040x}", order=n) for n in range(70))
    page = page_of(site, History({ITEM: changes}))
    seen, _, folded = page.partition("ดูการแก้ไขก่อนหน้านั้นอีก 65 ครั้ง")
    assert seen.count("<code") == 5 and folded.count("<code") == 45 and "และก่อนหน้านั้นอีก 20 ครั้ง" in folded


def test_other_pages_tell_their_history_too(site: Path) -> None:
    paths = {
        "2566/programmes/kpi-2-1/index.md": "content/2566/programmes/kpi-2-1/programme.yml",
        "2566/programmes/kpi-2-1/2566-02.md": "content/2566/programmes/kpi-2-1/2566-02.yml",
        "2565/result.md": "content/2565/result.yml",
        "2566/measures.md": "content/2566/measures.yml",
    }
    lay(
        site, "content/2566/measures.yml", "answers: 2565\nmeasures: [{id: m1, title: ประชุม}, {id: m2, title: ทำคู่มือ}]\n"
    )
    there = {
        name: path for name, path in paths.items() if (site / path).is_file() and name in site_pages(open_site(site))
    }
    assert len(there) >= 3, site_pages(open_site(site)).keys()
    texts = {path: (site / path).read_text(encoding="utf-8") for path in there.values()}
    texts["content/2566/measures.yml"] = "answers: 2565\nmeasures: [{id: m1, title: ประชุม}]\n"
    keep(site, Commit(BEGAN, texts), Commit(LATER, {p: (site / p).read_text(encoding="utf-8") for p in texts}))
    found = read_history(site)
    assert "เพิ่มมาตรการ 1 รายการ" in page_of(site, found, "2566/measures.md")
    for name in there:
        assert "เริ่มไฟล์นี้" in page_of(site, found, name), name


@pytest.mark.parametrize(
    ("repository", "expected"),
    [
        ("https://github.com/a/b.git", "https://github.com/a/b/commit/0a1b"),
        ("https://gitlab.agency.example/a/b/", "https://gitlab.agency.example/a/b/-/commit/0a1b"),
        ("https://git.agency.example:3000/a/b", "https://git.agency.example:3000/a/b/commit/0a1b"),
        ("https://u:p@github.com/a/b", None),
        ("javascript:alert(1)", None),
        ("", None),
    ],
)
def test_links_to_a_change(repository: str, expected: str | None) -> None:
    assert commit_link(repository, "0a1b") == expected


# --- news ------------------------------------------------------------------------------------------------------------


def test_the_feed_tells_what_changed_once_a_day(site: Path) -> None:
    now = item_of(site)
    keep(
        site,
        Commit(BEGAN, {ITEM: "item: O12\nstatus: pending\n"}),
        Commit("2023-04-06T09:00:00+07:00", {ITEM: "item: O12\nstatus: pending\nowner: สำนักปลัด\n"}),
        Commit("2023-04-07T09:00:00+07:00", {ITEM: before(now)}),
        Commit(LAST, {ITEM: now.replace("สำนักปลัด", "ก")}),
        Commit(LAST, {ITEM: now}),
    )
    found = [(title, text) for title, text in feed_of(site).items() if " O12 " in title and "เอกสาร" not in title]
    # the day of disclosure is not the day on which somebody began to write
    assert [text for _, text in found] == [
        "ปรับปรุงข้อมูล วันที่ 2 พฤษภาคม 2566 แก้ผู้รับผิดชอบ · แก้คำอธิบาย",
        "เปิดเผยข้อมูล วันที่ 7 เมษายน 2566",
    ]


def test_a_year_that_begins_is_one_entry(site: Path) -> None:
    items = {
        f"content/2566/items/{p.name}": p.read_text(encoding="utf-8") for p in (site / "content/2566/items").iterdir()
    }
    assert len(items) > 10
    keep(site, Commit(BEGAN, items), Commit(LAST, {ITEM: before(item_of(site))}), Commit(LAST, {ITEM: item_of(site)}))
    titles = [title for title in feed_of(site) if not title.startswith(("เอกสาร", "ส่งรายงาน"))]
    assert "เริ่มปี: 2566" in titles and not any(title.startswith("เปิดเผยข้อมูล") for title in titles)
    assert [title for title in titles if title.startswith("ปรับปรุงข้อมูล: O12 ")]


def test_a_new_year_of_drafts_is_told_and_its_items_when_they_are_disclosed(site: Path) -> None:
    names = [p.name for p in (site / "content/2566/items").iterdir()]
    now = item_of(site)
    drafts = {f"content/2566/items/{name}": f"item: {name[:3].upper()}\nstatus: pending\n" for name in names}
    keep(site, Commit(BEGAN, drafts), Commit(LAST, {ITEM: now}))
    for path, text in drafts.items():
        lay(site, path, text if path != ITEM else now)
    found = feed_of(site)
    assert found["เริ่มปี: 2566"].startswith("เริ่มปี วันที่ 5 เมษายน 2566")
    (title,) = [title for title in found if title.startswith("เปิดเผยข้อมูล")]
    assert found[title] == "เปิดเผยข้อมูล วันที่ 2 พฤษภาคม 2566" and " O12 " in title


def test_the_same_history_gives_the_same_feed_and_data(versioned: Path) -> None:
    def made() -> tuple[str, str]:
        pages = Pages(open_site(versioned), judge(versioned), read_history(versioned))
        return pages.feed, pages.data.texts()["api/v1/2566/items/o12.json"]

    first = made()
    assert first == made() and '"แก้คำอธิบาย"' in first[1]
