"""8xx, answers for the assessor's form: do they fit into it, and do their pages open where the form says?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ita_site.answers.addresses import item_address
from ita_site.answers.said import longest_of, said
from ita_site.evidence import reasons
from ita_site.evidence.observation import Observation, Verdict
from ita_site.evidence.own import own_address
from ita_site.records import Status
from ita_site.rules.base import Context, Hit, rule
from ita_site.site import ItemEntry
from ita_site.text import Text


@rule(
    "ITA811", "long-explanation", "warning",
    title=("คำอธิบายยาวเกิน", "Explanation is long"),
    message=("คำอธิบายยาว {length} ตัวอักษร เกิน {longest}", "The explanation has {length} characters, more than {longest}"),
    fix=("บอกเฉพาะทางไปหาข้อมูลและสิ่งที่จะพบ รายละเอียดให้อยู่ในหลักฐาน", "Tell the way to the data and what is found there; leave the rest to the evidence"),
)  # fmt: skip
def long_explanation(context: Context) -> Iterator[Hit]:
    """ผู้ประเมินอ่านคำอธิบายของทุกหน่วยงาน คำอธิบายที่ยาวอาจถูกตัดในแบบของผู้ประเมินหรือไม่มีใครอ่านจบ เราไม่พบตัวเลขที่เป็นทางการ จึงแจ้งเมื่อเกิน 1000 ตัวอักษร และเตือนเมื่อเกินที่หน่วยงานกำหนดเองใน answers.longest

    Assessors read every agency's explanations; a long one may be cut in their form, or not read to its end. We know of no
    official figure: above 1000 characters this is a notice, above the agency's own answers.longest a warning."""
    longest = longest_of(context.site)
    is_own = context.site.config.answers.longest is not None
    for entry, item, record in context.sound:
        # only the addresses of its links make a text longer than it is typed: few need to be read for that
        if len(record.explanation) + len(context.site.config.site.url) * record.explanation.count("](") <= longest:
            continue
        text = said(context.site, record.explanation)
        if len(text) > longest:
            values = {"length": f"{len(text):,}", "longest": f"{longest:,}"}
            yield Hit(entry.document, ("explanation",), values, item, confidence="high" if is_own else "low")


@dataclass(frozen=True, slots=True)
class _Trouble:
    what: Text
    mend: Text


_NOT_LIVE = Text(
    "เผยแพร่เว็บไซต์ก่อน แล้วสั่ง ita-site export answers อีกครั้ง",
    "Publish the site first, then run ita-site export answers again",
)
_LOOK = Text("เปิดหน้านี้ในโทรศัพท์ดูก่อนส่งแบบคำตอบ", "Open the page on a phone before the form is sent")
_MOVED = Text(
    "แก้ site.url ใน site_config.yml ให้เป็นที่อยู่จริงของเว็บไซต์",
    "Write the site's real address as site.url in site_config.yml",
)
_THIS = Text("หน้าของข้อนี้", "This item's page does not open")
_EVERY = Text("ทุกหน้าในแบบคำตอบ", "No page of the answer sheet opens")


@rule(
    "ITA812", "page-not-live", "warning",
    title=("หน้าในแบบคำตอบเปิดไม่ได้จริง", "Page of an answer does not open"),
    message=("{which}ยังเปิดไม่ได้ที่ {url}: {what}", "{which} at {url} yet: {what}"),
    fix=("{mend}", "{mend}"),
)  # fmt: skip
def page_not_live(context: Context) -> Iterator[Hit]:
    """ที่อยู่ในแบบคำตอบต้องเปิดได้ในวันที่ผู้ประเมินตรวจ หน้าที่สร้างแล้วแต่ยังไม่เผยแพร่ หรือเผยแพร่ไว้ที่อยู่อื่น ได้ 0 คะแนน คำสั่ง export answers จึงลองเปิดทุกหน้าก่อน

    An address in the form has to open on the day of the assessment. A page that was built and not published, or that lives
    elsewhere, scores 0; so export answers opens every page first."""
    opened = dict(_opened(context))
    troubles = {code: trouble for code, seen in opened.items() if (trouble := _trouble(context, seen))}
    is_unreached = all(seen.status is None for seen in opened.values())
    is_alike = is_unreached or len({trouble.what for trouble in troubles.values()}) == 1
    if len(troubles) > 1 and len(troubles) == len(opened) and is_alike:
        # the site as a whole: forty times the same would hide everything else
        first = next(iter(troubles.values()))
        url = context.site.config.site.url
        yield Hit(context.site.config_document, ("site", "url"), _words(_EVERY, url, first))
        return
    for code, trouble in troubles.items():
        entry = context.site.year.items[code]
        yield Hit(entry.document, ("item",), _words(_THIS, opened[code].url, trouble), entry.item)


def is_answered(entry: ItemEntry) -> bool:
    """Whether an item is answered with «มี», so that its page goes into the form."""
    return entry.record is not None and entry.record.status in (Status.DISCLOSED, Status.NIL)


def _opened(context: Context) -> Iterator[tuple[str, Observation]]:
    """Items whose page was opened, and what was seen. `check` opens none: its pages go live with the publish."""
    year = context.site.year
    for code, entry in year.items.items():
        if is_answered(entry) and (seen := context.observed.link(item_address(context.site, year, code))):
            yield code, seen


def _trouble(context: Context, seen: Observation) -> _Trouble | None:
    if seen.verdict is not Verdict.OK:
        is_there = seen.verdict is Verdict.UNSURE and seen.status is not None and seen.status < 400
        return _Trouble(reasons.what_of(seen), _LOOK if is_there else _NOT_LIVE)
    url = context.site.config.site.url
    asked, found = own_address(url, seen.url), own_address(url, seen.final_url or seen.url)
    if asked is not None and (found is None or found.path.rstrip("/") != asked.path.rstrip("/")):
        return _Trouble(Text(f"พาไปที่ {seen.final_url}", f"it leads to {seen.final_url}"), _MOVED)
    return None


def _words(which: Text, url: str, trouble: _Trouble) -> Mapping[str, str | Text]:
    return {"which": which, "url": url, "what": trouble.what, "mend": trouble.mend}
