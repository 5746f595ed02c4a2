"""81x: the links of the surveys (EIT, IIT): of the assessor's form, of the kind that is said, one of each."""

from __future__ import annotations

from collections.abc import Iterator

from ita_site.records.config import SurveyKind
from ita_site.rules.base import Context, Hit, Value, rule
from ita_site.surveys import HOST, is_fit, kind_in, shown, unset, year_of
from ita_site.text import Text

_NAMES = {
    SurveyKind.EIT: Text("EIT (ผู้มาติดต่อหน่วยงาน)", "EIT (people who deal with the agency)"),
    SurveyKind.IIT: Text("IIT (บุคลากรของหน่วยงาน)", "IIT (people of the agency)"),
}
_UNUSUAL = Text("ไม่เป็นรูปแบบของ ป.ป.ช.", "is not of the assessor's form")
_UNFIT = Text(
    "ไม่ใช่ที่อยู่เว็บที่ใช้ได้ เว็บไซต์จึงไม่แสดงแบบวัดนี้", "is no web address that can be shown, so the site leaves the survey out"
)


@rule(
    "ITA813", "survey-address", "warning",
    title=("ที่อยู่แบบวัดผิดรูปแบบ", "Survey address has an unusual form"),
    message=("ที่อยู่แบบวัด «{url}» {problem}", "The survey address «{url}» {problem}"),
    fix=(
        "คัดลอกลิงก์จากระบบ ITAS มาวางทั้งบรรทัด เช่น https://{host}/go/{kind}/abc123 แล้วลองเปิดด้วยโทรศัพท์",
        "Copy the whole link from the ITAS system, such as https://{host}/go/{kind}/abc123, and try it on a telephone",
    ),
)  # fmt: skip
def survey_address(context: Context) -> Iterator[Hit]:
    """คนสแกน QR code มองไม่เห็นว่าลิงก์พิมพ์ผิด และคำตอบที่หายไปไม่มีใครรู้

    Who scans a QR code cannot see that its link is mistyped, and answers that get lost are missed by nobody."""
    for number, survey in enumerate(context.site.config.surveys):
        if kind_in(survey.url) is None:
            problem = _UNUSUAL if is_fit(survey.url) else _UNFIT
            values: dict[str, Value] = {
                "url": shown(survey.url),
                "problem": problem,
                "kind": survey.kind.value,
                "host": HOST,
            }
            yield Hit(context.site.config_document, ("surveys", number, "url"), values)


@rule(
    "ITA814", "survey-kind", "error",
    title=("ลิงก์ของแบบวัดอีกชนิดหนึ่ง", "Link of the other survey"),
    message=("บอกว่าเป็นแบบวัด {said} แต่ลิงก์เป็นของ {other}", "Said to be {said}, but the link is that of {other}"),
    fix=("แก้ kind: หรือเปลี่ยนลิงก์ url: ให้เป็นแบบวัดเดียวกัน", "Change kind: or url: so that both are of one survey"),
)  # fmt: skip
def survey_kind(context: Context) -> Iterator[Hit]:
    """ถ้าสลับลิงก์กัน ประชาชนจะตอบแบบวัดของบุคลากร และคะแนนของหน่วยงานจะผิดไป

    With the links mixed up, citizens answer the survey of the staff, and the agency's points come out wrong."""
    for number, survey in enumerate(context.site.config.surveys):
        found = kind_in(survey.url)
        if found is not None and found is not survey.kind:
            values = {"said": _NAMES[survey.kind], "other": _NAMES[found]}
            yield Hit(context.site.config_document, ("surveys", number, "kind"), values)


@rule(
    "ITA815", "survey-not-set", "notice",
    title=("ยังไม่มีลิงก์แบบวัดของปีนี้", "No survey link for this year"),
    message=(
        "ข้อ {item} ให้แสดงแบบวัด {kind} แต่ยังไม่มีลิงก์ของปี {year}",
        "Item {item} wants {kind} shown, and there is no link of {year}",
    ),
    fix=(
        "เมื่อได้ลิงก์ของปี {year} จากระบบ ITAS แล้ว เพิ่มใน surveys: เว็บไซต์จะแสดง QR code ในหน้าของข้อนี้ให้เอง",
        "Once there is a link of {year} in the ITAS system, add it to surveys:; the site then shows the QR code itself",
    ),
)  # fmt: skip
def survey_not_set(context: Context) -> Iterator[Hit]:
    """ลิงก์แบบวัดเปลี่ยนทุกปี ลิงก์ของปีก่อนเก็บคำตอบให้ปีนี้ไม่ได้

    Every year has links of its own; those of last year collect no answers for this one."""
    for item, kind in unset(context.site):
        values: dict[str, Value] = {"item": item.code, "kind": _NAMES[kind], "year": context.edition.year}
        yield Hit(context.site.config_document, ("surveys",), values, on_key=True)


@rule(
    "ITA816", "survey-twice", "warning",
    title=("แบบวัดเดียวกันสองลิงก์", "Two links for one survey"),
    message=("แบบวัด {kind} ของปี {year} มีสองลิงก์ เว็บไซต์แสดงลิงก์แรก", "There are two links for {kind} of {year}; the site shows the first"),
    fix=("ลบลิงก์ที่ไม่ใช้แล้ว หรือแก้ year: หรือ kind: ของรายการนี้", "Remove the one that is out of use, or mend the year: or kind: of this one"),
)  # fmt: skip
def survey_twice(context: Context) -> Iterator[Hit]:
    """ถ้าลิงก์แรกเป็นลิงก์เก่า คำตอบที่ได้จะไม่นับเป็นของหน่วยงาน

    If the first one is out of use, the answers that it gets count for nobody."""
    seen: set[tuple[int, SurveyKind]] = set()
    for number, survey in enumerate(context.site.config.surveys):
        year = year_of(context.site, survey)
        if (year, survey.kind) in seen:
            values: dict[str, Value] = {"kind": _NAMES[survey.kind], "year": year}
            yield Hit(context.site.config_document, ("surveys", number, "kind"), values)
        seen.add((year, survey.kind))
