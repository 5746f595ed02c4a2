"""The web form as it is written: from the schemas, the same every time, for the open year, and safe where it stands."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from runner import REPOSITORY, ita_site

from ita_site.admin import bundle
from ita_site.admin.form import configuration, web_form
from ita_site.commands.admin import run
from ita_site.config import open_site
from ita_site.errors import ConfigError, EngineError
from ita_site.schema import schemas
from ita_site.site import Site

THAI = re.compile("[ก-๙]")


@cache
def example() -> Site:
    return open_site(REPOSITORY)


@cache
def form() -> dict[str, bytes]:
    return web_form(example())


@cache
def settings() -> dict[str, Any]:
    found: dict[str, Any] = yaml.load(form()["config.yml"], Loader=yaml.CSafeLoader)  # a tenth of the plain one's time
    return found


def every_field(fields: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for field in fields:
        yield field
        yield from every_field(field.get("fields", []))


def all_fields() -> list[dict[str, Any]]:
    return [
        field
        for collection in settings()["collections"]
        for fields in ([collection["fields"]] if "fields" in collection else [f["fields"] for f in collection["files"]])
        for field in every_field(fields)
    ]


def collection(name: str) -> dict[str, Any]:
    [found] = [one for one in settings()["collections"] if one["name"] == name]
    return dict(found)


def test_every_item_of_the_open_year_has_its_own_elements_and_columns() -> None:
    edition = example().year.edition
    files = collection("items-2566")["files"]
    assert [file["label"].split()[0] for file in files] == list(edition.items)
    for file, item in zip(files, edition.items.values(), strict=True):
        fields = {field["name"]: field for field in file["fields"]}
        evidence = {field["name"]: field for field in fields["evidence"]["fields"]}
        ticks = {one["value"]: one["label"] for one in evidence["shows"]["options"]}
        assert ticks == {one.id: one.name.th for one in item.elements_for("local_government")}
        assert (fields["item"]["widget"], fields["item"]["code"]) == ("about", item.code)
        assert ("table" in fields) == (item.table is not None)
        if item.table is not None:
            rows = next(field for field in fields["table"]["fields"] if field["name"] == "rows")
            assert [field["name"] for field in rows["fields"]] == [column.id for column in item.table.columns]
        statuses = [one["value"] for one in fields["status"]["options"]]
        assert ("nil" in statuses) == ("nil" in fields) == (item.nil.allowed != "no")


@pytest.mark.parametrize(
    ("schema", "name"),
    [("item", "items-2566"), ("programme", "plans-2566"), ("result", "result-2566"), ("measures", "measures-2566"),
     ("monthly-report", "reports-kpi-2-1")],
)  # fmt: skip
def test_every_field_of_the_schema_is_in_the_form(schema: str, name: str) -> None:
    """But for the year of the criteria, which the folder says."""
    found = collection(name)
    files = found.get("files", [found])
    shown = {field["name"] for file in files for field in file["fields"]}
    assert shown == schemas(example().year.edition)[schema]["properties"].keys() - {"edition"}


def test_labels_hints_and_refusals_are_thai() -> None:
    for field in all_fields():
        if field["widget"] != "about":  # the names of items are the edition's
            assert THAI.search(field["label"]), field
        for word in (field.get("hint", "ก"), *field.get("pattern", ["", "ก"])[1:]):
            assert THAI.search(word), field
        for option in field.get("options", ()):
            assert THAI.search(option["label"]), field


def test_patterns_are_those_of_the_schemas_and_take_what_officers_type() -> None:
    for field in all_fields():
        if "pattern" in field:
            re.compile(field["pattern"][0])
    numbers = [f["pattern"][0] for f in all_fields() if "pattern" in f and f["name"] in ("spent", "budget_spent_baht")]
    assert numbers
    for pattern in numbers:
        assert all(re.search(pattern, typed) for typed in ("1250", "1,250.50", "๑,๒๕๐ บาท", "-"))
        assert not re.search(pattern, "ไม่ทราบ")


def test_files_are_uploaded_where_the_site_reads_them_and_named_as_it_does() -> None:
    assert settings()["media_folder"] == "content/files/2566"
    assert settings()["public_folder"] == "files/2566"
    assert settings()["slug"]["encoding"] == "unicode"


def test_months_of_a_report_are_those_of_its_plan() -> None:
    reports = collection("reports-kpi-2-1")
    months = next(field for field in reports["fields"] if field["name"] == "month")["options"]
    assert (months[0], months[-1]) == (
        {"label": "ตุลาคม 2565", "value": "2565-10"}, {"label": "กรกฎาคม 2566", "value": "2566-07"},
    )  # fmt: skip
    assert reports["create"] is True
    assert reports["delete"] is False
    assert reports["slug"] == "{{fields.month}}"


def test_past_years_are_not_in_the_form(site: Path) -> None:
    text = (site / "site_config.yml").read_text(encoding="utf-8")
    (site / "site_config.yml").write_text(text.replace("years: [2566]", "years: [2566, 2567]"), encoding="utf-8")
    (site / "content/2567/items").mkdir(parents=True)
    (site / "content/2567/items/o01.yml").write_text("item: O1\nstatus: pending\n", encoding="utf-8")
    paths = {f.get("file", "") for c in configuration(open_site(site))["collections"] for f in c.get("files", ())}
    assert paths
    assert all(path.startswith("content/2567/") for path in paths)
    with pytest.raises(ConfigError) as refused:
        run(site, out=None, year=2566)
    assert "2567" in refused.value.message.th
    assert not (site / "build/admin").exists()


def test_an_item_under_another_name_keeps_its_file(site: Path) -> None:
    (site / "content/2566/items/o12.yml").rename(site / "content/2566/items/O12.yml")
    files = configuration(open_site(site))["collections"][0]["files"]
    assert {f["name"]: f["file"] for f in files}["o12"] == "content/2566/items/O12.yml"


def test_the_same_site_gives_the_same_bytes_and_nothing_is_fetched(tmp_path: Path) -> None:
    ran = ita_site("-C", REPOSITORY, "admin", "--out", tmp_path / "a", afresh=True)
    assert ran.code == 0, ran.said
    written = {path.name: path.read_bytes() for path in (tmp_path / "a").iterdir()}
    assert written == form(), "in another process, whose sets are in another order"
    page = written["index.html"].decode()
    assert set(re.findall(r'(?:src|href)="([^"]+)"', page)) - {"data:,"} <= written.keys()
    assert "<script>" not in page
    assert 'name="robots" content="noindex' in page
    assert "decap-server" in ran.out, "it says what to do next"
    assert run(REPOSITORY, out=tmp_path / "a", year=None) == 0, "it may be written again"


def test_a_damaged_program_is_never_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(bundle._VENDOR, tmp_path / "vendor")
    monkeypatch.setattr(bundle, "_VENDOR", tmp_path / "vendor")
    kept = tmp_path / "vendor" / "js-yaml-4.3.2.min.js"
    for damage in (kept.read_bytes() + b" ", b"", None):
        kept.unlink() if damage is None else kept.write_bytes(damage)
        bundle.programs.cache_clear()
        with pytest.raises(EngineError, match=re.escape(kept.name)):
            bundle.programs()
    bundle.programs.cache_clear()


def test_licences_come_along() -> None:
    said = bundle.programs()["licenses.txt"].decode()
    assert all(
        word in said for word in ("Decap CMS 3.16.3 (MIT)", "Copyright (c) 2016 Netlify", "js-yaml 4.3.2", "Facebook")
    )


@pytest.mark.parametrize("place", ["content/form", ".", "taken", "link"])
def test_it_never_writes_among_other_files(site: Path, place: str) -> None:
    """The last as a command, too, which names the way out."""
    (site / "taken").mkdir()
    (site / "taken/other.txt").write_text("x", encoding="utf-8")
    (site / "link").symlink_to(site / "taken")
    before = sorted(site.rglob("*"))
    with pytest.raises(ConfigError, match="--out"):
        run(site, out=site / place, year=None)
    if place == "link":
        ran = ita_site("-C", site, "admin", "--out", site / place)
        assert ran.code == 2
        assert "--out" in ran.err
    assert sorted(site.rglob("*")) == before


def test_a_site_without_the_setting_has_no_form(example: Path) -> None:
    assert not (example / "admin").exists()
    assert "admin" not in (example / "_headers").read_text(encoding="utf-8")


def test_the_order_of_fields_goes_along() -> None:
    order = json.loads(form()["order.js"].decode().removeprefix("window.itaOrder = ").rstrip(";\n"))
    assert list(order["kinds"]["ita-item"]) == [
        "item", "status", "explanation", "evidence", "table", "nil", "owner", "updated",
    ]  # fmt: skip
    names = list(order["kinds"]["ita-report"])
    assert names.index("on_target") < names.index("levels") < names.index("remark")
    assert order["rows"]["O12"][0] == "project"
    assert order["proposes"] is False, "then the form has one word for saving: nothing becomes public by it"


def test_hints_of_choices_say_what_the_list_shows() -> None:
    [o2] = [file for file in collection("items-2566")["files"] if file["name"] == "o02"]
    [role] = [field for field in every_field(o2["fields"]) if field["name"] == "role"]
    assert "head" in [one["value"] for one in role["options"]]
    assert role["hint"] == "ผู้รักษาราชการแทนผู้บริหารสูงสุดให้ใส่ “ผู้บริหารสูงสุด”"
