"""What an officer sees in an editor: Thai completion, Thai hover, Thai messages, from the schemas that we write."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from language_server import LanguageServer

from ita_site.commands.schema import write_schemas

EDITOR = Path(__file__).parent / "editor"
EXAMPLE = Path(__file__).parent.parent
THAI = re.compile("[ก-๙]")

needs_npm = pytest.mark.skipif(
    shutil.which("npm") is None and not os.environ.get("CI"), reason="npm is not on this machine"
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LanguageServer]:
    home = tmp_path_factory.mktemp("editor")
    for name in ("package.json", "package-lock.json"):
        shutil.copy(EDITOR / name, home / name)
    subprocess.run(["npm", "ci", "--silent", "--no-audit", "--no-fund"], cwd=home, check=True, timeout=240)
    write_schemas(home / "schemas", 2566)
    places = {
        "item": "*/items/*.yml",
        "programme": "*/programme.yml",
        "monthly-report": "*/report-*.yml",
        "site-config": "*/site_config.yml",
    }
    schemas = {(home / "schemas" / f"{name}.schema.json").as_uri(): [place] for name, place in places.items()}
    running = LanguageServer(home / "node_modules/yaml-language-server/bin/yaml-language-server", schemas)
    yield running
    running.close()


def _messages(found: list[dict[str, object]]) -> list[str]:
    return [str(d["message"]) for d in found]


@needs_npm
def test_the_whole_example_is_without_marks(server: LanguageServer) -> None:
    content = EXAMPLE / "content" / "2566"
    marked = {}
    for path in sorted(content.glob("items/*.yml")):
        if found := server.open(f"file:///site/content/2566/items/{path.name}", path.read_text(encoding="utf-8")):
            marked[path.name] = _messages(found)
    for path in sorted(content.glob("programmes/*/*.yml")):
        name = "programme.yml" if path.name == "programme.yml" else f"report-{path.parent.name}-{path.name}"
        if found := server.open(f"file:///site/{path.parent.name}/{name}", path.read_text(encoding="utf-8")):
            marked[f"{path.parent.name}/{path.name}"] = _messages(found)
    config = (EXAMPLE / "site_config.yml").read_text(encoding="utf-8")
    if found := server.open("file:///site/site_config.yml", config):
        marked["site_config.yml"] = _messages(found)
    assert marked == {}


@needs_npm
@pytest.mark.parametrize(
    ("wrong", "line", "word"),
    [
        ("item: O12\nstatus: done\n", 1, "disclosed"),
        ("item: O12\nstatus: pending\nexplanaton: x\n", 2, "explanation"),
        ("item: O12\n", 0, "status"),
        ("item: O12\nstatus: pending\nevidence: ยังไม่มี\n", 2, "รายการ"),
        ("item: O12\nstatus: disclosed\nevidence:\n  - title: ก\n    url: https://a.example/x\n    shows: [budget]\n", 5, "spent"),
        ("item: O12\nstatus: disclosed\nupdated: เมื่อวาน\n", 2, "2566-03-31"),
        ("item: O12\nstatus: disclosed\ntable:\n  rows:\n    - {project: ก, spent: 1, status: done, colour: red}\n", 4, "progress"),
    ],
    ids=["choice", "unknown field", "missing field", "kind", "element of another item", "date", "column"],
)  # fmt: skip
def test_mistakes_are_told_in_thai_at_their_line(server: LanguageServer, wrong: str, line: int, word: str) -> None:
    found = server.open(f"file:///site/items/wrong-{abs(hash(wrong))}.yml", wrong)
    assert found, "the editor marks nothing"
    assert line in [d["range"]["start"]["line"] for d in found], found
    for message in _messages(found):
        assert THAI.search(message), f"not in Thai: {message}"
    assert any(word in message for message in _messages(found)), _messages(found)


@needs_npm
def test_completion_offers_fields_codes_and_elements_in_thai(server: LanguageServer) -> None:
    text = (
        "item: O12\nstatus: disclosed\nevidence:\n  - title: ก\n    url: https://a.example/x\n    shows:\n      - \n\n"
    )
    uri = "file:///site/items/complete.yml"
    server.open(uri, text)
    elements = {offer["label"]: str(offer.get("documentation", "")) for offer in server.complete(uri, 6, 8)}
    assert {"progress", "spent", "match_plan"} <= set(elements)
    fields = {offer["label"]: str(offer.get("documentation", "")) for offer in server.complete(uri, 7, 0)}
    assert {"explanation", "owner", "updated", "table"} <= set(fields)
    assert THAI.search(fields["owner"]), fields["owner"]
    status = {offer["label"]: str(offer.get("documentation", "")) for offer in server.complete(uri, 1, 8)}
    assert {"disclosed", "nil", "pending"} <= set(status)
    assert THAI.search(status["pending"]), status["pending"]


@needs_npm
def test_hover_explains_a_field_in_thai(server: LanguageServer) -> None:
    uri = "file:///site/items/hover.yml"
    server.open(uri, "item: O12\nstatus: pending\nexplanation: x\n")
    assert "บอกผู้ประเมิน" in server.hover(uri, 2, 3)
