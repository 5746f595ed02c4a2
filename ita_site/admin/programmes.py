"""The forms of plans, of the result and the measures, and of each programme's monthly reports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ita_site.admin.fields import NOT_SHOWN, Field, about, form_fields
from ita_site.dates import be_month_iso, thai_month
from ita_site.records import Programme
from ita_site.site import ProgrammeEntry, YearContent
from ita_site.walk import MEASURES_FILE, RESULT_FILE

REPORT, PROGRAMME, RESULT, MEASURES = "ita-report", "ita-programme", "ita-result", "ita-measures"
KIND = "#kind"
"""What the form's reader notes about each file; a folder of reports holds the plan as well."""

Schemas = Mapping[str, Mapping[str, Any]]


def programme_collections(year: YearContent, schemas: Schemas) -> Iterator[dict[str, Any]]:
    """Reports first, which are written every month; then what is written once a year."""
    for entry in year.programmes:
        if entry.record is not None:
            yield _reports(entry, entry.record, schemas["monthly-report"])
    name, folder = year.edition.year, year.folder
    plans = [
        {
            "name": entry.id,
            "label": entry.record.name if entry.record else entry.id,
            "file": entry.path,
            "fields": [about("id", entry.id, entry.id), *form_fields(schemas["programme"], but=NOT_SHOWN | {"id"})],
        }
        for entry in year.programmes
    ]
    if plans:
        yield {"name": f"plans-{name}", "label": f"แผนงาน ปี {name}", "format": PROGRAMME, "files": plans}
    for what, form, label, file in (
        ("result", RESULT, f"ผลการประเมิน ปี {name}", RESULT_FILE),
        ("measures", MEASURES, f"มาตรการ ปี {name}", MEASURES_FILE),
    ):
        yield {
            "name": f"{what}-{name}", "label": label, "format": form,
            "files": [{"name": what, "label": label, "file": f"{folder}/{file}", "fields": form_fields(schemas[what])}],
        }  # fmt: skip


def _reports(entry: ProgrammeEntry, record: Programme, schema: Mapping[str, Any]) -> dict[str, Any]:
    order = list(schema["properties"])
    fields = [*_of_months(form_fields(schema), record), *_of_levels(schema, record)]
    return {
        "name": f"reports-{entry.id}",
        "label": f"รายงานรายเดือน: {record.name}",
        "label_singular": "รายงานของเดือน",
        "folder": entry.path.rsplit("/", 1)[0],
        "create": True,
        "delete": False,
        "format": REPORT,
        "extension": "yml",
        "filter": {"field": KIND, "value": "report"},
        "identifier_field": "month",
        "slug": "{{fields.month}}",
        "summary": "{{fields.month}} ส่งวันที่ {{fields.submitted}}",
        "sortable_fields": [{"field": "month", "label": "เดือน", "default_sort": "desc"}],
        "fields": sorted(fields, key=lambda field: order.index(field["name"])),
    }


def _of_months(fields: list[Field], record: Programme) -> list[Field]:
    """With the months of the plan to choose from: a report's file is named after its month."""
    months = [{"label": thai_month(month), "value": be_month_iso(month)} for month in record.months]
    choice = {"name": "month", "label": "เดือนที่รายงาน", "widget": "select", "options": months, "required": True}
    choice["hint"] = "เดือนที่มีรายงานแล้ว ให้เปิดจากรายการ ไม่ต้องเพิ่มใหม่"
    return [choice if field["name"] == "month" else field for field in fields]


def _of_levels(schema: Mapping[str, Any], record: Programme) -> list[Field]:
    """What each level of the plan came to: the plan gives the names that stand under `levels:`."""
    shared = form_fields({**schema["$defs"]["LevelResult"], "$defs": schema["$defs"]})
    part = {"widget": "object", "collapsed": True, "required": False}
    levels = [
        {"name": str(level.level), "label": f"ระดับ {level.level} {level.name}", **part, "fields": shared}
        for level in record.levels
    ]
    title = schema["properties"]["levels"]["title"]
    return [{"name": "levels", "label": title, **part, "fields": levels}] if levels else []
