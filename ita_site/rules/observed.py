"""4xx, links: what was seen when they were opened. Opening them is somebody else's work; here it is only judged."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from ita_site import attestations
from ita_site.dates import be_iso, thai_date
from ita_site.evidence import reasons
from ita_site.evidence.collect import Citation
from ita_site.evidence.links import address_trouble, is_social, read_address, shortened
from ita_site.evidence.observation import Observation, Source, Verdict
from ita_site.evidence.own import is_own
from ita_site.evidence.words import under
from ita_site.records import Evidence
from ita_site.rules.base import Context, Hit, Value, rule
from ita_site.text import Text

_ANCHOR = "anchor-missing"


def _opened(context: Context) -> Iterator[tuple[Citation, Observation]]:
    """Citations of links that were opened, and what was seen. Those that a rule about the address itself speaks of
    are passed over: one mistake, one finding."""
    for citation in context.once(_of_the_web):
        seen = context.observed.link(citation.evidence.url)
        if seen is not None:
            yield citation, seen


def _of_the_web(context: Context) -> tuple[Citation, ...]:
    config = context.site.config
    staging, opened = config.evidence.staging_hosts, config.evidence.allow_hosts
    cited = ((c, c.evidence.url) for c in context.citations)
    return tuple(
        c for c, url in cited
        if url is not None and not is_own(config.site.url, url) and address_trouble(url, staging, opened) is None
    )  # fmt: skip


def _hit(citation: Citation, seen: Observation) -> Hit:
    what, fix = reasons.what_of(seen), reasons.fix_of(seen)
    return Hit(
        citation.document, (*citation.at, "url"), {"what": what, "mend": fix}, citation.item, is_gap=citation.is_pending
    )


def _is_outage(context: Context, seen: Observation) -> bool:
    """Whether a link that opened lately is only out of order: nobody is blocked because a distant server was down."""
    grace = timedelta(days=context.site.config.evidence.grace_days)
    since = seen.last_checked - seen.last_ok if seen.last_checked and seen.last_ok else None
    # none is none, also for what opened within this very second
    return reasons.passes(seen) and since is not None and bool(grace) and since <= grace


@rule(
    "ITA430", "dead-link", "error",
    title=("เปิดหลักฐานไม่ได้", "Evidence does not open"),
    message=("เปิดหลักฐานนี้ไม่ได้: {what}", "This evidence does not open: {what}"),
    fix=("{mend}", "{mend}"),
)  # fmt: skip
def dead_link(context: Context) -> Iterator[Hit]:
    """หลักฐานที่ผู้ประเมินเปิดไม่ได้ ทำให้ข้อนั้นได้ 0 จาก 100

    Evidence that the assessor cannot open scores 0 of 100."""
    yield from (_hit(c, seen) for c, seen in _opened(context) if seen.verdict is Verdict.BROKEN)


@rule(
    "ITA431", "doubtful-link", "error", gap=True,
    title=("บอกไม่ได้ว่าเปิดได้หรือไม่", "Cannot be told whether it opens"),
    message=("ระบบบอกไม่ได้ว่าหลักฐานนี้เปิดได้: {what}", "It cannot be told whether this evidence opens: {what}"),
    fix=("{mend}", "{mend}"),
)  # fmt: skip
def doubtful_link(context: Context) -> Iterator[Hit]:
    """เมื่อโปรแกรมบอกไม่ได้ ต้องมีคนเปิดดูและรับรองไว้ใน site_config.yml (attestations) ก่อนเผยแพร่ ประชาชนจะเห็นว่าตรวจด้วยคนเมื่อใด

    Where a robot cannot tell, a person looks and vouches for it in site_config.yml (attestations) before a publish; the
    public sees who looked and when."""
    vouched = attestations.valid(context.site.config, context.as_of)
    for citation, seen in _opened(context):
        is_open = seen.verdict is not Verdict.UNSURE or seen.reason == _ANCHOR
        if not (is_open or seen.url in vouched or _is_outage(context, seen)):
            yield _hit(citation, seen)


@rule(
    "ITA432", "outage", "warning",
    title=("เว็บไซต์ขัดข้องชั่วคราว", "Site out of order for now"),
    message=("เคยเปิดได้เมื่อ {last} แต่ตอนนี้ {what}", "Opened on {last}, but now: {what}"),
    fix=("{mend}", "{mend}"),
)  # fmt: skip
def outage(context: Context) -> Iterator[Hit]:
    """เว็บไซต์อื่นล่มชั่วคราวไม่ใช่ความผิดของหน่วยงาน จึงเตือนแต่ยังไม่กั้น จนกว่าจะเกินจำนวนวันใน evidence.grace_days

    Another site's bad day is not the agency's fault: this warns and blocks only after evidence.grace_days."""
    vouched = attestations.valid(context.site.config, context.as_of)
    for citation, seen in _opened(context):
        if seen.verdict is Verdict.UNSURE and seen.url not in vouched and _is_outage(context, seen) and seen.last_ok:
            hit = _hit(citation, seen)
            day = attestations.in_thailand(seen.last_ok)
            yield Hit(
                hit.where, hit.at, {**hit.values, "last": Text(thai_date(day, short=True), be_iso(day))}, hit.item
            )


@rule(
    "ITA433", "moved-link", "notice",
    title=("ลิงก์ย้ายที่ถาวร", "Link has moved for good"),
    message=("หลักฐานนี้{what}", "This evidence {what}"),
    fix=("{mend}", "{mend}"),
)  # fmt: skip
def moved_link(context: Context) -> Iterator[Hit]:
    """ที่อยู่เดิมที่พาไปที่ใหม่มักเลิกใช้เมื่อเปลี่ยนระบบเว็บครั้งถัดไป แก้ไว้ก่อนลิงก์จะไม่เสียกลางปี

    Old addresses that lead on tend to go with the next change of the website; mending them now spares a dead link later."""
    yield from (_hit(c, seen) for c, seen in _opened(context) if seen.reason == "moved")


@rule(
    "ITA434", "missing-place", "warning",
    title=("ไม่มีตำแหน่งที่ลิงก์ชี้ในหน้า", "Page has no such place"),
    message=("{what}", "{what}"),
    fix=("{mend}", "{mend}"),
)  # fmt: skip
def missing_place(context: Context) -> Iterator[Hit]:
    """หน้าเปิดได้ แต่ผู้ประเมินจะไปตกที่หัวหน้าแทนหัวข้อที่อ้าง และอาจหาไม่พบ

    The page opens, but the assessor lands at its top instead of the cited section and may not find it."""
    vouched = attestations.valid(context.site.config, context.as_of)
    yield from (_hit(c, seen) for c, seen in _opened(context) if seen.reason == _ANCHOR and seen.url not in vouched)


@rule(
    "ITA435", "replaced-document", "notice",
    title=("เอกสารถูกเปลี่ยนหลังเปิดเผย", "Document replaced after disclosure"),
    message=("เอกสารนี้ไม่ใช่ฉบับเดิม: เห็นครั้งแรกเมื่อ {first} และเปลี่ยนไปเมื่อ {then}", "This is not the document that was there: first seen on {first}, another since {then}"),
    fix=("เปิดดูว่ายังตรงกับที่อ้าง แล้วแก้ updated: เป็นวันที่ตรวจ", "See whether it still is what is cited, then set updated: to the day you looked"),
)  # fmt: skip
def replaced_document(context: Context) -> Iterator[Hit]:
    """เอกสารที่ถูกสลับไฟล์ภายหลังอาจไม่มีเนื้อหาที่ข้อนี้อ้างอีกต่อไป

    A file that was swapped later may no longer hold what the item says it shows."""
    updated = {entry.document.path: record.updated for entry, _, record in context.sound}
    for citation, seen in _opened(context):
        if seen.replaced_on is None or seen.first_seen is None:
            continue
        then, first = attestations.in_thailand(seen.replaced_on), attestations.in_thailand(seen.first_seen)
        looked = updated.get(citation.document.path)
        if looked is None or looked < then:
            days: dict[str, Value] = {
                "first": Text(thai_date(first, short=True), be_iso(first)),
                "then": Text(thai_date(then, short=True), be_iso(then)),
            }
            yield Hit(citation.document, (*citation.at, "url"), days, citation.item)


@rule(
    "ITA436", "never-opened", "warning",
    title=("ยังไม่เคยเปิดลิงก์นี้", "Link was never opened"),
    message=("ยังไม่เคยมีใครลองเปิด «{url}»{more}", "«{url}»{more} has never been tried"),
    fix=("ตรวจอีกครั้งโดยไม่ใช้ --offline", "Check again without --offline"),
)  # fmt: skip
def never_opened(context: Context) -> Iterator[Hit]:
    """การตรวจแบบไม่ใช้อินเทอร์เน็ตอาศัยผลครั้งก่อน ลิงก์ใหม่จึงยังไม่รู้ผล การเผยแพร่จะเปิดทุกลิงก์อีกครั้ง

    A check without the network goes by earlier ones, which know nothing of a new link; a publish opens every link."""
    if context.observed.source is not Source.LEDGER:
        return
    # one finding a file: the cure is the same for all its links
    of_file: dict[str, list[Citation]] = {}
    for citation in context.once(_of_the_web):
        if context.observed.link(citation.evidence.url) is None:
            of_file.setdefault(citation.document.path, []).append(citation)
    for unopened in of_file.values():
        first, count = unopened[0], len({citation.evidence.url for citation in unopened}) - 1
        values: dict[str, Value] = {
            "url": shortened(first.evidence.url or ""),
            "more": Text(f" และอีก {count} ลิงก์ในไฟล์นี้", f" and {count} more in this file") if count else Text("", ""),
        }
        yield Hit(first.document, (*first.at, "url"), values, first.item)


@rule(
    "ITA437", "no-network", "error", gap=True,
    title=("ออกอินเทอร์เน็ตไม่ได้", "No network"),
    message=("เครื่องนี้ออกอินเทอร์เน็ตไม่ได้ จึงยังไม่ได้เปิดลิงก์ใดเลย", "This machine has no network, so no link was opened"),
    fix=("ต่ออินเทอร์เน็ตแล้วตรวจใหม่ หรือใช้ --offline เพื่อดูผลครั้งก่อน", "Check again with a network, or use --offline to go by what is known"),
)  # fmt: skip
def no_network(context: Context) -> Iterator[Hit]:
    """การเผยแพร่ต้องพิสูจน์ว่าทุกลิงก์เปิดได้ เมื่อไม่มีอินเทอร์เน็ตจึงพิสูจน์ไม่ได้ แต่ก็ไม่ได้แปลว่าลิงก์เสีย

    A publish proves that every link opens. Without a network there is no proof, which is not to say that links are dead."""
    if context.observed.source is Source.NO_NETWORK:
        yield Hit(context.site.config_document)


@rule(
    "ITA438", "old-observations", "notice",
    title=("ผลตรวจลิงก์เก่าแล้ว", "Links were last opened long ago"),
    message=("มี {count} ลิงก์ที่ไม่ได้เปิดตรวจเกิน {days} วัน เก่าที่สุดเมื่อ {oldest}", "{count} links were last opened over {days} days ago, the oldest on {oldest}"),
    fix=("ตรวจอีกครั้งโดยไม่ใช้ --offline", "Check again without --offline"),
)  # fmt: skip
def old_observations(context: Context) -> Iterator[Hit]:
    """ลิงก์ที่เคยเปิดได้อาจเสียไปแล้ว ผลเก่าจึงเชื่อได้น้อยลงทุกวัน

    A link that opened once may be dead by now; an old verdict is worth less every day."""
    if context.observed.source is Source.PROBED:
        return
    days = context.site.config.evidence.stale_days
    seen = {s.url: attestations.in_thailand(s.last_checked) for _, s in _opened(context) if s.last_checked}
    old = [day for day in seen.values() if (context.as_of - day).days > days]
    if old:
        oldest = Text(thai_date(min(old), short=True), be_iso(min(old)))
        yield Hit(context.site.config_document, values={"count": len(old), "days": days, "oldest": oldest})


@rule(
    "ITA439", "evidence-elsewhere", "notice",
    title=("หลักฐานอยู่นอกเว็บไซต์หลัก", "Evidence is not on the main website"),
    message=("«{host}» ไม่ใช่เว็บไซต์หลักของหน่วยงานที่ระบุไว้ใน evidence.main_hosts", "«{host}» is not a main website of the agency as evidence.main_hosts names them"),
    fix=("อัปโหลดเอกสารไว้ใน content/files หรือบนเว็บไซต์หลัก แล้วแก้ลิงก์", "Upload the document to content/files or the main website, and mend the link"),
)  # fmt: skip
def evidence_elsewhere(context: Context) -> Iterator[Hit]:
    """ผู้ประเมินหาข้อมูลจากเว็บไซต์หลักของหน่วยงาน เอกสารที่ฝากไว้ที่อื่นอาจถูกปิดสิทธิ์หรือหายไปโดยหน่วยงานไม่รู้

    Assessors look on the agency's main website; a document kept elsewhere may be closed or vanish without notice."""
    main = frozenset(host.strip().lower() for host in context.site.config.evidence.main_hosts)
    if not main:
        return
    for citation in context.once(_of_the_web):
        url = citation.evidence.url or ""
        address = read_address(url)
        is_of_item = isinstance(citation.evidence, Evidence)
        if is_of_item and address is not None and not is_social(url) and not under(address.host, main):
            yield Hit(citation.document, (*citation.at, "url"), {"host": address.host}, citation.item)
