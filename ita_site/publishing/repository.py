"""The git repository that a site is published from: what of it is unfit for a publish, and why.

A release names the commit that it was made from, so that anybody can make it again. A site without git is published
all the same; its releases name none.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from ita_site.attestations import in_thailand
from ita_site.config import CONFIG_NAME
from ita_site.errors import PublishError
from ita_site.publishing.git import GitError, git
from ita_site.reporters.text_format import safe
from ita_site.text import Text
from ita_site.walk import CONTENT

SOURCES = (CONTENT, CONFIG_NAME, "criteria")
"""What a site is made from. The ledger is what the check itself writes."""
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Repository:
    """The state of the work tree: the commit that is checked out and its day in Thailand (CE), its branch ("" when
    detached), whether older commits are missing, and the paths (from the site's folder) that differ from the commit."""

    commit: str
    day: date
    branch: str
    is_shallow: bool
    changed: tuple[str, ...]


def read_repository(root: Path) -> Repository | None:
    """The repository around the site's folder `root`; None where there is none. Raises PublishError when git cannot
    tell."""
    if not any((folder / ".git").exists() for folder in (root.resolve(), *root.resolve().parents)):
        return None
    try:
        top = os.fsdecode(git(root, "rev-parse", "--show-prefix").rstrip(b"\n"))
        commit = git(root, "rev-parse", "--verify", "HEAD^{commit}").decode().strip()
        seconds = int(git(root, "log", "--max-count=1", "--format=%ct", "HEAD", "--"))
        try:
            branch = git(root, "symbolic-ref", "--quiet", "--short", "HEAD").decode().strip()
        except GitError:
            branch = ""
        status = git(root, "status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=all", "--", *SOURCES)
        return Repository(
            commit=commit,
            day=in_thailand(datetime.fromtimestamp(seconds, UTC)),
            branch=branch,
            is_shallow=git(root, "rev-parse", "--is-shallow-repository").strip() == b"true",
            changed=tuple(os.fsdecode(line[3:]).removeprefix(top) for line in status.split(b"\0") if line),
        )
    except GitError as error:
        if "Needed a single revision" in error.said:
            raise _refused(Text("ยังไม่มีการบันทึก (commit) ใน git", "there is no commit in git yet"), _COMMIT) from None
        why = safe(error.short)
        raise _refused(
            Text(f"git อ่านที่เก็บนี้ไม่ได้ ({why})", f"git cannot read this repository ({why})"),
            Text("แก้ตามที่ git บอก แล้วสั่งใหม่", "do what git says and try again"),
        ) from error


_COMMIT = Text("บันทึกด้วย git add และ git commit แล้วสั่งใหม่", "commit with git add and git commit, then try again")


def refuse_unfit(repository: Repository, today: date, *, is_ci: bool) -> None:
    """Raise PublishError for a state from which nothing should go public. `today` is the machine's own day (CE)."""
    if repository.changed:
        names = ", ".join(map(safe, repository.changed[:_SHOWN]))
        more = len(repository.changed) - _SHOWN
        more_th, more_en = (f" และอีก {more:,} ไฟล์", f" and {more:,} more") if more > 0 else ("", "")
        raise _refused(
            Text(f"มีไฟล์ที่แก้แล้วแต่ยังไม่ได้บันทึกใน git: {names}{more_th}", f"changed but not committed: {names}{more_en}"),
            _COMMIT,
        )
    if repository.is_shallow:
        raise _refused(
            Text(
                "ที่เก็บ git นี้เป็นสำเนาตื้น (shallow) ประวัติบนหน้าเว็บจะขาดหาย",
                "this is a shallow clone: the pages would lose their history",
            ),
            Text(
                "สั่ง git fetch --unshallow หรือตั้ง fetch-depth: 0 (GIT_DEPTH: 0 ใน GitLab)",
                "run git fetch --unshallow, or set fetch-depth: 0 (GIT_DEPTH: 0 in GitLab)",
            ),
        )
    if not repository.branch and not is_ci:
        raise _refused(
            Text("git ไม่ได้อยู่บนสาขาใด (detached HEAD)", "git is on no branch (detached HEAD)"),
            Text("สั่ง git switch main แล้วสั่งใหม่", "run git switch main and try again"),
        )
    if today < repository.day - timedelta(days=1):
        raise _refused(
            Text(
                f"นาฬิกาของเครื่องนี้ช้ากว่าการแก้ไขล่าสุด ({_be(today)} ก่อน {_be(repository.day)})",
                f"this machine's clock is behind the last commit ({today} before {repository.day})",
            ),
            Text("ตั้งวันที่ของเครื่องให้ถูก แล้วสั่งใหม่", "set the date of the machine and try again"),
        )


def untracked(root: Path, paths: Iterable[str]) -> Iterator[str]:
    """Those of `paths` (from `root`) that git does not keep, since `.gitignore` names them for one."""
    kept = {os.fsdecode(name) for name in git(root, "ls-files", "-z", "--", *SOURCES).split(b"\0")}
    return (path for path in paths if path not in kept)


def refuse_untracked(root: Path, paths: Iterable[str]) -> None:
    """Raise PublishError when the site shows files that no commit holds."""
    missing = sorted(untracked(root, paths))
    if missing:
        names = ", ".join(map(safe, missing[:_SHOWN]))
        raise _refused(
            Text(
                f"มีไฟล์ที่จะขึ้นเว็บแต่ git ไม่ได้เก็บไว้ ({len(missing):,} ไฟล์): {names}",
                f"{len(missing):,} files would go public that git does not keep: {names}",
            ),
            Text("เพิ่มด้วย git add -f แล้วบันทึก หรือลบไฟล์ออก", "add them with git add -f and commit, or remove them"),
        )


def is_before(root: Path, commit: str, other: str) -> bool:
    """Whether `commit` is an older state of `other`; False where git does not know both."""
    if commit == other:
        return False
    try:
        git(root, "merge-base", "--is-ancestor", commit, other)
    except GitError:
        return False
    return True


def _be(day: date) -> str:
    return f"{day.year + 543}-{day:%m-%d}"


def _refused(what: Text, fix: Text) -> PublishError:
    return PublishError(
        Text(
            f"ยังไม่เผยแพร่: {what.th}\n→ {fix.th} (เว็บที่เผยแพร่อยู่ยังเหมือนเดิม)",
            f"not published: {what.en}\n→ {fix.en} (what is live is as it was)",
        )
    )
