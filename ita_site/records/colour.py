"""The agency's colour as officers write it: `"#7a1f5c"`, or a word such as ม่วง."""

from __future__ import annotations

import re

from ita_site.thai import repair

DEFAULT = "#17406f"
"""The colour of a site whose agency names none."""

NAMES = {
    "น้ำเงิน": "#1b3f8b", "ฟ้า": "#1273b5", "เขียว": "#1b6b3a", "ม่วง": "#5b2a86", "แดง": "#a3211f", "เลือดหมู": "#6d1524",
    "ส้ม": "#c4550c", "น้ำตาล": "#6b4226", "ชมพู": "#c2266f", "ทอง": "#b8860b", "เหลือง": "#f2c300", "เทา": "#4a5560",
    "ดำ": "#000000", "ขาว": "#ffffff",
    "blue": "#1b3f8b", "green": "#1b6b3a", "purple": "#5b2a86", "red": "#a3211f", "orange": "#c4550c", "brown": "#6b4226",
    "pink": "#c2266f", "gold": "#b8860b", "yellow": "#f2c300", "grey": "#4a5560", "gray": "#4a5560",
}  # fmt: skip
"""Words for colours, each with a shade that stands well on a page."""

_HEX = re.compile(r"#?([0-9a-f]{3}|[0-9a-f]{6})")


def read_colour(typed: str) -> str | None:
    """The colour as `#rrggbb`; that of the site without one where nothing is typed, None where no colour is meant.

    The sign # may be missing: without quotation marks YAML takes what follows it for a note.
    """
    words = repair(typed).strip().lower()
    if not words:
        return DEFAULT
    if found := _HEX.fullmatch(words):
        digits = found[1]
        return f"#{digits if len(digits) == 6 else ''.join(digit * 2 for digit in digits)}"
    return NAMES.get(words.removeprefix("สี").strip())
