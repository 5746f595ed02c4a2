"""6xx beyond the examples: what is a national id and what only looks like one. All numbers name an office that is none."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import ITEMS, codes, judge, lay, places

from ita_site.findings import Severity
from ita_site.rules.privacy import national_ids
from ita_site.thai import thai_digits


def with_check_digit(twelve: str) -> str:
    weights = sum((13 - place) * int(digit) for place, digit in enumerate(twelve))
    return twelve + str((11 - weights % 11) % 10)


def dashed(number: str, mark: str = "-") -> str:
    return mark.join((number[0], number[1:5], number[5:10], number[10:12], number[12]))


# No registrar has the number 00 within a province, so nobody has these ids.
ID = with_check_digit("110000000000")
OTHER = with_check_digit("350000000012")
WRONG_CHECK = ID[:12] + str((int(ID[12]) + 1) % 10)
NO_PROVINCE = with_check_digit("128000000000")

SURE = {
    "with hyphens": dashed(ID),
    "with blanks": dashed(ID, " "),
    "with dashes": dashed(ID, "–"),
    "with one hyphen": f"{ID[0]}-{ID[1:]}",
    "Thai digits with hyphens": thai_digits(dashed(ID)),
    "some Thai digits": thai_digits(ID[:5]) + "-" + ID[5:],
    "after a word": f"เลขประจำตัวประชาชน {ID}",
    "after other words": f"บัตรประชาชนเลขที่ {ID}",
    "after a short word": f"ปชช. {ID}",
    "after English": f"National ID: {ID}",
    "after the word, in Thai digits": f"เลขบัตรประชาชน {thai_digits(ID)}",
    "between Thai letters": f"นายสมชายถือบัตร{dashed(OTHER)}อยู่",
    "in brackets": f"({dashed(ID)})",
    "as a value": f'"{dashed(ID)}"',
}
UNSURE = {
    "bare": ID,
    "bare in Thai digits": thai_digits(ID),
    "after a document word": f"เลขที่สัญญา {ID}",
    "the word is far away": "เลขประจำตัวประชาชน" + " ข้อความอื่นที่ยาวมาก" * 3 + f" {ID}",
    "in a file name": f"files/2566/{ID}.pdf",
}
FREE = {
    "wrong check digit": dashed(WRONG_CHECK),
    "wrong check digit, with the word": f"เลขประจำตัวประชาชน {WRONG_CHECK}",
    "no such province": dashed(NO_PROVINCE),
    "begins with 0, as agencies and companies": dashed(with_check_digit("099400000000")),
    "begins with 9": dashed(with_check_digit("910000000000")),
    "masked": "X-XXXX-XXXXX-XX-X",
    "partly masked": f"{ID[0]}-{ID[1:5]}-XXXXX-{ID[10:12]}-{ID[12]}",
    "in an address": f"https://www.agency.example/doc/{ID}.pdf",
    "in an address with hyphens": f"http://www.agency.example/doc?id={dashed(ID)}",
    "longer number": f"{ID}5",
    "end of a longer number": f"5{ID}",
    "12 digits": ID[:12],
    "landline": "0 2000 0100 ต่อ 1234",
    "landline in one": "020000100",
    "mobile": "081-000-0000",
    "two landlines": "0-2000-0100, 0-2000-0101",
    "phone abroad": "+66 2000 0100 12",
    "bank account": "123-4-56789-0",
    "e-GP project": "66027123456",
    "year and amount": "2566 1,250,000.00",
    "dates": "2565-10-01 2566-09-30",
    "order of a council": "ที่ ปช 1000/2566 ลว 12 ม.ค. 2566",
    "nothing": "",
}


@pytest.mark.parametrize("text", SURE.values(), ids=SURE)
def test_surely_an_id(text: str) -> None:
    assert [sure for _, sure in national_ids(text)] == [True]


@pytest.mark.parametrize("text", UNSURE.values(), ids=UNSURE)
def test_perhaps_an_id(text: str) -> None:
    assert [sure for _, sure in national_ids(text)] == [False]


@pytest.mark.parametrize("text", FREE.values(), ids=FREE)
def test_no_id(text: str) -> None:
    assert list(national_ids(text)) == []


def test_random_document_numbers_rarely_pass() -> None:
    """Check digit and province leave about one in fifteen."""
    numbers = [f"{1 + n % 8}{pow(48_271, n, 10**12 + 39):012}"[:13] for n in range(1, 4_000)]
    passed = sum(1 for number in numbers for _ in national_ids(number))
    assert 0 < passed < len(numbers) * 0.09


def test_places(site: Path) -> None:
    path = f"{ITEMS}/o30.yml"
    text = (site / path).read_text(encoding="utf-8")
    text = text.replace("explanation: ", f"explanation: |\n  รายชื่อผู้เข้าร่วม\n  นายสมชาย ตัวอย่าง {dashed(ID)}\n  ")
    lay(site, path, text.replace("\nowner", f"\n# โทร 0 2000 0100 เลขที่ {OTHER}\nowner"))
    report = judge(site)
    assert [(f.code, f.line, f.column, f.severity) for f in report.findings] == [
        ("ITA601", 5, 21, Severity.ERROR),
        ("ITA602", 12, 26, Severity.WARNING),
    ]
    for finding in report.findings:  # the report may go public
        for number in (ID, OTHER, dashed(ID)):
            assert number not in finding.message.th + finding.message.en + finding.fix.th + finding.fix.en


def test_pages_and_reports_are_read_too(site: Path) -> None:
    lay(site, "content/pages/contact.md", f"# ติดต่อเรา\n\nผู้ดูแล บัตรประชาชน {ID}\n")
    report = site / "content/2566/programmes/kpi-2-1/2566-01.yml"
    report.write_text(report.read_text(encoding="utf-8") + f"problems: ผู้ร้อง {dashed(ID)}\n", encoding="utf-8")
    assert places(judge(site).findings) == {
        ("content/pages/contact.md", 3, "ITA601"),
        ("content/2566/programmes/kpi-2-1/2566-01.yml", 8, "ITA601"),
    }


def test_a_draft_is_blocked_too(site: Path) -> None:
    """What a git host has once shown cannot be taken back."""
    lay(site, "content/pages/staff.md", f"{dashed(ID)}\n")
    assert codes(judge(site)) == ["ITA601"]
    assert judge(site).blocked
