"""However a publish ends, what is live is the old site or the new one, byte for byte."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from runner import environment
from tiny import built, committed, edited, git, host_of, release_of_pages, state, tiny

from ita_site.publishing.places import deliver
from ita_site.publishing.targets import read_target

FIRST = {
    "index.html": "<h1>หน้าแรก รุ่นหนึ่ง</h1>",
    "2566/moit1/index.html": "<p>เก่า</p>",
    "files/แผน ปี 2566.pdf": "%PDF-1.4 old",
    "assets/site.css": "body{}",
}
SECOND = {**FIRST, "index.html": "<h1>หน้าแรก รุ่นสอง</h1>", "2566/moit2/index.html": "<p>ใหม่</p>"}


def points(tmp_path: Path, **plan: Any) -> list[dict[str, Any]]:
    """Every point at which a publish was stopped."""
    path = tmp_path / "plan.json"
    path.write_text(
        json.dumps({"first": 1, "every": 1, "commit": None, "again": True, "ask": None} | plan), encoding="utf-8"
    )
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("faults.py")), str(path)],
        check=False, capture_output=True, text=True, encoding="utf-8", timeout=200, env=environment(PYTHONWARNINGS="default"),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def live(of: dict[str, str]) -> dict[str, str]:
    """What a web server gives out of a target folder: the files behind `current`."""
    where = of.get("current", "-> ").removeprefix("-> ") + "/"
    return {name.removeprefix(where): seen for name, seen in of.items() if where != "/" and name.startswith(where)}


def without_lock(of: dict[str, str]) -> dict[str, str]:
    return {name: seen for name, seen in of.items() if name != ".lock"}


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    return built(tmp_path / "first", FIRST), built(tmp_path / "second", SECOND)


@pytest.mark.parametrize("mode", ["kill", "full", "interrupt"])
def test_a_folder_is_the_old_site_or_the_new_one(tmp_path: Path, two: tuple[Path, Path], mode: str) -> None:
    place = tmp_path / "www" / "ita"
    place.parent.mkdir()
    target = read_target(f"folder:{place}", tmp_path)
    for _ in range(3):  # so that there is something to leave behind, too
        for site in two:
            deliver(target, tmp_path, site, release_of_pages(site), keep=3)
    deliver(target, tmp_path, two[0], release_of_pages(two[0]), keep=3)
    before = state(place)
    old = live(before)
    assert set(old) == {*FIRST, "release.json", "2566", "2566/moit1", "files", "assets"}
    found = points(tmp_path, mode=mode, target=str(target), place=str(place), root=str(tmp_path), site=str(two[1]))
    assert len(found) >= 20
    new = live(found[-1]["again"])
    assert set(new) == set(old) | {"2566/moit2/index.html", "2566/moit2"}
    switched = [live(one["state"]) == new for one in found]
    assert switched == sorted(switched), "once new, always new"
    for one in found:
        assert live(one["state"]) in (old, new), one["step"]
        assert live(one["again"]) == new, one["step"]
        assert not [name for name in one["again"] if ".new-" in name or "-new" in name], one["step"]
        if mode != "kill" and live(one["state"]) == old:
            assert without_lock(one["state"]) == without_lock(before), one["step"]


@pytest.mark.parametrize("mode", ["kill", "full", "interrupt"])
def test_a_first_publish_that_fails_leaves_nothing(tmp_path: Path, two: tuple[Path, Path], mode: str) -> None:
    place = tmp_path / "www"
    place.mkdir()
    found = points(
        tmp_path, mode=mode, target=f"folder:{place / 'ita'}", place=str(place), root=str(tmp_path), site=str(two[1])
    )
    assert len(found) >= 20
    for one in found:
        again = live({name.removeprefix("ita/"): seen for name, seen in one["again"].items()})
        assert set(again) >= {*SECOND, "release.json"}, one["step"]
        inside = {name.removeprefix("ita/"): seen for name, seen in one["state"].items()}
        assert "current" not in inside or set(live(inside)) >= {*SECOND, "release.json"}, one["step"]
        if mode != "kill" and "current" not in inside:
            assert without_lock(inside) in ({}, {"ita": "folder"} if ".lock" in inside else {}), one["step"]


@pytest.mark.parametrize("mode", ["kill", "full", "interrupt"])
@pytest.mark.parametrize("ending", ["zip", "tar.gz"])
def test_an_archive_is_the_old_one_or_the_new_one(
    tmp_path: Path, two: tuple[Path, Path], ending: str, mode: str
) -> None:
    place = tmp_path / "out"
    place.mkdir()
    target = read_target(f"archive:{place}/ita.{ending}", tmp_path)
    deliver(target, tmp_path, two[1], release_of_pages(two[1]), keep=3)
    new = state(place)
    deliver(target, tmp_path, two[0], release_of_pages(two[0]), keep=3)
    old = state(place)
    found = points(tmp_path, mode=mode, target=str(target), place=str(place), root=str(tmp_path), site=str(two[1]))
    assert len(found) >= (1 if mode == "full" else 3)
    name = f"ita.{ending}"
    for one in found:
        assert one["state"][name] in (old[name], new[name]), one["step"]
        assert one["again"][name] == new[name], one["step"]
        if mode != "kill":
            assert set(one["state"]) == {name}, one["step"]


@pytest.mark.parametrize("mode", ["kill", "interrupt"])
def test_a_branch_is_the_old_site_or_the_new_one(tmp_path: Path, two: tuple[Path, Path], mode: str) -> None:
    root = tiny(tmp_path / "site")
    committed(root)
    host = host_of(root, tmp_path / "hosts" / "ita.git")
    target = read_target("branch:pages", root)
    deliver(target, root, two[0], release_of_pages(two[0]), keep=3)
    own, old = state(root / ".git"), git(host, "rev-parse", "pages^{tree}")
    found = points(
        tmp_path, mode=mode, target=str(target), place=str(host), root=str(root), site=str(two[1]), again=False,
        every=3, ask=["git", "-C", str(host), "rev-parse", "pages^{tree}"],
    )  # fmt: skip
    assert len(found) >= 20
    assert state(root / ".git") == own, "the officer's own repository is never written to"
    deliver(target, root, two[1], release_of_pages(two[1]), keep=3)
    new = git(host, "rev-parse", "pages^{tree}")
    assert "รุ่นสอง" in git(host, "show", "pages:index.html")
    switched = [one["answer"] == new for one in found]
    assert switched == sorted(switched), "once new, always new"
    for one in found:
        assert one["answer"] in (old, new), one["step"]


def test_the_whole_command_changes_nothing_before_its_last_step(tmp_path: Path) -> None:
    root = tiny(tmp_path / "site")
    committed(root)
    place = tmp_path / "www" / "ita"
    place.parent.mkdir()
    site = built(tmp_path / "first", FIRST)
    deliver(read_target(f"folder:{place}", root), root, site, release_of_pages(site), keep=3)
    edited(root, "เปิดดูได้ที่หน้านี้ หัวข้อหลักฐาน รุ่นสอง")
    committed(root, "two")
    before = state(place)
    found = points(
        tmp_path,
        mode="kill",
        target=f"folder:{place}",
        place=str(place),
        root=str(root),
        site=None,
        every=43,
        again=False,
    )
    assert len(found) >= 20
    old, after = live(before), [live(one["state"]) for one in found]
    switched = [seen != old for seen in after]
    assert switched == sorted(switched), "once new, always new"
    assert not any(switched[:15])
    assert all(seen == after[-1] for seen, new in zip(after, switched, strict=True) if new)
    for one, new in zip(found, switched, strict=True):
        kept = {name: seen for name, seen in one["state"].items() if not name.startswith("releases/.new-")}
        assert new or without_lock(kept) == without_lock(before), one["step"]
