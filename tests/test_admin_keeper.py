"""What the web form saves: the officer's file with her change in it, and nothing else touched."""

from __future__ import annotations

import difflib
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from runner import REPOSITORY

from ita_site import admin
from ita_site.source import load

FORM = Path(admin.__file__).parent
RUN = Path(__file__).parent / "webform" / "keeper.cjs"
CONTENT = REPOSITORY / "content" / "2566"

needs_node = pytest.mark.skipif(
    shutil.which("node") is None and not os.environ.get("CI"), reason="node is not on this machine"
)
pytestmark = needs_node


def saved(*jobs: dict[str, Any]) -> list[dict[str, str]]:
    """What becomes of each job: `text`, or why it was `refused`."""
    asked = "".join(f"{json.dumps(job)}\n" for job in jobs)
    ran = subprocess.run(
        ["node", str(RUN), str(FORM)], input=asked, capture_output=True, text=True, encoding="utf-8", check=True, timeout=60
    )  # fmt: skip
    return [json.loads(line) for line in ran.stdout.splitlines()]


def save(kind: str, text: str, *changes: tuple[list[str | int], Any], order: dict[str, Any] | None = None) -> str:
    [done] = saved({"kind": kind, "text": text, "changes": changes, "order": order or {}})
    return done["text"]


def kind_of(path: Path) -> str:
    if path.parent.name == "items":
        return "item"
    return path.stem if path.stem in ("programme", "measures", "result") else "report"


def touched(before: str, after: str) -> list[str]:
    """The lines that a save took away (-) and put in (+)."""
    return [line for line in difflib.ndiff(before.splitlines(), after.splitlines()) if line[0] in "+-"]


def test_a_save_without_a_change_gives_back_every_byte() -> None:
    paths = sorted(
        [*REPOSITORY.glob("content/2*/**/*.yml"), *(REPOSITORY / "tests/sites").glob("*/content/2*/**/*.yml")]
    )
    texts = [path.read_bytes().decode() for path in paths]
    assert len(texts) > 150
    done = saved(*({"kind": kind_of(path), "text": text} for path, text in zip(paths, texts, strict=True)))
    assert [str(p) for p, text, after in zip(paths, texts, done, strict=True) if after.get("text") != text] == []


def test_only_the_changed_lines_change() -> None:
    text = (CONTENT / "items/o12.yml").read_text(encoding="utf-8")
    new = {"shows": ["spent"], "file": "files/2566/ก.pdf", "title": "แผน: ปี 2566 #1", "covers": {}, "page": ""}
    order = {"evidence": {"title": {}, "url": {}, "file": {}, "shows": {}}}
    after = save("item", text, (["evidence", 0, "shows"], ["progress"]), (["evidence", "+"], new), order=order)
    assert touched(text, after) == [
        "-     shows: [progress, spent, match_plan]",
        "+     shows: [progress]",
        '+   - title: "แผน: ปี 2566 #1"',
        "+     file: files/2566/ก.pdf",
        "+     shows: [spent]",
    ]


COMMENTED = """\
# yaml-language-server: $schema=../../../schemas/item.schema.json
# คำแนะนำของข้อ
item: O12

status: pending   # ยังรอลายเซ็น
# หลักฐานสองชิ้น
evidence:
# ชิ้นแรก
- title: 'ก'
  url: https://a.example/x   # เว็บหลัก
# ชิ้นที่สอง
- title: "ข"
  file: files/2566/b.pdf
owner:
# ท้ายไฟล์
"""


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ([(["status"], "disclosed")], ["- status: pending   # ยังรอลายเซ็น", "+ status: disclosed"]),
        ([(["evidence", 1, "title"], "ค")], ['- - title: "ข"', "+ - title: ค"]),
        ([(["evidence", 0], None)], ["- # ชิ้นแรก", "- - title: 'ก'", "-   url: https://a.example/x   # เว็บหลัก"]),
        ([(["owner"], "สำนักปลัด")], ["- owner:", "+ owner: สำนักปลัด"]),
        ([(["updated"], "2566-04-01")], ["+ updated: 2566-04-01"]),
    ],
    ids=["field", "field of an entry", "entry gone", "blank filled", "new field"],
)
def test_comments_blank_lines_and_quotation_marks_stay(changes: list[Any], wanted: list[str]) -> None:
    after = save("item", COMMENTED, *changes, order={"owner": {}, "updated": {}})
    assert touched(COMMENTED, after) == wanted
    assert after.endswith("# ท้ายไฟล์\n")


def test_line_endings_and_the_mark_of_notepad_stay() -> None:
    text = "\ufeff" + COMMENTED.replace("\n", "\r\n")
    after = save("item", text, (["status"], "disclosed"))
    assert after == text.replace("status: pending   # ยังรอลายเซ็น", "status: disclosed")


def test_short_ways_of_writing_are_kept_until_they_are_changed() -> None:
    text = "answers: 2565\nmeasures:\n  - id: m1\n    title: ก\n    issue: i7\n    owner: กองคลัง\n    steps: [ก, ข]\n"
    assert save("measures", text, (["measures", 0, "title"], "ค")) == text.replace("title: ก", "title: ค")
    grown = save("measures", text, (["measures", 0, "owner", "+"], "สำนักปลัด"))
    assert grown == text.replace("owner: กองคลัง", "owner: [กองคลัง, สำนักปลัด]")


HARD = [
    "NO", "yes", "on", "Off", "null", "~", "true story", "12:30", "0812345678", "012", "0x1F", "1_000", "1e5", "+5", ".5",
    "-", "- ก", "-ก", "? ก", ": ก", "ก: ข", "ก:", "ก #ข", "#ก", "*ก", "&ก", "!ก", "%ก", "@ก", "`ก", "[ก] ข", "{ก}", "|", ">",
    "'ก'", '"ก"', "ก\\ข", "a, b", "a:b", "ก:ข", "https://a.example/?x=1#y", "=", "<<", "---", "...", "tab\tin", "ก\u200bข",
    "ก\u2028ข", "ก\u0085ข", "ก\u00a0ข", "ก\ufeffข", "น้ำ กำหนด", "๑๒๓", "2566-03-31", "1,250.50", "10.-", "😀", "\u0e33", "a" * 300,
    "ก\nข", "ก\n\nข", " ก\n  ข", "- ก\n- ข", "ก: ข\n# ค", "ก\n   ลึก\nข",
]  # fmt: skip


def test_whatever_is_typed_is_read_back_as_it_was_typed(tmp_path: Path) -> None:
    """By our own reader, in a field, in an entry of a list, and in a list on one line."""
    old = "item: O12\nevidence:\n  - {title: ก, url: ข}\nshows: [ก]\n"
    jobs = [
        {
            "kind": "item",
            "text": text,
            "changes": [(["owner"], word), (["evidence", 0, "title"], word), (["shows", 0], word)],
        }
        for word in HARD
        for text in (old, "item: O12\nevidence:\n  - title: ก\n    url: ข\nshows:\n  - ก\n")
    ]
    for job, done in zip(jobs, saved(*jobs), strict=True):
        path = tmp_path / "item.yml"
        path.write_text(done["text"], encoding="utf-8", newline="")
        document = load(path, "item.yml")
        word = job["changes"][0][1]
        assert document.data is not None, (word, done["text"], document.problems)
        path.write_text(f"word: {json.dumps(word, ensure_ascii=False)}\n", encoding="utf-8", newline="")
        typed = load(path, "item.yml").data
        assert typed is not None
        wanted = _plain(typed["word"])
        for read in (document.data["owner"], document.data["evidence"][0]["title"], document.data["shows"][0]):
            assert _plain(read) == wanted, done["text"]


def _plain(read: object) -> str:
    """A text without blanks at the ends of its lines, which fields ignore as well."""
    return "\n".join(line.rstrip() for line in str(read).strip().split("\n"))


def test_a_text_in_quotation_marks_may_go_on_at_the_left_edge() -> None:
    """Its second line looks like a field and is none; what stands below it keeps its comments."""
    text = '# บนสุด\nowner: "ก\nต่อ: อีก"\n# ล่าง\nitem: O12   # ท้าย\nevidence:\n- "ก\n- ข"\n- ค\nstatus: pending\n'
    assert save("item", text, (["status"], "disclosed")) == text.replace("pending", "disclosed")
    assert save("item", text, (["evidence", 1], "ง")) == text.replace("- ค", "- ง")


def test_blanks_at_the_ends_of_pasted_lines_do_not_stop_a_save() -> None:
    assert save("item", "item: O12\n", (["explanation"], "ก  \nข\t\r\nค \n\n")) == (
        "item: O12\nexplanation: |\n  ก\n  ข\n  ค\n"
    )


def test_comments_outlive_a_file_that_has_to_be_written_anew() -> None:
    after = save("item", "# บน\n{item: O12, status: pending}\n  # ล่าง\n", (["status"], "disclosed"))
    assert after == "# บน\n# ล่าง\nitem: O12\nstatus: disclosed\n"


def test_every_line_keeps_its_own_ending() -> None:
    text = "# ก\nitem: O12\r\nstatus: pending\nowner: ก\r\nupdated: 2566-03-31"
    after = save("item", text, (["status"], "disclosed"))
    assert after == text.replace("status: pending\n", "status: disclosed\r\n"), "a new line gets that of the others"
    assert save("item", text, (["updated"], "2566-04-01")).endswith("updated: 2566-04-01\r\n")


def test_what_cannot_be_read_is_never_written_over() -> None:
    for text in ("item: O12\nitem: O13\n", "item: [O12\n", "- ก\n", "item: O12\n---\nitem: O13\n"):
        [done] = saved({"kind": "item", "text": text, "changes": [(["status"], "pending")]})
        assert "ไม่บันทึกทับ" in done["refused"]


def test_a_new_file_has_its_fields_in_order_and_no_empty_ones() -> None:
    form = {
        "item": "O1",
        "status": "pending",
        "explanation": "",
        "owner": "สำนักปลัด",
        "#about": "x",
        "evidence": [],
        "nil": {},
    }
    [done] = saved(
        {"kind": "item", "text": "", "changes": [([k], v) for k, v in reversed(form.items())],
         "order": {"item": {}, "status": {}, "owner": {}}},
    )  # fmt: skip
    assert done["text"] == "item: O1\nstatus: pending\nowner: สำนักปลัด\n"
