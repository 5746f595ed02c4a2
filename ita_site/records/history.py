"""`history` of `site_config.yml`: what the pages tell of who changed what."""

from __future__ import annotations

from pydantic import Field

from ita_site.records.fields import Record, YesNo


class HistorySettings(Record):
    names: YesNo = Field(
        default=False, title="แสดงชื่อผู้แก้ไข",
        description="true = แสดงชื่อของผู้แก้ตามที่ git บันทึกไว้ในประวัติของแต่ละหน้า ไม่แสดงอีเมล · true shows the names that git holds, never e-mail addresses",
    )  # fmt: skip
