"""1xx and 2xx beyond the examples: what people type into fields, and the words that they get back."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from builders import ITEMS, PROGRAMME, codes, lay, places
from builders import judge as judge_all

from ita_site.config import read_config
from ita_site.errors import ConfigError
from ita_site.findings import Finding, Severity

HEAD = "item: O6\nstatus: disclosed\nexplanation: หน้าแรก > กฎหมายและระเบียบ ทุกหมวด\n"
EVIDENCE = "evidence:\n  - title: รวมกฎหมาย\n    url: https://www.agency.example/laws\n    shows: [laws]\n"
OWNER = "owner: สำนักปลัด\n"

judge = partial(judge_all, only="34")
"""What other families say of a whole site, `test_rule_examples` and the trials tell."""


@pytest.fixture
def site(lent: Path) -> Path:
    return lent


def only(site: Path, text: str) -> Finding:
    """The one finding about O6 written as `text`."""
    lay(site, f"{ITEMS}/o06.yml", text)
    [finding] = judge(site).findings
    assert finding.path == f"{ITEMS}/o06.yml"
    return finding


def test_the_frame_of_these_tests_is_clean(site: Path) -> None:
    lay(site, f"{ITEMS}/o06.yml", HEAD + EVIDENCE + OWNER)
    assert judge(site).findings == ()


# Part that replaces the evidence or follows it; code, line, words of the message or the cure in Thai.
SYNTAX: dict[str, tuple[str, str, int, str]] = {
    "second colon": (HEAD + EVIDENCE + "owner: กอง: ช่าง\n", "ITA104", 8, "ครอบข้อความทั้งหมดด้วย"),
    "quote not closed": (HEAD + EVIDENCE + 'owner: "กองช่าง\n', "ITA104", 8, "ไม่ได้ปิด"),
    "text after a quote": (HEAD + EVIDENCE + 'owner: "กองช่าง" อบต.\n', "ITA104", 8, "ครอบข้อความทั้งหมดไว้ในคู่เดียว"),
    "bracket not closed": (HEAD + EVIDENCE.replace("[laws]", "[laws, rules") + OWNER, "ITA104", 7, "เติมวงเล็บปิด"),
    "no comma": (HEAD + EVIDENCE.replace("[laws]", '["laws" "laws"]') + OWNER, "ITA104", 7, "ใส่ , คั่น"),
    "no colon": (HEAD + EVIDENCE + "owner\nupdated: 2566-01-01\n", "ITA104", 8, "ไม่มีเครื่องหมาย :"),
    "wide colon": (HEAD + EVIDENCE + "owner： กองช่าง\nupdated: 2566-01-01\n", "ITA104", 8, "แบบเต็มความกว้าง"),
    "indented too far": (HEAD + EVIDENCE + "    owner: สำนักปลัด\n   updated: 2566-01-01\n", "ITA104", 9, "ย่อหน้า"),
    "percent sign first": (HEAD + EVIDENCE + "owner: %กองช่าง\n", "ITA104", 8, "เครื่องหมายที่ YAML ใช้เอง"),
    "at sign first": (HEAD + EVIDENCE + "owner: @agency\n", "ITA104", 8, "เครื่องหมายที่ YAML ใช้เอง"),
    "braces as text": (HEAD + EVIDENCE + "owner: {{กองช่าง}}\n", "ITA104", 8, "เครื่องหมายที่ YAML ใช้เอง"),
    "disk path in quotes": (HEAD + EVIDENCE + 'owner: "D:\\งาน"\n', "ITA104", 8, "ครอบด้วย '…'"),
    "unfinished merge": (
        HEAD + EVIDENCE + "<<<<<<< HEAD\nowner: ก\n=======\nowner: ข\n>>>>>>> main\n",
        "ITA104",
        8,
        "ค้างจากการรวมไฟล์",
    ),
    "tab": (HEAD + "evidence:\n\t- title: รวมกฎหมาย\n", "ITA105", 5, "Tab"),
    "twice": (HEAD + EVIDENCE + OWNER + OWNER, "ITA106", 9, "บรรทัด 8"),
    "no blank": (HEAD + EVIDENCE + "owner:สำนักปลัด\n", "ITA117", 8, "owner:สำนักปลัด"),
}


@pytest.mark.parametrize(("text", "code", "line", "words"), SYNTAX.values(), ids=SYNTAX)
def test_syntax(site: Path, text: str, code: str, line: int, words: str) -> None:
    finding = only(site, text)
    assert (finding.code, finding.line) == (code, line)
    assert words in finding.message.th + finding.fix.th
    assert "{" not in (finding.message.th + finding.fix.th).replace("[ ] หรือ { }", "").replace("[ หรือ {", "")


FIELDS: dict[str, tuple[str, str, int, str, str]] = {
    "unknown, near": (HEAD + EVIDENCE + "ower: สำนักปลัด\n", "ITA201", 8, "ไม่รู้จักช่อง «ower»", "หมายถึง owner: หรือไม่"),
    "unknown, in Thai": (HEAD + EVIDENCE + "ผู้รับผิดชอบ: สำนักปลัด\n", "ITA201", 8, "«ผู้รับผิดชอบ»", "ลบช่องนี้"),
    "unknown, inside": (HEAD + EVIDENCE.replace("shows", "show") + OWNER, "ITA201", 7, "«show»", "หมายถึง shows: หรือไม่"),
    "missing inside": (HEAD + EVIDENCE.replace("  - title: รวมกฎหมาย\n    url", "  - url") + OWNER, "ITA202", 5, "«title»", "เติม title:"),
    "a text for a list": (HEAD + "evidence: https://www.agency.example/laws\n" + OWNER, "ITA203", 4, "«evidence»", "ขีดและช่องว่าง"),
    "an entry without fields": (HEAD + EVIDENCE + "  - https://www.agency.example/more\n" + OWNER, "ITA203", 8, "«รายการที่ 2 ของ evidence»", "ช่อง: ค่า"),
    "a list for a text": (HEAD + EVIDENCE + "owner: [กองช่าง, กองคลัง]\n", "ITA203", 8, "«owner» ต้องเป็นข้อความ", ""),
    "one element without brackets": (HEAD + EVIDENCE.replace("[laws]", "laws") + OWNER, "ITA203", 7, "«shows»", "ขีดและช่องว่าง"),
    "period in one text": (HEAD + EVIDENCE + "    covers: 2565-10 ถึง 2566-03\n" + OWNER, "ITA203", 8, "«covers»", "ช่อง: ค่า"),
    "status in capitals": (HEAD.replace("disclosed", "Disclosed") + EVIDENCE + OWNER, "ITA204", 2, "«Disclosed»", "ใช้ค่าใดค่าหนึ่ง: disclosed"),
    "thirtieth of February": (HEAD + EVIDENCE + "    date: 30 ก.พ. 2566\n" + OWNER, "ITA205", 8, "«30 ก.พ. 2566»", "2566-03-31"),
    "month 13": (HEAD + EVIDENCE + "    covers: {from: 2565-13}\n" + OWNER, "ITA205", 8, "เดือนต้องเป็น 1 ถึง 12", ""),
    "two digits of the year": (HEAD + EVIDENCE + "    date: 5 April 23\n" + OWNER, "ITA205", 8, "พ.ศ.", ""),
    "yesterday": (HEAD + EVIDENCE + "    date: เมื่อวาน\n" + OWNER, "ITA205", 8, "อ่านเป็นวันที่หรือเดือนไม่ได้", ""),
    "page in words": (HEAD + EVIDENCE + "    page: หน้า 3\n" + OWNER, "ITA206", 8, "«หน้า 3»", "เขียนเฉพาะตัวเลข"),
    "page zero": (HEAD + EVIDENCE + "    page: 0\n" + OWNER, "ITA206", 8, "ระหว่าง 1 ถึง 99999", ""),
    "page and a half": (HEAD + EVIDENCE + "    page: 1.5\n" + OWNER, "ITA206", 8, "จำนวนเต็ม", ""),
    "both addresses": (HEAD + EVIDENCE + "    file: files/2566/laws.pdf\n" + OWNER, "ITA212", 5, "url: หรือ file:", ""),
    "neither address": (HEAD + EVIDENCE.replace("    url: https://www.agency.example/laws\n", "") + OWNER, "ITA212", 5, "url: หรือ file:", ""),
    "period backwards": (HEAD + EVIDENCE + "    covers: {from: 2566-10, to: 2566-03}\n" + OWNER, "ITA213", 8, "ก่อนเดือนเริ่มต้น", ""),
    "blank first month": (HEAD + EVIDENCE + "    covers: {from: , to: 2566-03}\n" + OWNER, "ITA214", 8, "«from»", ""),
}  # fmt: skip


@pytest.mark.parametrize(("text", "code", "line", "words", "cure"), FIELDS.values(), ids=FIELDS)
def test_field(site: Path, text: str, code: str, line: int, words: str, cure: str) -> None:
    finding = only(site, text)
    assert (finding.code, finding.line) == (code, line)
    assert words in finding.message.th
    assert cure in finding.fix.th


def test_all_mistakes_of_a_file_at_once(site: Path) -> None:
    text = HEAD.replace("disclosed", "done") + EVIDENCE.replace("shows", "show") + "    date: 2566-02-30\nower: ก\n"
    lay(site, f"{ITEMS}/o06.yml", text)
    assert [(f.line, f.code) for f in judge(site).findings] == [
        (2, "ITA204"),
        (7, "ITA201"),
        (8, "ITA205"),
        (9, "ITA201"),
    ]


def test_numbers_as_people_write_them(site: Path) -> None:
    path = f"{PROGRAMME}/2566-03.yml"
    for spent in ("1,250.50", "๑,๒๕๐", "1250 บาท", "0"):
        lay(
            site,
            path,
            f"month: มี.ค. 66\nsubmitted: 8 เมษายน 2566\nactions: [{{text: ประชุม}}]\nbudget_spent_baht: {spent}\nprogress_percent: ๘๐ %\nreporter: {{name: งานบริหารทั่วไป}}\n",
        )
        assert judge(site).findings == ()
    lay(site, path, "month: 2566-03\nsubmitted: 2566-04-08\nactions: [{text: ประชุม}]\nbudget_spent_baht: -5\n")
    [finding] = judge(site).findings
    assert finding.code == "ITA206"
    assert "ต้องไม่น้อยกว่า 0" in finding.message.th


@pytest.mark.parametrize("typed", ["yes", "ใช่", "1", "True", "on"])
def test_yes_and_no(site: Path, typed: str) -> None:
    lay(
        site,
        f"{PROGRAMME}/2566-03.yml",
        f"month: 2566-03\nsubmitted: 2566-04-08\nactions: [{{text: ประชุม}}]\non_plan: {typed}\n",
    )
    assert codes(judge(site)) == ["ITA211"]


def test_the_last_notice_tells_how_many_follow(site: Path) -> None:
    """Ten repaired words are six notices, the last of which stands for five."""
    words = "".join(
        f"  - title: ร\u0e49\u0e4d\u0e32 {n}\n    url: https://www.agency.example/laws/{n}\n    shows: [laws]\n"
        for n in range(10)
    )
    lay(site, f"{ITEMS}/o06.yml", f"{HEAD}evidence:\n{words}{OWNER}")
    found = judge(site).findings
    assert [f.code for f in found] == ["ITA113"] * 6
    assert {f.severity for f in found} == {Severity.NOTICE}
    assert [("และอีก 4 แห่ง" in f.message.th, "4 more" in f.message.en) for f in found] == [(False, False)] * 5 + [
        (True, True)
    ]


def test_encodings_have_names(site: Path) -> None:
    path = site / ITEMS / "o06.yml"
    for data, name in [
        (HEAD.encode("utf-16"), "UTF-16 LE"),
        (HEAD.encode("cp874"), "TIS-620"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n\0\xff", "ไฟล์ที่ไม่ใช่ข้อความ"),
        ("item: O6\nowner: สำนักปลัด".encode() + b"\xff", "รหัสที่ไม่รู้จัก"),
    ]:
        path.write_bytes(data)
        [finding] = judge(site).findings
        assert finding.code == "ITA101"
        assert finding.message.th.endswith(name)


def test_table_rows(site: Path) -> None:
    path = f"{ITEMS}/o34.yml"
    text = (
        (site / path).read_text(encoding="utf-8").replace("      measure: ลงบันทึกการใช้รถทุกครั้ง\n", "      วิธีแก้: ลงบันทึก\n")
    )
    lay(site, path, text)
    # the column that is not there, and the row that lacks the one that should be
    assert places(judge(site).findings) == {(path, 11, "ITA215"), (path, 13, "ITA215")}


def test_configuration_is_judged_by_the_same_rules(site: Path) -> None:
    config = site / "site_config.yml"
    config.write_text(
        config.read_text(encoding="utf-8").replace("type: local_government", "type: อบต").replace("  url:", "  ulr:"),
        encoding="utf-8",
    )
    with pytest.raises(ConfigError) as caught:
        read_config(config)
    assert {(f.code, f.path) for f in caught.value.findings} == {
        ("ITA201", "site_config.yml"),
        ("ITA202", "site_config.yml"),
    }
    config.write_text(config.read_text(encoding="utf-8").replace("  ulr:", "  url:"), encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        read_config(config)
    [finding] = caught.value.findings
    assert finding.code == "ITA204"
    assert "local_government" in finding.fix.th
