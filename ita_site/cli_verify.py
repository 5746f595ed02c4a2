"""The command line of `verify`: is what is live what was checked?"""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("source", metavar="URL|DIR")
@click.option(
    "--against", "copy", type=click.Path(path_type=Path), metavar="FILE|DIR",
    help="สำเนาที่เชื่อถือ: release.json โฟลเดอร์ หรือไฟล์ .zip .tar.gz (ปกติ build/release.json) · a copy that you trust",
)  # fmt: skip
@click.option(
    "--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True,
    help="รูปแบบผล · form of the result",
)  # fmt: skip
@click.pass_obj
def verify(root: Path, source: str, copy: Path | None, format_: str) -> int:
    """พิสูจน์ว่าเว็บที่เผยแพร่อยู่ตรงกับที่ผ่านการตรวจ: ที่อยู่เว็บ โฟลเดอร์ หรือไฟล์ .zip .tar.gz

    Prove that what is live is what was checked: every file against release.json. Exit 1 when a file is missing or
    different, or when it cannot be told.
    """
    from ita_site.commands.verify import run  # noqa: PLC0415 - keeps `--help` quick

    return run(root, source=source, copy=copy, format_=format_)
