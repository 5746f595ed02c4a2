"""The command line of `init`."""

from __future__ import annotations

from pathlib import Path

import click

from ita_site.group import year_option


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--agency", metavar="TEXT", help="ชื่อหน่วยงาน · name of the agency")
@click.option(
    "--type", "type_", metavar="TYPE", default="local_government", show_default=True,
    help="ประเภทหน่วยงาน · type of agency",
)  # fmt: skip
@click.option(
    "--host", type=click.Choice(["github", "gitlab", "forgejo", "server", "all"]), default="all", show_default=True,
    help="เก็บข้อมูลไว้ที่ใด (server คือเครื่องแม่ข่ายของหน่วยงานเอง) · whose recipes for checking and publishing",
)  # fmt: skip
@year_option
@click.pass_obj
def init(root: Path, folder: Path, agency: str | None, type_: str, host: str, year: int | None) -> int:
    """เริ่มเว็บไซต์ใหม่: ไฟล์ทุกข้อพร้อมคำแนะนำภาษาไทย และสูตรตรวจและเผยแพร่อัตโนมัติ

    Start a new site: configuration, one file per item with guidance, a first programme, recipes to check and publish.
    """
    from ita_site.commands.init import run  # noqa: PLC0415 - keeps `--help` quick

    return run(root / folder, agency=agency, type_=type_, year=year, host=host)
