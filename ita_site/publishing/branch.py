"""A branch that a host gives out as pages: an ordinary commit on top of it, pushed without force.

The commit is made by ghp-import, run as a program, in a repository of its own (`workshop`). What the host does not take
leaves the branch as it was.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from urllib.parse import urlsplit

from ita_site.errors import PublishError
from ita_site.files import cannot_write
from ita_site.publishing.contents import Agree, changed_meanwhile
from ita_site.publishing.targets import Target
from ita_site.publishing.workshop import Branch, Workshop
from ita_site.release import RELEASE, Release, to_json
from ita_site.text import Text


def deliver(
    target: Target, root: Path, site: Path, release: Release, agree: Agree, *, place: Path | None = None
) -> str:  # fmt: skip
    """Put the built `site` on the branch and push it; gives the short id of the commit. Raises PublishError.

    `place` is where `inspect` fetched the branch to, if it did: it is fetched again only if it has moved since.
    """
    with _looked_at(target, root, place) as (branch, workshop):
        agree(branch.release)
        (site / RELEASE).write_text(to_json(release), encoding="utf-8", newline="\n")
        domain = workshop.content(branch.cname).decode("utf-8", "replace").strip()
        workshop.commit_folder(site, _message(release), domain or _domain(workshop.url, release.url))
        tip = workshop.tip
        if not workshop.is_whole(tip, release):
            raise changed_meanwhile("เว็บที่สร้าง", "the built site")
        if branch.at and workshop.tree(tip) == workshop.tree(branch.at):
            return branch.at[:8]
        workshop.push(branch)
        return tip[:8]


def inspect(target: Target, root: Path, place: Path | None = None) -> Release | None:
    """What is live on the branch; None where there is none. Raises PublishError.

    The branch is kept in the folder `place`, if one is named, until its owner takes that away.
    """
    with _looked_at(target, root, place) as (branch, _):
        return branch.release


def roll_back(target: Target, root: Path) -> tuple[str, Release]:
    """Put the release before the live one on top of the branch. Raises PublishError."""
    with _looked_at(target, root, None, deep=True) as (branch, workshop):
        before = workshop.before(branch.at, branch.release) if branch.release else None
        if before is None:
            raise PublishError(
                Text(
                    f"ไม่มีรุ่นก่อนใน {target} ให้ย้อนกลับ",
                    f"there is no release before the live one in {target} to go back to",
                )
            )
        older, release = before
        workshop.commit_back(branch, older)
        workshop.push(branch)
        return older[:8], release


@contextmanager
def _looked_at(
    target: Target, root: Path, place: Path | None, *, deep: bool = False
) -> Iterator[tuple[Branch, Workshop]]:  # fmt: skip
    """The branch of a target, and the repository in which its next commit can be made: in `place`, else in a folder
    that is gone afterwards.

    Raises PublishError when it cannot be reached, or holds what ita-site did not write.
    """
    try:
        with nullcontext(place) if place else _folder() as here:
            here.mkdir(parents=True, exist_ok=True)
            workshop = Workshop(here, root, target)
            yield workshop.fetch(deep=deep), workshop
    except OSError as error:
        raise cannot_write(place or Path(tempfile.gettempdir()), error) from error


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="ita-site-publish-") as name:
        yield Path(name)


def _domain(url: str, site: str) -> str:
    """The host that GitHub has to be told of, for it forgets a site's own domain when the branch does not name it."""
    host = urlsplit(site).hostname or ""
    is_github = "github.com" in url
    return host if is_github and host and not host.endswith("github.io") else ""


def _message(release: Release) -> str:
    of = f" of {release.commit[:8]}" if release.commit else ""
    return f"Publish {release.short}{of}, {release.edition} as of {release.as_of}"
