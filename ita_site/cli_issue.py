"""The command line of `issue`, for the weekly job of a code host."""

from __future__ import annotations

from pathlib import Path

import click

from ita_site.group import year_option


@click.command()
@click.option("--dry-run", is_flag=True, help="แสดงข้อความของเรื่อง ไม่ส่งไปที่ใด · show the issue's text, send nothing")
@click.option("--offline", is_flag=True, help="ไม่เปิดลิงก์ ใช้ผลครั้งก่อน · do not open any link")
@year_option
@click.pass_obj
def issue(root: Path, dry_run: bool, offline: bool, year: int | None) -> int:
    """ในงานประจำสัปดาห์ของ CI: เปิดลิงก์ทุกลิงก์ แล้วแจ้งผลใน issue เรื่องเดียว ปิดเองเมื่อเรียบร้อย

    For a weekly CI job: open every link and keep one issue at GitHub, GitLab, Forgejo or Gitea up to date. Dead links
    are no failure of the job; the issue is closed once nothing blocks a publish. The token is in ITA_SITE_TOKEN.
    """
    from ita_site.commands.issue import run  # noqa: PLC0415 - keeps `--help` quick

    return run(root, dry_run=dry_run, offline=offline, year=year)
