"""4xx: evidence that anyone can open, as far as it can be told without opening it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ita_site.criteria import Item
from ita_site.evidence.files import file_trouble
from ita_site.evidence.links import address_trouble, is_social, read_address, same_place
from ita_site.evidence.words import words
from ita_site.records import ActivityEvidence, Evidence, Status
from ita_site.rules.base import Context, Hit, Path, rule
from ita_site.rules.completeness import disclosed
from ita_site.source import Document

SHARED_AT_LEAST = 3
"""So many items behind one link is «one document for everything»; two may well share a page."""


@dataclass(frozen=True, slots=True)
class Citation:
    """One place where a link or file is named as evidence."""

    document: Document
    at: Path
    item: Item | None
    evidence: Evidence | ActivityEvidence
    is_pending: bool = False
    """Of an item that is not ready yet: a poor link there is unfinished work."""


def citations(context: Context) -> Iterator[Citation]:
    """Every link and file named anywhere in the open year."""
    for entry, item, record in context.sound:
        for i, evidence in enumerate(record.evidence):
            yield Citation(entry.document, ("evidence", i), item, evidence, record.status is Status.PENDING)
    for programme in context.programmes:
        if programme.record is not None and programme.document is not None:
            for i, activity in enumerate(programme.record.activities):
                for j, proof in enumerate(activity.evidence):
                    yield Citation(programme.document, ("activities", i, "evidence", j), None, proof)
        for report in programme.reports:
            if report.record is None:
                continue
            for i, action in enumerate(report.record.actions):
                for j, proof in enumerate(action.evidence):
                    yield Citation(report.document, ("actions", i, "evidence", j), None, proof)
            for level, result in report.record.levels.items():
                for j, proof in enumerate(result.evidence):
                    yield Citation(report.document, ("levels", str(level), "evidence", j), None, proof)


def _addresses(context: Context, trouble: str) -> Iterator[Hit]:
    staging = context.site.config.evidence.staging_hosts
    for citation in citations(context):
        url = citation.evidence.url
        if url is not None and _trouble(url, staging) == trouble:
            at = (*citation.at, "url")
            yield Hit(citation.document, at, {"url": _short(url)}, citation.item, is_gap=citation.is_pending)


@cache
def _trouble(url: str, staging: tuple[str, ...]) -> str | None:
    return address_trouble(url, staging)


def _short(url: str) -> str:
    return url if len(url) <= 80 else url[:77] + "…"


def _files(context: Context, *kinds: str) -> Iterator[Hit]:
    links = frozenset(context.site.links)
    for citation in citations(context):
        if citation.evidence.file is None:
            continue
        trouble = file_trouble(citation.evidence.file, context.site.files, links)
        if trouble is not None and trouble.kind in kinds:
            values = {"file": citation.evidence.file, "other": trouble.other}
            yield Hit(citation.document, (*citation.at, "file"), values, citation.item)
    for entry, item, record in context.sound:
        if record.table is None or record.table.file is None:
            continue
        trouble = file_trouble(record.table.file, context.site.files, links)
        if trouble is not None and trouble.kind in kinds:
            values = {"file": record.table.file, "other": trouble.other}
            yield Hit(entry.document, ("table", "file"), values, item)


@rule(
    "ITA401", "bad-address", "error",
    title=("ที่อยู่เว็บใช้ไม่ได้", "Not a web address"),
    message=("«{url}» ไม่ใช่ที่อยู่เว็บที่เปิดได้", "«{url}» is not a web address that opens"),
    fix=("คัดลอกที่อยู่จากช่องด้านบนของเบราว์เซอร์ ให้ขึ้นต้นด้วย https://", "Copy the address from the browser's bar; it starts with https://"),
)  # fmt: skip
def bad_address(context: Context) -> Iterator[Hit]:
    """ลิงก์ที่เปิดไม่ได้ทำให้ข้อนั้นได้ 0

    A link that does not open scores 0."""
    yield from _addresses(context, "not-an-address")


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
    "ITA403", "home-page", "error",
    title=("ใช้หน้าแรกของเว็บเป็นหลักฐาน", "Home page as evidence"),
    message=("«{url}» เป็นหน้าแรกของเว็บไซต์ ผู้ประเมินต้องค้นหาต่อเอง", "«{url}» is a home page; the assessor would have to go on searching"),
    fix=("ใส่ที่อยู่ของหน้าหรือเอกสารที่มีข้อมูลนั้นโดยตรง", "Give the address of the very page or document"),
)  # fmt: skip
def home_page(context: Context) -> Iterator[Hit]:
    """หลักฐานต้องพาไปถึงข้อมูล ไม่ใช่พาไปถึงประตูหน้าบ้าน

    Evidence leads to the data, not to the front door."""
    yield from _addresses(context, "home-page")


@rule(
    "ITA404", "staging-host", "error",
    title=("ที่อยู่ทดสอบหรือภายในสำนักงาน", "Staging or office-only address"),
    message=("«{url}» เป็นเว็บทดสอบหรือเครือข่ายภายใน ประชาชนเปิดไม่ได้", "«{url}» is a test site or an inner network that citizens cannot open"),
    fix=("ใส่ที่อยู่ของเว็บไซต์จริง", "Give the address on the public site"),
)  # fmt: skip
def staging_host(context: Context) -> Iterator[Hit]:
    """เปิดได้จากในสำนักงานไม่ได้แปลว่าประชาชนเปิดได้ และเว็บทดสอบมักถูกลบ

    What opens in the office need not open outside, and test sites get deleted."""
    yield from _addresses(context, "staging")


@rule(
    "ITA405", "shortener", "error",
    title=("ใช้ลิงก์ย่อ", "Shortened link"),
    message=("«{url}» เป็นลิงก์ย่อ ไม่มีใครรู้ว่าปลายทางคืออะไร", "«{url}» is a shortened link; nobody can tell where it leads"),
    fix=("เปิดลิงก์ แล้วคัดลอกที่อยู่ปลายทางมาใส่แทน", "Open it and copy the address where it ends"),
)  # fmt: skip
def shortener(context: Context) -> Iterator[Hit]:
    """ลิงก์ย่อหมดอายุหรือเปลี่ยนปลายทางได้ โดยหน่วยงานไม่รู้

    A shortened link can expire or change its target without the agency knowing."""
    yield from _addresses(context, "shortener")


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
    "ITA407", "blank-address", "error",
    title=("ที่อยู่ว่างหรือเป็น #", "Blank address"),
    message=("ที่อยู่ของหลักฐานว่างอยู่หรือเป็น #", "The address of the evidence is blank or just #"),
    fix=("ใส่ที่อยู่เต็ม หรือใช้ file: ถ้าเอกสารอยู่ใน content/files", "Give the full address, or use file: for a document under content/files"),
)  # fmt: skip
def blank_address(context: Context) -> Iterator[Hit]:
    """ปุ่มที่กดแล้วไม่ไปไหนพบบ่อยบนหน้า OIT และทำให้ได้ 0

    Buttons that lead nowhere are common on disclosure pages and score 0."""
    yield from _addresses(context, "blank")
    yield from _files(context, "blank")


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
    for citation in citations(context):
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
    for citation in citations(context):
        evidence = citation.evidence
        if not isinstance(evidence, Evidence):
            continue
        said = evidence.title.strip(" .…:!>»«\"'“”()[]-–1234567890๐๑๒๓๔๕๖๗๘๙").casefold()
        if not said or said in words().empty_titles:
            yield Hit(citation.document, (*citation.at, "title"), {"title": evidence.title}, citation.item)


@rule(
    "ITA410", "missing-file", "error",
    title=("ไม่มีไฟล์", "File is not there"),
    message=("ไม่พบไฟล์ content/{file}", "There is no file content/{file}"),
    fix=("อัปโหลดไฟล์ไปไว้ที่ content/{file} หรือแก้ชื่อให้ตรง", "Upload it to content/{file}, or mend the name"),
)  # fmt: skip
def missing_file(context: Context) -> Iterator[Hit]:
    """ลิงก์ไปยังไฟล์ที่ไม่มีเปิดไม่ได้แน่นอน

    A link to a file that is not there will certainly not open."""
    yield from _files(context, "missing")


@rule(
    "ITA411", "letter-case", "error",
    title=("ตัวพิมพ์เล็กใหญ่ของชื่อไฟล์ไม่ตรง", "Letter case of the file differs"),
    message=("ไฟล์จริงชื่อ {other} แต่ในนี้เขียน {file}", "The file is {other}, here it says {file}"),
    fix=("แก้ให้เป็น {other} ทุกตัวอักษร", "Write {other}, letter by letter"),
)  # fmt: skip
def letter_case(context: Context) -> Iterator[Hit]:
    """Windows ไม่สนตัวพิมพ์ แต่เว็บเซิร์ฟเวอร์สน ลิงก์จึงเสียเมื่อขึ้นเว็บ

    Windows does not mind letter case, web servers do: the link breaks once it is live."""
    yield from _files(context, "letter-case")


@rule(
    "ITA412", "file-type", "error",
    title=("ชนิดไฟล์ไม่อนุญาต", "File type is not allowed"),
    message=("ไฟล์ {file} เป็นชนิดที่เผยแพร่ที่นี่ไม่ได้", "{file} is of a type that may not be hosted here"),
    fix=("ใช้ชนิดใดชนิดหนึ่ง: pdf csv xlsx docx pptx odt ods txt jpg png webp", "Use one of: pdf csv xlsx docx pptx odt ods txt jpg png webp"),
)  # fmt: skip
def type_not_allowed(context: Context) -> Iterator[Hit]:
    """ไฟล์บางชนิด เช่น svg และ html สั่งให้เบราว์เซอร์ของประชาชนทำงานได้

    Some types, such as svg and html, can make a citizen's browser run commands."""
    yield from _files(context, "type")


@rule(
    "ITA413", "outside-files", "error", requires=("ITA118",),
    title=("ไฟล์อยู่นอก content/files หรือเป็นทางลัด", "Link, or path outside content/files"),
    message=("«{file}» อยู่นอก content/files หรือเป็นทางลัด", "«{file}» lies outside content/files or is a link"),
    fix=("วางไฟล์จริงไว้ใน content/files แล้วเขียนเป็น files/ปี/ชื่อไฟล์.pdf", "Put the file itself under content/files and write files/year/name.pdf"),
)  # fmt: skip
def outside_files(context: Context) -> Iterator[Hit]:
    """ทางลัดอาจพาไฟล์ลับของเครื่องที่สร้างเว็บออกสู่สาธารณะ

    A link could carry secrets of the building machine into the public site."""
    yield from _files(context, "outside", "link")
    for link in context.site.links:
        yield Hit(link, values={"file": link})


@rule(
    "ITA414", "no-bytes", "error",
    title=("ไฟล์ว่างเปล่า", "File of 0 bytes"),
    message=("ไฟล์ content/{file} มีขนาด 0 ไบต์", "content/{file} has 0 bytes"),
    fix=("อัปโหลดไฟล์ใหม่ การอัปโหลดครั้งก่อนอาจไม่สำเร็จ", "Upload it again; the last upload probably failed"),
)  # fmt: skip
def no_bytes(context: Context) -> Iterator[Hit]:
    """อัปโหลดที่ล้มเหลวมักทิ้งไฟล์ว่างไว้

    A failed upload often leaves an empty file behind."""
    yield from _files(context, "no-bytes")


@rule(
    "ITA415", "login-in-address", "error",
    title=("มีชื่อผู้ใช้หรือรหัสผ่านในลิงก์", "Login inside the address"),
    message=("ลิงก์นี้มีชื่อผู้ใช้หรือรหัสผ่านอยู่ในที่อยู่", "The address carries a user name or password"),
    fix=("ลบส่วนก่อนเครื่องหมาย @ และเปลี่ยนรหัสผ่านนั้นทันที", "Remove what stands before the @, and change that password at once"),
)  # fmt: skip
def login_in_address(context: Context) -> Iterator[Hit]:
    """รหัสผ่านที่อยู่ในลิงก์เห็นได้ทุกคน

    A password in a link is seen by everyone."""
    yield from _addresses(context, "login-in-address")


@rule(
    "ITA416", "cut-address", "error",
    title=("ที่อยู่ถูกตัด", "Address is cut"),
    message=("«{url}» ถูกตัดด้วยจุดสามจุด จึงเปิดไม่ได้", "«{url}» is cut with dots and will not open"),
    fix=("เปิดหน้านั้นใหม่ แล้วคัดลอกที่อยู่เต็มจากช่องด้านบนของเบราว์เซอร์", "Open the page again and copy the whole address from the browser's bar"),
)  # fmt: skip
def cut_address(context: Context) -> Iterator[Hit]:
    """คัดลอกจากตารางที่ย่อลิงก์ไว้จะได้ที่อยู่ไม่ครบ

    Copying from a table that shortens its links gives half an address."""
    yield from _addresses(context, "cut")


@rule(
    "ITA417", "disk-path", "error",
    title=("เป็นที่อยู่ไฟล์ในเครื่อง", "Path on somebody's disk"),
    message=("«{url}» เป็นไฟล์ในเครื่องของเจ้าหน้าที่ ไม่มีใครเปิดได้", "«{url}» is a file on an officer's own disk"),
    fix=("อัปโหลดไฟล์ไว้ใน content/files แล้วใช้ file: แทน url:", "Upload it to content/files and use file: instead of url:"),
)  # fmt: skip
def disk_path(context: Context) -> Iterator[Hit]:
    """ไฟล์ใน D: หรือเครื่องแม่ข่ายภายในเปิดได้แค่คนในสำนักงาน

    A file on D: or an office server opens for nobody outside."""
    yield from _addresses(context, "disk-path")


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
