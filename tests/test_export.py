"""`export`: where its files go, what it says, and what it finds when it opens the pages that it tells of."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import jsonschema
import openpyxl
import pytest
from builders import ITEMS, lay, new_site
from chromium import served
from runner import Ran, ita_site
from tiny import AGENCY, ITEM, tiny

from ita_site.contracts import outputs
from ita_site.site import item_stem


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return new_site(tmp_path)


def export(site: Path, *words: str | Path) -> Ran:
    return ita_site("-C", site, "export", *words)


def put_live(folder: Path, *, but: str = "") -> None:
    """A page for every item of 2566 but one, as a host has them."""
    for code in (f"O{n}" for n in range(1, 44)):
        if code != but:
            page = folder / "2566" / item_stem(code) / "index.html"
            page.parent.mkdir(parents=True)
            words = " ".join(f"{code} เรื่องที่ {n}" for n in range(40))
            page.write_text(f"<!doctype html><title>{code}</title><h1>{code}</h1><p>{words}</p>", encoding="utf-8")


def lives_at(site: Path, address: str) -> None:
    config = site / "site_config.yml"
    text = config.read_text(encoding="utf-8").replace("https://ita.agency.example/", address)
    config.write_text(f"{text}evidence:\n  allow_hosts: [127.0.0.1]\n  manners: {{attempts: 1}}\n", encoding="utf-8")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Two items, for what is the same of any number."""
    return tiny(tmp_path / "small")


@pytest.mark.parametrize("what", ["answers", "items", "progress"])
def test_every_export_in_every_form(site: Path, small: Path, what: str) -> None:
    for form in ("xlsx", "csv"):
        ran = export(small, what, "--format", form, *(["--offline"] if what == "answers" else []))
        path = small / f"build/export/{what}-2566.{form}"
        assert (ran.code, ran.err) == (0, ""), ran.said
        assert str(path) in ran.out
    openpyxl.load_workbook(small / f"build/export/{what}-2566.xlsx")
    assert (small / f"build/export/{what}-2566.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    ran = export(site, what, "--format", "json", *(["--offline"] if what == "answers" else []))
    assert (ran.code, ran.err) == (0, ""), ran.said
    path = site / f"build/export/{what}-2566.json"
    assert [p.name for p in path.parent.iterdir()] == [path.name], "nothing half written stays"
    data = json.loads(path.read_text(encoding="utf-8"))
    jsonschema.validate(data, outputs()[what if what == "answers" else f"{what}-export"])


def test_a_file_is_of_the_kind_that_its_name_says(small: Path) -> None:
    assert export(small, "items", "--output", small / "items.CSV").code == 0
    assert (small / "items.CSV").read_bytes().startswith(b"\xef\xbb\xbf")
    refused = export(small, "items", "--format", "xlsx", "--output", small / "items.csv")
    assert (refused.code, "ทำให้ตรงกัน" in refused.err) == (2, True)


def test_the_sheet_tells_what_is_not_ready(site: Path) -> None:
    (site / ITEMS / "o31.yml").unlink()
    lay(site, f"{ITEMS}/o05.yml", "item: O5\nstatus: pending\nowner: กองช่าง\n")
    ran = export(site, "answers", "--offline", "--format", "csv", "--output", "-")
    assert ran.code == 0
    rows = {row[0]: row for row in csv.reader(io.StringIO(ran.out.removeprefix("\ufeff")))}
    assert rows["O5"][2:4] + rows["O5"][-1:] == ["ไม่มี", "", "กำลังจัดทำ"]
    assert rows["O31"][-1] == "ยังไม่เปิดเผย"
    assert "43 ข้อ: มี 41 ไม่มี 2 · พร้อม 41 ข้อ" in ran.err
    assert "O31  ยังไม่เปิดเผย" in ran.err
    assert "--offline" in ran.err


def test_places_that_are_not_written_to(small: Path, tmp_path: Path) -> None:
    target, link = tmp_path / "sheet.csv", tmp_path / "link.csv"
    target.write_text("ของเดิม", encoding="utf-8")
    link.symlink_to(target)
    item = small / ITEM
    before = item.read_bytes()
    for place in (link, tmp_path, item, small / "site_config.yml"):
        ran = export(small, "items", "--format", "csv", "--output", place)
        assert (ran.code, ran.out) == (2, ""), place
    assert target.read_text(encoding="utf-8") == "ของเดิม"
    assert item.read_bytes() == before
    assert export(small, "items", "--output", "-").code == 2, "a workbook is no text"
    ran = export(small, "items", "--format", "csv", "--output", target)
    assert ran.code == 0
    assert "เขียนทับแล้วที่" in ran.out
    assert "ข้อ,คีย์,รายการ" in target.read_text(encoding="utf-8")


def test_pages_are_opened_where_they_are_to_be_live(site: Path, tmp_path: Path) -> None:
    host = tmp_path / "host"
    put_live(host, but="O12")
    with served(host) as address:
        lives_at(site, address)
        ran = export(site, "answers")
    assert ran.code == 1, ran.said
    assert (site / "build/export/answers-2566.xlsx").is_file(), "written all the same"
    assert f"{ITEMS}/o12.yml:1:" in ran.out
    assert ran.out.count("ITA812") == 1
    assert f"{address}2566/o12/" in ran.out
    assert not (site / "evidence-ledger.jsonl").exists(), "own pages are no evidence"


def test_all_pages_open_or_the_host_is_told_once(site: Path, tmp_path: Path) -> None:
    host = tmp_path / "host"
    put_live(host)
    with served(host) as address:
        lives_at(site, address)
        ran = export(site, "answers", "--format", "json")
        assert (ran.code, "เปิดได้ทุกหน้า (43 หน้า)" in ran.out) == (0, True), ran.said
    ran = export(site, "answers", "--format", "json")
    assert ran.code == 1
    assert (ran.out.count("ITA812"), ran.out.count("site_config.yml:")) == (1, 1)


@pytest.mark.parametrize("name", ["ก" * 5_000, "&" * 400, "อบต.ก & ข " * 60])
def test_a_long_name_of_an_agency_fits_above_the_sheet(small: Path, name: str) -> None:
    config = small / "site_config.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace(AGENCY, json.dumps(name)), encoding="utf-8")
    done = ita_site("export", "answers", "--offline", cwd=small)
    assert done.code == 0, done.said
