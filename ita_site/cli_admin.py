"""The command line of `admin`: the web form for officers without git."""

from __future__ import annotations

from pathlib import Path

import click

from ita_site.group import year_option


@click.command()
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
    help="โฟลเดอร์ผลลัพธ์ (ปกติ build/admin) · where to put the form",
)  # fmt: skip
@year_option
@click.pass_obj
def admin(root: Path, out: Path | None, year: int | None) -> int:
    """เขียนแบบฟอร์มบนเว็บ (Decap CMS) ให้เจ้าหน้าที่แก้ข้อมูลได้โดยไม่ต้องใช้ git

    Write the web form (Decap CMS) in which officers edit the open year without git; off unless you want it.
    """
    from ita_site.commands.admin import run  # noqa: PLC0415 - keeps `--help` quick

    return run(root, out=out, year=year)
