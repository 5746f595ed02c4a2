"""`rollover`: a new year from the year before, by keys; what stays true comes over, what must be renewed is named."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from builders import judge
from hypothesis import given
from hypothesis import strategies as st
from once import once
from runner import ita_site

from ita_site.commands.rollover import _config
from ita_site.config import open_site
from ita_site.criteria import BUILT_IN
from ita_site.findings import Report
from ita_site.records import Status
from ita_site.render import render
from ita_site.rollover import carried
from ita_site.scaffold.writing import block
from ita_site.source import loads

EXAMPLE = Path(__file__).parent.parent


def begin(root: Path, *, left_out: str = "") -> Path:
    """The example, without its fixed day: a year that begins has another."""
    root.mkdir()
    shutil.copytree(EXAMPLE / "content", root / "content", ignore=shutil.ignore_patterns(left_out))
    config = (EXAMPLE / "site_config.yml").read_text(encoding="utf-8")
    (root / "site_config.yml").write_text(config.replace("as_of: 2566-09-30\n", ""), encoding="utf-8")
    return root


@pytest.fixture
def agency(tmp_path: Path) -> Path:
    """To be rolled over; the documents play no part in that."""
    return begin(tmp_path / "agency", left_out="files")


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where 2567 has begun, to be read only; `said.txt` beside it is what the command said."""

    def make(folder: Path) -> None:
        folder.mkdir()
        done = ita_site("rollover", "2567", cwd=begin(folder / "agency"))
        assert done.code == 0, done.said
        (folder / "said.txt").write_text(done.out, encoding="utf-8")

    return once(tmp_path_factory, "rolled", make) / "agency"


@pytest.fixture(scope="module")
def later(begun: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, Mapping[str, str]]:
    """The report and the pages some weeks later, when the result of 2566 was announced."""
    root = Path(shutil.copytree(begun, tmp_path_factory.mktemp("later") / "agency"))
    (root / "content/2566/result.yml").write_text("year: 2566\ntotal: 90.5\n", encoding="utf-8")
    report = judge(root, as_of="2566-11-20")
    return report, render(open_site(root), report).files


def tree(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_a_year_goes_on_from_the_year_before(begun: Path, tmp_path: Path) -> None:
    before = tree(begin(tmp_path / "before"))
    site = open_site(begun)
    assert site.year.edition.year == 2567
    assert list(site.year.items) == list(site.year.edition.items)
    records = {code: entry.record for code, entry in site.year.items.items()}
    # current information and a plan that is still in force are answers; a report on months that are over is none
    assert {code for code, r in records.items() if r and r.status is Status.DISCLOSED} >= {
        "O1",
        "O2",
        "O4",
        "O7",
        "O10",
    }
    assert {code for code, r in records.items() if r and r.status is Status.PENDING} >= {"O5", "O8", "O9", "O29"}
    # by key and not by code: contact information was O5, and O4 is now what O5 was
    moved = records["O4"]
    assert moved is not None
    old = next(entry.record for entry in site.older[0].entries if entry.item and entry.item.code == "O5")
    assert old is not None
    assert {e.title for e in old.evidence} <= {e.title for e in moved.evidence}
    # nothing of the old year is touched
    now = tree(begun)
    assert {name: now[name] for name in before if name != "site_config.yml"} == {
        name: data for name, data in before.items() if name != "site_config.yml"
    }
    assert now["site_config.yml"] == before["site_config.yml"].replace(b"[2566]", b"[2566, 2567]")


def test_what_was_begun_is_no_mistake_and_says_what_is_to_do(
    begun: Path, later: tuple[Report, Mapping[str, str]]
) -> None:
    report, _ = later
    of_items = {f.code for f in report.findings if f.item and f.severity.value == "error"}
    assert of_items <= {"ITA301", "ITA308"}, [f for f in report.findings if f.severity.value == "error"]
    text = (begun / "content/2567/items/o08.yml").read_text(encoding="utf-8")
    assert "# ต้องทำใหม่: ครอบคลุม 6 เดือนแรกของปีงบประมาณ (2566-10 ถึง 2567-03)" in text
    assert "#   ไม่ได้ยกมา: " in text
    assert "ยังพูดถึงปี 2565, 2566" in text
    # a list that is not certain blocks nothing by itself
    assert {f.code for f in report.findings} >= {"ITA313"}
    unsure = {f.item for f in report.findings if f.code == "ITA308" and f.severity.value == "notice"}
    assert "O29" in unsure


def test_old_addresses_stay_and_old_pages_are_not_edited(later: tuple[Report, Mapping[str, str]]) -> None:
    _, pages = later
    assert {f"2566/o{code:02}.md" for code in range(1, 44)} <= pages.keys()
    assert "content/2566/items/o01.yml" not in pages["2566/o01.md"]
    assert "content/2567/items/o01.yml" in pages["2567/o01.md"]
    assert "รายการข้อของปีนี้ยังไม่ยืนยัน" in pages["2567/index.md"]
    assert "ยังไม่ยืนยัน" not in pages["2566/index.md"]


def test_what_is_there_is_left_alone_and_again_changes_nothing(agency: Path) -> None:
    mine = agency / "content/2567/items/o03.yml"
    mine.parent.mkdir(parents=True)
    mine.write_text("item: O3\nstatus: pending\n", encoding="utf-8")
    assert "ไม่แตะ" in ita_site("rollover", "2567", cwd=agency).out
    assert mine.read_text(encoding="utf-8") == "item: O3\nstatus: pending\n"
    once = tree(agency)
    assert ita_site("rollover", "2567", cwd=agency).code == 0
    assert tree(agency) == once


def test_a_dry_run_writes_nothing(agency: Path) -> None:
    before = tree(agency)
    assert "จะสร้าง 35 ข้อ" in ita_site("rollover", "2567", "--dry-run", cwd=agency).out
    assert tree(agency) == before


@pytest.mark.parametrize(
    ("year", "words"),
    [("2568", "2568 goes on from 2567"), ("2566", "2566 goes on from 2565"), ("66", "goes on from 65")],
)
def test_a_year_that_does_not_follow_is_refused(agency: Path, year: str, words: str) -> None:
    before = tree(agency)
    done = ita_site("rollover", year, cwd=agency)
    assert (done.code, words in done.said) == (2, True), done.said
    assert tree(agency) == before


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("years: [2566]  # ปีที่เปิด", "years: [2566, 2567]  # ปีที่เปิด"),
        ("years: 2566", "years: [2566, 2567]"),
        ("years:\n  - 2566   # ปีแรก\n", "years:\n  - 2566   # ปีแรก\n  - 2567\n"),
        ("years: [ '2566' ]", "years: [ '2566', 2567 ]"),
        ("years: [๒๕๖๖]", "years: [๒๕๖๖, 2567]"),
        ("years: [2566,\n  ]", "years: [2566, 2567,\n  ]"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_year_joins_the_configuration_and_nothing_else_changes(
    tmp_path: Path, written: str, wanted: str, end: str
) -> None:
    root = begin(tmp_path / "agency", left_out="*")
    (root / "content/2566/items").mkdir(parents=True)
    (root / "content/2566/items/o01.yml").write_text("item: O1\nstatus: pending\n", encoding="utf-8")
    config = root / "site_config.yml"
    text = config.read_text(encoding="utf-8")
    config.write_bytes(text.replace("years: [2566]", written).replace("\n", end).encode())
    joined = _config(open_site(root), 2567).data.decode()
    assert joined == text.replace("years: [2566]", wanted).replace("\n", end)


def test_a_full_disk_or_a_file_in_the_way_leaves_all_as_it_was(agency: Path) -> None:
    (agency / "content/2567").write_text("ไม่ใช่โฟลเดอร์", encoding="utf-8")
    before = tree(agency)
    done = ita_site("rollover", "2567", cwd=agency)
    assert done.code == 1, done.said
    assert "Traceback" not in done.err
    assert tree(agency) == before


@given(
    st.text(
        st.characters(codec="utf-8", categories=("L", "M", "N", "P", "S", "Zs"), include_characters="\n"), max_size=80
    )
)
def test_any_explanation_reads_back_the_same(text: str) -> None:
    document = loads(f"explanation: {block(text)}\nowner: x\n".encode(errors="replace"), "o01.yml")
    if document.data is not None and not document.problems:
        assert str(document.data["explanation"]).strip("\n") == text.strip("\n")


def test_an_item_leads_to_itself_in_the_other_year(begun: Path, later: tuple[Report, Mapping[str, str]]) -> None:
    _, pages = later
    assert 'href="../../2566/o05/">ปี 2566: O5 ข้อมูลการติดต่อ</a>' in pages["2567/o04.md"]
    assert 'href="../../2567/o04/">ปี 2567: O4 ข้อมูลการติดต่อ</a>' in pages["2566/o05.md"]
    assert "ข้อนี้ในปีอื่น" not in pages["2566/o41.md"]  # dropped in 2567
    told = ita_site("explain", "O8", cwd=begun).out
    assert "ปี 2566 คือ · in 2566: O11" in told
    assert "ยังไม่ยืนยัน" in told


def test_an_item_without_an_answer_is_not_ready_though_nothing_is_blocked(begun: Path) -> None:
    told = ita_site("status", "--as-of", "2566-11-20", cwd=begun).out
    states = [entry.record.status for entry in open_site(begun).year.items.values() if entry.record]
    assert f"พร้อมเผยแพร่ {states.count(Status.DISCLOSED)} จาก 35 ข้อ" in told


def test_an_explanation_with_codes_and_years_of_the_past_is_told(begun: Path) -> None:
    said = begun.with_name("said.txt").read_text(encoding="utf-8")
    line = next(line for line in said.splitlines() if line[4:].startswith("O10 "))
    assert "แก้คำอธิบายที่ยังพูดถึง ปี 2566, O14" in line
    text = (begun / "content/2567/items/o10.yml").read_text(encoding="utf-8")
    assert "# คำอธิบายยังใช้เลขข้อของปี 2566: O14" in text


def test_a_file_that_cannot_be_read_is_told_and_not_called_new(agency: Path) -> None:
    (agency / "content/2566/items/o05.yml").write_text("item: [\n", encoding="utf-8")
    done = ita_site("rollover", "2567", "--dry-run", cwd=agency)
    line = next(line for line in done.out.splitlines() if line[4:].startswith("O4 "))
    assert "อ่าน content/2566/items/o05.yml ไม่ได้" in line
    assert "ใหม่" not in line


def test_a_report_that_was_joined_with_current_information_is_not_current() -> None:
    """Of 2569: online services, which are current, and the statistics of some months, which are not."""
    site, edition = open_site(EXAMPLE), BUILT_IN.edition(2569)
    before = site.year.edition
    entries = [
        (before.by_key[key], site.year.items[before.by_key[key].code]) for key in ("e-service", "service-statistics")
    ]
    taken = carried(edition, edition.by_key["e-service"], entries, "local_government", before)
    statistics = entries[1][1].record
    assert statistics is not None
    assert {left.evidence.title for left in taken.left} == {evidence.title for evidence in statistics.evidence}
    assert not taken.is_whole


def test_the_address_of_an_estimate_leads_to_what_was_announced(later: tuple[Report, Mapping[str, str]]) -> None:
    report, pages = later
    assert 'href="../result/"' in pages["2566/forecast.md"]
    assert "จาก 100" in pages["2567/forecast.md"]
    # measures are asked for by an item that is not certain to be on the list of 2567
    assert {f.severity.value for f in report.findings if f.code == "ITA742"} <= {"notice"}
