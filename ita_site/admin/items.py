"""The form of each disclosure item: its own elements to tick and its own table, as the edition asks for them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ita_site.admin.fields import Field, about, form_fields, options
from ita_site.criteria import Edition, Item
from ita_site.criteria.model import Column, Table
from ita_site.records.item import Status
from ita_site.site import YearContent, item_stem

FORMAT = "ita-item"
_NUMBERS = frozenset({"baht", "percent", "number", "integer"})
_NUMBER = [r"^([-+]?[0-9๐-๙,.]+(\.-)? ?(%|บาท)?| *[-–] *)$", "ต้องเป็นตัวเลข เช่น 1250 หรือ 1,250.50"]
_SPELT = {"date": "เช่น 2566-03-31", "month": "เช่น 2566-03"}


def items_collection(year: YearContent, schema: Mapping[str, Any], agency_type: str) -> dict[str, Any]:
    """One file for each item of the open year, whether it is there yet or not.

    A file each, not one list of fields for a folder: only so has every item its own elements and columns.
    """
    edition, shared = year.edition, form_fields(schema)
    return {
        "name": f"items-{edition.year}",
        "label": f"ข้อ OIT ปี {edition.year}",
        "description": "เลือกข้อที่ต้องการแก้ กรอกแล้วกดบันทึก",
        "format": FORMAT,
        "files": [_file(year, item, shared, agency_type) for item in edition.items.values()],
    }


def orders(edition: Edition) -> dict[str, list[str]]:
    """The columns of each item's table, in order."""
    return {i.code: [c.id for c in i.table.columns] for i in edition.items.values() if i.table is not None}


def _file(year: YearContent, item: Item, shared: list[Field], agency_type: str) -> dict[str, Any]:
    there = year.items.get(item.code)
    return {
        "name": item_stem(item.code),
        "label": f"{item.code} {item.name.th}",
        "description": item.summary.th,
        # an item may lie under another spelling of its code
        "file": there.document.path if there is not None else year.item_path(item.code),
        "fields": [made for field in shared for made in _of_item(field, item, agency_type)],
    }


def _of_item(field: Field, item: Item, agency_type: str) -> list[Field]:
    match field["name"]:
        case "item":
            return [about("item", item.code, f"{item.code} {item.name.th}", item.summary.th)]
        case "status" if item.nil.allowed == "no":
            return [{**field, "options": [one for one in field["options"] if one["value"] != Status.NIL]}]
        case "nil" if item.nil.allowed == "no":
            return []
        case "evidence":
            return [_with(field, "shows", _ticks(item, agency_type))]
        case "table":
            return [_table(field, item.table)] if item.table is not None else []
    return [field]


def _with(field: Field, name: str, more: Field) -> Field:
    kept = ("name", "label", "required")
    inner = [{**{k: one[k] for k in kept}, **more} if one["name"] == name else one for one in field["fields"]]
    return {**field, "fields": inner}


def _ticks(item: Item, agency_type: str) -> Field:
    elements = item.elements_for(agency_type)
    return {
        "widget": "ticks",
        "options": options([one.id for one in elements], [one.name.th for one in elements]),
        "hint": "ติ๊กทุกองค์ประกอบที่ผู้อ่านจะพบในหลักฐานชิ้นนี้",
    }


def _table(field: Field, table: Table) -> Field:
    columns = [_column(column) for column in table.columns]
    rows = {
        "widget": "list", "collapsed": True, "label_singular": "แถว", "fields": columns,
        "summary": f"{{{{fields.{columns[0]['name']}}}}}",
        "hint": "พิมพ์ตารางตรงนี้ หรือใส่ไฟล์ CSV อย่างใดอย่างหนึ่ง",
    }  # fmt: skip
    inner = [one for one in field["fields"] if one["name"] != "rows"]
    return {**field, "fields": [*inner, {"name": "rows", "label": "แถวข้อมูล", "required": False, **rows}]}


def _worded(column: Column) -> str:
    """The hint as it suits a list of labels, which does not show the words of the file."""
    labels = {choice.id: f"“{choice.name.th}”" for choice in column.choices or ()}
    said = column.hint.th if column.hint is not None else ""
    return re.sub(r"[a-z][a-z0-9_-]*", lambda word: labels.get(word[0], word[0]), said)


def _column(column: Column) -> Field:
    made: Field = {"name": column.id, "label": column.name.th, "required": column.required, "widget": "string"}
    if column.hint is not None:
        made["hint"] = _worded(column)
    if column.choices:
        made |= {
            "widget": "select",
            "options": options([c.id for c in column.choices], [c.name.th for c in column.choices]),
        }
    elif column.type in _NUMBERS:
        made["pattern"] = _NUMBER
    elif column.type in _SPELT:
        made.setdefault("hint", _SPELT[column.type])
    return made
