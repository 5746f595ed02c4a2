"""4xx: is there evidence, and does it lead its reader to the data?"""

from __future__ import annotations

from collections.abc import Iterator

from ita_site.evidence.collect import Citation
from ita_site.evidence.links import is_social, read_address, same_place
from ita_site.evidence.observation import Verdict
from ita_site.evidence.words import words
from ita_site.records import Evidence, Status
from ita_site.rules.base import Context, Hit, Value, rule
from ita_site.rules.completeness import disclosed

SHARED_AT_LEAST = 3
"""So many items behind one link is «one document for everything»; two may well share a page."""


@rule(
    "ITA402", "no-evidence", "error", gap=True,
    title=("ไม่มีหลักฐาน", "No evidence"),
    message=("ข้อนี้ยังไม่มีหลักฐานให้เปิดดู", "The item names nothing that can be opened"),
    fix=("เติม evidence: อย่างน้อยหนึ่งรายการ มี title: และ url: หรือ file:", "Add evidence: with at least one entry that has title: and url: or file:"),
)  # fmt: skip
def no_evidence(context: Context) -> Iterator[Hit]:
    """ข้อที่ตอบว่าเปิดเผยแล้วแต่ไม่มีอะไรให้เปิด ได้ 0

    An item that claims to be disclosed with nothing to open scores 0."""
    for hit, item, record in disclosed(context):
        if not record.evidence:
            written = "evidence" in record.model_fields_set
            yield Hit(hit.where, ("evidence",) if written else ("status",), item=item, on_key=True)


@rule(
    "ITA406", "bare-social-network", "error",
    title=("ใส่แต่ลิงก์เครือข่ายสังคม", "Bare social-network link"),
    message=("หลักฐานมีแต่ที่อยู่ของเครือข่ายสังคม ยังไม่มีตำแหน่งบนเว็บไซต์ของหน่วยงาน", "The evidence is a social network only, not the place on the agency's website that links to it"),
    fix=("เพิ่มหลักฐานที่เป็นหน้าเว็บของหน่วยงานซึ่งมีลิงก์ไปยังเครือข่ายสังคมนั้น", "Add the page of the agency's own site where that link stands"),
)  # fmt: skip
def bare_social_network(context: Context) -> Iterator[Hit]:
    """เกณฑ์ถามหาตำแหน่งบนเว็บไซต์ของหน่วยงานที่เชื่อมไปยังเครือข่ายสังคม

    The criteria ask for the place on the agency's own site that links to the network."""
    for hit, item, record in disclosed(context):
        if item.own_site_place and record.evidence and all(e.url and is_social(e.url) for e in record.evidence):
            yield Hit(hit.where, ("evidence", 0, "url"), item=item)


@rule(
    "ITA408", "one-link-for-many", "warning",
    title=("ลิงก์เดียวใช้กับหลายข้อ", "One link for many items"),
    message=("ลิงก์นี้เป็นหลักฐานของ {count} ข้อ ({items}) โดยไม่บอกหน้าหรือจุดในหน้า", "This link is the evidence of {count} items ({items}) without naming a page or a place in it"),
    fix=("ใส่ page: ของแต่ละข้อ หรือใช้ลิงก์ที่มี #ชื่อหัวข้อ หรือแยกเอกสาร", "Give each its page:, or a link with #section, or separate documents"),
)  # fmt: skip
def one_link_for_many(context: Context) -> Iterator[Hit]:
    """ผู้ประเมินที่เปิดเอกสารร้อยหน้าอาจหาข้อมูลของข้อนั้นไม่พบ

    An assessor facing a hundred pages may not find the item's data."""
    places: dict[str, list[Citation]] = {}
    for citation in context.citations:
        evidence = citation.evidence
        if not isinstance(evidence, Evidence) or evidence.page is not None:
            continue
        where = evidence.file or evidence.url or ""
        address = read_address(where)
        if where and not (address is not None and address.fragment):
            places.setdefault(same_place(where, None), []).append(citation)
    for cited in places.values():
        codes = list(dict.fromkeys(c.item.code for c in cited if c.item))
        if len(codes) >= SHARED_AT_LEAST:
            for c in cited:
                name = "file" if c.evidence.file else "url"
                shown = ", ".join(codes[:5]) + (" …" if len(codes) > 5 else "")
                yield Hit(c.document, (*c.at, name), {"count": len(codes), "items": shown}, c.item)


@rule(
    "ITA409", "empty-title", "error",
    title=("ชื่อหลักฐานไม่บอกอะไร", "Evidence title says nothing"),
    message=("ชื่อหลักฐาน «{title}» ไม่บอกว่าเปิดแล้วจะเจออะไร", "The title «{title}» does not say what will open"),
    fix=("ตั้งชื่อตามเอกสาร เช่น แผนดำเนินงาน ปี 2566 (PDF)", "Name the document, like «Action plan 2566 (PDF)»"),
)  # fmt: skip
def empty_title(context: Context) -> Iterator[Hit]:
    """คำว่า “คลิก” ซ้ำหลายแถวใช้กับโปรแกรมอ่านหน้าจอไม่ได้ และผู้ประเมินเดาไม่ถูก

    Rows of «click here» are useless to a screen reader, and leave the assessor guessing."""
    for citation in context.citations:
        evidence = citation.evidence
        if not isinstance(evidence, Evidence):
            continue
        said = evidence.title.strip(" .…:!>»«\"'“”()[]-–1234567890๐๑๒๓๔๕๖๗๘๙").casefold()
        bare = read_address(evidence.title) is not None
        if bare or not said or said in words().empty_titles:
            yield Hit(citation.document, (*citation.at, "title"), {"title": evidence.title}, citation.item)


@rule(
    "ITA418", "repeated-evidence", "warning",
    title=("หลักฐานเดียวกันใส่ซ้ำในข้อ", "Same evidence twice in one item"),
    message=("หลักฐานนี้ซ้ำกับรายการที่ {first} ของข้อเดียวกัน", "This evidence repeats entry {first} of the item"),
    fix=("รวมเป็นรายการเดียว หรือใส่ page: ให้ต่างกัน", "Make them one, or tell different pages"),
)  # fmt: skip
def repeated_evidence(context: Context) -> Iterator[Hit]:
    """รายการซ้ำทำให้ดูเหมือนหลักฐานมากกว่าที่มี

    Repeats look like more evidence than there is."""
    for entry, item, record in context.sound:
        if record.status is not Status.DISCLOSED:
            continue
        first: dict[tuple[str, object], int] = {}
        for i, evidence in enumerate(record.evidence):
            where = evidence.file or evidence.url
            if not where:
                continue
            key = (same_place(where, evidence.page), (evidence.covers, evidence.shows))
            seen = first.setdefault(key, i)
            if seen != i:
                at = ("evidence", i, "file" if evidence.file else "url")
                yield Hit(entry.document, at, {"first": seen + 1}, item)


@rule(
    "ITA426", "host-spelling", "warning",
    title=("ชื่อเว็บไซต์สะกดไม่ตรงกัน", "One website spelt two ways"),
    message=("«{host}» ต่างจาก «{other}» แค่จุด น่าจะพิมพ์ผิด (พบ {count} ลิงก์)", "«{host}» is «{other}» but for its dots; probably a slip ({count} links)"),
    fix=("เปิดทั้งสองที่อยู่ดู แล้วใช้ชื่อที่เปิดได้ให้ตรงกันทุกลิงก์", "Open both and use the one that opens in all links"),
)  # fmt: skip
def host_spelling(context: Context) -> Iterator[Hit]:
    """ที่อยู่ที่คัดจากเอกสารสแกนมักมีจุดแทรกกลางชื่อเว็บไซต์ ทำให้เปิดไม่ได้ทั้งชุด

    Addresses taken from scanned papers often have a dot too many in the site's name, and then none of them opens."""
    cited: dict[str, list[Citation]] = {}
    for citation in context.citations:
        address = read_address(citation.evidence.url) if citation.evidence.url else None
        if address is not None and not address.host.replace(".", "").isdigit():
            cited.setdefault(address.host, []).append(citation)
    alike: dict[str, list[str]] = {}
    for host in cited:
        alike.setdefault(host.replace(".", ""), []).append(host)
    for hosts in alike.values():
        # the fewer dots, the more likely the true name: scans add them
        right, *others = sorted(hosts, key=lambda host: (not _opened(context, cited[host]), host.count("."), host))
        for host in others:
            if not _opened(context, cited[host]):
                first = cited[host][0]
                values: dict[str, Value] = {"host": host, "other": right, "count": len(cited[host])}
                yield Hit(first.document, (*first.at, "url"), values, first.item)


def _opened(context: Context, citations: list[Citation]) -> bool:
    """Whether any of these links was seen to open: a name that answers is no slip."""
    seen = (context.observed.link(citation.evidence.url) for citation in citations)
    return any(found is not None and found.verdict is Verdict.OK for found in seen)
