"""`publish`: check at the publish gate, build, crawl, deliver; blocked or failed, what is live stays as it was."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from ita_site.built import check_built
from ita_site.commands.build import BUILD, plan_of
from ita_site.commands.check import Links, default_format, judged_site
from ita_site.commands.crawl import lines
from ita_site.config import CONFIG_NAME, open_site
from ita_site.dates import thai_date
from ita_site.engine import MARK, build
from ita_site.errors import ConfigError, ItaSiteError, PublishError
from ita_site.files import cannot_write, write_whole
from ita_site.findings import Gate, Report
from ita_site.history import read_history
from ita_site.publishing.contents import changed_meanwhile
from ita_site.publishing.lineage import is_overtaken
from ita_site.publishing.locks import alone
from ita_site.publishing.places import deliver, live_at, roll_back
from ita_site.publishing.repository import Repository, read_repository, refuse_unfit, refuse_untracked
from ita_site.publishing.steps import Steps
from ita_site.publishing.targets import Target, read_target
from ita_site.release import RELEASE, Release, release_of, to_json
from ita_site.reporters import told
from ita_site.site import Site
from ita_site.sitemap import hosted_files
from ita_site.streams import put, say
from ita_site.style import style_for
from ita_site.text import Text
from ita_site.walk import CONTENT

_WORKSHOP = "publish"
"""Folder below `build/` in which a publish makes the site, so that no other build comes between."""
_FETCHED = "fetched"
"""Folder in it for what had to be fetched to see what is live."""


def run(root: Path, *, to: str | None, dry_run: bool) -> int:
    """Exit code 1 when the publish is blocked: then nothing at the target was touched."""
    site = open_site(root)
    target = read_target(_chosen(site, to), root)
    steps = Steps()
    with _workshop(root) as workshop:
        with steps.step(Text(f"ดูปลายทาง {target}", f"looking at {target}")):
            repository = read_repository(root)
            site = open_site(root)  # again, since we may have waited: what goes public is never older than its commit
            _refuse_unfit(site, repository)
            live = live_at(target, root, workshop / _FETCHED)
            _refuse_older(site, repository, live)
        with steps.step(Text("ตรวจที่ด่านเผยแพร่", "checking at the publish gate")):
            report = judged_site(site, gate=Gate.PUBLISH, as_of=None, links=Links.OPEN)
        put(told(report, default_format(), style_for(), root))
        _warn(site, repository)
        if report.blocked:
            return _blocked(target)
        with steps.step(Text("สร้างเว็บ", "building")):
            built = _built(site, report, workshop)
        with steps.step(Text("ตรวจลิงก์ภายในเว็บ", "crawling the built site")):
            broken = check_built(built, site.config.site.url)
        if broken:
            put("".join(lines(broken, style_for())))
            return _blocked(target)
        release = _release(site, report, built, repository)
        if dry_run:
            put(_differences(release, live, target) + f"{steps.told()}\n")
            return 0
        with steps.step(Text("ส่งขึ้น", "delivering")):
            if read_repository(root) != repository:
                raise changed_meanwhile("ข้อมูล", "the content")
            name = deliver(
                target, root, built, release, keep=site.config.publish.keep, place=workshop / _FETCHED,
                agree=lambda now: None if now == live else _refuse_older(site, repository, now),
            )  # fmt: skip
        _remember(root, release)
    put(_delivered(release, live, target, name) + f"{steps.told()}\n")
    return 0


def back(root: Path, *, to: str | None) -> int:
    """Make the release before the live one live again. What is in `content/` plays no part, save for where that is."""
    target = read_target(to if to is not None else _chosen(open_site(root), None), root)
    name, release = roll_back(target, root)
    _remember(root, release)
    put(
        f"✓ ย้อนกลับแล้ว: {target} กลับเป็นรุ่น {name} ({_of(release)})\n"
        f"  rolled back: {target} is {name} again\n"
        "  แก้ข้อมูลให้ถูกก่อนเผยแพร่ครั้งต่อไป · mend the content before the next publish\n"
    )
    return 0


def _chosen(site: Site, to: str | None) -> str:
    typed = to if to is not None else site.config.publish.to
    if not typed.strip():
        raise ConfigError(
            Text(
                f"ยังไม่ได้บอกปลายทาง ใส่ --to หรือ publish: {{to: …}} ใน {CONFIG_NAME} เช่น folder:/srv/www/ita · branch:gh-pages · archive:ita.zip",
                f"no target: give --to, or publish: {{to: …}} in {CONFIG_NAME}; for example folder:/srv/www/ita, branch:gh-pages, archive:ita.zip",
            )
        )
    return typed


@contextmanager
def _workshop(root: Path) -> Iterator[Path]:
    """An empty folder below `build/`, ours alone until the publish is over."""
    home = root / BUILD
    for folder in (home, home / _WORKSHOP):
        if folder.is_symlink():  # who clears away what lies behind it may clear away what is not ours
            raise PublishError(
                Text(
                    f"{folder} เป็นทางลัดไปที่อื่น ลบทางลัดนี้แล้วสั่งใหม่ ไม่มีไฟล์ใดเปลี่ยน",
                    f"{folder} is a link to elsewhere; remove the link and run it again. Nothing was changed",
                )
            )
    try:
        home.mkdir(exist_ok=True)
    except OSError as error:
        raise cannot_write(home, error) from error
    with alone(home, Text("เว็บไซต์นี้", "this site")):
        place = home / _WORKSHOP
        shutil.rmtree(place, ignore_errors=True)  # left by one that was killed
        try:
            yield place
        finally:
            shutil.rmtree(place, ignore_errors=True)


def _refuse_unfit(site: Site, repository: Repository | None) -> None:
    """Raise PublishError for a repository from which nothing should go public."""
    if repository is not None:
        is_ci = os.environ.get("CI", "").lower() not in ("", "0", "false")
        refuse_unfit(repository, date.today(), is_ci=is_ci)  # noqa: DTZ011 - it is this machine's clock that is asked
        refuse_untracked(site.root, [f"{CONTENT}/{file.path}" for file in hosted_files(site)])


def _refuse_older(site: Site, repository: Repository | None, live: Release | None) -> None:
    """What is live must neither be newer than this nor another site."""
    if live is None:
        return
    config = site.config
    if live.agency != config.agency.name and live.url != config.site.url:
        raise PublishError(
            Text(
                f"ปลายทางเป็นเว็บของ «{live.agency}» ({live.url}) ไม่ใช่ของหน่วยงานนี้ ตรวจชื่อปลายทาง ไม่มีไฟล์ใดเปลี่ยน",
                f"the target holds the site of «{live.agency}» ({live.url}), not of this agency; check its name. Nothing was changed",
            )
        )
    if repository and live.commit:
        _refuse_overtaken(site, repository, live.commit)
    today = date.today()  # noqa: DTZ011 - as above
    if config.as_of is None and today < live.as_of - timedelta(days=1):
        raise PublishError(
            Text(
                f"นาฬิกาของเครื่องนี้ ({thai_date(today)}) ช้ากว่าวันของรุ่นที่เผยแพร่อยู่ ({thai_date(live.as_of)}) ตั้งวันที่ให้ถูกก่อน ไม่มีไฟล์ใดเปลี่ยน",
                f"this machine's clock ({today}) is behind the day of the live release ({live.as_of}); set it first. Nothing was changed",
            )
        )


def _refuse_overtaken(site: Site, repository: Repository, live: str) -> None:
    is_older = is_overtaken(site.root, repository.commit, live, (site.config.site.branch, repository.branch))
    if is_older:
        raise PublishError(
            Text(
                f"เว็บที่เผยแพร่อยู่ใหม่กว่า (commit {live[:8]}) ข้อมูลในเครื่องนี้ (commit {repository.commit[:8]}) สั่ง git pull แล้วเผยแพร่ใหม่ ไม่มีไฟล์ใดเปลี่ยน",
                f"what is live (commit {live[:8]}) is newer than this (commit {repository.commit[:8]}); run git pull and publish again. Nothing was changed",
            )
        )
    if is_older is None:  # refusing would shut out for good whoever wrote history anew
        say(
            f"! เว็บที่เผยแพร่อยู่มาจาก commit {live[:8]} ซึ่งไม่มีในประวัติที่เครื่องนี้และที่เก็บรู้จัก จึงเทียบไม่ได้ว่าใหม่กว่าหรือไม่\n"
            f"  what is live was made from commit {live[:8]}, which nobody knows any more: whether it is newer cannot be told\n"
        )


def _warn(site: Site, repository: Repository | None) -> None:
    if (day := site.config.as_of) is not None:
        say(f"! as_of ใน {CONFIG_NAME} ตรึงวันไว้ที่ {thai_date(day)} เรื่องที่เลยกำหนดหลังจากนั้นจะไม่ถูกบอก · as_of is fixed\n")
    if repository and repository.branch and repository.branch != site.config.site.branch:
        say(
            f"! กำลังเผยแพร่จากสาขา {repository.branch} ไม่ใช่ {site.config.site.branch}"
            f" · publishing from {repository.branch}, not from {site.config.site.branch}\n"
        )


def _blocked(target: Target) -> int:
    put(f"✕ ยังไม่เผยแพร่: {target} ยังเหมือนเดิม แก้ตามที่บอกข้างบนแล้วสั่งใหม่\n  not published: {target} is as it was\n")
    return 1


def _built(site: Site, report: Report, workshop: Path) -> Path:
    built = workshop / "site"
    build(plan_of(site, report, read_history(site.root)), tree=workshop / "tree", out=built)
    (built / MARK).unlink(missing_ok=True)  # says whose folder it is, which is nothing for the public
    return built


def _release(site: Site, report: Report, built: Path, repository: Repository | None) -> Release:
    config = site.config
    commit = repository.commit if repository else None
    try:
        return release_of(built, report, agency=config.agency.name, url=config.site.url, commit=commit)
    except OSError as error:
        raise cannot_write(built, error) from error


def _remember(root: Path, release: Release) -> None:
    """Keep a copy that `verify` compares with. The site is live already: a disk that does not take it is only told."""
    try:
        write_whole(root / BUILD / RELEASE, to_json(release))
    except ItaSiteError as error:
        say(f"! {error.message.th}\n  {error.message.en}\n")


def _differences(release: Release, live: Release | None, target: Target) -> str:
    """What a publish would change."""
    before = {file.path: file.sha256 for file in live.files} if live else {}
    after = {file.path: file.sha256 for file in release.files}
    new, gone = len(after.keys() - before.keys()), len(before.keys() - after.keys())
    changed = sum(before[path] != after[path] for path in before.keys() & after.keys())
    return (
        f"✓ ผ่านทุกขั้น ยังไม่ได้ส่ง (--dry-run): {target} จะมี {len(after):,} ไฟล์ ใหม่ {new:,} เปลี่ยน {changed:,} หายไป {gone:,}\n"
        f"  nothing was delivered: {len(after):,} files, {new:,} new, {changed:,} changed, {gone:,} gone\n"
    )


def _delivered(release: Release, live: Release | None, target: Target, name: str) -> str:
    head = (
        f"✓ ตรงกับที่เผยแพร่อยู่แล้ว ไม่มีอะไรต้องเปลี่ยน: {target} ({name}) · already live\n"
        if release == live
        else f"✓ เผยแพร่แล้ว: {target} ({name}) · live\n"
    )
    return (
        f"{head}  {_of(release)}\n  ตรวจว่าเว็บจริงตรงกับที่ผ่านการตรวจ · prove what is live: ita-site verify {release.url}\n"
    )


def _of(release: Release) -> str:
    of = f" · commit {release.commit[:8]}" if release.commit else ""
    return f"{len(release.files):,} ไฟล์ · เกณฑ์ปี {release.edition} · ณ {thai_date(release.as_of)}{of} · ลายนิ้วมือ {release.short}"
