"""Looks at the target before every step that a publish takes, stops it at chosen ones, and tells what it left.

Run as a program: `python faults.py PLANS`, a JSON list of objects with `work` (`deliver` of a built `site`, the whole
command `publish`, or `build`), `place` (what is looked at; at the end alone without `watch`), `target`, `root`, `stops`,
`again`, `ask`. Python itself tells of every file that is opened for writing, moved or removed and of every program that
is started: those are the steps. The work is done first by a child that nobody disturbs, and the target is looked at
before each of its steps: so it is left by a publish that is killed there. Then a child is forked for each point of
`stops` (kind, or kind and event -> the first of these steps, and every how many of them), which is really killed there,
interrupted, or told from there on that the disk is full.

One line of JSON for each plan: `steps` (what was about to happen, and which look shows the target then; the last is the
end), `looks` (the state, and what the program `ask` answers), `stopped` (kind, step, look, and the look after the next
publish, which nobody disturbs).
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from runner import environment
from tiny import release_of_pages, state

STEPS = frozenset(
    {
        "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.chmod", "os.truncate",
        "shutil.rmtree", "tempfile.mkstemp", "tempfile.mkdtemp", "subprocess.Popen",
    }
)  # fmt: skip
_NEED_NO_ROOM = frozenset({"os.remove", "os.rmdir", "shutil.rmtree", "subprocess.Popen", "os.chmod"})
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def _is_step(event: str, args: tuple[Any, ...]) -> bool:
    if event == "open":
        return isinstance(args[2], int) and bool(args[2] & _WRITES)
    return event in STEPS


def _named(event: str, args: tuple[Any, ...]) -> str:
    return f"{event} {args[0] if args else ''}"[:200].encode("utf-8", "replace").decode()


class Target:
    """What can be seen of a target. Each of its looks is kept once, and is told by its number."""

    def __init__(self, place: Path, ask: list[str] | None) -> None:
        self.place, self.ask = place, ask
        self.looks: list[dict[str, Any]] = []
        self._last: tuple[object, int] | None = None

    def look(self) -> int:
        signs = _signs(str(self.place))
        if self._last is None or self._last[0] != signs:
            answer = subprocess.check_output(self.ask, text=True).strip() if self.ask else ""
            seen = {"state": state(self.place), "answer": answer}
            if seen not in self.looks:
                self.looks.append(seen)
            self._last = (signs, self.looks.index(seen))
        return self._last[1]


def _signs(folder: str) -> list[tuple[str, int, int, int]]:
    """What is another after any change: cheap, since most steps are none of the target's."""
    found = []
    for entry in os.scandir(folder):
        at = entry.stat(follow_symlinks=False)
        found.append((entry.path, at.st_ino, at.st_size, at.st_mtime_ns))
        if entry.is_dir(follow_symlinks=False):
            found += _signs(entry.path)
    return found


class Watcher:
    """An audit hook that looks at the target before every step."""

    def __init__(self, target: Target, *, is_watched: bool) -> None:
        self.target, self.is_watched = target, is_watched
        self.steps: list[tuple[str, int | None]] = []
        self.is_looking = False

    def hear(self, event: str, args: tuple[Any, ...]) -> None:
        if not self.is_looking and _is_step(event, args):
            self.note(_named(event, args), is_last=False)

    def note(self, step: str, *, is_last: bool) -> None:
        self.is_looking = True
        self.steps.append((step, self.target.look() if is_last or self.is_watched else None))
        self.is_looking = False


class Stopper:
    """An audit hook that stops the process at the step `at`; a disk stays full."""

    def __init__(self, at: int, kind: str, tell: int) -> None:
        self.at, self.kind, self.tell = at, kind, tell
        self.count = 0

    def hear(self, event: str, args: tuple[Any, ...]) -> None:
        if not _is_step(event, args):
            return
        self.count += 1
        is_due = self.count >= self.at and event not in _NEED_NO_ROOM if self.kind == "full" else self.count == self.at
        if is_due:
            os.write(self.tell, f"{_named(event, args)}\n".encode())
            self._act(str(args[0]) if args else "")

    def _act(self, name: str) -> None:
        if self.kind == "full":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), name)
        os.kill(os.getpid(), signal.SIGKILL if self.kind == "kill" else signal.SIGINT)


def forked(work: Callable[[int], object]) -> str:
    """Do `work` in a child; what it wrote to the pipe that it was given."""
    out, tell = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(out)
        try:
            work(tell)
        finally:
            os._exit(0)
    os.close(tell)
    with os.fdopen(out, "rb") as words:
        said = words.read().decode()
    os.waitpid(child, 0)
    return said


def watched(work: Callable[[], object], target: Target, *, is_watched: bool) -> dict[str, Any]:
    """Every step of `work`, and the looks at the target before each and at the end; or at the end alone."""
    watcher = Watcher(target, is_watched=is_watched)

    def watch(tell: int) -> None:
        sys.addaudithook(watcher.hear)
        work()
        watcher.note("end", is_last=True)
        said = json.dumps({"steps": watcher.steps, "looks": target.looks}).encode()
        while said:
            said = said[os.write(tell, said) :]

    return json.loads(forked(watch) or "{}")  # type: ignore[no-any-return]


def stopped(work: Callable[[], object], at: int, kind: str) -> str:
    """Do `work` in a child that is stopped at its step `at`; what it was about to do, "" when it came to its end."""

    def stop(tell: int) -> None:
        sys.addaudithook(Stopper(at, kind, tell).hear)
        with suppress(KeyboardInterrupt, Exception):  # stopped is stopped
            work()

    return forked(stop).partition("\n")[0]


def undisturbed(work: Callable[[], object]) -> None:
    forked(lambda _: work())


def stopped_everywhere(path: Path, *plans: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What this program tells of each plan; they are written to `path`."""
    path.write_text(json.dumps(plans), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, __file__, str(path)],
        check=False, capture_output=True, text=True, encoding="utf-8", env=environment(PYTHONWARNINGS="default"),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def main() -> None:
    for plan in json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")):
        print(json.dumps(_told(plan)), flush=True)


def _told(plan: dict[str, Any]) -> dict[str, Any]:
    place = Path(plan["place"])
    kept = place.with_name(f"{place.name}-as-it-was")
    shutil.copytree(place, kept, symlinks=True)
    work = {"deliver": _delivery, "publish": _publish, "build": _build}[plan["work"]](plan)
    target = Target(place, plan["ask"])
    seen = watched(work, target, is_watched=plan["watch"])
    target.looks = seen["looks"]
    found, after = [], {}
    for name, (first, every) in plan["stops"].items():
        kind, _, event = name.partition(" ")
        points = [at for at, (step, _) in enumerate(seen["steps"][:-1], 1) if step.startswith(event)]
        for at in points[first - 1 :: every]:
            shutil.rmtree(place)
            shutil.copytree(kept, place, symlinks=True)
            step = stopped(work, at, kind)
            if not step:
                continue  # it needed no more room
            look = target.look()
            if plan["again"] and look not in after:  # what comes next depends on what is there
                undisturbed(work)
                after[look] = target.look()
            found.append({"at": at, "kind": kind, "step": step, "look": look, "again": after.get(look)})
    return {"steps": seen["steps"], "looks": target.looks, "stopped": found}


def _delivery(plan: dict[str, Any]) -> Callable[[], object]:
    from ita_site.publishing.places import deliver
    from ita_site.publishing.targets import read_target

    root, site = Path(plan["root"]), Path(plan["site"])
    release = release_of_pages(site)
    return lambda: deliver(read_target(plan["target"], root), root, site, release, keep=3)


def _publish(plan: dict[str, Any]) -> Callable[[], object]:
    """A publish without LinkChecker, which is another process and takes three quarters of the time."""
    from ita_site import built
    from ita_site.commands.publish import run

    vars(built)["crawl_with_linkchecker"] = lambda _: []
    return _silent(lambda: run(Path(plan["root"]), to=plan["target"], dry_run=False))


def _build(plan: dict[str, Any]) -> Callable[[], object]:
    from ita_site.commands.build import run

    return _silent(lambda: run(Path(plan["root"]), out=None, offline=True, as_of=None, year=None))


def _silent(command: Callable[[], object]) -> Callable[[], object]:
    nobody = os.open(os.devnull, os.O_WRONLY)
    return lambda: (os.dup2(nobody, 1), os.dup2(nobody, 2), command())


if __name__ == "__main__":
    main()
