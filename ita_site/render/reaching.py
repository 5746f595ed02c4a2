"""How a reader reaches the agency: links that dial and write, and the one that reports a problem with an item."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote

from ita_site.records.config import Agency
from ita_site.render.links import Link
from ita_site.thai import fold_digits

_EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?")
_LABEL = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?")
_NUMBER = re.compile(r"\+?[0-9][0-9 ().-]*")
_RANGE = re.compile(r"-[0-9]{1,2}$")
_LANDLINE, _MOBILE = re.compile(r"0[2-57][0-9]{7}"), re.compile(r"0[689][0-9]{8}")
_SHORT, _ABROAD = re.compile(r"1[0-9]{2,3}"), re.compile(r"\+[1-9][0-9]{7,14}")


def mail_link(email: str, subject: str = "", body: str = "") -> str:
    """`mailto:` of the first address in what was typed; blank where it is no address.

    Source: RFC 6068, every sign of subject and body percent-encoded, lines parted by CR LF.
    """
    address = next((word for word in re.split(r"[\s,;]+", email.strip()) if _is_email(word)), "")
    if not address:
        return ""
    said = (("subject", subject), ("body", body.replace("\n", "\r\n")))
    query = "&".join(f"{name}={quote(text, safe='')}" for name, text in said if text)
    return f"mailto:{quote(address, safe='@')}" + (f"?{query}" if query else "")


def phone_link(phone: str) -> str:
    """`tel:` of the first number in what was typed («0 2000 0100 ต่อ 12»); blank where nobody can tell which it is."""
    found = _NUMBER.search(fold_digits(phone))
    if found is None:
        return ""
    written = found[0].strip(" .(-")
    digits = _digits(written)
    if not _is_number(digits):
        # «0 2000 0100-5» are several lines, of which the first answers
        digits = _digits(_RANGE.sub("", written))
    return f"tel:{digits}" if _is_number(digits) else ""


def report_link(agency: Agency, code: str, title: str, address: str, to_complain: Link | None) -> Link | None:
    """Where a reader tells that something is wrong with an item: a letter that is begun for him, else the telephone,
    else the page on which the agency takes complaints. None where nothing is known.

    `address` is that of the item's page on the public site.
    """
    body = f"หน้าที่พบปัญหา: {address}\nข้อ: {code} {title}\n\nปัญหาที่พบ:\n"
    if mail := mail_link(agency.email, f"แจ้งปัญหา {code} {title}", body):
        return Link(mail, "แจ้งปัญหาของข้อนี้ทางอีเมล")
    if phone := phone_link(agency.phone):
        return Link(phone, f"แจ้งปัญหาของข้อนี้ โทร. {agency.phone}")
    return Link(to_complain.href, f"แจ้งปัญหาของข้อนี้ที่หน้า {to_complain.text}") if to_complain else None


_TO_ASK = re.compile(r"ติดต่อ|ถาม|ร้องเรียน|แจ้ง|contact|complain|ask|faq", re.IGNORECASE)
_TO_COMPLAIN = re.compile(r"ร้องเรียน|ร้องทุกข์|complain", re.IGNORECASE)


def is_to_ask(name: str) -> bool:
    """Whether a free page, by its file's name and title, is about how to reach the agency."""
    return _TO_ASK.search(name) is not None


def is_to_complain(name: str) -> bool:
    """Whether a free page, by its file's name and title, is the one that takes complaints."""
    return _TO_COMPLAIN.search(name) is not None


def complaint_first(links: Iterable[tuple[str, Link]]) -> tuple[Link, ...]:
    """Links to pages that are about reaching the agency, those about complaints first. Given with the file's name."""
    known = list(links)
    return tuple(link for _, link in sorted(known, key=lambda one: not is_to_complain(f"{one[0]} {one[1].text}")))


def _is_email(word: str) -> bool:
    if _EMAIL.fullmatch(word) is None:
        return False
    labels = word.partition("@")[2].split(".")
    return len(labels) > 1 and all(_LABEL.fullmatch(label) for label in labels) and not labels[-1].isdigit()


def _digits(written: str) -> str:
    return ("+" if written.startswith("+") else "") + re.sub(r"[^0-9]", "", written)


def _is_number(digits: str) -> bool:
    return any(kind.fullmatch(digits) for kind in (_LANDLINE, _MOBILE, _SHORT, _ABROAD))
