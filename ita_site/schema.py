"""JSON Schemas of what officers write, for editors, from the very models that check it.

Editors show `errorMessage` instead of their own English words, so every part carries one in Thai and English. Limits
for which editors have no such place (least and greatest values, counts) are left to `check`.
"""

from __future__ import annotations

from typing import Any

from ita_site.contracts import DRAFT, outputs
from ita_site.criteria import Edition, Item
from ita_site.records import ItemRecord, MeasuresRecord, MonthlyReport, Programme, ResultRecord, SiteConfig
from ita_site.records.fields import Record
from ita_site.schema_codes import fit_measures, fit_results

_LIMITS = ("minItems", "maxItems", "minimum", "maximum", "format")
_RECORDS: dict[str, tuple[type[Record], str]] = {
    "site-config": (SiteConfig, "การตั้งค่าเว็บไซต์ · site configuration"),
    "item": (ItemRecord, "ข้อมูลของข้อ OIT หนึ่งข้อ · one disclosure item"),
    "programme": (Programme, "แผนงานหรือตัวชี้วัด · programme"),
    "monthly-report": (MonthlyReport, "รายงานประจำเดือน · monthly report"),
    "result": (ResultRecord, "ผลการประเมิน · result of the assessment"),
    "measures": (MeasuresRecord, "มาตรการที่ตอบผลการประเมิน · measures that answer a result"),
}


def schemas(edition: Edition) -> dict[str, dict[str, Any]]:
    """All schemas by name (without `.schema.json`): what officers write, then what the tool writes."""
    found = {name: _editor_schema(model, title) for name, (model, title) in _RECORDS.items()}
    _fit_to_edition(found["item"], edition)
    fit_results(found["result"], edition)
    fit_measures(found["measures"])
    types = found["site-config"]["$defs"]["Agency"]["properties"]["type"]
    types |= {
        "enum": list(edition.agency_types),
        "enumDescriptions": [name.th for name in edition.agency_types.values()],
        "errorMessage": f"ประเภทหน่วยงานต้องเป็นค่าใดค่าหนึ่ง: {', '.join(edition.agency_types)} · one of these types",
    }
    return found | outputs()


def _editor_schema(model: type[Record], title: str) -> dict[str, Any]:
    schema = model.model_json_schema(by_alias=True)
    schema = {"$schema": DRAFT, **schema, "title": title}
    for node in (schema, *schema.get("$defs", {}).values()):
        _speak_thai(node, schema.get("$defs", {}))
    return schema


def _speak_thai(node: dict[str, Any], defs: dict[str, Any]) -> None:
    """Give an object, or a list of words, and all that is in it messages of their own."""
    if node.get("type") == "object":
        node.pop("description", None)  # the model's docstring is for programmers
    if node.get("enum"):
        node["errorMessage"] = _one_of(node["enum"])
    properties = node.get("properties", {})
    if properties:
        needed = ", ".join(node.get("required", ())) or "-"
        node["errorMessage"] = f"ช่องที่จำเป็น: {needed} · ช่องที่ใช้ได้: {', '.join(properties)} · required and known fields"
    for name, value in list(properties.items()):
        properties[name] = _field(name, value, defs)


def _field(name: str, node: dict[str, Any], defs: dict[str, Any]) -> dict[str, Any]:
    for limit in _LIMITS:
        node.pop(limit, None)
    node.pop("default", None)
    options = [option for option in node.get("anyOf", ()) if option.get("type") != "null"]
    if len(options) == 1:
        # «may be left out» is said by `required`; editors explain a plain field better than a choice
        node = {**{k: v for k, v in node.items() if k != "anyOf"}, **options[0]}
        for limit in _LIMITS:
            node.pop(limit, None)
    if "enumDescriptions" in node:
        words = defs[node.pop("$ref").rsplit("/", 1)[1]]
        node |= {"enum": words["enum"], "errorMessage": _one_of(words["enum"])}
        return node
    if "$ref" in node:
        # draft 7 ignores what stands beside a reference
        node = {**{k: v for k, v in node.items() if k != "$ref"}, "allOf": [{"$ref": node["$ref"]}]}
    title = node.get("title", name)
    if node.get("enum"):
        node["errorMessage"] = _one_of(node["enum"])
    elif "patternErrorMessage" in node:
        node["errorMessage"] = f"{title}: {node['patternErrorMessage']}"
    elif "allOf" not in node:
        node["errorMessage"] = f"ค่าของ {title} ({name}) ไม่ถูกชนิด: {_kind(node)}"
    if isinstance(node.get("items"), dict):
        node["items"] = _field(name, node["items"], defs) if "$ref" not in node["items"] else node["items"]
    return node


def _one_of(words: list[Any]) -> str:
    return f"ต้องเป็นค่าใดค่าหนึ่ง: {', '.join(map(str, words))} · must be one of these"


def _kind(node: dict[str, Any]) -> str:
    kinds = node.get("type")
    if kinds == "array":
        return "ต้องเป็นรายการ แต่ละบรรทัดขึ้นต้นด้วย - · must be a list"
    if kinds == "object":
        return "ต้องเป็นช่องย่อย ย่อหน้าเข้าไป · must be fields of its own"
    if kinds == ["integer", "string"]:
        return "ต้องเป็นจำนวนเต็ม · must be a whole number"
    if kinds == "boolean":
        return "ต้องเป็น true หรือ false · must be true or false"
    return "ต้องเป็นข้อความหรือตัวเลข · must be text or a number"


def _fit_to_edition(schema: dict[str, Any], edition: Edition) -> None:
    """Codes of the edition, and for each item its own elements and table columns."""
    codes = list(edition.items)
    schema["properties"]["item"] |= {
        "examples": codes,
        "defaultSnippets": [
            {"label": f"{item.code} {item.name.th}", "description": item.summary.th, "body": item.code}
            for item in edition.items.values()
        ],
    }
    schema["allOf"] = [
        {"if": {"properties": {"item": {"const": code}}, "required": ["item"]}, "then": _of_item(item)}
        for code, item in edition.items.items()
    ]


def _of_item(item: Item) -> dict[str, Any]:
    shows = {
        "enum": [element.id for element in item.elements],
        "enumDescriptions": [element.name.th for element in item.elements],
        "errorMessage": f"องค์ประกอบของ {item.code}: {', '.join(e.id for e in item.elements)} · elements of this item",
    }
    evidence = {"items": {"properties": {"shows": {"items": shows}}}}
    then: dict[str, Any] = {"properties": {"evidence": evidence}}
    if item.table is not None:
        columns = {column.id: {"title": column.name.th, "description": column.name.en} for column in item.table.columns}
        row = {
            "properties": columns,
            "additionalProperties": False,
            "required": [column.id for column in item.table.columns if column.required],
            "errorMessage": f"คอลัมน์ของ {item.code}: {', '.join(columns)} · columns of this table",
        }
        then["properties"]["table"] = {"properties": {"rows": {"items": row}}}
    return then
