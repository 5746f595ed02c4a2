"""The lists of 2567 to 2569: made from the year before, never surer than what is known of them; and an agency's own."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from builders import judge
from runner import ita_site

from ita_site.config import open_site
from ita_site.criteria import BUILT_IN, CriteriaError, Edition, Shelf
from ita_site.criteria.thai_words import thai_words
from ita_site.errors import ConfigError
from ita_site.findings import Severity
from ita_site.own_criteria import shelf_in
from ita_site.render import render

GOLDEN = Path(__file__).parent / "golden" / "editions.json"


@pytest.fixture
def site(lent: Path) -> Path:
    return lent


def own(site: Path, text: str, year: int = 2566) -> Path:
    folder = site / "criteria"
    folder.mkdir(exist_ok=True)
    (folder / f"{year}.yml").write_text(text, encoding="utf-8")
    return site


# --- the lists that come with the tool -----------------------------------------------------------------------------


@pytest.mark.parametrize(("year", "count"), [(2566, 43), (2567, 35), (2568, 28), (2569, 26)])
def test_each_year_has_its_items_under_their_own_codes(year: int, count: int) -> None:
    edition = BUILT_IN.edition(year)
    assert list(edition.items) == [f"O{number}" for number in range(1, count + 1)]


def test_names_codes_crosswalk_and_certainty_are_those_that_were_read() -> None:
    """The golden file was held against the sources name by name; a slip of the pen in an edition shows as a difference."""
    found = {
        str(year): {
            item.code: [item.key, item.name.th, list(item.was), item.confidence]
            for item in BUILT_IN.edition(year).items.values()
        }
        for year in (2567, 2568, 2569)
    }
    assert found == json.loads(GOLDEN.read_text(encoding="utf-8"))


@pytest.mark.parametrize("year", [2567, 2568, 2569])
def test_every_item_of_the_year_before_goes_on_or_is_dropped_on_purpose(year: int) -> None:
    edition, before = BUILT_IN.edition(year), BUILT_IN.edition(year - 1)
    assert edition.base == year - 1
    known = {key for item in edition.items.values() for key in item.was}
    assert known <= set(before.by_key)
    dropped = [item.code for key, item in before.by_key.items() if not edition.successors(key)]
    assert dropped == {2567: ["O6", "O10", "O17", "O41"], 2568: ["O15"], 2569: []}[year]


@pytest.mark.parametrize("year", [2567, 2568, 2569])
def test_what_goes_on_from_2566_is_told_but_never_held_against_an_agency(year: int) -> None:
    edition = BUILT_IN.edition(year)
    assert not edition.is_confirmed
    assert {item.facts for item in edition.items.values()} == {"low"}
    assert {dependency.confidence for item in edition.items.values() for dependency in item.depends_on} == {"low"}


def test_texts_speak_of_their_own_year_and_codes() -> None:
    edition = BUILT_IN.edition(2568)
    assert "O17" in edition.items["O18"].depends_on[0].note.th  # type: ignore[union-attr]
    for item in edition.items.values():
        assert "{" not in f"{item.summary} {item.elements} {item.depends_on} {item.min_count}", item.code
        assert "2566" not in item.summary.th, item.code


@pytest.mark.parametrize("year", [2566, 2567, 2568, 2569])
def test_no_text_leads_to_the_item_itself_or_to_the_wrong_year(year: int) -> None:
    """What was joined or moved to another year still has texts of its own: they are told anew where they no longer fit."""
    for code, item in BUILT_IN.edition(year).items.items():
        words = f"{item.summary} {item.seen_failure} {[element.name for element in item.elements]}"
        named = set(re.findall("O[0-9]+", words))
        assert code not in named, words
        assert not named & {d.item for d in item.depends_on if d.edition not in (None, year)}, code
        if item.period.rule == "prev_fy":
            assert not re.search(rf"\b{year}\b", item.summary.en), code


@pytest.mark.parametrize(
    ("year", "key", "elements"),
    [
        (2567, "contact", {"link_on_site"}),
        (2568, "contact", {"place"}),
        (2568, "code-of-ethics", {"code", "team", "dos", "training"}),
        (2568, "no-gift-declaration", {"signed", "aim"}),
        (2568, "procurement-list-and-progress", {"plan", "contract"}),
        (2569, "hr-policy", {"criteria"}),
    ],
)
def test_what_was_joined_asks_for_all_that_its_title_names(year: int, key: str, elements: set[str]) -> None:
    item = BUILT_IN.edition(year).by_key[key]
    assert elements <= {element.id for element in item.elements}
    assert {element.confidence for element in item.elements if element.id in elements} == {"low"}


def test_what_is_on_the_list_no_more_is_not_asked_for() -> None:
    assert BUILT_IN.edition(2569).by_key["procurement-list-and-progress"].element("plan") is None


def test_what_was_joined_does_not_depend_on_itself() -> None:
    joined = BUILT_IN.edition(2567).by_key["plan-and-progress"]
    assert joined.was == ("action-plan", "action-plan-progress")
    assert joined.depends_on == ()


def test_the_newest_list_that_is_certain_is_the_one_for_new_sites() -> None:
    assert BUILT_IN.newest_confirmed == 2566


# --- an agency's corrections ---------------------------------------------------------------------------------------

TWO_LINES = """\
source: คู่มือการประเมิน ปี 2566 หน้า 41
items: {contact: {elements: {map: {name: พิกัดของสำนักงาน}, line: {name: บัญชีไลน์ของหน่วยงาน}}}}
"""


def test_two_lines_change_an_element_in_check_schema_and_explanation(site: Path) -> None:
    own(site, TWO_LINES)
    (found,) = [f for f in judge(site).findings if f.severity is Severity.ERROR]
    assert (found.code, found.item, "บัญชีไลน์ของหน่วยงาน" in found.message.th) == ("ITA302", "O5", True)
    assert "พิกัดของสำนักงาน" in ita_site("explain", "O5", cwd=site).out
    schema = ita_site("schema", cwd=site).out
    assert "บัญชีไลน์ของหน่วยงาน" in schema
    assert "พิกัดของสำนักงาน" in schema


def test_an_item_may_be_named_by_its_code(site: Path) -> None:
    by_code = own(site, TWO_LINES.replace("contact:", "O5:"))
    assert open_site(by_code).year.edition.items["O5"].element("map").name.th == "พิกัดของสำนักงาน"  # type: ignore[union-attr]


def test_an_entry_is_taken_away_by_leaving_it_empty(site: Path) -> None:
    own(site, "source: หนังสือสั่งการ\nitems:\n  contact:\n    elements:\n      map:\n      fax:\n")
    elements = open_site(site).year.edition.items["O5"].elements
    assert [element.id for element in elements] == ["address", "phone", "email"]


def corrected(**change: object) -> Edition:
    return Shelf({2566: {"source": "หนังสือสั่งการ", **change}}).edition(2566)


@pytest.mark.parametrize("name", ["contact", "O5", "o05", "ข้อ ๕", 5])
def test_an_item_is_found_however_its_code_is_spelt(name: object) -> None:
    assert corrected(items={name: {"name": "ช่องทาง"}}).items["O5"].name.th == "ช่องทาง"


def test_an_item_may_be_taken_off_the_list() -> None:
    edition = corrected(items={"contact": None})
    assert (len(edition.items), "O5" in edition.items) == (42, False)
    assert "O5" not in edition.tree[0].subs[0].items
    # one that others speak of is told with the texts that are then to be written anew
    with pytest.raises(CriteriaError, match=r"O12\.summary: nothing is known to stand for"):
        corrected(items={"action-plan": None})


def test_an_item_may_be_put_into_a_group() -> None:
    edition = corrected(items={"local-fund": {"code": "O44", "name": "กองทุนท้องถิ่น", "group": "9.1.1"}})
    assert list(edition.items)[-1] == "O44"
    assert edition.group_of("O44").id == "9.1.1"
    assert edition.sources["own"].what == "หนังสือสั่งการ"
    with pytest.raises(CriteriaError, match="is in no group"):
        corrected(items={"local-fund": {"code": "O44", "name": "กองทุนท้องถิ่น", "group": "9.9.9"}})


def test_a_part_of_the_tree_is_changed_by_its_id() -> None:
    tree = {9: {"name": "เปิดเผย", "subs": {"9.1": {"groups": {"9.1.1": {"name": "พื้นฐาน"}}}}}}
    edition = corrected(tree=tree)
    assert (edition.tree[0].name.th, edition.group_of("O1").name.th, len(edition.items)) == ("เปิดเผย", "พื้นฐาน", 43)


def test_an_agency_that_compared_the_list_confirms_it() -> None:
    plain = Shelf({2569: {"source": "คู่มือปี 2569", "confirmed": "list"}}).edition(2569)
    assert plain.is_confirmed
    assert {item.confidence for item in plain.items.values()} == {"high"}
    assert {item.facts for item in plain.items.values()} == {"low"}
    whole = Shelf({2569: {"source": "คู่มือปี 2569", "confirmed": "all"}}).edition(2569)
    assert {element.confidence for item in whole.items.values() for element in item.elements} == {"high"}
    assert whole.amended == ("คู่มือปี 2569",)
    assert not BUILT_IN.edition(2569).is_confirmed


MOIT = """\
source: ประกาศรายการ MOIT ของกระทรวง ปี 2566
scheme: {id: moit, name: {th: การเปิดเผยข้อมูลของโรงพยาบาล, en: Hospital disclosure}}
code: {prefix: MOIT, lookalikes: [moit, M], lead_words: [ข้อ], separators: [" ", "-"]}
tree:
  - id: "1"
    name: การเปิดเผยข้อมูล
    subs: [{id: "1.1", name: ข้อมูลทั่วไป, groups: [{id: "1.1.1", name: ข้อมูลทั่วไป, items: [MOIT1, MOIT2]}]}]
items:
  - {code: MOIT1, key: disclosure-policy, name: นโยบายการเปิดเผยข้อมูล}
  - code: MOIT2
    key: hospital-plan
    name: แผนของโรงพยาบาล
    period: {rule: during_fy}
    elements: [{id: plan, name: แผน}, {id: budget, name: งบประมาณ}]
"""


def test_another_scheme_is_a_file_and_no_program(tmp_path: Path) -> None:
    """A hospital's own list, from nothing to a built site."""
    assert ita_site("init", "hospital", "--agency", "โรงพยาบาลสมมติ", cwd=tmp_path).code == 0
    site = own(tmp_path / "hospital", MOIT)
    for path in (site / "content/2566/items").iterdir():
        path.unlink()
    assert ita_site("new", "item", "moit 2", cwd=site).code == 0
    written = (site / "content/2566/items/moit02.yml").read_text(encoding="utf-8")
    assert "budget = งบประมาณ" in written
    report = judge(site)
    assert {(f.code, f.item) for f in report.findings if f.item} == {("ITA301", "MOIT1"), ("ITA308", "MOIT2")}
    built = ita_site("build", "--offline", cwd=site)
    assert built.code == 0, built.said
    board = (site / "build/site/2566/index.html").read_text(encoding="utf-8")
    assert "แผนของโรงพยาบาล" in board
    assert "การเปิดเผยข้อมูลของโรงพยาบาล" in board


# --- what cannot be used --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("items: {O5: {confidence: low}}\n", 1, "source: tell where"),
        ("source: หน้า 1\nitems:\n  O99: {confidence: low}\n", 3, "no item with this key"),
        ("source: หน้า 1\ntre: 1\n", 2, "unknown key «tre»"),
        ("source: หน้า 1\nitems:\n  O5:\n    confidence: hig\n", 4, "not one of high"),
        ("source: หน้า 1\nconfirmed: yes\n", 2, "write list"),
        ("source: หน้า 1\nitems: [O5]\n", 2, "name each item by its key"),
        ("source: หน้า 1\nsource: หน้า 2\n", 2, ""),
        ("source: หน้า 1\nitems: {contact: ติดต่อ}\n", 2, "เขียนสิ่งที่เปลี่ยนไว้ใต้ข้อนี้"),
        ("source: หน้า 1\nitems: {new-thing: {name: ใหม่}}\n", 2, "ถ้าเป็นข้อใหม่ ต้องมี code: name: และ group:"),
        ("source: หน้า 1\nedition: 2570\n", 2, "ชื่อไฟล์เป็นปี 2566"),
        ("source: หน้า 1\nwindows: {first_half: {months: 100000000}}\n", 2, "ช่วงเวลามีได้ 1 ถึง 120 เดือน"),
        ("source: [\n", 1, ""),
        ("", 1, ""),
    ],
)
def test_a_file_that_cannot_be_used_stops_with_its_place(site: Path, text: str, line: int, words: str) -> None:
    own(site, text)
    done = ita_site("check", "--offline", cwd=site)
    assert done.code == 2
    assert f"criteria/2566.yml:{line}:" in done.said
    assert words in done.said
    assert "Traceback" not in done.err


def test_a_file_that_is_named_after_no_year_is_not_passed_over(site: Path) -> None:
    own(site, TWO_LINES)
    (site / "criteria/2566.yml").rename(site / "criteria/แก้ไข.yml")
    assert "such as 2567.yml" in ita_site("check", "--offline", cwd=site).said


def test_two_files_of_one_year_are_told_and_no_folder_is_passed_over(site: Path) -> None:
    own(site, TWO_LINES)
    (site / "criteria/2566.YAML").write_text(TWO_LINES, encoding="utf-8")
    with pytest.raises(ConfigError) as told:
        shelf_in(site)
    assert "มีสองไฟล์ของปี 2566" in told.value.findings[0].message.th
    (site / "criteria").rename(site / "elsewhere")
    (site / "criteria").symlink_to(site / "elsewhere")
    with pytest.raises(ConfigError, match="plain folder"):
        shelf_in(site)
    (site / "criteria").unlink()
    (site / "criteria").write_text(TWO_LINES, encoding="utf-8")
    with pytest.raises(ConfigError, match="plain folder"):
        shelf_in(site)


@pytest.mark.parametrize(
    "change",
    [
        {"items": {"O5": {"elements": None, "nam": "x", "period": "y", "evidence": "z", "min_count": {"n": "two"}}}},
        {"assessment": {"instruments": {"OIT": {"weight": "0.50"}}}, "dates": {"answers": {"from": "สิ้นปี"}}},
        {"fiscal_year": 10, "counts": {"items": 44}, "scheme": {"id": "oit", "name": {"th": " ", "en": ""}}},
        {"items": {"O5": {"elements": {"map": {"name": "{yaer}"}}, "law": ["x"], "own_site_place": "yes"}}},
    ],
)
def test_common_mistakes_are_told_in_thai(change: dict[str, object]) -> None:
    with pytest.raises(CriteriaError) as told:
        corrected(**change)
    for problem in told.value.problems:
        assert thai_words(problem) != problem


def test_a_year_that_nothing_is_known_of_cannot_be_corrected() -> None:
    with pytest.raises(CriteriaError, match="whole list"):
        Shelf({2570: {"source": "หน้า 1", "items": {}}}).edition(2570)


def test_two_lines_change_the_page_the_sheet_and_the_open_data(site: Path) -> None:
    own(site, TWO_LINES)
    report = judge(site)
    files = render(open_site(site), report).files
    for path in ("2566/o05.md", "2566/answers.md", "api/v1/2566/edition.json"):
        assert "พิกัดของสำนักงาน" in files[path], path
    sheet = ita_site("export", "answers", "--offline", "--format", "csv", "--output", "-", cwd=site).out
    assert "พิกัดของสำนักงาน" in sheet
    assert "หน้า 41" in files["2566/index.md"]
