"""The command line of `new`: one prefilled file, never over an existing one."""

from __future__ import annotations

from pathlib import Path

import click

from ita_site.group import year_option


@click.command("item")
@click.argument("code", metavar="CODE")
@year_option
@click.pass_obj
def new_item(root: Path, code: str, year: int | None) -> int:
    """ไฟล์ของข้อหนึ่ง เช่น ita-site new item O12

    The file of one item.
    """
    from ita_site.commands.new import item

    return item(root, code=code, year=year)


@click.command("report")
@click.argument("programme", metavar="PROGRAMME")
@click.argument("month", metavar="[MONTH]", required=False)
@year_option
@click.pass_obj
def new_report(root: Path, programme: str, month: str | None, year: int | None) -> int:
    """รายงานประจำเดือน เช่น ita-site new report kpi-2-1 2566-02 (ไม่ใส่เดือน = เดือนถัดไป)

    A monthly report, begun from the last one; without MONTH the next one.
    """
    from ita_site.commands.new_report import report

    return report(root, programme=programme, month=month, year=year)


@click.command("programme")
@click.argument("id", metavar="ID")
@click.option("--kind", type=click.Choice(["kpi", "project"]), default="kpi", help="ตัวชี้วัดหรือโครงการ · kind")
@year_option
@click.pass_obj
def new_programme(root: Path, id: str, kind: str, year: int | None) -> int:  # noqa: A002
    """แผนงานหรือตัวชี้วัดใหม่ เช่น ita-site new programme kpi-2-1

    A new programme.
    """
    from ita_site.commands.new import programme

    return programme(root, id_=id, kind=kind, year=year)


@click.command("result")
@click.argument("year", metavar="[YEAR]", required=False)
@click.pass_obj
def new_result(root: Path, year: str | None) -> int:
    """ผลการประเมินของปีหนึ่ง เช่น ita-site new result 2565 (ไม่ใส่ปี = ปีที่เปิดอยู่)

    The announced result of a year, to be copied from the announcement; without YEAR that of the open year.
    """
    from ita_site.commands.new_assessed import result

    return result(root, written_year=year)


@click.command("measures")
@click.argument("year", metavar="[YEAR]", required=False)
@click.pass_obj
def new_measures(root: Path, year: str | None) -> int:
    """มาตรการของปีหนึ่ง เริ่มจากผลการประเมินปีก่อน เช่น ita-site new measures 2566

    The measures of a year, one for each issue of the result of the year before; without YEAR those of the open year.
    """
    from ita_site.commands.new_assessed import measures

    return measures(root, written_year=year)


COMMANDS = {command.name or "": command for command in (new_item, new_measures, new_programme, new_report, new_result)}
