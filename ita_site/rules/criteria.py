"""The criteria themselves: a list that is not confirmed, an agency's own file that cannot be used."""

from __future__ import annotations

from collections.abc import Iterator

from ita_site.criteria.thai_words import thai_words
from ita_site.records import FieldProblem
from ita_site.rules.base import Context, Hit, Problems, Value, from_fields, rule
from ita_site.text import Text


@rule(
    "ITA226", "criteria-unusable", "error", scope="file",
    title=("ไฟล์เกณฑ์ของหน่วยงานใช้ไม่ได้", "Criteria file cannot be used"),
    message=("ไฟล์เกณฑ์มีที่ต้องแก้: {what}", "The criteria cannot be used: {what}"),
    fix=(
        "แก้ตามที่บอก ดูรูปแบบใน docs/th/editions.md ถ้าไม่แน่ใจให้ย้ายไฟล์นี้ออกจากโฟลเดอร์ criteria/ ระบบจะใช้เกณฑ์ที่มากับโปรแกรม",
        "Mend it; docs/en/editions.md shows the form. Without the file the criteria that come with the tool are used",
    ),
)  # fmt: skip
def criteria_unusable(problems: Problems) -> Iterator[Hit]:
    """ตรวจด้วยเกณฑ์ที่ขัดกันเองจะได้ผลที่เชื่อไม่ได้ จึงหยุดก่อน

    A check by criteria that contradict themselves proves nothing, so it stops first."""
    yield from from_fields(problems, "criteria", _in_both)


def _in_both(problem: FieldProblem) -> dict[str, Value]:
    what = str(problem.values["what"])
    return {"what": Text(thai_words(what), what)}


@rule(
    "ITA313", "list-unconfirmed", "notice",
    title=("รายการข้อของปีนี้ยังไม่ยืนยัน", "The list of this year is not confirmed"),
    message=("รายการข้อของปี {year} ยังไม่ยืนยัน: {what}", "The list of {year} is not confirmed: {what}"),
    fix=(
        "เทียบกับคู่มือ ITA ปี {year} ถ้าต่างกัน แก้ในไฟล์ criteria/{year}.yml ถ้าตรงกันแล้ว เขียน confirmed: ในไฟล์นั้น (docs/th/editions.md)",
        "Compare it with the manual of {year}; correct it in criteria/{year}.yml, or write confirmed: there (docs/en/editions.md)",
    ),
)  # fmt: skip
def list_unconfirmed(context: Context) -> Iterator[Hit]:
    """ข้อที่ยังไม่แน่ใจไม่ใช้กั้นการเผยแพร่ แต่ผู้ใช้ต้องรู้ว่ายังต้องเทียบกับคู่มือ

    What is not certain never blocks a publish; but whoever relies on it should know."""
    edition = context.edition
    if edition.unconfirmed is not None:
        values: dict[str, Value] = {"year": edition.year, "what": edition.unconfirmed}
        at = list(context.site.config.years).index(edition.year) if edition.year in context.site.config.years else 0
        yield Hit(context.site.config_document, ("years", at), values)
