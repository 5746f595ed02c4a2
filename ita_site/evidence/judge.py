"""From where a link ended to a reason of `reasons.yml`. Pure: everything that was seen is in the `End`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote

from ita_site.evidence import kinds, soft
from ita_site.evidence.follow import PERMANENT, End
from ita_site.evidence.links import Address

_DOUBTFUL = {
    401: "login",
    407: "captive-portal",
    511: "captive-portal",
    403: "forbidden",
    408: "slow",
    425: "too-many-requests",
    429: "too-many-requests",
}
_STATE = re.compile(r"^!|[/=?&]")
"""Fragments that are no place in a page but the state of an app or of a viewer: `#/news/5`, `#page=3`."""
_FILE_NAME = re.compile(r"filename\*?=(?:utf-8'')?[\"']?([^\"';]+)", re.IGNORECASE)
_SAYS_ERROR = re.compile(rb"\s*\{\s*\"(?:success|ok)\"\s*:\s*false|\s*(?:<\?xml[^>]*>\s*)?<error\b", re.IGNORECASE)
_JSON_ERROR = re.compile(
    rb"\s*\{[^{\[]*\"(?:status|statuscode|status_code|code|error)\"\s*:\s*\"?([45][0-9][0-9])\b", re.IGNORECASE
)
_GONE = frozenset({404, 410})
_WALLS = frozenset({403, 429, 503})
"""Statuses behind which firewalls and sites under maintenance put a page that says so."""
_EMPTY = frozenset({204, 205, 304})
_SOFT = {
    "not_found": "soft-not-found",
    "login": "login",
    "maintenance": "maintenance",
    "firewall": "firewall",
    "parked": "parked",
    "error": "error-page",
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """A reason, and what it speaks of."""

    reason: str
    detail: str = ""


def judge(end: End) -> Judgement:
    """What became of a link, its fragment aside."""
    if end.failure is not None:
        return Judgement(end.failure.reason, end.failure.detail)
    found = _by_status(end) or _by_place(end) or _by_body(end) or _well(end)
    waited = end.answer.waited if end.answer is not None else 0
    return Judgement("slow", str(waited)) if waited and _is_for_want_of_more(end, found) else found


def _is_for_want_of_more(end: End, found: Judgement) -> bool:
    """Whether time ran out before anything could be told: what has not come yet is not missing."""
    return found.reason == "empty" or (found.reason == "damaged" and len(end.body) < kinds.HEAD)


def _by_status(end: End) -> Judgement | None:
    answer = end.answer
    assert answer is not None  # noqa: S101 - no failure, so an answer
    status = answer.status
    if status in _EMPTY:
        return Judgement("empty", str(status))
    if 200 <= status < 300 or status == 300:
        return None
    if 300 <= status < 400:
        return Judgement("redirect-nowhere", str(status))
    if status in _GONE:
        return Judgement("not-found", str(status))
    found = soft.soft_failure(end.page) if end.page is not None and status in _WALLS else None
    if found is not None and found.kind in ("firewall", "maintenance"):
        return Judgement(found.kind, found.words)
    if status in _DOUBTFUL:
        return Judgement(_DOUBTFUL[status], str(status))
    if 400 <= status < 500:
        return Judgement("bad-status", str(status))
    return Judgement("server-error" if 500 <= status < 600 else "odd-status", str(status))


def _by_place(end: End) -> Judgement | None:
    """By where redirects led."""
    if not end.hops or end.address.wire == end.typed.wire:
        return None
    typed, final = end.typed, end.address
    if soft.leads_to_login(final) and not soft.is_login_itself(typed):
        return Judgement("login", final.wire)
    if soft.leads_to_error(final) and not soft.leads_to_error(typed):
        return Judgement("redirected-error", final.wire)
    if final.is_home_page and not typed.is_home_page and not _is_app(final):
        same = _bare(final.host) == _bare(typed.host)
        return Judgement("redirected-home" if same else "redirected-elsewhere", final.wire)
    return Judgement("redirected-list", final.wire) if _leads_to_list(typed, final) else None


def _leads_to_list(typed: Address, final: Address) -> bool:
    """Whether a link to one thing ends at a list of many: the folder above it, or a search."""
    if soft.is_search(final) and not soft.is_search(typed):
        return True
    above, name = final.path.rstrip("/"), typed.path.rstrip("/").rpartition("/")[2]
    is_above = bool(above) and typed.path.rstrip("/").startswith(f"{above}/") and final.host == typed.host
    return is_above and not final.query and not name.lower().startswith(("index", "default", "home", "main"))


def _is_app(address: Address) -> bool:
    return address.fragment.startswith(("/", "!"))


def _bare(host: str) -> str:
    return host.removeprefix("www.")


def _by_body(end: End) -> Judgement | None:
    answer = end.answer
    assert answer is not None  # noqa: S101
    if end.trouble:
        return Judgement(end.trouble, answer.header("content-encoding"))
    named = _FILE_NAME.search(answer.header("content-disposition"))
    suffix = kinds.ending(end.typed.path) or kinds.ending(end.address.path) or (kinds.ending(named[1]) if named else "")
    if not end.body:
        return Judgement("truncated" if answer.is_cut else "empty")
    if end.page is not None:
        return _by_page(end, suffix)
    if answer.is_cut:
        return Judgement("truncated")
    if end.kind == "pdf" and end.content_type == "text/plain":
        return Judgement("odd-type", end.content_type)
    if "json" in end.content_type and (status := _status_in(end.body)):
        return Judgement("soft-not-found", status)
    if _SAYS_ERROR.match(end.body[:400]) and ("json" in end.content_type or "xml" in end.content_type):
        return Judgement("error-page", end.content_type)
    if end.kind == "html" and suffix and not _is_spreadsheet(end, suffix):
        return Judgement("wrong-type", "HTML")
    if not kinds.fits(end.kind, suffix) and end.kind != "html":
        return Judgement("damaged", end.kind)
    if not kinds.fits_type(end.kind, end.content_type):
        return Judgement("damaged", end.content_type)
    return None


def _by_page(end: End, suffix: str) -> Judgement | None:
    page, answer = end.page, end.answer
    assert page is not None and answer is not None  # noqa: S101
    if end.kind not in ("html", "text") and not (end.kind == "unknown" and b"\0" not in end.body[: kinds.HEAD]):
        return Judgement("wrong-type", end.content_type)  # a document that is sent as a page shows as rubbish
    if suffix in (".csv", ".txt") and end.kind == "text":
        return None
    found = soft.soft_failure(page)
    if found is not None and not (found.kind == "login" and soft.is_login_itself(end.typed)):
        return Judgement(_SOFT[found.kind] if found.is_sure else "maybe-missing", found.words[:120])
    if suffix:
        return Judgement("viewer" if soft.shows_document(page) else "wrong-type", "HTML")
    if page.is_blank:
        return Judgement("truncated" if answer.is_cut else "empty")
    if answer.is_cut:
        return Judgement("truncated-page")
    return None


def _status_in(body: bytes) -> str:
    """The error that an answer for programs tells of in its body, under a status of 200; "" for none."""
    match = _JSON_ERROR.match(body[:400])
    return match[1].decode() if match else ""


def _is_spreadsheet(end: End, suffix: str) -> bool:
    """Old systems send a table of HTML as .xls, and Excel opens it."""
    return suffix == ".xls" and "html" not in end.content_type


def _well(end: End) -> Judgement:
    answer = end.answer
    assert answer is not None  # noqa: S101
    if answer.note:
        return Judgement(answer.note)
    if end.hops and all(hop.kind in PERMANENT for hop in end.hops):
        return Judgement("moved", end.address.wire)
    return Judgement("opens")


def judge_fragment(end: End, fragment: str, well: Judgement) -> Judgement:
    """What becomes of the place inside the page that a link names; `well` is what is said of the page itself."""
    place = fragment.partition(":~:")[0]
    if not place or place.lower() == "top" or end.page is None or _STATE.search(place):
        return well
    answer = end.answer
    if answer is None or not answer.is_whole or end.page.is_app or end.page.holds(place):
        return well
    return Judgement("anchor-missing", unquote(place))
