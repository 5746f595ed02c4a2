"""The web form against files as people write them: many, made at random but the same each time, each with one change.

What is read back by our own reader is what was typed, all else is what it was, and no other line was touched.
"""

from __future__ import annotations

import difflib
import json
import random
import re
from pathlib import Path
from typing import Any

from test_admin_keeper import HARD, needs_node, saved

from ita_site.source import load

pytestmark = needs_node

PLAIN = ("ก", "แผน ปี 2566", "https://a.example/x", "2566-03-31", "1,250", "it's ok", "0812345678", "NO", "12:30")
KEY = re.compile(r"""\s*(- +)?["']?[a-z]+["']?:(\s|$)""")


def value(dice: random.Random, indent: int) -> str:
    """What stands behind `name:`, in one of the ways in which YAML can say it."""
    word, deeper = dice.choice(PLAIN), " " * (indent + dice.choice((1, 2, 4)))
    single, double = "'" + word.replace("'", "''") + "'", f'"{word}"'
    return dice.choice((
        f" {word}", f" {single}", f" {double}", f" {word}   # ท้าย {dice.random()}",
        f" |{dice.choice(('', '-', '+'))}\n{deeper}{word}\n\n{deeper}- ไม่ใช่รายการ: #",
        f" >{dice.choice(('', '-'))}\n{deeper}{word}\n{deeper}ต่อ\n\n{deeper}ย่อหน้า",
        f" {word}\n{deeper}ต่ออีกบรรทัด", f' "{word}\n{deeper if indent else ""}ต่อ: อีก"',
    ))  # fmt: skip


def remark(dice: random.Random, indent: int) -> str:
    return dice.choice(("", "", "\n", f"{' ' * indent}# {dice.random()}\n"))


def fields(dice: random.Random, names: str, indent: int) -> str:
    chosen = dice.sample(names.split(), dice.randint(1, len(names.split())))
    spelt = [dice.choice((name, name, name, f'"{name}"', f"'{name}'")) for name in chosen]
    return "".join(f"{remark(dice, indent)}{' ' * indent}{name}:{value(dice, indent)}\n" for name in spelt)


def entries(dice: random.Random, indent: int) -> str:
    """A list: entries of several fields, on one line or on several, or plain texts."""
    if dice.random() < 0.3:
        words = "".join(f"{remark(dice, indent)}{' ' * indent}-{value(dice, indent)}\n" for _ in range(3))
        return words.replace('"ต่อ: อีก"', "ต่อ")
    made = ""
    for _ in range(dice.randint(1, 4)):
        gap = dice.choice((2, 2, 4))
        inner = fields(dice, "title url page", indent + gap).lstrip("\n")
        while inner.lstrip().startswith("#"):
            inner = inner.partition("\n")[2].lstrip("\n")
        first = f"{' ' * indent}-{' ' * (gap - 1)}{inner[indent + gap :]}"
        made += remark(dice, indent) + dice.choice((first, first, f"{' ' * indent}- {{title: 'ก', \"url\": ข}}\n"))
    return made


def document(dice: random.Random) -> str:
    parts = [
        fields(dice, "item status explanation owner updated", 0),
        f"evidence:\n{entries(dice, dice.choice((0, 2, 4)))}",
        dice.choice(("table: {a: ก, b: 'ข'}\n", f"table:\n{fields(dice, 'a b c', dice.choice((2, 4)))}")),
    ]
    dice.shuffle(parts)
    text = "".join(remark(dice, 0) + part for part in parts) + remark(dice, 0)
    return dice.choice(("", "", "", "\ufeff")) + dice.choice((text, text, text, text.replace("\n", "\r\n")))


def texts(data: Any, at: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Where the texts of a document are."""
    if isinstance(data, dict | list):
        inside = data.items() if isinstance(data, dict) else enumerate(data)
        return [found for key, one in inside for found in texts(one, (*at, key))]
    return [at]


def read(data: Any) -> Any:
    """Without the blanks at the ends of lines, which fields ignore as well."""
    if isinstance(data, dict):
        return {key: read(one) for key, one in data.items()}
    if isinstance(data, list):
        return [read(one) for one in data]
    return "\n".join(line.rstrip() for line in str(data).strip().split("\n"))


def test_one_change_changes_one_thing(tmp_path: Path) -> None:
    dice, path = random.Random(8), tmp_path / "item.yml"  # noqa: S311 - no secret
    jobs: list[dict[str, Any]] = []
    wanted: list[Any] = []

    def loaded(text: str) -> Any:
        path.write_bytes(text.encode())
        return load(path, "item.yml").data

    clean = {word: read(loaded(f"word: {json.dumps(word, ensure_ascii=False)}\n")["word"]) for word in HARD}
    while len(jobs) < 400:
        text = document(dice)
        data = loaded(text)
        if data is None:
            continue  # two ways of writing that do not go together
        at, word = dice.choice(texts(data)), dice.choice(HARD)
        jobs.append({"kind": "item", "text": text, "changes": [(at, word)]})
        after = holder = read(data)
        for step in at[:-1]:
            holder = holder[step]
        holder[at[-1]] = clean[word]
        wanted.append(after)
    for job, done, after in zip(jobs, saved(*jobs), wanted, strict=True):
        said = f"{job['text']}\n=====\n{job['changes']}\n=====\n{done}"
        assert read(loaded(done["text"])) == after, said
        old, new = job["text"].split("\n"), done["text"].split("\n")
        gone = [line[2:] for line in difflib.ndiff(old, new) if line.startswith("- ")]
        assert len([line for line in gone if KEY.match(line)]) <= 1, said
        assert not [line for line in gone if line.lstrip().startswith("# 0.")], said
