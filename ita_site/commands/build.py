"""`build`: check, render, write the site."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from ita_site.commands.check import judged
from ita_site.engine import Plan, build
from ita_site.errors import ConfigError
from ita_site.evidence import file_type
from ita_site.findings import Gate, Report
from ita_site.render import render
from ita_site.reporters.text_format import summary
from ita_site.site import CONTENT, Site
from ita_site.style import style_for
from ita_site.text import Text

BUILD = "build"


def plan_of(site: Site, report: Report) -> Plan:
    """What the engine is to build. Only regular files of allowed types are hosted; links are never followed."""
    tree = render(site, report)
    hosted = {
        name: site.root / CONTENT / name for name, file in site.files.items() if file.is_regular and file_type(name)
    }
    settings = site.config.site
    return Plan(
        name=settings.title or site.config.agency.name,
        url=settings.url if settings.url.endswith("/") else f"{settings.url}/",
        description=settings.description or f"การเปิดเผยข้อมูลสาธารณะ (OIT) ของ{site.config.agency.name}",
        pages=tree.files,
        nav=tree.nav,
        hosted=hosted,
        must_exist=tree.item_pages,
    )


def run(root: Path, *, out: Path | None, offline: bool, as_of: str | None, year: int | None) -> int:  # noqa: ARG001
    """Exit code 0 also while content is incomplete: the site itself says so."""
    started = time.monotonic()
    site, report = judged(root, gate=Gate.PUBLISH, as_of=as_of, year=year)
    target = out if out is not None else root / BUILD / "site"
    if root.resolve().is_relative_to(target.resolve()) or target.resolve().is_relative_to((root / CONTENT).resolve()):
        raise ConfigError(
            Text(
                f"--out {target} จะทับข้อมูลของเว็บไซต์ เลือกโฟลเดอร์อื่น",
                f"--out {target} would cover the site's own content; choose another",
            )
        )
    say = sys.stderr.write if sys.stderr.isatty() else (lambda _: 0)
    say(f"กำลังสร้าง {len(site.year.edition.items)} ข้อ … · building\n")
    pages = build(plan_of(site, report), tree=root / BUILD / "tree", out=target)
    sys.stdout.write(summary(report, style_for()) + "\n")
    seconds = time.monotonic() - started
    sys.stdout.write(f"สร้างเว็บแล้ว {pages} หน้า ใน {seconds:.1f} วินาที: {target} · built {pages} pages\n")
    return 0
