"""`init` and `new`: valid from the first minute, and never over an existing file."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path

import pytest
from runner import ita_site

from ita_site.criteria import load_edition
from ita_site.dates import Month
from ita_site.programmes import band_score
from ita_site.records import (
    Activity,
    Measurement,
    Programme,
    ProgrammeKind,
    read_record,
)
from ita_site.scaffold import item_file, programme_file
from ita_site.source import loads


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("init") / "demo"
    ran = ita_site("init", folder, "--agency", 'อบต. "ทดลอง" & <เพื่อน>', afresh=True)
    assert ran.code == 0, ran.said
    return folder


def test_a_new_site_passes_the_draft_gate_and_not_the_publish_gate(started: Path) -> None:
    draft = ita_site("-C", started, "check", "--gate", "draft", "--offline", "--format", "json")
    assert draft.code == 0, draft.said
    codes = {f["code"] for f in json.loads(draft.out)["findings"]}
    assert codes == {"ITA219", "ITA308", "ITA501"}, codes
    assert ita_site("-C", started, "check", "--offline").code == 1


def test_a_new_site_has_one_file_for_each_item(started: Path) -> None:
    assert len(list((started / "content/2566/items").glob("*.yml"))) == len(load_edition(2566).items)


def test_editor_settings_name_schemas_that_are_there(started: Path) -> None:
    settings = json.loads((started / ".vscode/settings.json").read_text(encoding="utf-8"))
    for name in settings["yaml.schemas"]:
        assert json.loads((started / name).read_text(encoding="utf-8"))["$schema"]
    places = set(settings["yaml.schemas"].values())
    assert {"/content/*/result.yml", "/content/*/measures.yml"} <= places


def test_init_leaves_a_folder_with_files_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x", encoding="utf-8")
    ran = ita_site("init", tmp_path)
    assert ran.code == 2
    assert [p.name for p in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize("words", [["--type", "castle"], ["--year", "2400"]])
def test_init_refuses_what_it_does_not_know_and_writes_nothing(tmp_path: Path, words: list[str]) -> None:
    ran = ita_site("init", tmp_path / "x", *words)
    assert ran.code == 2
    assert list(tmp_path.iterdir()) == []


def test_new_writes_once(started: Path) -> None:
    path = started / "content/2566/items/o12.yml"
    path.unlink()
    assert ita_site("-C", started, "new", "item", "๐๑๒", afresh=True).code == 0
    before = path.read_bytes()
    again = ita_site("-C", started, "new", "item", "O12")
    assert again.code == 2
    assert "o12.yml" in again.err
    assert path.read_bytes() == before


def test_new_programme_and_report(started: Path) -> None:
    assert ita_site("-C", started, "new", "programme", "waste", afresh=True).code == 0
    ran = ita_site("-C", started, "new", "report", "waste", "ก.พ. 2566", afresh=True)
    assert ran.code == 0, ran.said
    assert (started / "content/2566/programmes/waste/2566-02.yml").is_file()
    assert ita_site("-C", started, "new", "report", "waste", "2567-02").code == 2
    draft = ita_site("-C", started, "check", "--gate", "draft", "--offline")
    assert draft.code == 0, draft.said
    assert "ITA214" in draft.out


@pytest.mark.parametrize("kind", ProgrammeKind)
def test_a_new_programme_is_valid_from_the_first_minute(started: Path, kind: ProgrammeKind) -> None:
    ran = ita_site("-C", started, "new", "programme", f"first-{kind}", "--kind", str(kind))
    assert ran.code == 0, ran.said
    draft = ita_site("-C", started, "check", "--gate", "draft", "--offline", "--format", "json")
    codes = {f["code"] for f in json.loads(draft.out)["findings"] if f"first-{kind}" in f["path"]}
    assert draft.code == 0
    assert codes <= {"ITA501"}, codes


def _freed(kind: ProgrammeKind) -> Programme:
    """The record of a new plan with all its examples put to use."""
    text = programme_file("x", 'ชื่อ "ยาว": # ก', Month(2022, 10), Month(2023, 9), kind)
    lines = [line[1:] if re.match(r"#(?:[a-z_]+:|  +\S)", line) else line for line in text.splitlines()]
    document = loads("\n".join(lines).replace('owner: ""\n', "owner: ก\n").encode(), "programme.yml")
    assert document.problems == ()
    record, problems = read_record(Programme, document.data or {})
    assert problems == ()
    assert record is not None
    return record


@pytest.mark.parametrize("kind", ProgrammeKind)
def test_the_guidance_of_a_programme_becomes_a_sound_plan_when_uncommented(kind: ProgrammeKind) -> None:
    record = _freed(kind)
    assert record.kind is kind
    assert record.name == 'ชื่อ "ยาว": # ก'
    left = {name for name in Programme.model_fields if name not in record.model_fields_set}
    assert left == (set() if kind is ProgrammeKind.KPI else {"rounds", "levels"})
    (activity,) = record.activities
    assert set(Activity.model_fields) == activity.model_fields_set
    assert activity.followups[0].no == 1


def test_the_bands_of_a_new_programme_hold_every_value_of_a_round() -> None:
    record = _freed(ProgrammeKind.KPI)
    assert sorted(m for r in record.rounds for m in r.months) == list(record.months)
    for level in record.levels:
        most = 6 if level.measure is Measurement.MONTHS else 100
        values = range(most + 1) if level.measure is not Measurement.HOST else ()
        assert all(band_score(level, value) is not None for value in map(Decimal, values))


def test_a_programme_in_the_guidance_is_no_wall() -> None:
    for kind in ProgrammeKind:
        text = programme_file("x", "ก", Month(2022, 10), Month(2023, 9), kind)
        assert len(text.splitlines()) <= 110
        assert max(map(len, text.splitlines())) <= 140


@pytest.mark.parametrize("code", list(load_edition(2566).items))
def test_the_guidance_of_an_item_becomes_valid_yaml_when_uncommented(code: str) -> None:
    edition = load_edition(2566)
    text = item_file(edition, edition.items[code], "local_government")
    head, mark, tail = text.partition("#evidence:")
    block = (mark + tail).split("#table:")[0].split("# ถ้าไม่มีเรื่อง")[0]
    freed = "".join(line.removeprefix("#") for line in block.splitlines(keepends=True))
    document = loads((head + freed).encode(), "x.yml")
    assert document.problems == ()
    assert document.data is not None
    evidence = document.data["evidence"][0]
    wanted = {e.id for e in edition.items[code].elements_for("local_government") if e.proof == "evidence"}
    assert set(evidence["shows"]) == wanted
