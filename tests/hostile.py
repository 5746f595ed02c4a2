"""Puts hostile texts into every text field of every record: the fields are found by walking the records themselves, so
that one which is added later is covered without a word here."""

from __future__ import annotations

import json
import types
from collections.abc import Iterator, Mapping
from itertools import count
from pathlib import Path
from typing import Annotated, Any, Union, get_args, get_origin

import yaml

from ita_site.records import (
    ItemRecord,
    MeasuresRecord,
    MonthlyReport,
    Programme,
    ResultRecord,
    SiteConfig,
)
from ita_site.records.fields import Record
from ita_site.source import load

PAYLOADS: dict[str, list[str]] = yaml.safe_load(
    (Path(__file__).parent / "browser/payloads.yml").read_text(encoding="utf-8")
)
ALL = [text for texts in PAYLOADS.values() for text in texts]
ADDRESSES = PAYLOADS["addresses"]

REFERENCES = {
    ("*", "id"), ("*", "item"), ("*", "file"), ("*", "shows"), ("*", "activity"), ("Evidence", "page"),
    ("Question", "code"), ("Waiver", "code"), ("Agency", "type"), ("Agency", "emblem"), ("Agency", "color"),
    ("SiteSettings", "url"), ("SiteSettings", "repository"),
}  # fmt: skip
"""Texts that name something: with anything else in them the rest of the record is not shown, so they stay as they are
in the first of the two spoilt sites, and are spoilt in the second."""
OF_THE_CHECKER = {"EvidencePolicy", "AcceptedCertificate", "Privacy", "Publishing", "WebForm"}
"""Parts of the configuration that no page shows."""

Field = tuple[str, str]
"""Name of a record and of a field."""


def _plain(kind: Any) -> Any:
    while get_origin(kind) is Annotated:
        kind = get_args(kind)[0]
    return kind


def _choices(kind: Any) -> list[Any]:
    kind = _plain(kind)
    if get_origin(kind) in (Union, types.UnionType):
        return [choice for one in get_args(kind) if one is not type(None) for choice in _choices(one)]
    return [kind]


def _is_record(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Record)


def text_fields(record: type[Record], seen: set[type] | None = None) -> Iterator[Field]:
    """Every field of a record, and of the records in it, that takes text."""
    seen = set() if seen is None else seen
    if record in seen:
        return
    seen.add(record)
    for name, field in record.model_fields.items():
        for kind in _parts(field.annotation):
            if _is_record(kind):
                yield from text_fields(kind, seen)
            elif kind is str:
                yield record.__name__, name


def _parts(kind: Any) -> Iterator[Any]:
    for choice in _choices(kind):
        if get_origin(choice) is not None and get_origin(choice) is not Ellipsis:
            for part in get_args(choice):
                yield from _parts(part)
        else:
            yield choice


class Spoiler:
    """Spoils records as they were read. `thoroughly` takes the references and the days and numbers too, so that the
    record is refused and its values come back in messages."""

    def __init__(self, *, thoroughly: bool = False) -> None:
        self.thoroughly = thoroughly
        self.met: set[Field] = set()
        self._turn = count()

    def record(self, kind: type[Record], raw: Mapping[str, Any]) -> dict[str, Any]:
        out = dict(raw)
        for name, field in kind.model_fields.items():
            key = field.alias or name
            if key not in raw and not self._may_add(name, raw):
                continue
            if self._stays((kind.__name__, name)):
                continue
            out[key] = self._value(field.annotation, raw.get(key), (kind.__name__, name))
            if out[key] is None:
                del out[key]
        return out

    def _stays(self, field: Field) -> bool:
        named = field in REFERENCES or ("*", field[1]) in REFERENCES
        return field[0] in OF_THE_CHECKER or (named and not self.thoroughly)

    @staticmethod
    def _may_add(name: str, raw: Mapping[str, Any]) -> bool:
        one_of = {"url", "file", "rows"}
        return not (name in one_of and one_of & raw.keys())

    def _value(self, kind: Any, raw: Any, field: Field) -> Any:
        choices = _choices(kind)
        records = [c for c in choices if _is_record(c)]
        if records and isinstance(raw, Mapping):
            return self.record(records[0], raw)
        if str in choices:
            return self._text(field)
        if records:
            return raw
        kind = choices[0]
        parts = get_args(kind)
        if get_origin(kind) is tuple:
            values = raw if isinstance(raw, list | tuple) else [raw]
            made = [self._value(parts[0], value, field) for value in values]
            return None if made == [None] else made
        if parts and isinstance(raw, Mapping):
            spoilt = {key: self._value(parts[1], value, field) for key, value in raw.items()}
            if parts[0] is str and spoilt and parts[1] is not Any:
                spoilt[self._text(field)] = next(iter(spoilt.values()))
            return spoilt
        if kind is Any and isinstance(raw, str):
            return self._text(field)
        return self._text(field) if self.thoroughly and raw is not None else raw

    def _text(self, field: Field) -> str:
        """All payloads where a field is met first; then a few, another one in front each time."""
        turn = next(self._turn)
        if field[1] == "url":
            self.met.add(field)
            return ADDRESSES[turn % len(ADDRESSES)]
        first = field not in self.met
        self.met.add(field)
        many = len(ALL) if first else 3
        return " ข ".join(ALL[(turn + step) % len(ALL)] for step in range(many))


KINDS: dict[str, type[Record]] = {
    "site_config.yml": SiteConfig,
    "content/*/items/*.yml": ItemRecord,
    "content/*/programmes/*/programme.yml": Programme,
    "content/*/programmes/*/2*.yml": MonthlyReport,
    "content/*/result.yml": ResultRecord,
    "content/*/measures.yml": MeasuresRecord,
}
"""Where each kind of record lies."""


EXCEPTIONS = """
data: {license: ก}
waivers:
- {code: ITA408, where: O12, reason: ก, by: ก, until: 2566-12-31}
attestations:
- {url: "https://www.agency.example/a", by: ก, on: 2566-09-01, until: 2566-12-31, reason: ก}
surveys:
- {kind: eit, url: "https://itas.nacc.go.th/go/eit/abc", until: 2566-12-31}
- {kind: iit, url: "https://itas.nacc.go.th/go/iit/abc", on_home: true}
"""
"""What the example has no need of."""


def spoil(root: Path, *, thoroughly: bool = False) -> Spoiler:
    """Spoil every record below `root`, its configuration never so far that the site cannot be built."""
    config = root / "site_config.yml"
    config.write_text(config.read_text(encoding="utf-8") + EXCEPTIONS, encoding="utf-8")
    for report in sorted(root.glob("content/*/programmes/*/2*.yml"))[::3]:
        text = report.read_text(encoding="utf-8")
        report.write_text(text.replace("file: files/", "url: https://www.agency.example/", 1), encoding="utf-8")
    spoiler, gentle = Spoiler(thoroughly=thoroughly), Spoiler()
    for pattern, kind in KINDS.items():
        for path in sorted(root.glob(pattern)):
            data = json.loads(json.dumps(load(path, path.name).data, default=str))
            made = (gentle if kind is SiteConfig else spoiler).record(kind, data)
            # characters beyond ASCII as escapes: some of them no file of YAML may hold as they are
            path.write_text(yaml.dump(made, Dumper=yaml.CSafeDumper, width=10**9), encoding="utf-8")
    spoiler.met |= gentle.met
    return spoiler
