"""Whether what is live comes after what is to be published, also where it was made from a commit that is not here yet.

Two jobs of a CI host each have a clone of their own: the slower one was cloned before the commit of the faster one was
made. The repository that both came from knows it.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Set
from pathlib import Path

from ita_site.errors import PublishError
from ita_site.files import cannot_write
from ita_site.publishing.git import SECONDS, SECONDS_OF_NETWORK, GitError, git
from ita_site.publishing.repository import is_before
from ita_site.publishing.targets import ORIGIN
from ita_site.publishing.workshop import QUIET, address_of, new_repository, of_host
from ita_site.reporters.text_format import safe
from ita_site.text import Text


def is_overtaken(root: Path, commit: str, live: str, branches: Iterable[str]) -> bool | None:
    """Whether `commit` is an older state of `live`, of which a remote is asked where this clone does not know it: for
    its `branches`. None where `live` is on none of them either, as after history was written anew.

    Raises PublishError when the remote cannot be asked.
    """
    if commit == live:
        return False
    if _knows(root, live):
        return is_before(root, commit, live)
    remotes = git(root, "remote").decode().split()
    if not remotes:
        return None
    remote = ORIGIN if ORIGIN in remotes else remotes[0]
    try:
        with tempfile.TemporaryDirectory(prefix="ita-site-publish-") as name:
            place = Path(name)
            _fetch(place, root, remote, {f"refs/heads/{branch}" for branch in branches if branch})
            return is_before(place, commit, live) if _knows(place, live) else None
    except GitError as error:
        raise _refused(live, remote, safe(error.short)) from error
    except OSError as error:
        raise cannot_write(Path(tempfile.gettempdir()), error) from error


def _knows(folder: Path, commit: str) -> bool:
    try:
        git(folder, "cat-file", "-e", f"{commit}^{{commit}}")
    except GitError:
        return False
    return True


def _fetch(place: Path, root: Path, remote: str, refs: Set[str]) -> None:
    """Those of `refs` that the remote has, into a repository in `place`: the officer's own is never written to."""
    url, settings = address_of(root, remote), (*QUIET, *of_host(root))
    new_repository(place, root)
    # what is here already need not come again
    own = root.resolve() / os.fsdecode(git(root, "rev-parse", "--git-path", "objects").rstrip(b"\n"))
    (place / "objects/info").mkdir(exist_ok=True)
    (place / "objects/info/alternates").write_bytes(os.fsencode(own.resolve()) + b"\n")
    listed = git(place, "ls-remote", "--", url, *sorted(refs), settings=settings, seconds=SECONDS).decode()
    there = [ref for line in listed.splitlines() if (ref := line.partition("\t")[2]) in refs]
    if there:
        named = [f"+{ref}:{ref}" for ref in there]
        git(place, "fetch", "--quiet", "--no-tags", "--", url, *named, settings=settings, seconds=SECONDS_OF_NETWORK)


def _refused(live: str, remote: str, why: str) -> PublishError:
    return PublishError(
        Text(
            f"เว็บที่เผยแพร่อยู่มาจาก commit {live[:8]} ซึ่งเครื่องนี้ไม่รู้จัก และถามที่เก็บ {remote} ไม่ได้ ({why}) จึงไม่รู้ว่าใหม่กว่าข้อมูลในเครื่องนี้หรือไม่ สั่ง git pull แล้วเผยแพร่ใหม่ ไม่มีไฟล์ใดเปลี่ยน",
            f"what is live was made from commit {live[:8]}, which is not known here, and {remote} cannot be asked ({why}): it may be newer than this. Run git pull and publish again. Nothing was changed",
        )
    )
