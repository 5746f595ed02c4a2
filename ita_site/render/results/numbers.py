"""Points, differences and days due as people read them."""

from __future__ import annotations

from decimal import Decimal

from ita_site.dates import When, thai_month
from ita_site.numerals import plain, rounded
from ita_site.render import words

Mark = tuple[str, str, str]
"""Kind for the style sheet, shape, word."""

PASSED: Mark = ("yes", words.YES, "ผ่านเกณฑ์")
FAILED: Mark = ("no", words.NO, "ไม่ผ่านเกณฑ์")
_FINE = 4


def points(value: Decimal) -> str:
    """`55.00`: two decimals, as scores are published; more where more were stated."""
    exponent = value.as_tuple().exponent
    return f"{rounded(value, max(2, -exponent if isinstance(exponent, int) else 2))}"


def worth(value: Decimal) -> str:
    """`1.25`: a computed number of points, rounded to two decimals."""
    return f"{rounded(value)}"


def fine(value: Decimal) -> str:
    """`79.1233`, `84.40`: as many decimals as it takes to follow a sum, two at least."""
    return points(Decimal(plain(rounded(value, _FINE))))


def share(weight: Decimal) -> str:
    """A weight from 0 to 1 as a percentage: `30%`."""
    return f"{plain(weight * 100)}%"


def judged(*, passes: bool) -> Mark:
    return PASSED if passes else FAILED


def change(difference: Decimal) -> Mark:
    """By how many points something rose or fell."""
    size = worth(abs(difference))
    if rounded(difference) == 0:
        return ("notice", "=", "เท่าเดิม")
    return ("yes", "▲", f"เพิ่มขึ้น {size}") if difference > 0 else ("warning", "▼", f"ลดลง {size}")


def within(due: When) -> str:
    """`ภายในเดือนธันวาคม 2566`, or to the day where a day was given."""
    return f"ภายใน {words.day(due.day)}" if due.day else f"ภายในเดือน{thai_month(due.month)}"


def until(due: When) -> str:
    """`31 ธ.ค. 2566` or `ธ.ค. 2566`: where a table's head says what it is."""
    return words.day(due.day, short=True) or thai_month(due.month, short=True)
