"""Stops a publish at every step that it takes, one after the other, and tells what the target looked like afterwards.

Run as a program: `python faults.py PLAN`, a JSON file with `mode`, `target`, `root`, `site`, `every`, ... A child is forked
for each point; Python itself tells of every file that is opened for writing, moved or removed and of every program
that is started, and at the chosen one the child is killed, told that the disk is full, or interrupted. For each point
one line of JSON: its number, what was about to happen, the state of the target afterwards, the same after the next
publish, which nobody disturbs, and what the program `ask` answers.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tiny import release_of_pages, state

STEPS = frozenset(
    {
        "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.chmod", "os.truncate",
        "shutil.rmtree", "tempfile.mkstemp", "tempfile.mkdtemp", "subprocess.Popen",
    }
)  # fmt: skip
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class Stopper:
    """An audit hook that does `act` at the step `at`, and from there on at every one when it goes `on`."""

    def __init__(self, at: int, mode: str, tell: int) -> None:
        self.at, self.mode, self.tell = at, mode, tell
        self.count = 0

    def hear(self, event: str, args: tuple[Any, ...]) -> None:
        if event == "open":
            if not isinstance(args[2], int) or not args[2] & _WRITES:
                return
        elif event not in STEPS:
            return
        if self.mode == "full" and event in ("os.remove", "os.rmdir", "shutil.rmtree", "subprocess.Popen", "os.chmod"):
            return  # these need no room
        self.count += 1
        if self.count == self.at or (self.mode == "full" and self.count > self.at):
            if self.count == self.at:
                os.write(self.tell, f"{event} {args[0] if args else ''}"[:200].encode("utf-8", "replace"))
            self._act(str(args[0]) if args else "")

    def _act(self, name: str) -> None:
        if self.mode == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        elif self.mode == "full":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), name)
        else:
            os.kill(os.getpid(), signal.SIGINT)


def stopped(work: Callable[[], object], at: int, mode: str) -> str:
    """Do `work` in a child that is stopped at its step `at`; what it was about to do, "" when it came to its end."""
    hear, tell = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(hear)
        if at:
            sys.addaudithook(Stopper(at, mode, tell).hear)
        try:
            work()
        except (KeyboardInterrupt, Exception):  # noqa: BLE001 - stopped is stopped
            if not at:
                traceback.print_exc()
        finally:
            os._exit(0)
    os.close(tell)
    with os.fdopen(hear, "rb") as words:
        said = words.read().decode("utf-8", "replace")
    os.waitpid(child, 0)
    return said


def main() -> None:
    plan = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    place = Path(plan["place"])
    work = _whole_command(plan) if plan["site"] is None else _delivery(plan)
    kept = place.parent / "as-it-was"
    shutil.copytree(place, kept, symlinks=True)
    at = plan["first"]
    while True:
        said = stopped(work, at, plan["mode"])
        after = state(place)
        if not said:
            return
        if plan["again"]:
            stopped(work, 0, "")
        answer = (
            subprocess.run(plan["ask"], check=True, capture_output=True, text=True).stdout.strip()
            if plan["ask"]
            else ""
        )
        print(json.dumps({"at": at, "step": said, "state": after, "again": state(place), "answer": answer}), flush=True)
        shutil.rmtree(place)
        shutil.copytree(kept, place, symlinks=True)
        at += plan["every"]


def _delivery(plan: dict[str, Any]) -> Callable[[], object]:
    from ita_site.publishing.places import deliver
    from ita_site.publishing.targets import read_target

    root, site = Path(plan["root"]), Path(plan["site"])
    release = release_of_pages(site, plan["commit"])
    return lambda: deliver(read_target(plan["target"], root), root, site, release, keep=3)


def _whole_command(plan: dict[str, Any]) -> Callable[[], object]:
    """A publish without LinkChecker, which is another process and takes three quarters of the time."""
    from ita_site import built
    from ita_site.commands.publish import run

    built.crawl_with_linkchecker = lambda _: []

    silent = os.open(os.devnull, os.O_WRONLY)
    return lambda: (os.dup2(silent, 1), os.dup2(silent, 2), run(Path(plan["root"]), to=plan["target"], dry_run=False))


if __name__ == "__main__":
    main()
