"""6xx beyond the examples: what is a private number and what only looks like one.

No registrar has the ids used here, no bank the accounts (branch 000); the phones belong to nobody that we know of.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from builders import ITEMS, REPORT, codes, lay, places
from builders import judge as judge_all
from documents import text_pdf
from hypothesis import given
from hypothesis import strategies as st

from ita_site.findings import Severity
from ita_site.personal import ACCOUNT, PHONE, POSSIBLE_ID, official_numbers, personal_numbers
from ita_site.personal import ID as SURELY
from ita_site.thai import thai_digits

judge = partial(judge_all, only="6")
"""What other families say of a whole site, `test_rule_examples` and the trials tell."""


@pytest.fixture
def site(lent: Path) -> Path:
    return lent


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
    assert [n.kind for n in personal_numbers(text)] == [SURELY]


@pytest.mark.parametrize("text", UNSURE.values(), ids=UNSURE)
def test_perhaps_an_id(text: str) -> None:
    assert [n.kind for n in personal_numbers(text)] == [POSSIBLE_ID]


@pytest.mark.parametrize("text", FREE.values(), ids=FREE)
def test_no_id(text: str) -> None:
    assert [n for n in personal_numbers(text) if n.kind in (SURELY, POSSIBLE_ID)] == []


def test_random_document_numbers_rarely_pass() -> None:
    """Check digit and province leave about one in fifteen."""
    numbers = [f"{1 + n % 8}{pow(48_271, n, 10**12 + 39):012}"[:13] for n in range(1, 4_000)]
    passed = sum(1 for number in numbers for n in personal_numbers(number) if n.kind == POSSIBLE_ID)
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
        ("content/2566/programmes/kpi-2-1/2566-01.yml", 9, "ITA601"),
    }


def test_a_draft_is_blocked_too(site: Path) -> None:
    """What a git host has once shown cannot be taken back."""
    lay(site, "content/pages/staff.md", f"{dashed(ID)}\n")
    assert codes(judge(site)) == ["ITA601"]
    assert judge(site).blocked


def kinds(text: str) -> list[str]:
    return [number.kind for number in personal_numbers(text)]


PHONES = {
    "with hyphens": "080-000-0123",
    "two parts": "080-0000123",
    "as the Royal Society writes it": "08 0000 0123",
    "with blanks": "โทร 080 000 0123",
    "with dots": "080.000.0123",
    "bare": "0800000123",
    "bare in Thai digits": "โทร ๐๘๐๐๐๐๐๑๒๓",
    "in brackets": "(080) 000-0123",
    "with dashes": "080–000–0123",
    "of another network": "โทร.060-000-0123",
    "of a third": "090-000-0123 ต่อ 4",
    "from abroad": "+66 80 000 0123",
    "from abroad in one": "+66800000123",
    "from abroad with a zero": "+66 (0)80-000-0123",
    "in words": "ผู้ใหญ่บ้าน080-000-0123โทรได้ทุกวัน",
    "in a list": "1) 080-000-0123",
    "after a comma": "0 2000 0100, 080-000-0123",
}
NO_PHONES = {
    "landline": "0 2000 0100",
    "landline with hyphens": "02-000-0100",
    "landline of a province": "044-000-010",
    "several landlines": "0-2000-0100-4, 0 2000 0105",
    "landline from abroad": "+66 2 000 0100",
    "hotline": "1567",
    "free call": "1800-000-123",
    "masked": "08X-XXX-X123",
    "half masked": "080-XXX-0123",
    "nine digits": "080-000-012",
    "eleven digits": "080-000-01234",
    "date and hour": "09-10-2566 10.30 น.",
    "date and number": "09-10-2566 12",
    "days": "06 07 08 09 10 11 12",
    "share": "0.812345678",
    "amount": "69,000,000.00",
    "e-GP project": "66089123456",
    "agency's tax number": "0-9940-00000-00-1",
    "account": "080-0-00012-3",
    "in an address": "https://www.agency.example/x?tel=0800000123",
    "part of a number": "12-080-000-0123",
    "range of numbers": "080-000-0123-45",
}
ACCOUNTS = {
    "ten digits": "เลขที่บัญชี 000-0-00012-3",
    "bare": "เลขบัญชี 0000000123",
    "twelve digits": "บัญชีออมทรัพย์ 000012345678",
    "fifteen digits": "บัญชีธนาคาร 000-001-234-567-890",
    "Thai digits": "เลขที่บัญชี ๐๐๐-๐-๐๐๐๑๒-๓",
    "with the bank between": "บัญชีเงินฝากธนาคารตัวอย่าง สาขาสมมติ เลขที่ 000-0-00012-3",
    "English": "Account no. 000-0-00012-3",
    "on the next line": "เลขที่บัญชี\n000-0-00012-3",
    "looks like a phone": "เลขที่บัญชี 0800000123",
}
NO_ACCOUNTS = {
    "without a word": "000-0-00012-3",
    "ledger": "เลขที่บัญชีแยกประเภท 5104010104",
    "list of names": "บัญชีรายชื่อผู้มีสิทธิ 1234567890",
    "office of accounts": "งานการเงินและบัญชี เลขที่หนังสือ 1234567890",
    "masked": "เลขที่บัญชี XXX-X-XX012-3",
    "nine digits": "เลขที่บัญชี 123456789",
    "landline behind it": "สอบถามเลขที่บัญชี โทร 0 2000 0100 1",
    "far away": "เลขที่บัญชี" + " ข้อความอื่นที่ยาวมาก" * 5 + " 0000000123",
}


@pytest.mark.parametrize("text", PHONES.values(), ids=PHONES)
def test_phone(text: str) -> None:
    found = personal_numbers(text)
    assert [n.kind for n in found] == [PHONE]
    assert found[0].digits in ("0800000123", "0600000123", "0900000123")
    assert found[0].tail == "123"
    assert personal_numbers(text, official_numbers(text)) == ()


@pytest.mark.parametrize("text", NO_PHONES.values(), ids=NO_PHONES)
def test_no_phone(text: str) -> None:
    assert PHONE not in kinds(text)


@pytest.mark.parametrize("text", ACCOUNTS.values(), ids=ACCOUNTS)
def test_account(text: str) -> None:
    assert kinds(text) == [ACCOUNT]
    assert personal_numbers(text, official_numbers(text)) == ()


@pytest.mark.parametrize("text", NO_ACCOUNTS.values(), ids=NO_ACCOUNTS)
def test_no_account(text: str) -> None:
    assert ACCOUNT not in kinds(text)


def test_an_account_and_a_phone() -> None:
    assert kinds("เลขที่บัญชี 000-0-00012-3 โทร 080-000-0123") == [ACCOUNT, PHONE]
    assert kinds("โทร 080-000-0123 เลขที่บัญชี 000-0-00012-3") == [PHONE, ACCOUNT]


def test_blanks_may_only_keep_columns_apart() -> None:
    """On a page of a PDF five columns of numbers can look like an id."""
    text = f"รวม {dashed(ID, ' ')}"
    assert [n.kind for n in personal_numbers(text)] == [SURELY]
    assert [n.kind for n in personal_numbers(text, in_columns=True)] == [POSSIBLE_ID]
    assert [n.kind for n in personal_numbers(dashed(ID), in_columns=True)] == [SURELY]
    assert [n.kind for n in personal_numbers(f"บัตรประชาชน {text}", in_columns=True)] == [SURELY]


# --- properties ------------------------------------------------------------------------------------------------------

NEARLY = st.text(st.sampled_from("0123456789๐๑๒๘๙-–. ()+/,:xX\n") | st.characters(codec="utf-8"), max_size=200)
PREFIX = st.sampled_from(["", "เลขที่บัญชี ", "โทร ", "บัตรประชาชน ", "https://x.example/", "+66 "])
SEPARATOR = st.sampled_from(["", "-", " ", "–", "—", "‑", "−", ".", "\u00a0", " - "])


@given(PREFIX, NEARLY, st.booleans())
def test_any_text(prefix: str, text: str, in_columns: bool) -> None:
    text = prefix + text
    found = personal_numbers(text, in_columns=in_columns)
    ends = 0
    for number in found:
        assert ends <= number.start < number.end <= len(text), "in order, and none within another"
        ends = number.end
        assert number.digits.isascii()
        assert number.digits.isdigit()
        assert len(number.tail) == 3
    assert all(n.digits not in {f.digits for f in found} or n.kind in (SURELY, POSSIBLE_ID)
               for n in personal_numbers(text, {f.digits for f in found}, in_columns=in_columns))  # fmt: skip


@given(
    st.sampled_from("12345678"), st.integers(10, 96).map(str).filter(lambda p: p in {"10", "27", "30", "58", "67", "96"}),
    st.integers(0, 10**9 - 1), st.lists(SEPARATOR, min_size=4, max_size=4), st.booleans(), st.booleans(),
)  # fmt: skip
def test_any_id(first: str, province: str, rest: int, marks: list[str], thai: bool, in_columns: bool) -> None:
    number = with_check_digit(f"{first}{province}{rest:09}")
    parts = (number[0], number[1:5], number[5:10], number[10:12], number[12])
    text = "".join(part + mark for part, mark in zip(parts, [*marks, ""], strict=True))
    found = personal_numbers(f"นาย ก {thai_digits(text) if thai else text} ข", in_columns=in_columns)
    assert [(n.digits, n.kind in (SURELY, POSSIBLE_ID)) for n in found] == [(number, True)]


@given(NEARLY, st.integers(3, 12))
def test_what_is_masked_is_not_found(around: str, kept: int) -> None:
    around = "".join(c for c in around if not (c.isdigit() or c in "+./-–"))
    for number in (dashed(ID), "080-000-0123", "000-0-00012-3"):
        masked = "".join("X" if c.isdigit() and i < len(number) - 3 else c for i, c in enumerate(number))
        assert kinds(f"{around} บัตรประชาชน {masked} {around}") == []
        assert kinds(f"{around} เลขที่บัญชี {masked} {around}") == []


# --- where numbers may stand -----------------------------------------------------------------------------------------

PRIVATE = "080-000-0123"
ACCOUNT_TEXT = "เลขที่บัญชี 000-0-00012-3"


def explain(site: Path, name: str, more: str) -> None:
    path = site / ITEMS / name
    path.write_text(
        path.read_text(encoding="utf-8").replace("explanation: ", f"explanation: {more} "), encoding="utf-8"
    )


def configure(site: Path, old: str, new: str) -> None:
    path = site / "site_config.yml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_messages_never_hold_the_number(site: Path) -> None:
    explain(site, "o30.yml", f"โทร {PRIVATE} {ACCOUNT_TEXT} บัตร {dashed(ID)} เลข {OTHER}")
    (site / REPORT).write_bytes(text_pdf(f"{PRIVATE} Account no. 000-0-00012-3 {dashed(ID)} {OTHER}"))
    found = judge(site).findings
    assert sorted(f.code for f in found) == [
        "ITA601",
        "ITA601",
        "ITA602",
        "ITA602",
        "ITA603",
        "ITA603",
        "ITA604",
        "ITA604",
    ]
    for finding in found:
        said = "".join(filter(str.isdigit, finding.message.th + finding.message.en + finding.fix.th + finding.fix.en))
        for number in (ID, OTHER, "0800000123", "0000000123"):
            assert number[-4:] not in said


def test_contacts_of_the_configuration(site: Path) -> None:
    explain(site, "o30.yml", f"โทร {PRIVATE} {ACCOUNT_TEXT}")
    (site / REPORT).write_bytes(text_pdf("0800000123"))
    configure(site, "  type:", f"  phone: 0 2000 0100, {PRIVATE}\n  type:")
    assert codes(judge(site)) == ["ITA603"]
    configure(site, "years:", f"privacy:\n  contacts: [บัญชีรับบริจาค {ACCOUNT_TEXT}]\nyears:")
    assert codes(judge(site)) == []


def test_fields_that_are_there_to_reach_somebody(site: Path) -> None:
    programme = site / "content/2566/programmes/kpi-2-1/2566-01.yml"
    text = programme.read_text(encoding="utf-8")
    programme.write_text(text.replace("0 2000 0100", PRIVATE), encoding="utf-8")
    explain(site, "o30.yml", f"โทร {PRIVATE}")
    assert codes(judge(site)) == []
    programme.write_text(f"{text}problems: ผู้ร้องโทร {PRIVATE}\n", encoding="utf-8")
    assert codes(judge(site)) == ["ITA604", "ITA604"]


@pytest.mark.parametrize("name", ["o02.yml", "o05.yml", "o08.yml", "o27.yml", "o28.yml"])
def test_items_that_ask_for_contacts(site: Path, name: str) -> None:
    explain(site, name, f"โทร {PRIVATE} {ACCOUNT_TEXT} บัตร {dashed(ID)}")
    assert codes(judge(site)) == ["ITA601", "ITA603"]


def test_files_cited_where_contacts_are_asked_for(site: Path) -> None:
    (site / "content/files/2566/executives.pdf").write_bytes(text_pdf(f"Mayor {PRIVATE}", f"Card {dashed(ID)}"))
    assert codes(judge(site)) == ["ITA601", "ITA604"]
    path = site / ITEMS / "o02.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("url: https://www.agency.example/executives", "file: files/2566/executives.pdf"), encoding="utf-8"
    )
    assert codes(judge(site)) == ["ITA601"]


def test_free_pages_may_hold_phones_and_nothing_else(site: Path) -> None:
    lay(site, "content/pages/contact.md", f"# ติดต่อเรา\n\nเวรประปา {PRIVATE}\n{ACCOUNT_TEXT}\nบัตร {dashed(ID)}\n")
    assert places(judge(site).findings) == {
        ("content/pages/contact.md", 4, "ITA603"),
        ("content/pages/contact.md", 5, "ITA601"),
    }


def test_a_duty_roster_warns_once(site: Path) -> None:
    (site / REPORT).write_bytes(text_pdf("Roster", *[f"Officer {n} 080-000-{n:04}" for n in range(1, 60)]))
    (finding,) = judge(site).findings
    assert (finding.code, finding.path, finding.line) == ("ITA604", REPORT, 1)
    assert finding.message.en == "Page 2 holds a mobile phone (ends in 001); the file holds 58 more"
