"""A repository for one commit, gone afterwards: the branch of a target is fetched into it, added to, and pushed.

The officer's repository is never written to; of its settings only those that say how its host is reached are taken.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ita_site.errors import PublishError
from ita_site.publishing.git import SECONDS, SECONDS_OF_NETWORK, GitError, git, git_environment, hashes
from ita_site.publishing.targets import Target
from ita_site.release import RELEASE, Release, ReleaseError, read_release
from ita_site.reporters.text_format import safe
from ita_site.text import Text

CNAME = "CNAME"
_OF_HOSTS = frozenset({RELEASE, CNAME, ".nojekyll"})
"""What the branch carries beside the files that a release lists."""
_COMMITTER = {"GIT_COMMITTER_NAME": "ita-site", "GIT_COMMITTER_EMAIL": "ita-site@localhost"}
"""Nobody's own name: the branch is public."""
_BOTH = _COMMITTER | {name.replace("COMMITTER", "AUTHOR"): value for name, value in _COMMITTER.items()}
_BACK_TO = "Back-to"
"""Trailer in the message of a commit that brings an older release back: the commit which it had come with."""
_FAR = 50
"""Commits of the branch that are looked at to go back."""
# A repository's own settings say how its host is reached (keys, proxies, certificates); those of the user hold anyway.
_OF_HOST = r"^(http|https|credential|url|core\.sshcommand|ssh|protocol)\."
QUIET = (
    ("gc.auto", "0"), ("commit.gpgSign", "false"), ("http.lowSpeedLimit", "1"), ("http.lowSpeedTime", "60"),
    ("core.bigFileThreshold", "1m"), ("core.compression", "1"),  # evidence is packed already: trying again takes minutes
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Branch:
    """A branch as it stood when we looked: `at` is its commit, "" where there is none; `release` what is live on it;
    `cname` the blob of its `CNAME`, "" where it has none."""

    at: str
    release: Release | None
    cname: str


class Workshop:
    """A repository for one commit. `place` is its folder, which may hold the branch from a moment ago; `root` that of
    the site."""

    def __init__(self, place: Path, root: Path, target: Target) -> None:
        self.place, self.target = place, target
        self.ref = f"refs/heads/{target.name}"
        try:
            self.url = address_of(root, target.remote, "--push")
        except GitError:
            raise self.refused(
                Text(f"ที่เก็บ git นี้ไม่มี remote ชื่อ {target.remote}", f"this git repository has no remote {target.remote}")
            ) from None
        self.settings = (*QUIET, *of_host(root))
        new_repository(place, root)

    def fetch(self, *, deep: bool) -> Branch:
        """What the branch holds now; it is asked where it stands, and fetched unless that is here. Raises PublishError."""
        try:
            stands_at = self._stands_at()
            here = self._id(self.ref)
            if not stands_at:
                if here:  # gone since the last look: nothing is put on top of what it was
                    self._git("update-ref", "-d", self.ref)
                return Branch("", None, "")
            if deep or stands_at != here:
                depth = f"--depth={_FAR if deep else 1}"
                self._git("fetch", "--quiet", "--no-tags", depth, "--", self.url, f"+{self.ref}:{self.ref}")
        except GitError as error:
            why = safe(error.short)
            raise self.refused(Text(f"อ่านสาขาจากที่เก็บไม่ได้ ({why})", f"the branch cannot be read ({why})")) from error
        at = self.tip
        release = self.release_at(at)
        if release is None and self._git("ls-tree", "--name-only", at).strip():
            raise self.refused(
                Text(
                    "สาขานี้มีไฟล์ที่ ita-site ไม่ได้เขียน เลือกชื่อสาขาอื่น",
                    "the branch holds files that ita-site did not write; choose another branch",
                )
            )
        return Branch(at, release, self._blob(at, CNAME))

    @property
    def tip(self) -> str:
        """The commit on top of the branch as it stands here."""
        return self._git("rev-parse", self.ref).decode().strip()

    def tree(self, commit: str) -> str:
        """The id of all that a commit holds: two commits with the same one hold the same files."""
        return self._git("rev-parse", f"{commit}^{{tree}}").decode().strip()

    def release_at(self, commit: str) -> Release | None:
        """The release that a commit of the branch holds; None where it holds none that can be read."""
        try:
            return read_release(self.content(self._blob(commit, RELEASE)))
        except ReleaseError:
            return None

    def content(self, blob: str) -> bytes:
        """The bytes of a blob; none of "" """
        return self._git("cat-file", "blob", blob) if blob else b""

    def before(self, commit: str, release: Release) -> tuple[str, Release] | None:
        """The last commit before `commit` that holds another release, whole; what was gone back from is passed over."""
        said = self._git(
            "log", "--first-parent", f"--max-count={_FAR}", f"--format=%H %(trailers:key={_BACK_TO},valueonly,separator=)",
            commit,
        )  # fmt: skip
        led = [line.split() for line in said.decode().splitlines()]
        line = [at for at, *_ in led]
        here = 0
        while here < len(line):
            back_to = led[here][1:]
            if back_to and back_to[0] in line[here + 1 :]:
                here = line.index(back_to[0])
                continue
            older = self.release_at(line[here])
            if older is not None and older != release and self.is_whole(line[here], older):
                return line[here], older
            here += 1
        return None

    def is_whole(self, commit: str, release: Release) -> bool:
        """Whether a commit holds all files of a release as they were, and no others."""
        listed = {file.path: file.sha256 for file in release.files}
        held = dict(hashes(self.place, commit, self.settings))
        return listed == {path: sha for path, sha in held.items() if path in listed or path not in _OF_HOSTS}

    def commit_folder(self, site: Path, message: str, domain: str) -> None:
        """Put all files of the folder `site` on top of the branch, and a `CNAME` where there is a `domain`.

        Raises PublishError.
        """
        options = ["--no-jekyll", "--branch", self.target.name, "--message", message]
        if domain:
            options += ["--cname", domain]
        done = subprocess.run(
            [sys.executable, "-m", "ghp_import", *options, str(site.resolve())],
            cwd=self.place, stdin=subprocess.DEVNULL, capture_output=True, check=False,
            env={**git_environment(self.settings), **_COMMITTER, "PYTHONWARNINGS": "ignore", "GIT_DIR": "."},
        )  # fmt: skip
        if done.returncode:
            lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
            of_git = [line for line in lines if line.startswith(("fatal:", "error:"))]
            why = safe(" · ".join((of_git or lines)[-3:]))
            raise self.refused(Text(f"เตรียมสาขาไม่สำเร็จ ({why})", f"the commit could not be made ({why})"))

    def commit_back(self, branch: Branch, older: str) -> None:
        """Put the site of an older commit on top of the branch; its host keeps the domain that it was told last."""
        files = {"GIT_INDEX_FILE": str(self.place / "ita-site-index"), "GIT_WORK_TREE": "."}
        self._git("read-tree", older, environment=files)
        if branch.cname:
            self._git("update-index", "--add", "--cacheinfo", f"100644,{branch.cname},{CNAME}", environment=files)
        tree = self._git("write-tree", environment=files).decode().strip()
        message = f"Roll back to the release before\n\n{_BACK_TO}: {older}"
        made = self._git("commit-tree", tree, "-p", branch.at, "-m", message, environment=_BOTH)
        self._git("update-ref", self.ref, made.decode().strip())

    def push(self, branch: Branch) -> None:
        """Bring the branch to its host: only if it still stands where it was looked at. Raises PublishError."""
        lease = f"--force-with-lease={self.ref}:{branch.at}"
        try:
            self._git("push", "--quiet", "--porcelain", lease, "--", self.url, f"{self.ref}:{self.ref}")
        except (GitError, PublishError) as error:
            try:
                if self._stands_at() == self.tip:
                    return  # it arrived; only the answer was lost
            except (GitError, PublishError):
                raise self._unheard() from error
            raise (self.refused(_why_not(error)) if isinstance(error, GitError) else error) from error

    def _stands_at(self) -> str:
        """The commit of the branch at its host; "" where it has none. Raises GitError, PublishError."""
        listed = self._git("ls-remote", "--", self.url, self.ref, seconds=SECONDS).decode().splitlines()
        return next((line.split()[0] for line in listed if line.split()[1:] == [self.ref]), "")

    def _blob(self, commit: str, name: str) -> str:
        return self._id(f"{commit}:{name}")

    def _id(self, what: str) -> str:
        """The id of a commit or blob; "" where there is none."""
        try:
            return self._git("rev-parse", "--verify", "--quiet", what).decode().strip()
        except GitError:
            return ""

    def _git(self, *what: str, environment: dict[str, str] | None = None, seconds: float = SECONDS_OF_NETWORK) -> bytes:
        return git(self.place, *what, settings=self.settings, environment=environment, seconds=seconds)

    def refused(self, why: Text) -> PublishError:
        """The words for a branch that stays as it is."""
        return PublishError(
            Text(
                f"เผยแพร่ไปที่ {self.target} ไม่ได้: {why.th} สาขาเดิมไม่เปลี่ยน",
                f"cannot publish to {self.target}: {why.en}. The branch was not changed",
            )
        )

    def _unheard(self) -> PublishError:
        return PublishError(
            Text(
                f"ส่งไปที่ {self.target} แล้วแต่เครือข่ายขาดก่อนได้คำตอบ เว็บเป็นรุ่นเดิมหรือรุ่นใหม่ทั้งชุด สั่งใหม่เมื่อต่อเครือข่ายได้",
                f"the network was lost before {self.target} answered: the site is the old or the new one, whole. Run it again when the network is back",
            )
        )


def new_repository(place: Path, root: Path) -> None:
    """An empty repository in the folder `place`, of the kind of that around the site. Raises GitError."""
    kind = git(root, "rev-parse", "--show-object-format").decode().strip()
    git(place, "init", "--quiet", "--bare", "--template=", f"--object-format={kind}", ".")


def address_of(root: Path, remote: str, *which: str) -> str:
    """Where a remote of the site's repository is; `which` is an option of git's. Raises GitError where there is none."""
    url = git(root, "remote", "get-url", *which, "--", remote).decode().strip()
    head, colon, _ = url.partition(":")
    # a folder is told from where the site is
    return url if colon and "/" not in head else os.path.normpath(root.resolve() / url)


def of_host(root: Path) -> Iterator[tuple[str, str]]:
    """The settings of the site's own repository that say how its host is reached."""
    try:
        said = git(root, "config", "--includes", "--show-scope", "--null", "--get-regexp", _OF_HOST)
    except GitError:
        return
    parts = said.decode("utf-8", "replace").split("\0")
    for scope, entry in zip(parts[::2], parts[1::2], strict=False):
        name, _, value = entry.partition("\n")
        if scope in ("local", "worktree"):
            yield name, value


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
