"""9xx: waivers and attestations.

An exception is small, has a reason and an end, and goes when it is no longer needed. A person's word is about one link,
on a day that has been, and gives way to what is seen.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ita_site import attestations, waivers
from ita_site.attestations import day_seen, trouble
from ita_site.dates import be_iso, thai_date
from ita_site.evidence.links import has_login
from ita_site.evidence.observation import Observation, Verdict
from ita_site.records.config import Attestation, Waiver
from ita_site.rules.base import CATALOGUE, Context, Hit, Value, rule
from ita_site.rules.whereabouts import cited_links, nearest_link, no_such_rule, was_looked_for, where_trouble
from ita_site.text import Text
from ita_site.waivers import in_force, is_too_long, may_be_waived, rule_code

_PRIVATE = "ITA6"


def _day(value: date) -> Text:
    """A day for a message."""
    return Text(thai_date(value, short=True), be_iso(value))


def _hit(context: Context, number: int, field: str, values: dict[str, Value]) -> Hit:
    return Hit(context.site.config_document, ("waivers", number, field), values)


def _running(context: Context) -> Iterator[tuple[int, Waiver]]:
    """Waivers, by number, whose day has not passed."""
    for number, waiver in enumerate(context.site.config.waivers):
        if waiver.until >= context.as_of:
            yield number, waiver


def _shown(waiver: Waiver) -> str:
    """The place as typed. Findings are published: they must not lead the way to a private person's data."""
    return "…" if (rule_code(waiver.code) or "").startswith(_PRIVATE) else waiver.where


def _known(waiver: Waiver) -> str | None:
    code = rule_code(waiver.code)
    return code if code in CATALOGUE else None


@rule(
    "ITA901", "expired-waiver", "warning",
    title=("ข้อยกเว้นหมดอายุ", "Waiver has expired"),
    message=("ข้อยกเว้น {code} ที่ «{where}» ใช้ได้ถึง {until} ตั้งแต่ {since} เรื่องนั้นกลับมานับตามปกติ", "The waiver of {code} at «{where}» ended on {until}; since {since} what it silenced counts again"),
    fix=("แก้เรื่องนั้นแล้วลบข้อยกเว้นนี้ ถ้ายังแก้ไม่ได้ ให้ผู้อนุมัติกำหนดวันใหม่ในช่อง until:", "Mend the matter and remove the waiver; where that cannot be done yet, have a new day approved for until:"),
)  # fmt: skip
def expired_waiver(context: Context) -> Iterator[Hit]:
    """ข้อยกเว้นมีวันสิ้นสุดเพื่อให้มีคนกลับมาดู

    A waiver ends on a day so that somebody comes back to it."""
    for number, waiver in enumerate(context.site.config.waivers):
        if waiver.until < context.as_of:
            since = _day(waiver.until + timedelta(days=1))
            values: dict[str, Value] = {"code": waiver.code, "where": _shown(waiver), "until": _day(waiver.until)}
            yield _hit(context, number, "until", {**values, "since": since})


@rule(
    "ITA902", "unused-waiver", "warning",
    title=("ข้อยกเว้นที่ไม่ได้ใช้", "Waiver that silences nothing"),
    message=("ไม่มีเรื่อง {code} ที่ «{where}» ให้ยกเว้น", "There is nothing of {code} at «{where}» to be waived"),
    fix=("ลบข้อยกเว้นนี้ออก หรือถ้าบรรทัดเลื่อนไป ให้แก้ where: ตามที่รายงานบอก", "Remove the waiver; if the line has moved, write in where: what the report says"),
)  # fmt: skip
def unused_waiver(context: Context) -> Iterator[Hit]:
    """ข้อยกเว้นที่ค้างอยู่จะปิดปากเรื่องใหม่ที่เกิดในที่เดิมโดยไม่มีใครรู้

    A waiver left behind would silence the next mistake at the same place without anybody knowing."""
    for number, waiver in _running(context):
        code = _known(waiver)
        if code is None or not in_force(waiver, context.as_of) or number in context.waivers_used:
            continue
        if where_trouble(context, number, waiver) is None and was_looked_for(context, code, waiver):
            yield _hit(context, number, "where", {"code": code, "where": _shown(waiver)})


@rule(
    "ITA903", "broad-waiver", "error",
    title=("ข้อยกเว้นกว้างเกินไป", "Waiver is too broad"),
    message=("{what}", "{what}"),
    fix=("{mend}", "{mend}"),
)  # fmt: skip
def broad_waiver(context: Context) -> Iterator[Hit]:
    """ข้อยกเว้นหนึ่งข้อใช้กับกฎข้อเดียว ที่เดียว และไม่เกินหนึ่งปี มิฉะนั้นจะปิดเรื่องที่ไม่มีใครตั้งใจปิด

    One waiver is about one rule, at one place, for a year at most; anything more hides what nobody meant to hide."""
    for number, waiver in _running(context):
        code = _known(waiver)
        if code is None:
            yield _hit(context, number, "code", no_such_rule(waiver))
        elif not may_be_waived(code):
            continue
        if (trouble := where_trouble(context, number, waiver)) is not None:
            yield _hit(context, number, "where", trouble)
        if is_too_long(waiver, context.as_of):
            latest = context.as_of + timedelta(days=waivers.MOST_DAYS)
            what = Text(
                f"ขอยกเว้นถึง {_day(waiver.until).th} ซึ่งนานเกินหนึ่งปีนับจากวันที่ตรวจ",
                f"The waiver runs until {_day(waiver.until).en}, more than a year from the day of the check",
            )
            mend = Text(
                f"กำหนดวันไม่เกิน {_day(latest).th} แล้วพิจารณาใหม่เมื่อครบ",
                f"Choose a day up to {_day(latest).en}, and look again when it comes",
            )
            yield _hit(context, number, "until", {"what": what, "mend": mend})


@rule(
    "ITA904", "waiver-not-allowed", "error",
    title=("กฎข้อนี้ยกเว้นไม่ได้", "Rule may not be waived"),
    message=("กฎ {code} ({title}) ยกเว้นไม่ได้", "Rule {code} ({title}) may not be waived"),
    fix=("ลบข้อยกเว้นนี้ แล้วแก้เรื่องนั้น (ดูวิธีแก้ด้วยคำสั่ง ita-site explain {code})", "Remove the waiver and mend the matter (ita-site explain {code} tells how)"),
)  # fmt: skip
def waiver_not_allowed(context: Context) -> Iterator[Hit]:
    """ไฟล์ที่อ่านไม่ได้แสดงต่อประชาชนไม่ได้อยู่แล้ว ข้อมูลส่วนบุคคลเปิดเผยไม่ได้ไม่ว่าใครอนุมัติ และกฎของข้อยกเว้นยกเว้นตัวเองไม่ได้

    A file that cannot be read cannot be shown anyway, personal data may not be public whoever approves it, and the
    rules of waivers cannot waive themselves."""
    for number, waiver in _running(context):
        code = _known(waiver)
        if code is not None and not may_be_waived(code):
            yield _hit(context, number, "code", {"code": code, "title": CATALOGUE[code].title})


def _with(context: Context, *troubles: str) -> Iterator[tuple[int, Attestation, str]]:
    """Attestations, by number, that cannot be believed for one of these reasons."""
    for number, attestation in enumerate(context.site.config.attestations):
        if (found := trouble(attestation, context.as_of)) in troubles and found is not None:
            yield number, attestation, found


def _sound(context: Context) -> Iterator[tuple[int, Attestation, Observation | None]]:
    """Attestations, by number, that hold today, and what was seen of their link."""
    for number, attestation in enumerate(context.site.config.attestations):
        if trouble(attestation, context.as_of) is None:
            yield number, attestation, context.observed.link(attestation.url)


def _attested(context: Context, number: int, field: str, values: dict[str, Value]) -> Hit:
    return Hit(context.site.config_document, ("attestations", number, field), values)


@rule(
    "ITA911", "expired-attestation", "warning",
    title=("การรับรองลิงก์หมดอายุ", "Attestation has expired"),
    message=("การรับรองลิงก์ «{url}» ใช้ได้ถึง {until}", "The attestation of «{url}» ended on {until}"),
    fix=("เปิดลิงก์ดูอีกครั้ง ถ้าเปิดได้ ให้แก้ on: และ until: ถ้าไม่ใช้ลิงก์นี้แล้ว ให้ลบการรับรอง", "Open the link again; if it opens, write new days in on: and until:, and if it is no longer used remove the attestation"),
)  # fmt: skip
def expired_attestation(context: Context) -> Iterator[Hit]:
    """ลิงก์ที่เคยเปิดได้อาจหายไปแล้ว จึงต้องมีคนเปิดดูใหม่เป็นระยะ

    What opened once may be gone by now, so a person has to look again from time to time."""
    for number, attestation, _ in _with(context, "expired"):
        yield _attested(context, number, "until", {"url": _public(attestation.url), "until": _day(attestation.until)})


def _public(url: str) -> str:
    """A link as it may be told in public: findings and attestations are published, a name and password are not."""
    return "…" if has_login(url) else url


@rule(
    "ITA912", "unused-attestation", "warning",
    title=("รับรองลิงก์ที่ไม่มีใครใช้", "Attestation of a link that is no evidence"),
    message=("ไม่มีหลักฐานใดใช้ลิงก์ «{url}»{near}", "No evidence has the link «{url}»{near}"),
    fix=("คัดลอกลิงก์จากหลักฐานมาใส่ให้ตรงทุกตัวอักษร หรือลบการรับรองนี้", "Copy the link from the evidence, letter by letter, or remove the attestation"),
)  # fmt: skip
def unused_attestation(context: Context) -> Iterator[Hit]:
    """การรับรองใช้กับลิงก์ที่เขียนเหมือนกันทุกตัวอักษรเท่านั้น

    An attestation is about the link that is spelt exactly like it."""
    for number, attestation, seen in _sound(context):
        if attestation.url not in cited_links(context) and not _is_denied(attestation, seen):
            near = nearest_link(context, attestation.url)
            words = Text(f" ที่คล้ายกันคือ «{near}»", f"; «{near}» is like it") if near else Text("", "")
            yield _attested(context, number, "url", {"url": _public(attestation.url), "near": words})


@rule(
    "ITA913", "broad-attestation", "error",
    title=("การรับรองกว้างเกินไป", "Attestation is too broad"),
    message=("{what}", "{what}"),
    fix=("{mend}", "{mend}"),
)  # fmt: skip
def broad_attestation(context: Context) -> Iterator[Hit]:
    """คนเปิดดูได้ทีละลิงก์ จึงรับรองได้ทีละลิงก์ และไม่เกินหนึ่งปี

    A person opens one link at a time, and can vouch for one link at a time, for a year at most."""
    for number, attestation, found in _with(context, "several", "home-page", "not-an-address"):
        what, mend = _NOT_ONE_LINK[found]
        filled = Text(what.th.format(url=_public(attestation.url)), what.en.format(url=_public(attestation.url)))
        yield _attested(context, number, "url", {"what": filled, "mend": mend})
    for number, attestation, _ in _with(context, "too-long"):
        latest, on = _day(attestation.on + timedelta(days=attestations.MOST_DAYS)), _day(attestation.on)
        what = Text(
            f"รับรองไว้นานเกินหนึ่งปีนับจากวันที่เปิดดู ({on.th})",
            f"The attestation runs for more than a year from the look at the link ({on.en})",
        )
        mend = Text(f"กำหนด until: ไม่เกิน {latest.th}", f"Choose a day up to {latest.en} for until:")
        yield _attested(context, number, "until", {"what": what, "mend": mend})  # fmt: skip


_ONE_LINK = Text(
    "ใส่ที่อยู่เต็มของลิงก์ที่เปิดดู ทีละลิงก์", "Give the whole address of the link that was opened, one for each attestation"
)
_NOT_ONE_LINK = {
    "several": (Text("«{url}» หมายถึงหลายลิงก์พร้อมกัน", "«{url}» stands for many links at once"), _ONE_LINK),
    "home-page": (Text("«{url}» เป็นหน้าแรกของเว็บไซต์ ไม่ใช่หลักฐาน", "«{url}» is a home page, not a piece of evidence"), _ONE_LINK),
    "not-an-address": (Text("«{url}» ไม่ใช่ที่อยู่เว็บที่สมบูรณ์", "«{url}» is not a whole web address"), _ONE_LINK),
}  # fmt: skip


@rule(
    "ITA914", "attestation-from-the-future", "error",
    title=("วันที่ของการรับรองเป็นไปไม่ได้", "Days of an attestation cannot be"),
    message=("{what}", "{what}"),
    fix=("ตรวจปี เดือน และวันอีกครั้ง", "Check the year, month and day"),
)  # fmt: skip
def attestation_from_the_future(context: Context) -> Iterator[Hit]:
    """ไม่มีใครรับรองสิ่งที่ยังไม่ได้เปิดดู

    Nobody can vouch for what has not been looked at yet."""
    for number, attestation, found in _with(context, "order", "future"):
        on, until, as_of = _day(attestation.on), _day(attestation.until), _day(context.as_of)
        if found == "future":
            what = Text(
                f"วันที่ตรวจ {on.th} ยังมาไม่ถึง (ตรวจ ณ วันที่ {as_of.th})",
                f"The day of the look, {on.en}, has not come yet (checked as of {as_of.en})",
            )
            yield _attested(context, number, "on", {"what": what})
        else:
            what = Text(
                f"ใช้ได้ถึง {until.th} ซึ่งมาก่อนวันที่ตรวจ {on.th}",
                f"The attestation ends on {until.en}, before the look on {on.en}",
            )
            yield _attested(context, number, "until", {"what": what})  # fmt: skip


@rule(
    "ITA915", "attestation-of-broken", "error",
    title=("รับรองลิงก์ที่เปิดไม่ได้", "Attestation of a link that does not open"),
    message=("ลิงก์ «{url}» เปิดไม่ได้แน่นอนเมื่อ {seen} (รับรองไว้เมื่อ {on})", "The link «{url}» surely did not open on {seen} (vouched for on {on})"),
    fix=("ลบการรับรองนี้ แล้วแก้ลิงก์ในหลักฐานให้เปิดได้", "Remove the attestation, and mend the link where it is evidence"),
)  # fmt: skip
def attestation_of_broken(context: Context) -> Iterator[Hit]:
    """คนรับรองได้เฉพาะลิงก์ที่ระบบบอกไม่ได้ ลิงก์ที่เปิดไม่ได้แน่นอน ประชาชนก็เปิดไม่ได้

    A person can vouch for what a robot cannot tell; what surely does not open will not open for citizens either."""
    for number, attestation, seen in _sound(context):
        if seen is not None and _is_denied(attestation, seen) and (last := day_seen(seen)) is not None:
            values: dict[str, Value] = {"url": _public(attestation.url), "seen": _day(last), "on": _day(attestation.on)}
            yield _attested(context, number, "url", values)


def _is_denied(attestation: Attestation, seen: Observation | None) -> bool:
    """Whether the link was seen broken on the day of the attestation, or later."""
    last = day_seen(seen) if seen is not None and seen.verdict is Verdict.BROKEN else None
    return last is not None and last >= attestation.on


@rule(
    "ITA916", "needless-attestation", "notice",
    title=("การรับรองที่ไม่จำเป็นแล้ว", "Attestation that is no longer needed"),
    message=("ระบบเปิดลิงก์ «{url}» ได้เองแล้ว", "The link «{url}» opens without help by now"),
    fix=("ลบการรับรองนี้ได้", "The attestation can be removed"),
)  # fmt: skip
def needless_attestation(context: Context) -> Iterator[Hit]:
    """ผลที่ระบบเปิดเองใหม่กว่าและตรวจซ้ำทุกครั้ง

    What is opened at every check is fresher than a person's word."""
    for number, attestation, seen in _sound(context):
        if seen is not None and seen.verdict is Verdict.OK and attestation.url in cited_links(context):
            yield _attested(context, number, "url", {"url": _public(attestation.url)})
