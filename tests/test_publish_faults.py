"""However a publish ends, what is live is the old site or the new one, byte for byte.

What a killed publish leaves is looked at before every one of its steps, for each target and for the whole command. It is
really stopped as well: at every step of a publish over an older one into a folder by an interruption, at every second
one by a full disk, at every eighth by a kill; into the other targets and by the whole command at a sample of the steps.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from faults import stopped_everywhere
from once import once
from tiny import built, committed, edited, host_of, release_of_pages, state, tiny

from ita_site.publishing.places import deliver
from ita_site.publishing.targets import read_target

FIRST = {
    "index.html": "<h1>หน้าแรก รุ่นหนึ่ง</h1>",
    "2566/moit1/index.html": "<p>เก่า</p>",
    "files/แผน ปี 2566.pdf": "%PDF-1.4 old",
    "assets/site.css": "body{}",
}
SECOND = {**FIRST, "index.html": "<h1>หน้าแรก รุ่นสอง</h1>", "2566/moit2/index.html": "<p>ใหม่</p>"}

STOPS = {
    "folder": {"interrupt": (1, 1), "full": (1, 2), "kill": (4, 8)},
    "first": {"interrupt": (1, 4), "full": (2, 4), "kill": (3, 8)},
    "zip": {"interrupt": (1, 1), "full": (1, 2), "kill": (2, 3)},
    "tar.gz": {"interrupt": (1, 2), "full": (2, 2), "kill": (3, 3)},
    "branch": {"interrupt": (5, 32), "kill": (21, 32)},
    "command": {"interrupt": (200, 800), "full": (400, 800), "kill": (600, 800)},
}
"""For each target the kinds of fault: the first step, and every how many. A full disk on which git is run is git's."""


@dataclass(frozen=True)
class Stopped:
    """A publish that was stopped: how and where, what was there afterwards, and after the next one."""

    kind: str
    step: str
    state: dict[str, str]
    answer: str
    again: dict[str, str]


@dataclass(frozen=True)
class Seen:
    """What was seen of the publishes to one target: before, before each step and at the end (and the answer of git)."""

    before: dict[str, str]
    steps: list[tuple[str, dict[str, str], str]]
    stopped: list[Stopped]

    @property
    def after(self) -> dict[str, str]:
        return self.steps[-1][1]


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Seen]:
    """What was seen of each target. All publishes of all targets are made once, by one process."""
    folder = once(tmp_path_factory, "faults", _publish_everywhere)
    told = json.loads((folder / "seen.json").read_text(encoding="utf-8"))
    return {name: _seen(before, found) for name, (before, found) in told.items()}


def _seen(before: dict[str, str], found: dict[str, Any]) -> Seen:
    looks = found["looks"]

    def told(one: dict[str, Any]) -> Stopped:
        look, again = looks[one["look"]], one["again"]
        after = {} if again is None else looks[again]["state"]
        return Stopped(one["kind"], one["step"], look["state"], look["answer"], after)

    steps = [(step, looks[look]["state"], looks[look]["answer"]) for step, look in found["steps"]]
    return Seen(before, steps, [told(one) for one in found["stopped"]])


def _publish_everywhere(folder: Path) -> None:
    first, second = built(folder / "one", FIRST), built(folder / "two", SECOND)
    root = tiny(folder / "site")
    committed(root)

    def deliver_to(target: str, *sites: Path) -> None:
        for site in sites:
            deliver(read_target(target, root), root, site, release_of_pages(site), keep=3)

    plans: dict[str, dict[str, Any]] = {}

    def plan(name: str, target: str, place: Path, **more: Any) -> None:
        told = {"work": "deliver", "target": target, "place": str(place), "root": str(root), "site": str(second)}
        plans[name] = told | {"stops": STOPS[name], "watch": True, "again": True, "ask": None} | more

    for name in STOPS:
        (folder / name).mkdir()
    www = folder / "folder/ita"
    deliver_to(f"folder:{www}", *(first, second) * 3, first)  # so that there is something to leave behind, too
    plan("folder", f"folder:{www}", www)
    (folder / "first/www").mkdir()
    plan("first", f"folder:{folder / 'first/www/ita'}", folder / "first/www")
    for ending in ("zip", "tar.gz"):
        place = folder / ending / "out"
        place.mkdir()
        deliver_to(f"archive:{place}/ita.{ending}", first)
        plan(ending, f"archive:{place}/ita.{ending}", place)
    host = host_of(root, folder / "branch/host.git")
    deliver_to("branch:pages", first)
    plan("branch", "branch:pages", host, ask=["git", "-C", str(host), "rev-parse", "pages^{tree}"])
    www = folder / "command/ita"
    deliver_to(f"folder:{www}", first)
    edited(root, "เปิดดูได้ที่หน้านี้ หัวข้อหลักฐาน รุ่นสอง")
    committed(root, "two")
    plan("command", f"folder:{www}", www, work="publish", again=False)

    befores = {name: state(Path(told["place"])) for name, told in plans.items()}
    own = state(root / ".git")
    found = stopped_everywhere(folder / "plans.json", *plans.values())
    assert state(root / ".git") == own, "the officer's own repository is never written to"
    told = {name: (befores[name], one) for name, one in zip(plans, found, strict=True)}
    (folder / "seen.json").write_text(json.dumps(told), encoding="utf-8")


def live(of: dict[str, str]) -> dict[str, str]:
    """What a web server gives out of a target folder: the files behind `current`."""
    where = of.get("current", "-> ").removeprefix("-> ") + "/"
    return {name.removeprefix(where): seen for name, seen in of.items() if where != "/" and name.startswith(where)}


def without_lock(of: dict[str, str]) -> dict[str, str]:
    return {name: seen for name, seen in of.items() if name != ".lock"}


def below_ita(of: dict[str, str]) -> dict[str, str]:
    return {name.removeprefix("ita/"): seen for name, seen in of.items()}


def test_a_folder_is_the_old_site_or_the_new_one(seen: dict[str, Seen]) -> None:
    found = seen["folder"]
    old, new = live(found.before), live(found.after)
    assert set(old) == {*FIRST, "release.json", "2566", "2566/moit1", "files", "assets"}
    assert set(new) == set(old) | {"2566/moit2/index.html", "2566/moit2"}
    assert len(found.steps) > 20
    switched = [live(there) == new for _, there, _ in found.steps]
    assert switched == sorted(switched), "once new, always new"
    for step, there, _ in found.steps:
        assert live(there) in (old, new), step
    assert {one.kind for one in found.stopped} == set(STOPS["folder"])
    assert len(found.stopped) > len(found.steps)
    for one in found.stopped:
        assert live(one.state) in (old, new), one
        assert live(one.again) == new, one
        assert not [name for name in one.again if ".new-" in name or "-new" in name], one
        if one.kind != "kill" and live(one.state) == old:
            assert without_lock(one.state) == without_lock(found.before), one


def test_a_first_publish_that_fails_leaves_nothing(seen: dict[str, Seen]) -> None:
    found = seen["first"]
    assert found.before == {}
    assert len(found.steps) > 20
    for there in ([there for _, there, _ in found.steps], [one.state for one in found.stopped]):
        for inside in map(below_ita, there):
            assert "current" not in inside or set(live(inside)) >= {*SECOND, "release.json"}
    assert {one.kind for one in found.stopped} == set(STOPS["first"])
    for one in found.stopped:
        assert set(live(below_ita(one.again))) >= {*SECOND, "release.json"}, one
        inside = below_ita(one.state)
        if one.kind != "kill" and "current" not in inside:
            assert without_lock(inside) in ({}, {"ita": "folder"} if ".lock" in inside else {}), one


@pytest.mark.parametrize("ending", ["zip", "tar.gz"])
def test_an_archive_is_the_old_one_or_the_new_one(seen: dict[str, Seen], ending: str) -> None:
    found, name = seen[ending], f"ita.{ending}"
    old, new = found.before[name], found.after[name]
    assert old != new
    for step, there, _ in found.steps:
        assert there[name] in (old, new), step
    assert {one.kind for one in found.stopped} == set(STOPS[ending])
    for one in found.stopped:
        assert one.state[name] in (old, new), one
        assert one.again == {name: new}, one
        if one.kind != "kill":
            assert set(one.state) == {name}, one


def test_a_branch_is_the_old_site_or_the_new_one(seen: dict[str, Seen]) -> None:
    found = seen["branch"]
    old, new = found.steps[0][2], found.steps[-1][2]
    assert old != new
    assert len(found.steps) > 20
    switched = [answer == new for _, _, answer in found.steps]
    assert switched == sorted(switched), "once new, always new"
    assert {one.kind for one in found.stopped} == set(STOPS["branch"])
    for answer in [*(answer for _, _, answer in found.steps), *(one.answer for one in found.stopped)]:
        assert answer in (old, new)


def test_the_whole_command_changes_nothing_before_its_last_step(seen: dict[str, Seen]) -> None:
    found = seen["command"]
    old, new = live(found.before), live(found.after)
    assert "2566/moit01/index.html" in new
    assert len(found.steps) > 400
    switched = [live(there) != old for _, there, _ in found.steps]
    assert switched == sorted(switched), "once new, always new"
    assert not any(switched[: len(switched) * 3 // 4])
    ends = [(step, there) for step, there, _ in found.steps] + [(one.step, one.state) for one in found.stopped]
    assert {one.kind for one in found.stopped} == set(STOPS["command"])
    for step, there in ends:
        assert live(there) in (old, new), step
        kept = {name: there.get(name) for name in without_lock(found.before)}
        assert live(there) == new or kept == without_lock(found.before), step
    for one in found.stopped:
        assert one.kind == "kill" or without_lock(one.state) == without_lock(found.before), one
