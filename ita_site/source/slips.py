"""What YAML takes without complaint and its writer did not mean: `name:text`, a dash too deep, what nobody can see.

`Slips` looks at keys and values one by one as they are read, and gives them back as they were meant.
"""

from __future__ import annotations

import re
from typing import Any

from ita_site.source.document import Log, Place
from ita_site.source.mend import excerpt
from ita_site.source.scan import HAS_UNSEEN, UNSEEN, Scanned, code_point
from ita_site.thai import repair, without_invisible

# Field names of our formats are small Latin letters; in «http://…» and «mailto:…» the colon belongs to the text.
_NAME_AND_COLON = r"(?!mailto:|tel:)[a-z][a-z0-9_]*:(?!//)"
_GLUED = re.compile(rf"-?{_NAME_AND_COLON}(?=\S)")
_GLUED_LATER = re.compile(rf"(?m)^[ \t]+(?:- +)?{_NAME_AND_COLON}(?=[^\s{UNSEEN}])")
_LATER_DASH = re.compile(r"(?m)^[ \t]+- ")
_GLUED_DASH = re.compile(r"-[a-zA-Z\u0e01-\u0e4e]")
_UNSEEN_BLANK = re.compile(rf"(?:-|{_NAME_AND_COLON})[{UNSEEN}]")
_ANY_NAME_AND_COLON = re.compile(rf"[^\s:{UNSEEN}]+(?P<colon>[:：])(?!//)(?P<next>[^ \t\r\n])")
SWALLOWED = re.compile(r"[ \t]+(#+[^\s#][^\r\n]*)")
_ESCAPED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")
_ODD_BREAKS = str.maketrans({"\u0085": " ", "\u2028": " ", "\u2029": " "})


class Slips:
    """Looks for slips in one file. `misread` tells that one was found which changes what the file says."""

    def __init__(self, scanned: Scanned, log: Log) -> None:
        self.scanned = scanned
        self.log = log
        self.misread = False

    def name(self, event: Any, here: Place) -> str:
        """The key as it was meant."""
        written: str = event.value
        if self.scanned.dirty:
            if HAS_UNSEEN.search(written):
                self._unseen(event)
                # As indentation or in place of a blank it moves the key to where it does not belong; within a key
                # it changes nothing that matters.
                self.misread |= written[:1].isspace() or _UNSEEN_BLANK.match(written) is not None
                bare = HAS_UNSEEN.sub(lambda match: " " if match[0].isspace() else "", written)
                return " ".join(repair(bare).split())
            written = self.clean(event, here, own_line=False)
        if event.style:
            return written
        if glued := _GLUED.match(written):
            self._misread("missing-space", self._spot(event, glued.end() - 1), text=excerpt(written))
        elif _GLUED_DASH.match(written):
            self._misread("syntax", here, hint="list-mark", text=excerpt(written))
        return written

    def clean(self, event: Any, here: Place, own_line: bool) -> str:
        """The value as it was meant. Only called when something in the file is not as it should be."""
        value: str = event.value
        length = len(value)
        if not event.style and self.scanned.unseen:
            if own_line and _UNSEEN_BLANK.match(value):
                self._unseen(event)
                self.misread = True
                return value
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
            at = _first_difference(value, fixed)
            place = self._changed(event, here) if self.log.keeps("repaired-text") else here
            self.log.notice("repaired-text", place, before=excerpt(value, at), after=excerpt(fixed, at))
        elif shorter:
            place = self._changed(event, here) if self.log.keeps("invisible-removed") else here
            self.log.notice("invisible-removed", place, text=excerpt(fixed))
        return fixed

    def look_for_field(self, event: Any, value: str, own_line: bool) -> None:
        """Report `name:text` where `name: text` was meant: on a line of its own, so not within a sentence."""
        source, start, end = self.scanned.source, event.start_mark.index, event.end_mark.index
        glued = _GLUED.match(value) if own_line else None
        at = start + glued.end() - 1 if glued else 0
        if glued is None and event.end_mark.line > event.start_mark.line:
            glued = _GLUED_LATER.search(source, start, end)
            at = glued.end() - 1 if glued else 0
        if glued:
            line = source[max(source.rfind("\n", start, at) + 1, start) : at + 80].partition("\n")[0]
            self._misread("missing-space", self._spot(event, at - start), text=excerpt(line.strip()))

    def look_for_entry(self, event: Any) -> None:
        """Report an entry whose dash stands deeper than the one above it: YAML reads both as one text."""
        start = event.start_mark.index
        if found := _LATER_DASH.search(self.scanned.source, start, event.end_mark.index):
            dash = found.end() - 2
            text = self.scanned.source[dash : dash + 80].partition("\n")[0]
            self._misread("syntax", self._spot(event, dash - start), hint="list-mark", text=excerpt(text))

    def swallowed(self, event: Any, found: re.Match[str]) -> None:
        """Note the text after ` #` that no reader of the file will see; `found` is the match of `SWALLOWED`."""
        mark = event.end_mark
        place = (mark.line + 1, mark.column + 1 + found.start(1) - found.start())
        self.log.notice("hidden-comment", place, text=excerpt(found[1]))

    def not_a_mapping(self, root: Any, event: Any) -> None:
        """Report a file whose top level is not `name: value`; `event` is that of the root, if there is one."""
        if event is None or (root is None and not event.style):
            self.log.mistake("empty", (1, 1))
        elif self.misread:
            pass  # the slip that was found is the reason
        elif isinstance(root, str) and not event.style and (found := _ANY_NAME_AND_COLON.match(event.value)):
            at = found.start("colon")
            if found["colon"] != ":":
                self.log.mistake("syntax", self._spot(event, at), hint="wide-colon", text=excerpt(root))
            elif found["next"] in UNSEEN:
                self._unseen(event)
            else:
                self.log.mistake("missing-space", self._spot(event, at), text=excerpt(root))
        else:
            self.log.mistake("not-a-mapping", self._spot(event, 0))

    def _misread(self, kind: str, place: Place, **values: str | int) -> None:
        self.misread = True
        self.log.mistake(kind, place, **values)

    def _unseen(self, event: Any) -> None:
        start = event.start_mark.index
        found = HAS_UNSEEN.search(self.scanned.source, start, event.end_mark.index)
        offset = found.start() - start if found else 0
        # Not found in the file: it came from an escape in a quoted key.
        character = code_point(self.scanned.text[found.start()] if found else HAS_UNSEEN.findall(event.value)[0])
        self.log.mistake("invisible-in-structure", self._spot(event, offset), character=character)

    def _changed(self, event: Any, here: Place) -> Place:
        """Where within a value repair begins to change it."""
        written = self.scanned.text[event.start_mark.index : event.end_mark.index]
        fixed = repair(written)
        return here if fixed == written else self._spot(event, _first_difference(written, fixed))

    def _spot(self, event: Any, offset: int) -> Place:
        """The place `offset` characters after the start of an event."""
        mark = event.start_mark
        before = self.scanned.source[mark.index : mark.index + offset]
        lines = before.count("\n")
        return (mark.line + 1 + lines, offset - before.rfind("\n") if lines else mark.column + 1 + offset)


def _first_difference(one: str, other: str) -> int:
    """The index from which two texts differ."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
