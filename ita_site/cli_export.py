"""The command line of `export`: the answer sheet, the items and the programmes as files."""

from __future__ import annotations

from pathlib import Path

import click

from ita_site.group import year_option


@click.command()
@click.argument("what", metavar="WHAT", type=click.Choice(["answers", "items", "progress"]))
@click.option(
    "--format", "format_", type=click.Choice(["xlsx", "csv", "json"]),
    help="ชนิดไฟล์ ปกติดูจากท้ายชื่อไฟล์ ถ้าไม่มีคือ xlsx · kind of file; by its ending, else xlsx",
)  # fmt: skip
@click.option(
    "--output", type=click.Path(path_type=Path), metavar="FILE",
    help="เขียนลงไฟล์นี้ (- คือหน้าจอ) ปกติ build/export/ · where to write (- is standard output)",
)  # fmt: skip
@click.option("--offline", is_flag=True, help="ไม่ลองเปิดหน้าของแต่ละข้อบนเว็บจริง · do not open the items' live pages")
@click.option("--as-of", metavar="DATE", help="ส่งออกเสมือนเป็นวันนี้ · export as on this day (BE or CE)")
@year_option
@click.pass_obj
def export(
    root: Path, what: str, format_: str | None, output: Path | None, offline: bool, as_of: str | None, year: int | None
) -> int:
    """ส่งออก answers แบบคำตอบ OIT, items ทุกข้อและหลักฐาน, progress แผนงาน เป็น Excel CSV หรือ JSON

    The OIT answer sheet, all items with their evidence, or the programmes, as a file. Exit 1 when the page of an answer
    does not open.
    """
    from ita_site.commands.export import run  # noqa: PLC0415 - keeps `--help` quick

    return run(root, what=what, format_=format_, output=output, offline=offline, as_of=as_of, year=year)
