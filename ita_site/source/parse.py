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
from ita_site.source.scan import HAS_UNSEEN, UNSEEN, Scanned, code_point, place_of
from ita_site.thai import repair, without_invisible

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
# Field names of our formats are small Latin letters; in «http://…» and «mailto:…» the colon belongs to the text.
_NAME_AND_COLON = r"(?!mailto:|tel:)[a-z][a-z0-9_]*:(?!//)"
_GLUED = re.compile(rf"-?{_NAME_AND_COLON}(?=\S)")
_GLUED_LATER = re.compile(rf"(?m)^[ \t]+(?:- +)?{_NAME_AND_COLON}(?=[^\s{UNSEEN}])")
_LATER_DASH = re.compile(r"(?m)^[ \t]+- ")
_GLUED_DASH = re.compile(r"-[^\s0-9.-]")
_UNSEEN_BLANK = re.compile(rf"(?:-|{_NAME_AND_COLON})[{UNSEEN}]")
_ANY_NAME_AND_COLON = re.compile(rf"[^\s:{UNSEEN}]+(?P<colon>[:：])(?!//)(?P<next>[^ \t\r\n])")
_DIRECTIVE = re.compile(r"^%(?:YAML|TAG)\b.{0,60}", re.MULTILINE)
_SWALLOWED = re.compile(r"[ \t]+(#+[^\s#][^\r\n]*)")
_BLANKS_INSIDE = re.compile(r"(?<=\S)[ \t]+")
_ESCAPED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")
_ODD_BREAKS = str.maketrans({"\u0085": " ", "\u2028": " ", "\u2029": " "})

# After these the parser may stumble over the same slip once more.
_ECHOING = frozenset({"missing-space", "invisible-in-structure"})
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
        self.places: dict[Path, Place] = {}
        self.last: Place = (1, 1)

    def run(self, next_event: Callable[[], Any]) -> dict[str, Any] | None:  # noqa: PLR0915
        """The root mapping; None when it is something else, which is reported."""
        # This loop is what `check` spends its time on: locals instead of attributes, rare work in methods.
        places = self.places
        log = self.log
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
                        name = self._name(event, here)
                        if name == value and log.mistakes == mistakes:
                            names.add(value)
                        value = name
                    spot = (*path, value, KEY)
                    if value in mapping:
                        log.mistake("duplicate-key", here, key=value, first_line=places[spot][0])
                    places[spot] = here
                    key = value
                    key_line = line
                    continue
                if dirty:
                    value = self._clean(event, here, items is not None or line > key_line)
                if not event.style:
                    if comments and (found := _SWALLOWED.match(source, event.end_mark.index)):
                        self._swallowed(event, found)
                    first = value[:1]
                    if first in "~nNtf" and value in _WORDS:
                        value = _WORDS[value]
                    elif first in "0123456789-+":
                        value = self._number(value, here)
                    elif ":" in value:
                        self._look_for_field(event, value, items is not None or line > key_line)
                    if items is not None and event.end_mark.line >= line:
                        self._look_for_entry(event)
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
            return root
        self._not_a_mapping(root, root_event)
        return None

    def _refuse(self, kind: str, event: Any, **values: str | int) -> NoReturn:
        mark = event.start_mark
        line = self.scanned.text[mark.index : mark.index + 80].partition("\n")[0]
        self.log.mistake(kind, (mark.line + 1, mark.column + 1), text=excerpt(line), **values)
        raise _RefusedError

    def _name(self, event: Any, here: Place) -> str:
        """The key as it was meant."""
        written: str = event.value
        if self.scanned.dirty:
            if HAS_UNSEEN.search(written):
                self._unseen(event)
                bare = HAS_UNSEEN.sub(lambda match: " " if match[0].isspace() else "", written)
                return " ".join(repair(bare).split())
            written = self._clean(event, here, own_line=False)
        if event.style:
            return written
        if glued := _GLUED.match(written):
            self.log.mistake("missing-space", self._spot(event, glued.end() - 1), text=excerpt(written))
        elif _GLUED_DASH.match(written):
            self.log.mistake("syntax", here, hint="list-mark", text=excerpt(written))
        return written

    def _clean(self, event: Any, here: Place, own_line: bool) -> str:
        """The value as it was meant. Only called when something in the file is not as it should be."""
        value: str = event.value
        length = len(value)
        if not event.style and self.scanned.unseen:
            if own_line and _UNSEEN_BLANK.match(value):
                self._unseen(event)
                return repair(value)
            value = value.strip(UNSEEN)
        value = without_invisible(value)
        shorter = len(value) < length
        if event.style == '"':
            # An escape such as "\\0" brings in what the file itself may not hold.
            if found := _ESCAPED.search(value):
                self.log.mistake("control-character", here, character=code_point(found[0]))
                value = _ESCAPED.sub("", value)
            value = value.translate(_ODD_BREAKS)
        fixed = repair(value)
        if fixed != value:
            at = first_difference(value, fixed)
            place = self._changed(event, here) if self.log.keeps("repaired-text") else here
            self.log.notice("repaired-text", place, before=excerpt(value, at), after=excerpt(fixed, at))
        elif shorter:
            place = self._changed(event, here) if self.log.keeps("invisible-removed") else here
            self.log.notice("invisible-removed", place, text=excerpt(fixed))
        return fixed

    def _number(self, value: str, here: Place) -> int | Decimal | str:
        if _INT.fullmatch(value):
            return int(value)
        if _DECIMAL.fullmatch(value):
            return Decimal(value)
        if found := _LONG_NUMBER.fullmatch(value):
            self.log.mistake("number-too-long", here, digits=len(found[1]))
        return value

    def _look_for_field(self, event: Any, value: str, own_line: bool) -> None:
        """Report `name:text` where `name: text` was meant: on a line of its own, so not within a sentence."""
        source, start, end = self.scanned.source, event.start_mark.index, event.end_mark.index
        glued = _GLUED.match(value) if own_line else None
        at = start + glued.end() - 1 if glued else 0
        if glued is None and event.end_mark.line > event.start_mark.line:
            glued = _GLUED_LATER.search(source, start, end)
            at = glued.end() - 1 if glued else 0
        if glued:
            line = source[max(source.rfind("\n", start, at) + 1, start) : at + 80].partition("\n")[0]
            self.log.mistake("missing-space", self._spot(event, at - start), text=excerpt(line.strip()))

    def _look_for_entry(self, event: Any) -> None:
        """Report an entry whose dash stands deeper than the one above it: YAML reads both as one text."""
        start = event.start_mark.index
        if found := _LATER_DASH.search(self.scanned.source, start, event.end_mark.index):
            place = self._spot(event, found.end() - 2 - start)
            self.log.mistake("syntax", place, hint="list-mark", text=excerpt(found.string[found.end() - 2 :][:80]))

    def _swallowed(self, event: Any, found: re.Match[str]) -> None:
        mark = event.end_mark
        self.log.notice("hidden-comment", (mark.line + 1, mark.column + 1 + found.start(1) - found.start()),
                        text=excerpt(found[1]))  # fmt: skip

    def _not_a_mapping(self, root: Any, event: Any) -> None:
        """Report a file whose top level is not `name: value`; `event` is that of the root, if there is one."""
        place = self.places.get((), (1, 1))
        if event is None or (root is None and not event.style):
            self.log.mistake("empty", (1, 1))
        elif self.log.met(_ECHOING, range(place[0], place[0] + 1)):
            pass
        elif isinstance(root, str) and not event.style and (found := _ANY_NAME_AND_COLON.match(event.value)):
            at = found.start("colon")
            if found["colon"] != ":":
                self.log.mistake("syntax", self._spot(event, at), hint="wide-colon", text=excerpt(root))
            elif found["next"] in UNSEEN:
                self._unseen(event)
            else:
                self.log.mistake("missing-space", self._spot(event, at), text=excerpt(root))
        else:
            self.log.mistake("not-a-mapping", place)

    def _unseen(self, event: Any) -> None:
        start = event.start_mark.index
        found = HAS_UNSEEN.search(self.scanned.source, start, event.end_mark.index)
        offset = found.start() - start if found else 0  # not found: it came from an escape
        character = code_point(self.scanned.text[start + offset]) if found else "U+200B"
        self.log.mistake("invisible-in-structure", self._spot(event, offset), character=character)

    def _changed(self, event: Any, here: Place) -> Place:
        """Where within a value repair begins to change it."""
        written = self.scanned.text[event.start_mark.index : event.end_mark.index]
        fixed = repair(written)
        return here if fixed == written else self._spot(event, first_difference(written, fixed))

    def _spot(self, event: Any, offset: int) -> Place:
        """The place `offset` characters after the start of an event."""
        mark = event.start_mark
        before = self.scanned.source[mark.index : mark.index + offset]
        lines = before.count("\n")
        return (mark.line + 1 + lines, offset - before.rfind("\n") if lines else mark.column + 1 + offset)


def first_difference(one: str, other: str) -> int:
    """The index from which two texts differ."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
