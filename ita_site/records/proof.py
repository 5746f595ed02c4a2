"""What shows that something took place: shorter than the evidence of an item, and dated."""

from __future__ import annotations

from typing import Any, Self

from pydantic import AliasChoices, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from ita_site.records.fields import Date, LooseText, Record, whole
from ita_site.records.item import one_of


def _date_too(schema: dict[str, Any]) -> None:
    """Editors learn of `date:` as well; many YAML tools read a bare `on` as «yes»."""
    properties = schema.get("properties", {})
    if "on" in properties:
        properties["date"] = dict(properties["on"])


class Dated(Record):
    """Something with a day: `on:`, or `date:` as in the evidence of items."""

    model_config = ConfigDict(json_schema_extra=_date_too)

    on: Date | None = Field(default=None, validation_alias=AliasChoices("on", "date"), title="วันที่")

    @model_validator(mode="before")
    @classmethod
    def _one_day(cls, data: Any) -> Any:
        """Two days are one too many; a blank one beside the other was left there by a form."""
        if not isinstance(data, dict) or not {"on", "date"} <= data.keys():
            return data
        if data["on"] and data["date"]:
            raise PydanticCustomError("exactly-one", "exactly-one", {"first": "on", "second": "date"})
        return {name: value for name, value in data.items() if value or name not in ("on", "date")}


class ActivityEvidence(Dated):
    """A page or file of this site that shows what was done. `page` counts from 1 and is for PDFs."""

    title: LooseText = Field(default="", title="ชื่อหลักฐาน")
    url: LooseText | None = Field(default=None, title="ที่อยู่เว็บ (URL)")
    file: LooseText | None = Field(default=None, title="ไฟล์ในเว็บไซต์นี้")
    page: whole(1, 9999) | None = Field(default=None, title="หน้าที่")  # type: ignore[valid-type]
    note: LooseText = Field(default="", title="หมายเหตุ")

    @model_validator(mode="after")
    def _source(self) -> Self:
        one_of(self, "url", "file")
        return self
