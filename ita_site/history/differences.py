"""Two versions of a file, compared field by field and told in an officer's words.

No value of an old version is ever told, for it may have been removed with good reason: only names of fields, counts,
and titles that stand in the file today.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, get_args

from pydantic import AliasChoices
from pydantic.fields import FieldInfo

from ita_site.records import ActivityEvidence, Evidence, Status
from ita_site.records.fields import Record
from ita_site.text import Text
from ita_site.thai import cut

Fields = Mapping[str, Any]

MOST_TITLE = 80
"""Characters of a title."""

STARTED = Text("เริ่มไฟล์นี้", "started this file")
REMOVED = Text("ลบไฟล์นี้", "removed this file")
CHANGED = Text("แก้ไฟล์", "changed the file")

_STATUS: Mapping[str, Text] = {
    Status.DISCLOSED: Text("เปิดเผยแล้ว", "disclosed"),
    Status.NIL: Text("ไม่มีเรื่องต้องรายงาน", "nothing to report"),
    Status.PENDING: Text("ยังไม่เปิดเผย", "not disclosed yet"),
}
_NAMES: Mapping[str, Text] = {
    "updated": Text("วันที่ปรับปรุง", "day of the last update"),
    "table": Text("ตารางข้อมูล", "the table"),
    "nil": Text("คำแจ้งว่าไม่มีเรื่องต้องรายงาน", "the statement of nothing to report"),
    "actions": Text("สิ่งที่ดำเนินการ", "what was done"),
    "next": Text("ขั้นต่อไป", "next steps"),
}
"""Names for fields whose own title does not read well behind a verb."""
_NOUNS = frozenset({
    "explanation", "owner", "summary", "measures", "activities", "metrics", "objectives", "targets", "rounds", "levels",
    "problems", "advice", "remark", "note", "reporter", "memo", "questions", "covers", "background", "name", "unit",
    "indicators", "instruments", "total",
})  # fmt: skip
"""Fields whose title can stand behind a verb as it is; others get quotation marks."""
_STAMP = "updated"
"""The field that comes last of an item."""
_PLACES = ("url", "file")
_WITH_LISTS = ("evidence", "links")


def differences(model: type[Record], before: Fields, after: Fields, today: Fields | None) -> tuple[Text, ...]:
    """What changed from one version of a `model` to the next, in the order of its fields; empty when nothing did.

    `today` is what the file says now, None where nobody can see it.
    """
    found: list[Text] = []
    for name, field in model.model_fields.items():
        old, new = _value(before, name, field), _value(after, name, field)
        # whoever changes something writes the day down as well
        if _plain(old) != _plain(new) and not (found and name == _STAMP):
            found += _told(name, field, old, new, None if today is None else _value(today, name, field))
    known = {key for name, field in model.model_fields.items() for key in _keys(name, field)}
    if not found and _plain(_others(before, known)) != _plain(_others(after, known)):
        return (CHANGED,)
    return tuple(found)


def row_differences(before: Sequence[Any], after: Sequence[Any]) -> tuple[Text, ...]:
    """How many rows of a table came, went and changed."""
    old, new = (Counter(json.dumps(_plain(row), ensure_ascii=False) for row in rows) for rows in (before, after))
    came, went = (new - old).total(), (old - new).total()
    changed = min(came, went)
    counts = (("เพิ่ม", "added", came - changed), ("แก้", "changed", changed), ("ลบ", "removed", went - changed))
    told = [(th, en, count) for th, en, count in counts if count]
    if not told:
        return (
            ()
            if list(map(_plain, before)) == list(map(_plain, after))
            else (Text("เรียงแถวในตารางใหม่", "put the rows of the table in another order"),)
        )
    return (
        Text(
            "ตาราง: " + " ".join(f"{th} {count:,} แถว" for th, _, count in told),
            "table: " + ", ".join(f"{count} {'row' if count == 1 else 'rows'} {en}" for _, en, count in told),
        ),
    )


def _told(name: str, field: FieldInfo, old: Any, new: Any, now: Any) -> Iterable[Text]:
    called = _name(name, field)
    if name == "status" and {str(old), str(new)} <= _STATUS.keys():
        a, b = _STATUS[str(old)], _STATUS[str(new)]
        return (Text(f"สถานะ: {a.th} → {b.th}", f"status: {a.en} → {b.en}"),)
    if name in _WITH_LISTS and _is_list_of_fields(old, new):
        return _evidence(old or (), new or (), now if _is_list_of_fields(now) else ())
    if name == "table" and all(isinstance(one, Mapping) and isinstance(one.get("rows"), list) for one in (old, new)):
        return row_differences(old["rows"], new["rows"])
    if _is_list_of_fields(old, new):
        return _counted(called, old or (), new or ())
    if not _plain(old):
        return (Text(f"เพิ่ม{called.th}".rstrip(), f"added {called.en}"),)
    if not _plain(new):
        return (Text(f"ลบ{called.th}".rstrip(), f"removed {called.en}"),)
    return (_edited(called),)


def _edited(called: Text) -> Text:
    return Text(f"แก้{called.th}".rstrip(), f"edited {called.en}")


def _counted(called: Text, old: Sequence[Fields], new: Sequence[Fields]) -> Iterator[Text]:
    pairs, went, came = _matched(old, new, (("id", "code", "item", "level", "name", "title"), ("text", "issue")))
    changed = sum(_plain(a) != _plain(b) for a, b in pairs)
    # what has no name of its own is known by its place
    both = min(len(went), len(came))
    for th, en, count in (
        ("เพิ่ม", "added", len(came) - both),
        ("แก้", "edited", changed + both),
        ("ลบ", "removed", len(went) - both),
    ):
        if count:
            yield Text(f"{th}{called.th.rstrip()} {count:,} รายการ", f"{en} {called.en}: {count}")


def _evidence(old: Sequence[Fields], new: Sequence[Fields], now: Sequence[Fields]) -> Iterator[Text]:
    seen = frozenset(filter(None, (_plain(one.get("title")) for one in now)))
    pairs, went, came = _matched(old, new, (("title",), _PLACES))
    counts: Counter[str] = Counter()
    for one in came:
        if (title := _shown(one, seen)) is not None:
            yield Text(f"เพิ่มหลักฐาน {title.th}", f"added evidence {title.en}")
        else:
            counts["เพิ่ม added"] += 1
    for before, after in pairs:
        if _plain(before) == _plain(after):
            continue
        if (title := _shown(after, seen)) is not None:
            yield from _within(before, after, title)
        else:
            counts["แก้ edited"] += 1
    counts["ลบ removed"] += len(went)
    for verbs, count in counts.items():
        th, en = verbs.split()
        if count:
            yield Text(f"{th}หลักฐาน {count:,} รายการ", f"{en} evidence: {count}")


def _within(before: Fields, after: Fields, title: Text) -> Iterator[Text]:
    """What changed of one evidence: where it opens, what it is called, and what is said of it."""
    changed = [key for key in {**before, **after} if _plain(before.get(key)) != _plain(after.get(key))]
    if any(key in _PLACES for key in changed):
        th, en = ("ไฟล์", "file") if after.get("file") else ("ลิงก์", "link")
        yield Text(f"เปลี่ยน{th}ของ {title.th}", f"changed the {en} of {title.en}")
    if "title" in changed:
        yield Text(f"แก้ชื่อหลักฐานเป็น {title.th}", f"renamed evidence to {title.en}")
    names = [named for key in changed if (named := _of_evidence().get(key)) is not None]
    if names or not (set(changed) & {*_PLACES, "title"}):
        th, en = " ".join(n.th.strip() for n in names), ", ".join(n.en for n in names)
        yield Text(f"แก้ {title.th}{th and f': {th}'}", f"edited {title.en}{en and f': {en}'}")


def _shown(evidence: Fields, seen: frozenset[str]) -> Text | None:
    """The title of an evidence between quotation marks, if anyone can read it today."""
    title = _plain(evidence.get("title"))
    if not isinstance(title, str) or title not in seen:
        return None
    title = cut(title, MOST_TITLE)
    return Text(f"“{title}”", f"“{title}”")


def _matched(
    old: Sequence[Fields], new: Sequence[Fields], ways: tuple[tuple[str, ...], ...]
) -> tuple[list[tuple[Fields, Fields]], list[Fields], list[Fields]]:
    """Entries of two lists that are the same one, those that went, and those that came.

    The same are those that are alike in everything, else in the first field of a way that they have, way by way.
    """
    pairs: list[tuple[Fields, Fields]] = []
    went, came = list(old), list(new)
    for way in (None, *ways):
        waiting: dict[str, list[Fields]] = {}
        for one in came:
            waiting.setdefault(_known_by(one, way), []).append(one)
        left = []
        for one in went:
            key = _known_by(one, way)
            if key and waiting.get(key):
                pairs.append((one, waiting[key].pop(0)))
            else:
                left.append(one)
        taken = {id(after) for _, after in pairs}
        went, came = left, [one for one in came if id(one) not in taken]
    return pairs, went, came


def _known_by(one: Fields, way: tuple[str, ...] | None) -> str:
    if way is None:
        return json.dumps(_plain(one), ensure_ascii=False)
    return next((f"{key}={_plain(one[key])}" for key in way if _plain(one.get(key))), "")


@cache
def _of_evidence() -> Mapping[str, Text]:
    """The fields of an evidence that say something of it, by every name that they may have."""
    return {
        key: _name(name, field)
        for model in (ActivityEvidence, Evidence)
        for name, field in model.model_fields.items()
        if name not in (*_PLACES, "title")
        for key in _keys(name, field)
    }


def _name(name: str, field: FieldInfo) -> Text:
    """The name of a field: as people are used to it, else as forms and editors show it."""
    known = _NAMES.get(name)
    title = next((f.title for f in (field, *_inner(field)) if f.title), "")
    return known or Text(title if name in _NOUNS else f" “{title}” ", name.replace("_", " "))


def _inner(field: FieldInfo) -> Iterator[FieldInfo]:
    return (one for one in (*field.metadata, *get_args(field.annotation)) if isinstance(one, FieldInfo))


def _keys(name: str, field: FieldInfo) -> tuple[str, ...]:
    """All names by which a file may call a field."""
    choices = field.validation_alias
    found = [one for one in choices.choices if isinstance(one, str)] if isinstance(choices, AliasChoices) else [choices]
    return tuple(dict.fromkeys(one for one in (name, field.alias, *found) if isinstance(one, str)))


def _value(data: Fields, name: str, field: FieldInfo) -> Any:
    return next((data[key] for key in _keys(name, field) if key in data), None)


def _others(data: Fields, known: set[str]) -> Fields:
    return {key: value for key, value in data.items() if key not in known}


def _is_list_of_fields(*values: Any) -> bool:
    """Whether all are lists of fields or not there, and one is."""
    return any(isinstance(value, list) for value in values) and all(
        value is None or (isinstance(value, list) and all(isinstance(one, Mapping) for one in value))
        for value in values
    )


def _plain(value: Any) -> Any:
    """A value without what is no difference to a reader: blanks at the ends of lines, order of fields, fields left blank."""
    if isinstance(value, Mapping):
        found = {str(key): _plain(one) for key, one in sorted(value.items(), key=lambda pair: str(pair[0]))}
        return {key: one for key, one in found.items() if one not in ("", [], {})}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return "" if value is None else "\n".join(line.rstrip() for line in str(value).strip().splitlines())
