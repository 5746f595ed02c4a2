"""Open data: every file fits its published schema, tables and documents tell the same, and nothing is taken back."""

from __future__ import annotations

import csv
import io
import json
import shutil
import tempfile
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from api_contract import FILES, GOLDEN, contract_of, contract_of_files
from builders import COMPLETE, ITEMS, judge, lay
from hostile import spoil
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator
from page_types import unfinished
from runner import REPOSITORY

from ita_site.api_paths import API, BADGE, INDEX, OPENAPI, SCHEMAS, STATUS, VERSION, api_files, schema_path, year_path
from ita_site.config import open_site
from ita_site.evidence.observation import Observation, Observed, Source, Verdict
from ita_site.render.data.badge import width
from ita_site.render.data.page import CHANGES
from ita_site.render.data.schemas import READY, made_anew, schema_files
from ita_site.render.pages import Pages
from ita_site.site import Site
from ita_site.sitemap import published
from ita_site.tables import is_formula

SITES = COMPLETE.parent
KEPT = {"example": REPOSITORY} | {path.name: path for path in sorted(SITES.iterdir())}
MADE = ("unfinished", "hostile", "refused")

Texts = dict[str, str]


def texts_of(root: Path) -> tuple[Site, Texts]:
    """A site and all its data files."""
    site, report = open_site(root), judge(root)
    return site, Pages(site, report).data.texts()


@cache
def _kept(name: str) -> tuple[Site, Texts]:
    if name == "example":
        return texts_of(REPOSITORY)
    # a check leaves what it saw of files beside the content
    with tempfile.TemporaryDirectory() as folder:
        return texts_of(Path(shutil.copytree(KEPT[name], Path(folder) / name)))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Site, Texts]]:
    """The example in the middle of the work, and with hostile words in every field, twice."""
    folder = tmp_path_factory.mktemp("data")
    roots = {"unfinished": folder / "u", "hostile": folder / "h", "refused": folder / "r"}
    for root in roots.values():
        root.mkdir()
        unfinished(root) if root.name == "u" else shutil.copytree(COMPLETE, root, dirs_exist_ok=True)
    spoil(roots["hostile"])
    spoil(roots["refused"], thoroughly=True)
    return {name: texts_of(root) for name, root in roots.items()}


@pytest.fixture(params=[*KEPT, *MADE])
def data(request: pytest.FixtureRequest, made: dict[str, tuple[Site, Texts]]) -> tuple[Site, Texts]:
    name = str(request.param)
    return made[name] if name in MADE else _kept(name)


def read(text: str) -> Any:
    return json.loads(text, parse_float=Decimal)


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def texts_in(value: Any) -> list[str]:
    """Every text anywhere in a document."""
    if isinstance(value, dict):
        return [text for part in value.values() for text in texts_in(part)]
    if isinstance(value, list):
        return [text for part in value for text in texts_in(part)]
    return [value] if isinstance(value, str) else []


# ------------------------------------------------------------------------------------------------------------ contract


def test_every_document_fits_the_schema_that_it_names(data: tuple[Site, Texts]) -> None:
    site, texts = data
    base = site.config.site.url.rstrip("/") + "/"
    checked = 0
    for path, text in texts.items():
        if not path.endswith(".json") or "/schemas/" in path or path == OPENAPI:
            continue
        document = json.loads(text)
        schema = json.loads(texts[document["$schema"].removeprefix(base)])
        assert schema["$id"] == document["$schema"]
        assert [e.message for e in Draft202012Validator(schema).iter_errors(document)] == [], path
        checked += 1
    assert checked > 40


def test_the_names_are_known_without_making_the_files(data: tuple[Site, Texts]) -> None:
    site, texts = data
    assert set(api_files(site)) == set(texts)
    assert set(texts) <= set(published(site).files)


def test_tables_hold_as_many_rows_as_documents(data: tuple[Site, Texts]) -> None:
    _, texts = data
    for path, text in texts.items():
        if not path.endswith(".csv"):
            continue
        assert text.startswith("\ufeff") and text.count("\r\n") >= 1 and "\n" not in text.replace("\r\n", "")
        folder, _, name = path.rpartition("/")
        told = {table["name"]: table for table in read(texts[f"{folder}/tables.json"])["tables"]}[name]
        rows = rows_of(text)
        assert len(rows) == told["rows"]
        assert text.removeprefix("\ufeff").split("\r\n")[0].split(",") == [c["name"] for c in told["columns"]]
        assert all(None not in row and None not in row.values() for row in rows)
        assert not [cell for row in rows for cell in row.values() if is_formula(cell.strip())]
        if name in ("items.csv", "evidence.csv", "measures.csv"):
            stem = name.removesuffix(".csv")
            assert len(rows) == len(read(texts[f"{folder}/{stem}.json"])[stem])
    months = [text for path, text in texts.items() if path.endswith("/months.csv")]
    documents = [read(text) for path, text in texts.items() if "/programmes/" in path]
    assert sum(len(rows_of(text)) for text in months) == sum(len(d["months"]) for d in documents)


@pytest.mark.parametrize("name", ["example", "unfinished", "health-division"])
def test_every_own_address_leads_somewhere(name: str, made: dict[str, tuple[Site, Texts]]) -> None:
    site, texts = made[name] if name in MADE else _kept(name)
    base, there = site.config.site.url.rstrip("/") + "/", published(site)
    cited = {e.url for y in site.years for i in y.items.values() if i.record for e in i.record.evidence}
    for path, text in texts.items():
        found = texts_in(json.loads(text)) if path.endswith(".json") and "/schemas/" not in path else []
        if path.endswith(".csv"):
            found = [cell for row in rows_of(text) for cell in row.values()]
        own = [t.partition("#")[0] for t in found if t.startswith(base) and t not in cited and t != f"{base}{API}"]
        assert [a for a in own if there.find(a.removeprefix(base)) is None] == [], path


def test_the_same_content_gives_the_same_bytes() -> None:
    assert texts_of(REPOSITORY)[1] == _kept("example")[1]


def test_what_lies_ready_was_made_from_the_models() -> None:
    assert json.loads(READY.read_text(encoding="utf-8")) == made_anew(), "run tools/api-schemas"


@pytest.mark.parametrize("name", SCHEMAS)
def test_nothing_that_readers_rely_on_is_taken_back(name: str) -> None:
    accepted = json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))
    now = contract_of(json.loads(schema_files("https://x.example/")[schema_path(name)]))
    said = "%s of %s: needs /api/v2, or where nothing is taken back a line in docs/*/data.md and tools/api-schemas --accept"
    gone = [way for way in accepted if way not in now]
    assert gone == [], said % (f"gone or renamed: {gone}", name)
    other = {way: (accepted[way], now[way]) for way in accepted if accepted[way] != now[way]}
    assert other == {}, said % (f"another kind: {other}", name)
    new = [way for way in now if way not in accepted]
    assert new == [], said % (f"new: {new}", name)


def test_no_file_and_no_column_is_taken_back() -> None:
    accepted = json.loads(FILES.read_text(encoding="utf-8"))
    assert contract_of_files() == accepted, "needs /api/v2, or a line in docs/*/data.md and tools/api-schemas --accept"
    assert {path.stem for path in GOLDEN.glob("[a-z]*.json")} == set(SCHEMAS)


@pytest.mark.parametrize(
    "change",
    [{"type": "integer"}, {"pattern": "^o"}, {"maxLength": 5}, {"enum": ["o01"]}, {"format": "uri"}],
    ids=lambda change: next(iter(change)),
)
def test_a_narrower_field_is_another_contract(change: dict[str, Any]) -> None:
    def schema(code: dict[str, Any]) -> dict[str, Any]:
        listed = {
            "type": "array",
            "items": {"anyOf": [{"type": "null"}, {"type": "object", "properties": {"code": code}}]},
        }
        return {"properties": {"items": listed}, "required": ["items"]}

    assert contract_of(schema({"type": "string"})) != contract_of(schema({"type": "string"} | change))


def test_the_contract_is_told() -> None:
    assert CHANGES[0][0] == VERSION
    for language in ("th", "en"):
        changes = (REPOSITORY / f"docs/{language}/data.md").read_text(encoding="utf-8")
        for number, _ in CHANGES:
            assert f"### [{number}]" in changes


def test_every_field_is_described_in_both_languages() -> None:
    for name in SCHEMAS:
        schema = json.loads(schema_files("https://x.example/")[schema_path(name)])
        assert " · " in schema["description"] and schema["additionalProperties"] is False
        for part in (schema, *schema["$defs"].values()):
            for field, told in part.get("properties", {}).items():
                assert " · " in told["description"], (name, field)
            if "properties" in part:
                assert part["additionalProperties"] is False and set(part["required"]) == set(part["properties"])


def test_names_of_who_signed_or_reported_have_no_field() -> None:
    ways = " ".join(
        way for name in SCHEMAS for way in json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))
    )
    for word in ("signed", "signer", "reporter", "coordinator", "approved"):
        assert word not in ways


def test_the_description_of_all_files_is_sound(tmp_path: Path) -> None:
    for path, text in schema_files("https://x.example/").items():
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    described = json.loads((tmp_path / OPENAPI).read_text(encoding="utf-8"))
    OpenAPIV31SpecValidator(described, base_uri=(tmp_path / OPENAPI).as_uri()).validate()
    named = {f"{API}{path}" for path in described["paths"]}
    _, texts = _kept("example")
    year, item, programme = "2566", "o12", "kpi-2-1"
    known = {n.replace("{year}", year).replace("{item}", item).replace("{programme}", programme) for n in named}
    assert known <= set(texts)


# -------------------------------------------------------------------------------------------------------------- values


def test_numbers_are_exact(site: Path) -> None:
    lay(site, "content/2566/result.yml", "year: 2566\ntotal: 75.4706\nquestions:\n- {code: i7, score: 0.1}\n")
    _, texts = texts_of(site)
    result = texts[year_path(2566, "result.json")]
    assert '"total": 75.4706' in result and '"score": 0.1' in result
    assert rows_of(texts[year_path(2566, "results.csv")])[0]["score"] == "75.4706"


def test_days_are_of_the_common_era_and_years_of_the_buddhist_one() -> None:
    _, texts = _kept("example")
    items = read(texts[year_path(2566, "items.json")])
    assert items["year"] == 2566 and items["as_of"].startswith("2023-")
    assert all(i["updated"] is None or i["updated"].startswith("20") for i in items["items"])


def test_a_link_is_told_with_its_verdict(site: Path) -> None:
    links = [f"https://www.agency.example/{n}.pdf" for n in range(4)]
    listed = "".join(f"- {{title: ก, url: {url}}}\n" for url in links)
    lay(
        site, f"{ITEMS}/o01.yml",
        "item: O1\nstatus: disclosed\nexplanation: ก\nowner: ข\nupdated: 2566-01-01\nevidence:\n"
        f"{listed}- {{title: ข, file: files/2566/none.pdf}}\n- {{title: ค, file: files/2566/o12-report.pdf}}\n",
    )  # fmt: skip
    config, text = site / "site_config.yml", (site / "site_config.yml").read_text(encoding="utf-8")
    config.write_text(
        f"{text}\nattestations:\n- {{url: {links[2]}, by: ปลัด, on: 2566-09-01, until: 2567-01-01}}\n", encoding="utf-8"
    )
    moment = datetime(2023, 9, 2, 20, tzinfo=UTC)
    seen = {
        url: Observation(url, verdict, reason, last_checked=moment)
        for url, verdict, reason in zip(links, Verdict, ("opens", "not-found", "forbidden"), strict=False)
    }
    report = replace(judge(site), observed=Observed(Source.LEDGER, seen))
    texts = Pages(open_site(site), report).data.texts()
    found = [e["check"] for e in read(texts[year_path(2566, "items/o01.json")])["evidence"]]
    told = [(c["verdict"], c["reason"], c["last_checked"], bool(c["attested"])) for c in found]
    assert told == [
        ("ok", "opens", "2023-09-03", False),
        ("broken", "not-found", "2023-09-03", False),
        ("unsure", "forbidden", "2023-09-03", True),
        ("unchecked", None, None, False),
        ("no-link", None, None, False),
        ("here", None, None, False),
    ]
    row = rows_of(texts[year_path(2566, "evidence.csv")])[2]
    assert (row["verdict"], row["attested_by"], row["attested_until"]) == ("unsure", "ปลัด", "2024-01-01")


def test_broad_letters_have_room_on_the_badge() -> None:
    assert width("MMMM", "") - width("", "") >= 4 * 12 and width("ที่", "") - width("", "") == 8


def test_a_list_that_is_not_certain_and_one_of_the_agency_say_so(site: Path) -> None:
    config = site / "site_config.yml"
    config.write_text(config.read_text(encoding="utf-8").replace("[2566]", "[2567, 2566]"), encoding="utf-8")
    lay(site, "criteria/2566.yml", "source: คู่มือ หน้า 41\nitems: {contact: {name: ติดต่อเรา}}\n")
    _, texts = texts_of(site)
    new, own = (read(texts[year_path(year, "edition.json")]) for year in (2567, 2566))
    assert not new["confirmed"] and new["unconfirmed"]["th"] and new["own_sources"] == []
    assert {item["facts"] for item in new["items"]} != {"high"}
    assert own["confirmed"] and own["unconfirmed"] is None and own["own_sources"] == ["คู่มือ หน้า 41"]
    assert read(texts[STATUS])["year"] == 2567 and read(texts[STATUS])["confirmed"] is False


def test_a_thai_address_is_written_as_programs_ask_for_it(site: Path) -> None:
    config = site / "site_config.yml"
    typed = open_site(site).config.site.url
    config.write_text(config.read_text(encoding="utf-8").replace(typed, "https://อบต.ไทย/เปิด/"), encoding="utf-8")
    opened = open_site(site)
    pages = Pages(opened, judge(site))
    base = "https://xn--m3cj0d.xn--o3cw4h/%E0%B9%80%E0%B8%9B%E0%B8%B4%E0%B8%94/"
    texts = pages.data.texts()
    assert all(read(texts[path])["$schema"].startswith(base) for path in (INDEX, STATUS))
    assert read(texts[schema_path("item")])["$id"] == base + schema_path("item")
    assert texts["robots.txt"].isascii() and all(
        text.isascii() for text in texts_in(read(texts[INDEX])) if "://" in text
    )
    assert f'<link href="{base}" rel="alternate"/>' in pages.feed


def test_formulas_stay_text(site: Path) -> None:
    lay(
        site, f"{ITEMS}/o01.yml",
        "item: O1\nstatus: disclosed\nexplanation: ก\nowner: '=HYPERLINK(\"https://x.example\")'\nupdated: 2566-01-01\n"
        "evidence:\n- {title: \"=1+1\", url: https://www.agency.example/a.pdf}\n",
    )  # fmt: skip
    _, texts = texts_of(site)
    assert rows_of(texts[year_path(2566, "evidence.csv")])[0]["title"] == "'=1+1"
    assert rows_of(texts[year_path(2566, "items.csv")])[0]["owner"].startswith("'=HYPERLINK")
    assert read(texts[year_path(2566, "items.json")])["items"][0]["owner"].startswith("=HYPERLINK")


def test_no_licence_is_invented(site: Path) -> None:
    _, texts = texts_of(site)
    assert read(texts[INDEX])["license"] is None
    config = site / "site_config.yml"
    config.write_text(f"{config.read_text(encoding='utf-8')}\ndata: {{license: CC BY 4.0}}\n", encoding="utf-8")
    _, texts = texts_of(site)
    assert read(texts[INDEX])["license"] == read(texts[STATUS])["license"] == "CC BY 4.0"


def test_the_index_names_every_file_but_those_of_single_items(data: tuple[Site, Texts]) -> None:
    site, texts = data
    base, index = site.config.site.url.rstrip("/") + "/", read(texts[INDEX])
    named = {f["url"] for y in index["years"] for f in y["files"]} | {f["url"] for f in index["files"]}
    for path in texts:
        if (
            path.startswith(API)
            and path.count("/") < 4
            and "schemas" not in path
            and path not in (INDEX, OPENAPI, BADGE)
        ):
            assert base + path in named, path
    assert [y["year"] for y in index["years"]] == sorted((y["year"] for y in index["years"]), reverse=True)
    assert sum(y["is_open"] for y in index["years"]) == 1


def test_the_badge_is_a_picture_of_words(data: tuple[Site, Texts]) -> None:
    _, texts = data
    svg = ET.fromstring(texts[BADGE])  # noqa: S314
    status = read(texts[STATUS])
    words = f"{status['items']['ready']}/{status['items']['of']} ข้อ"
    assert {e.tag.rpartition("}")[2] for e in svg.iter()} == {"svg", "title", "rect", "path", "g", "text"}
    assert not [name for e in svg.iter() for name in e.attrib if name.startswith(("on", "style", "href"))]
    title = svg.find("{http://www.w3.org/2000/svg}title")
    assert title is not None and title.text is not None
    shown = [e.text for e in svg.iter("{http://www.w3.org/2000/svg}text")]
    assert shown[1] == words
