"""One pass over a YAML parser's events: values, and line and column of every key and value. No recursion.

Plain scalars follow the core schema of YAML 1.2, a little narrowed: `no`, `012`, `12:30` and `2566-03-31` stay text.
What a person has no use for and an attacker has (anchors, aliases, tags, several documents, deep nesting) is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Final, NoReturn

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from ita_site.source.document import KEY, Log, Path, Place
from ita_site.source.mend import excerpt, explain
from ita_site.source.scan import Scanned, place_of
from ita_site.source.slips import SWALLOWED, Slips

MAX_DEPTH = 16
MAX_NODES = 20_000

PURE_PARSER: Callable[[str], Any] = yaml.BaseLoader
PARSER: Callable[[str], Any] = yaml.CBaseLoader if yaml.__with_libyaml__ else PURE_PARSER

_WORDS: Mapping[str, bool | None] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None, "true": True, "false": False,
}  # fmt: skip
_INT = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})")
_DECIMAL = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})\.[0-9]{1,18}")
_LONG_NUMBER = re.compile(r"[-+]?([0-9]{19,})")
_DIRECTIVE = re.compile(r"^%(?:YAML|TAG)\b.{0,60}", re.MULTILINE)
_BLANKS_INSIDE = re.compile(r"(?<=\S)[ \t]+")
# After these the parser may stumble over the same slip once more.
_ECHOING = frozenset({"missing-space", "invisible-in-structure", "syntax"})
_NOTHING: Final = object()


class _RefusedError(Exception):
    """The file is not read any further; why is in the log."""


def parse_events(scanned: Scanned, log: Log) -> tuple[dict[str, Any] | None, dict[Path, Place]]:
    """The mapping that a file holds, or None, and the places of all keys and values; mistakes go to `log`."""
    reading = _Reading(scanned, log)
    source = scanned.source
    if (source[:1] == "%" or "\n%" in source) and (directive := _DIRECTIVE.search(source)):
        # No use to people, and libyaml compares each with all others.
        log.mistake("syntax", place_of(source, directive.start()), hint="special-start", text=excerpt(directive[0]))
        return None, {}
    if PARSER is PURE_PARSER and "\t" in source:
        # libyaml takes tabs between and after words, the parser written in Python does not.
        source = _BLANKS_INSIDE.sub(lambda match: " " * len(match[0]), source)
    events = PARSER(source)
    root = None
    try:
        root = reading.run(events.get_event)
    except _RefusedError:
        pass
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        problem = explain(scanned, error, reading.last)
        if not log.met(_ECHOING, range(problem.line - 1, problem.line + 2)):
            log.mistake(problem.kind, (problem.line, problem.column), **problem.values)
    finally:
        events.dispose()
    if root is None:
        log.forget_notices()
    return root, reading.places


class _Reading:
    """The state of one pass."""

    def __init__(self, scanned: Scanned, log: Log) -> None:
        self.scanned = scanned
        self.log = log
        self.slips = Slips(scanned, log)
        self.places: dict[Path, Place] = {}
        self.last: Place = (1, 1)

    def run(self, next_event: Callable[[], Any]) -> dict[str, Any] | None:  # noqa: PLR0915
        """The root mapping; None when it is something else or says something else than was meant; that is reported."""
        # This loop is what `check` spends its time on: locals instead of attributes, rare work in methods.
        places = self.places
        log = self.log
        slips = self.slips
        dirty = self.scanned.dirty
        source = self.scanned.source
        comments = (" #" in source or "\t#" in source) and re.search(r"[ \t]#+[^\s#]", source) is not None
        names: set[str] = set()
        root: Any = _NOTHING
        root_event: Any = None
        stack: list[tuple[dict[str, Any] | None, list[Any] | None, Path]] = []
        mapping: dict[str, Any] | None = None
        items: list[Any] | None = None
        path: Path = ()
        key: Any = _NOTHING
        key_line = nodes = documents = 0
        value: Any
        spot: Path
        while True:
            event = next_event()
            kind = type(event)
            if kind is ScalarEvent:
                if event.tag or event.anchor:
                    self._refuse("anchor" if event.anchor else "tag", event)
                nodes += 1
                if nodes > MAX_NODES:
                    self._refuse("too-many", event, limit=MAX_NODES)
                mark = event.start_mark
                line = mark.line + 1
                here = (line, mark.column + 1)
                value = event.value
                if mapping is not None and key is _NOTHING:
                    if value not in names:
                        mistakes = log.mistakes
                        name = slips.name(event, here)
                        if name == value and log.mistakes == mistakes:
                            names.add(value)
                        value = name
                    spot = (*path, value, KEY)
                    if value in mapping:
                        log.mistake("duplicate-key", here, key=value, first_line=places[spot][0])
                    else:
                        places[spot] = here
                    key = value
                    key_line = line
                    continue
                if dirty:
                    value = slips.clean(event, here, items is not None or line > key_line)
                if not event.style:
                    if comments and (found := SWALLOWED.match(source, event.end_mark.index)):
                        slips.swallowed(event, found)
                    first = value[:1]
                    if first in "~nNtf" and value in _WORDS:
                        value = _WORDS[value]
                    elif first in "0123456789-+":
                        value = self._number(value, here)
                    elif ":" in value:
                        slips.look_for_field(event, value, items is not None or line > key_line)
                    if items is not None and event.end_mark.line >= line:
                        slips.look_for_entry(event)
            elif kind is StreamEndEvent:
                break
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                if event.tag or event.anchor:
                    self._refuse("anchor" if event.anchor else "tag", event)
                if mapping is not None and key is _NOTHING:
                    self._refuse("complex-key", event)
                if len(stack) >= MAX_DEPTH:
                    self._refuse("too-deep", event, limit=MAX_DEPTH)
                nodes += 1
                if nodes > MAX_NODES:
                    self._refuse("too-many", event, limit=MAX_NODES)
                mark = event.start_mark
                here = (mark.line + 1, mark.column + 1)
                value = {} if kind is MappingStartEvent else []
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                mapping, items, path = stack.pop()
                continue
            elif kind is AliasEvent:
                self._refuse("anchor", event)
            else:
                if kind is DocumentStartEvent:
                    documents += 1
                    if documents > 1:
                        self._refuse("several-documents", event)
                continue

            if mapping is not None:
                spot = (*path, key)
                mapping[key] = value
                key = _NOTHING
            elif items is not None:
                spot = (*path, len(items))
                items.append(value)
            else:
                spot = ()
                root, root_event = value, event
            places[spot] = self.last = here
            if kind is not ScalarEvent:
                stack.append((mapping, items, path))
                path = spot
                mapping, items = (value, None) if kind is MappingStartEvent else (None, value)
        if isinstance(root, dict):
            return None if slips.misread else root
        slips.not_a_mapping(root, root_event)
        return None

    def _refuse(self, kind: str, event: Any, **values: str | int) -> NoReturn:
        mark = event.start_mark
        line = self.scanned.text[mark.index : mark.index + 80].partition("\n")[0]
        self.log.mistake(kind, (mark.line + 1, mark.column + 1), text=excerpt(line), **values)
        raise _RefusedError

    def _number(self, value: str, here: Place) -> int | Decimal | str:
        if _INT.fullmatch(value):
            return int(value)
        if _DECIMAL.fullmatch(value):
            return Decimal(value)
        if found := _LONG_NUMBER.fullmatch(value):
            self.log.mistake("number-too-long", here, digits=len(found[1]))
        return value
