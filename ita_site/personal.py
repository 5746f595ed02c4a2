"""Numbers of private persons in text: national ids, bank accounts, mobile phones.

Thai digits count as digits; numbers inside web addresses are passed over. Pure functions of text, for YAML, tables and
the text of documents alike.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from ita_site.thai import fold_digits

ID, POSSIBLE_ID, ACCOUNT, PHONE = "national-id", "possible-national-id", "bank-account", "phone"

_DASHES = "-‐‑‒–—−"
_GAP = rf"(?: ?[{_DASHES}] ?|[ .\u00a0])"
_LONG_RUN = re.compile(rf"[0-9](?:[{_DASHES}. \u00a0()]{{0,3}}[0-9]){{9}}")
"""Ten digits with little between them: where there is no such run, there is none of our numbers."""
_THAI_DIGITS = "๐๑๒๓๔๕๖๗๘๙"

_ADDRESS = re.compile(r"https?://\S+")

# Digits 2 and 3 of a national id are the province of registration. Source: the Ministry of Interior's province
# codes (ISO 3166-2:TH), which the ids reuse; together with the check digit they leave 6 % of random numbers.
_PROVINCES = frozenset(
    str(code)
    for first, last in ((10, 27), (30, 49), (50, 58), (60, 67), (70, 77), (80, 86), (90, 96))
    for code in range(first, last + 1)
)
_ID = re.compile(rf"(?<![0-9])[1-8]{_GAP}?[0-9]{{4}}{_GAP}?[0-9]{{5}}{_GAP}?[0-9]{{2}}{_GAP}?[0-9](?![0-9])")
_ID_WORD = re.compile(r"เลข(ที่)?(ประจำตัว|บัตร)ประชาชน|บัตรประชาชน|ปชช|national id", re.IGNORECASE)
_ID_NEAR = 40
"""Characters before a number in which a word makes it an id."""

# Ten digits (ddd-d-ddddd-d); twelve and fifteen at the Government Savings Bank and the BAAC. Source: the banks' forms.
_ACCOUNT = re.compile(
    rf"(?<![0-9])(?<![0-9][{_DASHES}])"
    rf"(?:[0-9]{{3}}{_GAP}?[0-9]{_GAP}?[0-9]{{5}}{_GAP}?[0-9]|"
    rf"[0-9](?:{_GAP}?[0-9]){{14}}|[0-9](?:{_GAP}?[0-9]){{11}}|[0-9](?:{_GAP}?[0-9]){{9}})"
    rf"(?![{_DASHES}]?[0-9])"
)
# The accounts of a ledger (บัญชีแยกประเภท) have ten digits too, and belong to nobody.
_ACCOUNT_WORD = re.compile(
    r"(?:เลข(?:ที่)?|หมายเลข) ?บัญชี(?! ?แยกประเภท)|บัญชี ?(?:เงินฝาก ?)?(?:ธนาคาร|ออมทรัพย์|กระแสรายวัน|ฝากประจำ)|"
    r"(?:account|acct\.?|a/c) ?(?:no|number)\b",
    re.IGNORECASE,
)
_ACCOUNT_NEAR = 60

# Mobile numbers begin with 06, 08 or 09. Source: the numbering plan of the NBTC. Landlines have nine digits.
_PHONE = re.compile(
    rf"(?<![0-9+])(?<![0-9][{_DASHES}.])(?:(?P<abroad>\+ ?66\)?{_GAP}?(?:\(0\)|0)?{_GAP}?)|0(?:{_GAP})?)"
    rf"[689](?:(?:\) ?|{_GAP})?[0-9]){{8}}(?![0-9])(?!(?: ?[{_DASHES}] ?|\.)[0-9])"
)
_PHONE_WORD = re.compile(r"โทร|มือถือ|เบอร์|\btel|phone|mobile", re.IGNORECASE)
# How people group the ten digits. Dates, amounts and accounts of ten digits are grouped otherwise.
_GROUPS = frozenset(
    ((10,), (3, 7), (3, 3, 4), (3, 4, 3), (2, 8), (2, 4, 4), (4, 6), (4, 3, 3), (6, 4), (3, 3, 2, 2),
     (5, 5), (1, 4, 5), (1, 9), (1, 2, 3, 4))
)  # fmt: skip
_NOT_DIGITS = re.compile(r"[^0-9]+")


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a private person: its kind, where it starts and ends (code points), and its digits."""

    kind: str
    start: int
    end: int
    digits: str

    @property
    def tail(self) -> str:
        """As much of it as may be shown."""
        return self.digits[-3:]


def personal_numbers(
    text: str, allowed: Collection[str] = frozenset(), *, in_columns: bool = False
) -> tuple[Number, ...]:
    """Every number of a private person in `text`, by place; accounts and phones in `allowed` (digits) are no secret.

    A national id is sure when it is written with separators or stands next to a word that says so; bare digits may be
    a document number. `in_columns` is for text taken off a page, where blanks may merely keep columns apart.
    """
    folded = _folded(text)
    if not _LONG_RUN.search(folded):
        return ()
    addresses = [m.span() for m in _ADDRESS.finditer(folded)]
    found: list[Number] = []
    for detect in (lambda t: _national_ids(t, in_columns), _bank_accounts, _phones):
        taken = sorted((n.start, n.end) for n in found)
        found += [n for n in detect(folded) if not _within(n, addresses) and not _within(n, taken)]
    kept = [n for n in found if n.kind in (ID, POSSIBLE_ID) or n.digits not in allowed]
    return tuple(sorted(kept, key=lambda n: n.start))


def official_numbers(text: str) -> frozenset[str]:
    """The digits of phones and accounts in text that is known to name nothing else, such as `privacy.contacts`."""
    folded = _folded(text)
    accounts = {_digits(m[0]) for m in _ACCOUNT.finditer(folded)}
    return frozenset(accounts | {n.digits for n in _phones(folded)})


def published_phones(text: str) -> frozenset[str]:
    """The digits of every mobile phone in `text`."""
    folded = _folded(text)
    return frozenset(n.digits for n in _phones(folded)) if _LONG_RUN.search(folded) else frozenset()


def _folded(text: str) -> str:
    """Looking for Thai digits costs a fiftieth of turning them."""
    return fold_digits(text) if any(digit in text for digit in _THAI_DIGITS) else text


def _national_ids(text: str, in_columns: bool) -> Iterator[Number]:
    for match in _ID.finditer(text):
        digits = _digits(match[0])
        if digits[1:3] not in _PROVINCES or not _check_digit_fits(digits):
            continue
        written = len(match[0]) > len(digits) and (not in_columns or any(c in _DASHES for c in match[0]))
        sure = written or bool(_ID_WORD.search(text, max(0, match.start() - _ID_NEAR), match.start()))
        yield Number(ID if sure else POSSIBLE_ID, *match.span(), digits)


def _check_digit_fits(digits: str) -> bool:
    """The 13th digit is (11 - weighted sum mod 11) mod 10. Source: Department of Provincial Administration."""
    total = sum((13 - i) * int(d) for i, d in enumerate(digits[:12]))
    return (11 - total % 11) % 10 == int(digits[12])


def _bank_accounts(text: str) -> Iterator[Number]:
    if not _ACCOUNT_WORD.search(text):
        return
    for match in _ACCOUNT.finditer(text):
        near = max(0, match.start() - _ACCOUNT_NEAR), match.start()
        # the word that stands nearest says what the number is
        account = max((m.end() for m in _ACCOUNT_WORD.finditer(text, *near)), default=-1)
        if account > max((m.end() for m in _PHONE_WORD.finditer(text, *near)), default=-1):
            yield Number(ACCOUNT, *match.span(), _digits(match[0]))


def _phones(text: str) -> Iterator[Number]:
    for match in _PHONE.finditer(text):
        groups = _NOT_DIGITS.split(match[0])
        if match["abroad"] is None:
            decimal = "." in match[0] and len(groups[0]) < 3
            if tuple(map(len, groups)) not in _GROUPS or decimal:
                continue
        yield Number(PHONE, *match.span(), "0" + _digits(match[0])[-9:])


def _within(number: Number, spans: list[tuple[int, int]]) -> bool:
    """Whether a number shares a character with one of `spans`, which are in order and apart."""
    last = bisect_right(spans, (number.end - 1, number.end)) - 1
    return last >= 0 and spans[last][1] > number.start


def _digits(text: str) -> str:
    return _NOT_DIGITS.sub("", text)
