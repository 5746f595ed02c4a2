"""The command line of `publish`."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.option(
    "--to", metavar="TARGET",
    help="ปลายทาง folder:โฟลเดอร์ · branch:สาขา · archive:ไฟล์.zip (ปกติตาม publish: ใน site_config.yml) · where to",
)  # fmt: skip
@click.option("--dry-run", is_flag=True, help="ทำทุกขั้นยกเว้นส่งขึ้น บอกว่าไฟล์ใดจะเปลี่ยน · everything but the delivery itself")
@click.option("--rollback", is_flag=True, help="กลับไปใช้รุ่นก่อนที่เผยแพร่ · make the release before live again")
@click.pass_obj
def publish(root: Path, to: str | None, dry_run: bool, rollback: bool) -> int:
    """เผยแพร่: ตรวจครบทุกข้อและทุกลิงก์ สร้าง ตรวจลิงก์ในเว็บ แล้วส่งขึ้นทั้งชุด ไม่ผ่านขั้นใด เว็บเดิมไม่เปลี่ยน

    Check at the publish gate with the network, build, crawl, deliver. Exit 1 when blocked or failed; then what is live
    is as it was.
    """
    from ita_site.commands.publish import back, run  # noqa: PLC0415 - keeps `--help` quick

    if rollback and dry_run:
        raise click.UsageError("--rollback และ --dry-run ใช้พร้อมกันไม่ได้ · --rollback and --dry-run exclude each other")
    return back(root, to=to) if rollback else run(root, to=to, dry_run=dry_run)
