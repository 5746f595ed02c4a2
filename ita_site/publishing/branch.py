"""A branch that a host gives out as pages: an ordinary commit on top of it, pushed without force.

The commit is made by ghp-import, run as a program, in a repository of its own that is gone afterwards: the officer's
repository is never written to. What the host does not take leaves the branch as it was.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from ita_site.errors import PublishError
from ita_site.files import cannot_write
from ita_site.publishing.git import SECONDS_OF_NETWORK, GitError, git, git_environment
from ita_site.publishing.targets import Target
from ita_site.release import RELEASE, Release, ReleaseError, read_release, to_json
from ita_site.reporters.text_format import safe
from ita_site.text import Text

_CNAME = "CNAME"
_AUTHOR = {"GIT_COMMITTER_NAME": "ita-site", "GIT_COMMITTER_EMAIL": "ita-site@localhost"}
"""Nobody's own name: the branch is public."""
_FAR = 50
"""Commits of the branch that are looked at to go back."""
# A repository's own settings say how its host is reached (keys, proxies, certificates); those of the user hold anyway.
_OF_HOST = r"^(http|https|credential|url|core\.sshcommand|ssh|protocol)\."
_NO_PROGRAMS = (("core.hooksPath", os.devnull), ("gc.auto", "0"), ("commit.gpgSign", "false"))
_SLOW = (("http.lowSpeedLimit", "1"), ("http.lowSpeedTime", "60"))


@dataclass(frozen=True, slots=True)
class Branch:
    """A branch as it stood when we looked: `at` is its commit, "" where there is none; `release` what is live on it."""

    at: str
    release: Release | None
    cname: str


@contextmanager
def looked_at(target: Target, root: Path, *, deep: bool = False) -> Iterator[tuple[Branch, Workshop]]:
    """The branch of a target, and the repository in which its next commit can be made.

    Raises PublishError when it cannot be reached, or holds what ita-site did not write.
    """
    try:
        with tempfile.TemporaryDirectory(prefix="ita-site-publish-") as place:
            workshop = Workshop(Path(place), root, target)
            yield workshop.fetch(deep=deep), workshop
    except OSError as error:
        raise cannot_write(Path(tempfile.gettempdir()), error) from error


class Workshop:
    """A repository for one commit. `place` is its folder, `root` that of the site."""

    def __init__(self, place: Path, root: Path, target: Target) -> None:
        self.place, self.target = place, target
        self.ref = f"refs/heads/{target.name}"
        try:
            self.url = git(root, "remote", "get-url", "--push", target.remote).decode().strip()
        except GitError:
            raise self._refused(
                Text(f"ที่เก็บ git นี้ไม่มี remote ชื่อ {target.remote}", f"this git repository has no remote {target.remote}")
            ) from None
        if "://" not in self.url and ":" not in self.url:  # a folder, told from where the site is
            self.url = os.path.normpath(root.resolve() / self.url)
        self.settings = (*_NO_PROGRAMS, *_SLOW, *_of_host(root))
        self._git("init", "--quiet", "--bare", "--template=", ".")

    def fetch(self, *, deep: bool) -> Branch:
        """What the branch holds now. Raises PublishError."""
        try:
            listed = self._git("ls-remote", self.url, self.ref).decode().split()
            if not listed:
                return Branch("", None, "")
            depth = f"--depth={_FAR if deep else 1}"
            self._git("fetch", "--quiet", "--no-tags", depth, self.url, f"+{self.ref}:{self.ref}")
        except GitError as error:
            why = safe(error.short)
            raise self._refused(Text(f"อ่านสาขาจากที่เก็บไม่ได้ ({why})", f"the branch cannot be read ({why})")) from error
        at = self.tip
        release = self.release_at(at)
        if release is None and self._git("ls-tree", "--name-only", at).strip():
            raise self._refused(
                Text(
                    "สาขานี้มีไฟล์ที่ ita-site ไม่ได้เขียน เลือกชื่อสาขาอื่น",
                    "the branch holds files that ita-site did not write; choose another branch",
                )
            )
        return Branch(at, release, self._file(at, _CNAME).decode("utf-8", "replace").strip())

    def release_at(self, commit: str) -> Release | None:
        """The release that a commit of the branch holds; None where it holds none that can be read."""
        try:
            return read_release(self._file(commit, RELEASE))
        except ReleaseError:
            return None

    def before(self, commit: str, release: Release) -> str:
        """The last commit before `commit` that holds another release; "" where there is none in reach."""
        for older in self._git("rev-list", f"--max-count={_FAR}", "--first-parent", commit).decode().split()[1:]:
            found = self.release_at(older)
            if found is not None and found != release:
                return older
        return ""

    def commit_site(self, site: Path, release: Release, branch: Branch) -> None:
        """Put the built site on top of the branch. Raises PublishError."""
        (site / RELEASE).write_text(to_json(release), encoding="utf-8", newline="\n")
        options = ["--no-jekyll", "--branch", self.target.name, "--message", _message(release)]
        if domain := branch.cname or _domain(self.url, release.url):
            options += ["--cname", domain]
        done = subprocess.run(
            [sys.executable, "-m", "ghp_import", *options, str(site.resolve())],
            cwd=self.place, stdin=subprocess.DEVNULL, capture_output=True, check=False,
            env={**git_environment(), **_AUTHOR, "PYTHONWARNINGS": "ignore", "GIT_DIR": "."},
        )  # fmt: skip
        if done.returncode:
            why = safe(" · ".join(done.stderr.decode("utf-8", "replace").split("\n")[-3:]).strip())
            raise self._refused(Text(f"เตรียมสาขาไม่สำเร็จ ({why})", f"the commit could not be made ({why})"))

    def commit_back(self, branch: Branch, older: str) -> None:
        """Put the site of an older commit on top of the branch."""
        made = self._git(
            "commit-tree", f"{older}^{{tree}}", "-p", branch.at, "-m", "Roll back to the release before",
            environment=_AUTHOR | {k.replace("COMMITTER", "AUTHOR"): v for k, v in _AUTHOR.items()},
        )  # fmt: skip
        self._git("update-ref", self.ref, made.decode().strip())

    def push(self, branch: Branch) -> None:
        """Bring the branch to its host: only if it still stands where it was looked at. Raises PublishError."""
        lease = f"--force-with-lease={self.ref}:{branch.at}"
        try:
            self._git("push", "--quiet", "--porcelain", lease, self.url, f"{self.ref}:{self.ref}")
        except GitError as error:
            raise self._refused(_why_not(error)) from error

    @property
    def tip(self) -> str:
        """The commit on top of the branch as it stands here."""
        return self._git("rev-parse", self.ref).decode().strip()

    def _file(self, commit: str, name: str) -> bytes:
        try:
            return self._git("cat-file", "blob", f"{commit}:{name}")
        except GitError:
            return b""

    def _git(self, *what: str, environment: dict[str, str] | None = None) -> bytes:
        return git(self.place, *what, settings=self.settings, environment=environment, seconds=SECONDS_OF_NETWORK)

    def _refused(self, why: Text) -> PublishError:
        return PublishError(
            Text(
                f"เผยแพร่ไปที่ {self.target} ไม่ได้: {why.th} สาขาเดิมไม่เปลี่ยน",
                f"cannot publish to {self.target}: {why.en}. The branch was not changed",
            )
        )


def deliver(target: Target, root: Path, site: Path, release: Release) -> str:
    """Put the built `site` on the branch and push it; gives the short id of the commit. Raises PublishError."""
    with looked_at(target, root) as (branch, workshop):
        if branch.release == release:
            return branch.at[:8]
        workshop.commit_site(site, release, branch)
        workshop.push(branch)
        return workshop.tip[:8]


def inspect(target: Target, root: Path) -> Release | None:
    """What is live on the branch; None where there is none. Raises PublishError."""
    with looked_at(target, root) as (branch, _):
        return branch.release


def roll_back(target: Target, root: Path) -> tuple[str, Release]:
    """Put the release before the live one on top of the branch. Raises PublishError."""
    with looked_at(target, root, deep=True) as (branch, workshop):
        older = workshop.before(branch.at, branch.release) if branch.release else ""
        release = workshop.release_at(older) if older else None
        if release is None:
            raise PublishError(
                Text(
                    f"ไม่มีรุ่นก่อนใน {target} ให้ย้อนกลับ",
                    f"there is no release before the live one in {target} to go back to",
                )
            )
        workshop.commit_back(branch, older)
        workshop.push(branch)
        return older[:8], release


def _of_host(root: Path) -> Iterator[tuple[str, str]]:
    try:
        said = git(root, "config", "--includes", "--show-scope", "--null", "--get-regexp", _OF_HOST)
    except GitError:
        return
    parts = said.decode("utf-8", "replace").split("\0")
    for scope, entry in zip(parts[::2], parts[1::2], strict=False):
        name, _, value = entry.partition("\n")
        if scope in ("local", "worktree"):
            yield name, value


def _domain(url: str, site: str) -> str:
    """The host that GitHub has to be told of, for it forgets a site's own domain when the branch does not name it."""
    host = urlsplit(site).hostname or ""
    is_github = "github.com" in url
    return host if is_github and host and not host.endswith("github.io") else ""


def _message(release: Release) -> str:
    of = f" of {release.commit[:8]}" if release.commit else ""
    return f"Publish {release.short}{of}, {release.edition} as of {release.as_of}"


def _why_not(error: GitError) -> Text:
    said = error.said.lower()
    if any(word in said for word in ("stale info", "fetch first", "non-fast-forward", "cannot lock ref")):
        return Text("มีผู้เผยแพร่หรือแก้สาขานี้ระหว่างนั้น สั่งใหม่อีกครั้ง", "somebody else changed the branch meanwhile; run it again")
    why = safe(error.short)
    if any(word in said for word in ("protected", "declined", "denied", "permission", "403", "401", "authentication")):
        return Text(
            f"ที่เก็บไม่ยอมรับ ตรวจสิทธิ์เขียนและการป้องกันสาขา ({why})",
            f"the host refused it; look at the right to write and at the protection of the branch ({why})",
        )
    return Text(f"ส่งขึ้นที่เก็บไม่สำเร็จ ({why})", f"it could not be pushed ({why})")
