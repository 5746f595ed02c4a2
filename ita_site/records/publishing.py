"""`publish` of `site_config.yml`: where `ita-site publish` brings the site."""

from __future__ import annotations

from pydantic import Field

from ita_site.records.fields import LooseText, Record, whole


class Publishing(Record):
    to: LooseText = Field(
        default="", title="ปลายทาง",
        description="folder:โฟลเดอร์ · branch:สาขา · archive:ไฟล์.zip ใช้เมื่อสั่ง ita-site publish โดยไม่ใส่ --to · where publish brings the site",
        examples=["folder:/srv/www/ita", "branch:gh-pages", "archive:ita.zip"],
    )  # fmt: skip
    keep: whole(2, 50) = Field(  # type: ignore[valid-type]
        default=3, title="เก็บรุ่นไว้", description="จำนวนรุ่นที่เก็บในโฟลเดอร์ปลายทาง รวมรุ่นที่เผยแพร่อยู่ · releases kept in a folder, the live one included",
    )  # fmt: skip
