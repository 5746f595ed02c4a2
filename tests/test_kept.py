"""The shortcuts of these tests: what is kept is what reading gives, and whoever changes it is told."""

from __future__ import annotations

from pathlib import Path

import kept
import pytest
from builders import COMPLETE, ITEMS, judge, new_site

from ita_site.records import ItemRecord, read_record
from ita_site.source import load

O12 = f"{ITEMS}/o12.yml"


def test_a_copy_has_every_file_of_the_complete_site(tmp_path: Path) -> None:
    site = new_site(tmp_path)
    there, copied = (
        {path.relative_to(root): path.is_dir() or path.read_bytes() for path in root.rglob("*")}
        for root in (COMPLETE, site)
    )
    assert copied == there


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
