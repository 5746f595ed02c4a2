"""The command line: `ita-site [-C DIR] COMMAND`.

Exit codes: 0 done and clean; 1 findings at or above the gate, or a build that could not be written; 2 wrong usage or
configuration; 3 nothing to check; 70 a fault of the tool. Everything heavy is imported inside the commands.
"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ita_site import __version__
from ita_site.cli_admin import admin
from ita_site.cli_export import export
from ita_site.cli_init import init
from ita_site.cli_issue import issue
from ita_site.cli_publish import publish
from ita_site.cli_verify import verify
from ita_site.group import Later, Thai, year_option
from ita_site.reporters import FORMATS


@click.group(cls=Thai, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "-C",
    "root",
    type=click.Path(path_type=Path),
    default=".",
    metavar="DIR",
    help="โฟลเดอร์ของเว็บไซต์ · folder of the site",
)
@click.option("--debug", is_flag=True, help="แสดงรายละเอียดเมื่อโปรแกรมผิดพลาด · show a traceback for internal errors")
@click.version_option(__version__, "--version", prog_name="ita-site", help="แสดงรุ่น · show the version")
@click.pass_context
def main(context: click.Context, root: Path, debug: bool) -> None:  # noqa: ARG001
    """ตรวจและสร้างเว็บไซต์เปิดเผยข้อมูลสาธารณะ (OIT) จากไฟล์ YAML

    Checks and builds the public disclosure site (ITA/OIT) of a Thai agency from YAML.
    """
    _refuse_missing(root)
    context.obj = root


def _refuse_missing(root: Path) -> None:
    from ita_site.errors import ConfigError
    from ita_site.text import Text

    try:
        if root.is_dir():
            return
        trouble = Text("เป็นไฟล์", "is a file") if root.exists() else Text("ไม่มีอยู่", "is not there")
    except OSError as error:
        trouble = Text(f"เปิดไม่ได้ ({error.strerror})", f"cannot be opened ({error.strerror})")
    raise ConfigError(
        Text(
            f"-C {root}: โฟลเดอร์นี้{trouble.th} ตรวจชื่อ หรือเข้าไปในโฟลเดอร์ของเว็บไซต์แล้วสั่งโดยไม่ใช้ -C",
            f"-C {root}: this folder {trouble.en}; check its name, or go to the site's folder and leave out -C",
        )
    )


_format = click.option(
    "--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True,
    help="รูปแบบผล · form of the result",
)  # fmt: skip


@main.command()
@click.option(
    "--gate",
    type=click.Choice(["draft", "publish"]),
    default="publish",
    show_default=True,
    help="draft: ยอมให้ยังไม่ครบ · publish: ต้องครบ · a draft may be incomplete",
)
@click.option("--offline", is_flag=True, help="ไม่เปิดลิงก์ผ่านอินเทอร์เน็ต · do not open any link")
@click.option("--as-of", metavar="DATE", help="ตรวจเสมือนเป็นวันนี้ เช่น 2566-09-30 · check as on this day (BE or CE)")
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    help="รูปแบบผล (ปกติ text; ใน GitHub Actions เป็น github) ที่อยู่ไฟล์ใน github gitlab junit sarif นับจากยอดของที่เก็บ git"
    " · form of the report; github, gitlab, junit and sarif name files from the top of the git repository",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="เขียนผลลงไฟล์ (- คือหน้าจอ) · write the report to a file (- is standard output)",
)
@year_option
@click.pass_obj
def check(
    root: Path, gate: str, offline: bool, as_of: str | None, format_: str | None, output: Path | None, year: int | None
) -> int:
    """ตรวจข้อมูลทุกไฟล์ บอกไฟล์ บรรทัด และวิธีแก้

    Check every file; tells the file, the line and what to do. Exit 1 when something blocks.
    """
    from ita_site.commands.check import run

    return run(root, gate=gate, offline=offline, as_of=as_of, format_=format_, output=output, year=year)


@main.command()
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="โฟลเดอร์ผลลัพธ์ (ปกติ build/site) · where to put the site",
)
@click.option("--offline", is_flag=True, help="ไม่เปิดลิงก์ผ่านอินเทอร์เน็ต · do not open any link")
@click.option("--as-of", metavar="DATE", help="สร้างเสมือนเป็นวันนี้ · build as on this day (BE or CE)")
@click.option("--crawl", is_flag=True, help="ตรวจทุกลิงก์ภายในเว็บที่สร้าง · check every link within the built site")
@year_option
@click.pass_obj
def build(root: Path, out: Path | None, offline: bool, as_of: str | None, crawl: bool, year: int | None) -> int:
    """สร้างเว็บไซต์ แม้ข้อมูลยังไม่ครบ โดยแสดงส่วนที่ขาดตามจริง

    Build the site, also while it is incomplete: gaps are shown honestly.
    """
    from ita_site.commands.build import run

    return run(root, out=out, offline=offline, as_of=as_of, year=year, crawl=crawl)


@main.command()
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="หมายเลขพอร์ต · port on 127.0.0.1"
)
@year_option
@click.pass_obj
def serve(root: Path, port: int, year: int | None) -> int:
    """ดูตัวอย่างเว็บบนเครื่องนี้ บันทึกไฟล์แล้วหน้าเว็บเปลี่ยนเอง

    Live preview on 127.0.0.1; every save rebuilds it.
    """
    from ita_site.commands.serve import run

    return run(root, port=port, year=year)


@main.command()
@click.option("--as-of", metavar="DATE", help="ดูสถานะ ณ วันนี้ · as on this day (BE or CE)")
@_format
@year_option
@click.pass_obj
def status(root: Path, as_of: str | None, format_: str, year: int | None) -> int:
    """สรุปหนึ่งหน้าจอ: ครบกี่ข้อ เดือนใดค้าง ควรทำอะไรก่อน

    One screen: what is complete, which months are due, what to do next and what it is worth.
    """
    from ita_site.commands.status import run

    return run(root, as_of=as_of, year=year, format_=format_)


@main.command()
@click.option("--url", metavar="URL", help="เฉพาะลิงก์ที่มีข้อความนี้ · only links that hold this text")
@click.option("--item", metavar="CODE", help="เฉพาะหลักฐานของข้อนี้ เช่น O12 · only evidence of this item")
@click.option(
    "--verdict", type=click.Choice(["ok", "broken", "unsure", "unknown"]), help="เฉพาะผลนี้ · only this verdict"
)
@click.option("--recheck", is_flag=True, help="เปิดลิงก์ที่เลือกใหม่ทั้งหมด · open the chosen links anew")
@_format
@year_option
@click.pass_obj
def evidence(
    root: Path, url: str | None, item: str | None, verdict: str | None, recheck: bool, format_: str, year: int | None
) -> int:
    """ลิงก์และไฟล์หลักฐานทุกชิ้น: เปิดได้หรือไม่ เพราะอะไร ตรวจเมื่อใด

    Every link and file of evidence: does it open, why (not), when was it last seen; from the ledger or afresh.
    """
    from ita_site.commands.evidence import run

    return run(root, url=url, item=item, verdict=verdict, recheck=recheck, format_=format_, year=year)


@main.command()
@click.argument("code", metavar="CODE")
@year_option
@click.pass_obj
def explain(root: Path, code: str, year: int | None) -> int:
    """อธิบายกฎ (ITA301) ข้อ (O12) คำถาม (i7) หรือผลตรวจลิงก์ (soft-not-found): คืออะไร ทำไม แก้อย่างไร ตัวอย่าง

    Explain a rule (ITA301), an item (O12), a question of the surveys (i7) or a link's reason (soft-not-found).
    """
    from ita_site.commands.explain import run

    return run(root, code=code, year=year)


@main.command()
def rules() -> int:
    """รายการกฎทั้งหมด

    List all rules.
    """
    from ita_site.commands.rules import run

    return run()


@main.command()
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="เขียนทุกไฟล์ลงโฟลเดอร์ · write all schemas into a folder",
)
@year_option
@click.pass_obj
def schema(root: Path, out: Path | None, year: int | None) -> int:
    """JSON Schema ของทุกรูปแบบไฟล์ สำหรับโปรแกรมแก้ไขข้อความ

    JSON Schemas of all formats, for editors.
    """
    from ita_site.commands.schema import run

    return run(root, out=out, year=year)


@main.group(cls=Later)
def new() -> None:
    """เพิ่มไฟล์ใหม่: ข้อ รายงานประจำเดือน แผนงาน ผลการประเมิน หรือมาตรการ (ไม่เขียนทับของเดิม)

    Write one prefilled file; never over an existing one.
    """


main.add_command(admin)
main.add_command(export)
main.add_command(init)
main.add_command(issue)
main.add_command(publish)
main.add_command(verify)


@main.command("import")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--merge", is_flag=True, help="เพิ่มลิงก์ลงในไฟล์ข้อที่มีอยู่แล้ว · add links to item files that are there")
@click.option("--dry-run", is_flag=True, help="ดูผลก่อน ยังไม่เขียนไฟล์ · show what would be written, write nothing")
@_format
@click.option("--report", type=click.Path(path_type=Path), metavar="FILE", help="เขียนรายงานลงไฟล์ด้วย · and to a file")
@year_option
@click.pass_obj
def import_(
    root: Path, file: Path, merge: bool, dry_run: bool, format_: str, report: Path | None, year: int | None
) -> int:
    """นำหน้า OIT เดิมเข้า: หน้าเว็บที่บันทึกไว้ (HTML) Excel Word หรือ CSV แล้วเขียนไฟล์ของแต่ละข้อ

    Item files from a saved page, a spreadsheet, a Word document or CSV. Exit 1 when something was guessed, left or kept,
    3 when the file lists no item.
    """
    from ita_site.commands.import_ import run

    return run(root, file=file, year=year, merge=merge, dry_run=dry_run, format_=format_, report=report)


@main.command()
@click.argument("year", metavar="YEAR", type=int)
@click.option("--dry-run", is_flag=True, help="ดูผลก่อน ยังไม่เขียนไฟล์ · show what would be written, write nothing")
@click.pass_obj
def rollover(root: Path, year: int, dry_run: bool) -> int:
    """เริ่มปีใหม่จากปีก่อน เช่น ita-site rollover 2567: ยกสิ่งที่ยังเป็นจริง บอกข้อที่ต้องทำใหม่

    Begin next year's items from this year's by the crosswalk; the old year's pages stay as they are.
    """
    from ita_site.commands.rollover import run

    return run(root, year=year, dry_run=dry_run)


if __name__ == "__main__":
    sys.exit(main())
