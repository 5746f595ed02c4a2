"""What waivers and attestations name, held against the site: is there such a rule, place or link?"""

from __future__ import annotations

from difflib import get_close_matches

from ita_site.evidence.links import read_address, same_place
from ita_site.evidence.observation import Source
from ita_site.records.config import Waiver
from ita_site.rules import documents, observed
from ita_site.rules.base import CATALOGUE, Context, Value
from ita_site.text import Text
from ita_site.waivers import read_where
from ita_site.walk import CONTENT, FILES


def was_looked_for(context: Context, code: str, waiver: Waiver) -> bool:
    """Whether the rule had a chance to speak: nobody opened the links, or the file cannot be read, says nothing."""
    module = CATALOGUE[code].check.__module__
    if module == observed.__name__ and context.observed.source in (Source.NONE, Source.NO_NETWORK):
        return False
    where = read_where(waiver.where, context.edition)
    is_of_files = module == documents.__name__ or where.path.startswith(f"{CONTENT}/{FILES}/")
    if is_of_files and not context.observed.files:
        return False
    return not (_of_another_year(context, where.path) or (where.item or where.path) in _unread(context))


def _unread(context: Context) -> set[str]:
    """Items and files that have mistakes to be mended before more can be said of them."""
    year = context.site.year
    entries = [e for e in year.entries if e.record is None]
    plans = [p.path for p in year.programmes if p.record is None]
    reports = [r.document.path for p in year.programmes for r in p.reports if r.record is None]
    return {*(e.document.path for e in entries), *(e.item.code for e in entries if e.item), *plans, *reports}


def _of_another_year(context: Context, path: str) -> bool:
    """Whether a path belongs to a year that this check does not look at."""
    years = (y for y in context.site.config.years if y != context.edition.year)
    return path.startswith(tuple(f"{CONTENT}/{year}/" for year in years))


def no_such_rule(waiver: Waiver) -> dict[str, Value]:
    """What is wrong with the code of a waiver, and how to mend it."""
    near = get_close_matches(waiver.code.strip().upper(), CATALOGUE, n=1, cutoff=0.8)
    meant = Text(f" หรือหมายถึง {near[0]}", f", or is {near[0]} meant") if near else Text("", "")
    return {
        "what": Text(f"«{waiver.code}» ไม่ใช่รหัสของกฎข้อเดียวที่มีอยู่", f"«{waiver.code}» is not the code of one rule that exists"),
        "mend": Text(
            f"ใส่รหัสเต็มทีละข้อ ดูรหัสทั้งหมดด้วยคำสั่ง ita-site rules{meant.th}",
            f"Give one whole code for each waiver; ita-site rules lists them{meant.en}",
        ),
    }  # fmt: skip


_ONE_PLACE = Text(
    "ใส่รหัสข้อ เช่น O12 หรือไฟล์เดียว เช่น content/2566/items/o12.yml หรือบรรทัดเดียว เช่น content/2566/items/o12.yml:4",
    "Name one item such as O12, one file such as content/2566/items/o12.yml, or one line such as content/2566/items/o12.yml:4",
)


def where_trouble(context: Context, number: int, waiver: Waiver) -> dict[str, Value] | None:
    """What is wrong with the place of a waiver, and how to mend it; None when it names one."""
    typed = waiver.where.strip()
    where = read_where(typed, context.edition)
    if where.item is not None or number in context.waivers_used:
        return None
    if "*" in typed or "?" in typed:
        what = Text(f"«{typed}» หมายถึงหลายที่พร้อมกัน", f"«{typed}» stands for many places at once")
        return {"what": what, "mend": _ONE_PLACE}
    there = _places(context)
    if where.path in there:
        return None
    folder = where.path.rstrip("/")
    is_folder = where.path.endswith("/") or not folder.strip(".") or any(p.startswith(f"{folder}/") for p in there)
    if is_folder or ("/" in folder and "." not in folder.rsplit("/", 1)[1]):
        what = Text(f"«{typed}» เป็นโฟลเดอร์ ไม่ใช่ไฟล์เดียว", f"«{typed}» is a folder, not one file")
        return {"what": what, "mend": _ONE_PLACE}
    if _of_another_year(context, where.path):
        return None
    near = get_close_matches(where.path, [*sorted(there), *context.edition.items], n=1, cutoff=0.8)
    what = Text(f"ไม่มีข้อหรือไฟล์ชื่อ «{typed}»", f"There is no item or file «{typed}»")
    mend = Text(f"หมายถึง {near[0]} หรือไม่", f"Is {near[0]} meant") if near else _ONE_PLACE
    return {"what": what, "mend": mend}


def _places(context: Context) -> set[str]:
    """Files that findings can be about, those too that ought to be there."""
    site = context.site
    plans = [programme.path for programme in context.programmes]
    items = [site.year.item_path(code) for code in context.edition.items]
    return {*(d.path for d, _ in context.documents), *plans, *items, *(f"{CONTENT}/{p}" for p in site.files)}


def cited_links(context: Context) -> frozenset[str]:
    """Every link that is evidence in the open year, as typed."""
    return frozenset(c.evidence.url.strip() for c in context.citations if c.evidence.url)


def nearest_link(context: Context, url: str) -> str:
    """A cited link that opens the same place, else one of the same host that is spelt much like it; else nothing."""
    meant = read_address(url)
    if meant is None:
        return ""
    links = sorted(cited_links(context))
    for other in links:
        if same_place(other, None) == same_place(url, None):
            return other
    of_host = [o for o in links if (address := read_address(o)) is not None and address.host == meant.host]
    return next(iter(get_close_matches(url, of_host, n=1, cutoff=0.8)), "")
