"""The shortcuts of these tests: what is kept is what reading gives, and whoever changes it is told."""

from __future__ import annotations

import re
from pathlib import Path

import kept
import pytest
from builders import COMPLETE, ITEMS, PROGRAMME, judge, lay, new_site
from lent import mended, untouched

from ita_site.records import ItemRecord, read_record
from ita_site.source import load

O12 = f"{ITEMS}/o12.yml"


def everything(root: Path) -> dict[str, bytes | str | bool]:
    return {
        path.relative_to(root).as_posix(): str(path.readlink())
        if path.is_symlink()
        else path.is_dir() or path.read_bytes()
        for path in root.rglob("*")
    }


def test_a_copy_has_every_file_of_the_complete_site(tmp_path: Path) -> None:
    assert everything(new_site(tmp_path)) == everything(COMPLETE)


def test_a_lent_site_is_mended_whatever_was_done_to_it(lent: Path, tmp_path: Path) -> None:
    assert everything(lent) == everything(COMPLETE)
    first, second, third, fourth, fifth = sorted((lent / ITEMS).iterdir())[:5]
    first.write_bytes(bytes(reversed(first.read_bytes())))  # of the same length
    second.unlink()
    third.chmod(0)
    fourth.unlink()
    fourth.mkdir()
    (fourth / "more").write_bytes(b"x")
    fifth.unlink()
    fifth.symlink_to(second)
    (lent / "content/files/away").symlink_to(tmp_path)
    (lent / "content/2565/result.yml").unlink()
    (lent / "content/2565").rmdir()
    (lent / "build/cache").mkdir(parents=True)
    (lent / "build/cache/x").write_bytes(b"x")
    assert everything(lent) != everything(COMPLETE)
    rights = {path: path.lstat().st_mode for path in (first, third)}
    assert everything(mended(lent)) == everything(COMPLETE)
    assert third.lstat().st_mode == first.lstat().st_mode == rights[first]
    assert tmp_path.is_dir()


def test_what_stands_in_a_lent_file_is_known_only_until_somebody_touches_it(lent: Path) -> None:
    path = lent / O12
    data = path.read_bytes()
    assert untouched(path) == data
    path.write_bytes(bytes(reversed(data)))
    assert untouched(path) is None
    path.write_bytes(data)
    assert untouched(path) is None
    assert untouched(mended(lent) / O12) == data
    path.unlink()
    assert untouched(path) is None
    assert untouched(COMPLETE / O12) is None


def test_a_kept_file_is_what_reading_it_gives(site: Path) -> None:
    document = kept.kept_load(site / O12, O12)
    assert document == load(site / O12, O12)
    assert kept.kept_load(COMPLETE / O12, O12) is document
    assert document.data is not None
    assert kept.kept_record(ItemRecord, document.data) == read_record(ItemRecord, document.data)


def test_what_a_test_writes_is_read_anew(site: Path) -> None:
    assert judge(site).findings == ()
    text = (site / O12).read_text(encoding="utf-8")
    (site / O12).write_text(text.replace("item: O12", "item: O12\nwhat: ก"), encoding="utf-8")
    first, second = (kept.kept_load(site / O12, O12) for _ in range(2))
    assert first is not second
    assert judge(site).findings != ()
    assert kept.kept_load(site / O12, "content/other.yml").path == "content/other.yml"
    (site / O12).unlink()
    assert kept.kept_load(site / O12, O12).problems == load(site / O12, O12).problems


def test_a_change_to_what_is_kept_is_told(site: Path) -> None:
    data = kept.kept_load(site / O12, O12).data
    assert data is not None
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(data, "item", "O99")
        assert kept.changed() == [O12]
    assert kept.changed() == []


@pytest.mark.parametrize("families", ["5", "34", "7", "4-9"])
def test_the_rules_of_some_families_say_what_they_say_among_all(lent: Path, families: str) -> None:
    (lent / ITEMS / "o04.yml").unlink()
    lay(lent, f"{ITEMS}/o05.yml", "item: O5\nstatus: disclosed\nowner: ก\nowner: ข\n")
    lay(
        lent, f"{PROGRAMME}/2566-02.yml", "month: 2566-02\nsubmitted: 2566-04-30\nactions: [{text: ก}]\nself_score: 9\n"
    )
    lay(lent, "content/2565/result.yml", "year: 2565\ntotal: 75.4706\nlevel: ผ่าน\n")
    asked = {f for f in judge(lent).findings if re.match(f"ITA[12{families}]", f.code)}
    assert {f.code[3] for f in asked} >= {"1", families[0]}
    assert asked <= set(judge(lent, only=families).findings) <= set(judge(lent).findings)
