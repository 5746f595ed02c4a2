"""Item files from an import: what is written reads back, what is there stays, and it is all or nothing."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ita_site.criteria import BUILT_IN
from ita_site.errors import ConfigError, EngineError
from ita_site.importers.filling import new_text
from ita_site.importers.items import Plan, Planned, plan
from ita_site.importers.model import Link
from ita_site.importers.understanding.understood import Known, Understood
from ita_site.importers.understanding.wording import LONGEST_TITLE, clean
from ita_site.records import ItemRecord, read_record
from ita_site.scaffold import item_file
from ita_site.source import NOTICES, loads
from ita_site.text import Text
from ita_site.thai import cut
from ita_site.together import write_all

EDITION = BUILT_IN.edition(2566)
ITEMS = "content/2566/items"
ONE = (Link("รายงาน ปี 2566", "https://www.agency.example.go.th/1.pdf"),)


def known(
    code: str, links: Sequence[Link] = ONE, explanation: str = "", sure: int = 99, has: bool | None = None
) -> Known:
    item = EDITION.items[code]
    return Known(item, sure, Text("", ""), item.name.th, (Text("แถวที่ 1", "row 1"),), tuple(links), explanation, has=has)


def planned(root: Path, *items: Known, merge: bool = False) -> Plan:
    return plan(root, Understood(EDITION, items, ()), "local_government", merge)


def put(root: Path, name: str, text: str) -> Path:
    path = root / ITEMS / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return path


@settings(max_examples=60)
@given(st.text(max_size=300), st.text(max_size=300), st.text(max_size=40))
def test_every_text_reads_back(title: str, explanation: str, address: str) -> None:
    shown = cut(clean(title), LONGEST_TITLE) or "ชื่อ"
    url = f"https://x.example/{clean(address)}"
    said = clean(explanation, lines=True)
    (one,) = planned(Path("/nowhere"), known("O12", [Link(shown, url)], said)).files
    document = loads(one.data, "o12.yml")
    assert document.data is not None
    assert all(problem.kind in NOTICES for problem in document.problems)
    record, problems = read_record(ItemRecord, document.data)
    assert problems == ()
    assert record is not None
    (evidence,) = record.evidence
    assert (evidence.title, evidence.url) == (shown.strip(), url.strip())
    assert record.explanation.split() == said.split()


@pytest.mark.parametrize(
    "text",
    [
        "ก: ข",
        "# ก",
        "- ก",
        "'ก\"",
        "007",
        "๐๐๗",
        "true",
        "ก\\n",
        "👩‍👩‍👧 {a: [b]}",
        "%",
        "@ก",
        "> ก\n| ข\nitem:O1",
        "…",
        "ํา",
    ],
)
def test_texts_that_yaml_would_take_for_something_else(text: str) -> None:
    said = clean(text, lines=True)
    (one,) = planned(Path("/nowhere"), known("O1", [Link(clean(text), "https://x.example/")], said)).files
    data = loads(one.data, "").data
    assert data is not None
    assert data["evidence"][0]["title"] == clean(text)
    assert data["explanation"].removesuffix("\n") in (said, clean(text))


def test_a_new_file_keeps_the_guidance_and_invents_nothing() -> None:
    text = new_text(known("O12"), EDITION, "local_government")
    scaffold = item_file(EDITION, EDITION.items["O12"], "local_government")
    assert text.startswith(scaffold.partition("item: O12")[0])
    data = loads(text.encode(), "").data
    assert data is not None
    assert data["status"] == "disclosed"
    assert data["evidence"] == [{"title": "รายงาน ปี 2566", "url": ONE[0].url}]
    assert "#shows: [progress, spent, match_plan]" in text
    assert "#covers: {from: …, to: …}" in text


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("รายงาน ตุลาคม 2565 - มีนาคม 2566", "#covers: {from: 2565-10, to: 2566-03}"),
        ("รายงาน ต.ค. ถึง มี.ค. ๒๕๖๖", "#covers: {from: 2565-10, to: 2566-03}"),
        ("สขร.1 เดือนมกราคม 2566", "#covers: {from: 2566-01, to: 2566-01}"),
        ("ประกาศ ณ วันที่ 5 เมษายน 2566", "#date: 2566-04-05"),
    ],
)
def test_a_time_in_a_title_is_proposed_as_a_comment(title: str, line: str) -> None:
    assert line in new_text(known("O21", [Link(title, "https://x.example/")]), EDITION, "local_government")


def test_what_is_not_shown_stays_pending() -> None:
    for one in (known("O28", [], has=False), known("O28", [], "หน้าแรก"), known("O28", has=False)):
        data = loads(new_text(one, EDITION, "local_government").encode(), "").data
        assert data is not None
        assert data["status"] == "pending"
    assert "«ไม่มี»" in new_text(known("O28", has=False), EDITION, "local_government")
    assert "73%" in new_text(known("O28", sure=73), EDITION, "local_government")


def test_a_file_that_is_there_stays_without_merge(tmp_path: Path) -> None:
    put(tmp_path, "O12.yaml", item_file(EDITION, EDITION.items["O12"], "local_government"))
    put(tmp_path, "plan.yml", "item: ๐๑๑\nstatus: pending\nexplanation: ก\n")
    found = planned(tmp_path, known("O11"), known("O12"))
    assert found.files == ()
    assert [kept.path for kept in found.kept] == [f"{ITEMS}/plan.yml", f"{ITEMS}/O12.yaml"]
    assert all("--merge" in kept.why.th for kept in found.kept)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_merge_fills_a_file_that_nobody_has_touched(tmp_path: Path, end: str) -> None:
    scaffold = item_file(EDITION, EDITION.items["O12"], "local_government")
    put(tmp_path, "o12.yml", "\ufeff" + scaffold.replace("\n", end))
    (one,) = planned(tmp_path, known("O12", explanation="หน้าแรก\n> แผน"), merge=True).files
    assert one.kind == "filled"
    text = one.data.decode()
    assert text.startswith("\ufeff# O12")
    assert text.removeprefix("\ufeff").replace(end, "\n") == new_text(
        known("O12", explanation="หน้าแรก\n> แผน"), EDITION, "local_government"
    )
    assert text.count("\n") == text.count(end)


EXISTING = [
    "item: O12\nstatus: disclosed   # ตรวจแล้ว\nevidence:\n  - title: เดิม\n    url: https://a.example/\n    # หมายเหตุของฉัน\nowner: กองคลัง\n",
    "item: O12\nstatus: disclosed\nowner: x\nevidence:\n- title: เดิม\n  url: https://a.example/\n",
    "item: O12\nstatus: disclosed\nevidence:\n    - title: เดิม\n      url: https://a.example/\n      shows:\n        - progress\n\n    # ยังไม่เสร็จ\n\nexplanation: |\n  ก\n\n  ข\n",
    "item: O12\nstatus: disclosed\nevidence:\n  - url: https://a.example/\n    title: >-\n      เดิม\n      และต่อ\n\n      อีก\n# ท้าย\nupdated: 2566-01-05",
    "item: O12\nstatus: disclosed\nexplanation: มีแล้ว",
    "item: O12\nstatus: disclosed\nexplanation: มีแล้ว\nevidence: []   # ยังไม่มี\nowner: x\n",
    "item: O12\nstatus: nil\nnil: {statement: ไม่มี, covers: {from: 2565-10, to: 2566-03}}\n",
]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("text", EXISTING)
def test_merge_adds_links_and_leaves_every_other_byte(tmp_path: Path, text: str, end: str) -> None:
    put(tmp_path, "o12.yml", text.replace("\n", end))
    (one,) = planned(tmp_path, known("O12", [*ONE, Link("ซ้ำ", "https://a.example/")], "คำอธิบายใหม่"), merge=True).files
    before, after = loads(text.encode(), "").data, loads(one.data, "").data
    assert before is not None
    assert after is not None
    old = before.get("evidence") or []
    assert after["evidence"][: len(old)] == old
    urls = [e["url"] for e in after["evidence"]]
    assert len(urls) == len(set(urls))
    assert ONE[0].url in urls
    assert {k: v for k, v in after.items() if k != "evidence"} == {k: v for k, v in before.items() if k != "evidence"}
    changes = difflib.SequenceMatcher(None, text.replace("\n", end), one.data.decode(), autojunk=False).get_opcodes()
    assert one.data.decode().count("\n") == one.data.decode().count(end)
    lost = "".join(text.replace("\n", end)[a:b] for tag, a, b, _, _ in changes if tag in ("delete", "replace"))
    assert lost.strip() in ("", "[]")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("item: O12\nstatus: disclosed\nevidence: [{title: ก, url: https://a.example/}]\n", "เพิ่มลิงก์เอง"),
        ("item: O12\nstatus: disclosed\nevidence:\n  -\n    title: ก\n    url: https://a.example/\n", "เพิ่มลิงก์เอง"),
        ("item: O12\nstatus: done\n", "ต้องแก้ก่อน"),
        ("item: O12\nstatus: disclosed\nevidence:\nowner: x\n", "ต้องแก้ก่อน"),
        ("item: O12\nstatus: [\n", "ต้องแก้ก่อน"),
        (f"item: O12\nstatus: disclosed\nevidence:\n  - title: ก\n    url: {ONE[0].url}\n", "อยู่แล้ว"),
    ],
)
def test_what_only_a_person_should_change_is_kept(tmp_path: Path, text: str, says: str) -> None:
    put(tmp_path, "o12.yml", text)
    found = planned(tmp_path, known("O12"), merge=True)
    assert found.files == ()
    assert says in found.kept[0].why.th
    assert found.kept[0].is_done == (says == "อยู่แล้ว")


def test_more_than_a_file_can_hold_is_kept_out() -> None:
    many = [Link("เอกสาร" * 30_000, f"https://x.example/{n}") for n in range(4)]
    found = planned(Path("/nowhere"), known("O12", many), known("O13"))
    assert [one.code for one in found.files] == ["O13"]
    assert [one.code for one in found.kept] == ["O12"]


def new(name: str) -> Planned:
    return Planned(f"{ITEMS}/{name}", "O1", "new", b"a\n", None, 1)


def test_all_or_nothing(tmp_path: Path) -> None:
    put(tmp_path, "o02.yml", "old")
    filled = Planned(f"{ITEMS}/o02.yml", "O2", "filled", b"b\n", b"old", 1)
    put(tmp_path, "o03.yml", "come meanwhile")
    with pytest.raises(ConfigError):
        write_all(tmp_path, [new("o01.yml"), filled, new("o03.yml")])
    assert sorted(p.name for p in (tmp_path / ITEMS).iterdir()) == ["o02.yml", "o03.yml"]
    assert (tmp_path / ITEMS / "o02.yml").read_bytes() == b"old"
    write_all(tmp_path, [new("o01.yml"), filled])
    assert sorted(p.name for p in (tmp_path / ITEMS).iterdir()) == ["o01.yml", "o02.yml", "o03.yml"]
    with pytest.raises(ConfigError, match="has changed"):
        write_all(tmp_path, [filled])


def test_nothing_is_written_through_a_link_or_into_a_file(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    site = tmp_path / "site"
    (site / "content/2566").mkdir(parents=True)
    (site / ITEMS).symlink_to(elsewhere)
    with pytest.raises(ConfigError):
        write_all(site, [new("o01.yml")])
    assert list(elsewhere.iterdir()) == []
    (site / ITEMS).unlink()
    (site / ITEMS).write_text("a file", encoding="utf-8")
    with pytest.raises(EngineError):
        write_all(site, [new("o01.yml")])


def test_folders_that_were_made_go_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, data: bytes) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("ita_site.together._beside", full)
    with pytest.raises(EngineError):
        write_all(tmp_path, [new("o01.yml")])
    assert list(tmp_path.iterdir()) == []
