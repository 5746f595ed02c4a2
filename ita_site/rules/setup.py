"""2xx, setting-up and dates: is the site the agency's own, and does nothing claim to come from the future?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from ita_site.dates import be_iso, thai_date
from ita_site.defaults import NAMELESS, PLACEHOLDER_URL
from ita_site.records.fields import Record
from ita_site.rules.base import Context, Hit, Path, Value, rule
from ita_site.source import Document
from ita_site.text import Text


@rule(
    "ITA218", "future-date", "warning",
    title=("วันที่อยู่ในอนาคต", "Date lies in the future"),
    message=("วันที่ {day} ยังมาไม่ถึง (ตรวจ ณ วันที่ {as_of})", "{day} has not come yet (checked as of {as_of})"),
    fix=("ตรวจปี เดือน และวันอีกครั้ง", "Check the year, month and day"),
)  # fmt: skip
def future_date(context: Context) -> Iterator[Hit]:
    """วันที่ที่ยังมาไม่ถึงมักพิมพ์ปีผิด และทำให้ผู้อ่านไม่เชื่อข้อมูลอื่น

    A date to come is usually a slip of the year, and costs the reader's trust in the rest."""
    for entry, item, record in context.sound:
        dated: list[tuple[Path, date | None]] = [(("updated",), record.updated)]
        dated += [(("evidence", i, "date"), evidence.date) for i, evidence in enumerate(record.evidence)]
        for at, day in dated:
            if day is not None and day > context.as_of:
                yield Hit(entry.document, at, _days(day, context.as_of), item)
    for document, told in _files(context):
        for at, day in _days_past(told, ()):
            if day > context.as_of:
                yield Hit(document, at, _days(day, context.as_of))


def _files(context: Context) -> Iterator[tuple[Document, Record]]:
    """Plans, reports, results and measures that can be read."""
    for programme in context.programmes:
        if programme.document is not None and programme.record is not None:
            yield programme.document, programme.record
        yield from ((report.document, report.record) for report in programme.reports if report.record is not None)
    for entry in context.site.assessed.entries:
        if entry.record is not None:
            yield entry.document, entry.record


_PAST = frozenset({"submitted", "on", "date", "as_of", "announced"})
"""Fields of these that tell of what has been; `due` and the like look ahead."""


def _days_past(told: object, at: Path) -> Iterator[tuple[Path, date]]:
    """Every day in a record that ought to lie in the past, with its place."""
    if isinstance(told, tuple):
        for i, entry in enumerate(told):
            yield from _days_past(entry, (*at, i))
    elif isinstance(told, Mapping):
        for key, entry in told.items():
            yield from _days_past(entry, (*at, str(key)))
    elif isinstance(told, Record):
        for name in sorted(told.model_fields_set):
            value = getattr(told, name)
            if isinstance(value, date):
                if name in _PAST:
                    yield (*at, name), value
            else:
                yield from _days_past(value, (*at, name))


def _days(day: date, as_of: date) -> dict[str, Value]:
    return {
        "day": Text(thai_date(day, short=True), be_iso(day)),
        "as_of": Text(thai_date(as_of, short=True), be_iso(as_of)),
    }


@rule(
    "ITA219", "not-set-up", "error", gap=True,
    title=("ยังไม่ได้ตั้งค่าเว็บไซต์", "Site is not set up"),
    message=("ยังเป็นค่าตั้งต้น «{value}»", "Still what a new site starts with: «{value}»"),
    fix=("แก้เป็นของหน่วยงานท่าน", "Write the agency's own"),
)  # fmt: skip
def not_set_up(context: Context) -> Iterator[Hit]:
    """ชื่อหน่วยงานและที่อยู่เว็บอยู่บนทุกหน้า

    The agency's name and address stand on every page."""
    config = context.site.config
    if config.agency.name == NAMELESS:
        yield Hit(context.site.config_document, ("agency", "name"), {"value": config.agency.name})
    if config.site.url == PLACEHOLDER_URL:
        yield Hit(context.site.config_document, ("site", "url"), {"value": config.site.url})
