"""`build`: check, render, write the site."""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from pathlib import Path

from ita_site.admin.beside import form_hosts, form_of
from ita_site.commands.check import Links, judged
from ita_site.engine import Plan, build
from ita_site.errors import ConfigError
from ita_site.findings import Gate, Report
from ita_site.history import NO_HISTORY, History, read_history
from ita_site.pictures.prepare import prepared
from ita_site.render import render
from ita_site.render.colours import css, palette
from ita_site.render.shell import shell
from ita_site.render.template import flat
from ita_site.reporters.text_format import summary
from ita_site.site import Site
from ita_site.sitemap import hosted_files
from ita_site.streams import put, say
from ita_site.style import style_for
from ita_site.text import Text
from ita_site.walk import CONTENT

BUILD = "build"
SHALLOW = (
    "สำเนานี้มีประวัติการแก้ไขไม่ครบ (shallow clone) หน้าเว็บจึงบอกได้เฉพาะการแก้ไขล่าสุด "
    "ถ้าสร้างในระบบอัตโนมัติ ให้ตั้ง fetch-depth: 0 (GitLab: GIT_DEPTH: 0) ในเครื่องนี้ใช้คำสั่ง git fetch --unshallow "
    "· this copy holds only the newest changes; set fetch-depth: 0, or run git fetch --unshallow\n"
)
"""What is said of a copy without the whole history: the site is built, and tells less of its past."""


def plan_of(site: Site, report: Report, history: History = NO_HISTORY) -> Plan:
    """What the engine is to build. Only regular files of allowed types are hosted; links are never followed."""
    pictures = prepared(site)
    site = replace(site, pictures=pictures.pictures)
    tree = render(site, report, history)
    hosted = {file.path: site.root / CONTENT / file.path for file in hosted_files(site)}
    settings = site.config.site
    return Plan(
        name=flat(settings.title or site.config.agency.name),
        url=settings.url if settings.url.endswith("/") else f"{settings.url}/",
        description=flat(settings.description or f"การเปิดเผยข้อมูลสาธารณะ (OIT) ของ{site.config.agency.name}"),
        pages=tree.files,
        nav=tree.nav,
        hosted=hosted,
        must_exist=tree.item_pages,
        shell=shell(site, pictures),
        colours=css(palette(site.config.agency.color)),
        made={**pictures.made, **tree.workbooks, **form_of(site)},
        form=form_hosts(site),
    )


def run(
    root: Path,
    *,
    out: Path | None,
    offline: bool,
    as_of: str | None,
    year: int | None,
    crawl: bool = False,
) -> int:
    """Exit code 0 also while content is incomplete: the site itself says so. With `crawl` 1 when a link is broken."""
    started = time.monotonic()
    links = Links.RECALL if offline else Links.REFRESH
    site, report = judged(root, gate=Gate.PUBLISH, as_of=as_of, year=year, links=links)
    target = out if out is not None else root / BUILD / "site"
    _refuse_overlap(root, target)
    if sys.stderr.isatty():
        say(f"กำลังสร้าง {len(site.year.edition.items)} ข้อ … · building\n")
    history = read_history(root)
    if history.is_shallow:
        say(SHALLOW)
    plan = plan_of(site, report, history)
    pages = build(plan, tree=root / BUILD / "tree", out=target)
    put(summary(report, style_for()) + "\n")
    seconds = time.monotonic() - started
    put(f"สร้างเว็บแล้ว {pages} หน้า ใน {seconds:.1f} วินาที: {target} · built {pages} pages\n")
    if not crawl:
        return 0
    from ita_site.commands.crawl import tell  # noqa: PLC0415 - an HTML parser that other builds do without

    return tell(target, plan.url)


def _refuse_overlap(root: Path, target: Path) -> None:
    """The site must cover neither the content nor the page tree, nor lie inside either."""
    out, tree = target.resolve(), (root / BUILD / "tree").resolve()
    content = (root / CONTENT).resolve()
    inside = any(out.is_relative_to(place) for place in (content, tree))
    if inside or root.resolve().is_relative_to(out) or tree.is_relative_to(out):
        raise ConfigError(
            Text(
                f"--out {target} จะทับข้อมูลของเว็บไซต์หรือไฟล์ระหว่างสร้าง เลือกโฟลเดอร์อื่น",
                f"--out {target} would cover the site's own content or the page tree; choose another",
            )
        )
