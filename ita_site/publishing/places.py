"""The three kinds of targets behind one door: what is live there, bring a release, go back one."""

from __future__ import annotations

from pathlib import Path

from ita_site.errors import ConfigError
from ita_site.publishing import archive, branch, folder
from ita_site.publishing.contents import Agree
from ita_site.publishing.targets import Kind, Target
from ita_site.release import Release
from ita_site.text import Text


def live_at(target: Target, root: Path, place: Path | None = None) -> Release | None:
    """What is live at a target; None where nothing is, or it cannot be read. What had to be fetched for that is kept in
    the folder `place`, where one is named. Raises PublishError for a target that nothing may be brought to."""
    if target.kind is Kind.BRANCH:
        return branch.inspect(target, root, place)
    if target.kind is Kind.ARCHIVE:
        return archive.inspect(target.path)
    live = folder.inspect(target.path)
    return live.release if live else None


def deliver(
    target: Target, root: Path, site: Path, release: Release, *, keep: int, place: Path | None = None,
    agree: Agree = lambda live: None,  # noqa: ARG005
) -> str:  # fmt: skip
    """Bring the built `site` to its target, whole or not at all; gives the name under which it stands there.

    `agree` is shown what is live at the last moment, for somebody else may have published since we looked; what it
    raises ends the publish. `place` is the folder that `live_at` was given, so that nothing is fetched twice.
    Raises PublishError or EngineError, and then what is live is as it was.
    """
    if target.kind is Kind.BRANCH:
        return branch.deliver(target, root, site, release, agree, place=place)
    if target.kind is Kind.ARCHIVE:
        return archive.deliver(target.path, site, release, agree)
    return folder.deliver(target.path, site, release, agree, keep=keep)


def roll_back(target: Target, root: Path) -> tuple[str, Release]:
    """Make the release before the live one live again; gives its name and itself. Raises PublishError where there is
    none, ConfigError for an archive."""
    if target.kind is Kind.ARCHIVE:
        raise ConfigError(
            Text(
                "ไฟล์ archive ย้อนกลับไม่ได้ ให้นำไฟล์ของรุ่นก่อนไปวางแทน",
                "an archive cannot be rolled back; put the file of the release before in its place",
            )
        )
    return branch.roll_back(target, root) if target.kind is Kind.BRANCH else folder.roll_back(target.path)
