"""Why a YAML parser gave up, in terms of what a person typed, and the place to mend.

The parser stops where it is lost, often a line or more after the slip. The lines around that place are looked at for
the slips that people make; `hint` in the problem's values names the one that was found, or is `other`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

import yaml

from ita_site.source.document import Place, Problem
from ita_site.source.scan import UNSEEN, Scanned, code_point

_LOOK_BACK = 50
_LONGEST_LINE = 2_000

_KEY = r"\"[^\"]*\"|'[^']*'|[^\s#'\"\[{&*!|>@`%][^#]*?"
_FIELD = re.compile(rf"(?P<lead>[ \t]*+(?:-[ \t]++)*+)(?P<key>{_KEY}):(?:[ \t]+|$)(?P<value>.*)")
_ENTRY = re.compile(r"[ \t]*+(?:-[ \t]++)++(?P<value>.*)")
_GLUED = re.compile(r"[ \t]*+(?:-[ \t]++)*+[^\s:#'\"\[{,：]++(?P<colon>:)(?!//)\S")
_WIDE_COLON = re.compile(r"[ \t]*+(?:-[ \t]++)*+[^\s:#'\"：]++(?P<colon>：)")
_UNSEEN_EARLY = re.compile(rf"[^:{UNSEEN}]*:?([{UNSEEN}])")
_UNSEEN_AFTER_COLON = re.compile(rf"[ \t]*+(?:-[ \t]++)*+[^\s:{UNSEEN}]++:([{UNSEEN}])")
_TAB_INDENT = re.compile(r" *\t")
_CONFLICT = re.compile(r"^(?:<{7}|>{7}|\|{7}) ", re.MULTILINE)
_SECOND_COLON = re.compile(r":(?:\s|$)")
_PLAIN_NAME = re.compile(r"[a-z][a-z0-9_]*")
_COMMENT = re.compile(r"[ \t](#)")
_SMART_QUOTES = "“”„‟‘’‚‛«»"
_CLOSING = {"[": "]", "{": "}"}


def excerpt(text: str, at: int = 0) -> str:
    """A short piece of `text` around index `at`, on one line, not starting inside a word where that can be helped."""
    start = max(text.rfind(" ", 0, at) + 1, at - 20, 0)
    end = max(at, start) + 40
    # A Thai vowel sign or tone cannot be shown without its consonant.
    while at - 30 < start < len(text) and start > 0 and unicodedata.category(text[start]) == "Mn":
        start -= 1
    return " ".join(text[start:end].split())


def explain(scanned: Scanned, error: Exception, last: Place) -> Problem:
    """The one problem behind a parser's `error`; `last` is the place of the last value that was understood."""
    return _Lines(scanned).explain(error, last)


class _Lines:
    def __init__(self, scanned: Scanned) -> None:
        self.scanned = scanned
        self.all = scanned.source.split("\n")

    def explain(self, error: Exception, last: Place) -> Problem:
        if conflict := _CONFLICT.search(self.scanned.source):
            return self.syntax("merge-conflict", self.scanned.source.count("\n", 0, conflict.start()), 0)
        mark = error.problem_mark if isinstance(error, yaml.MarkedYAMLError) else None
        if not isinstance(error, yaml.MarkedYAMLError) or mark is None:
            # Only the parser written in Python: an escape that is no character.
            return self.syntax("backslash", last[0] - 1, last[1] - 1)
        what, context = error.problem or "", error.context or ""
        line, column = mark.line, mark.column
        start = error.context_mark if error.context_mark is not None else mark
        while line > 0 and (line >= len(self.all) or not self.all[line].strip()):
            line, column = line - 1, _LONGEST_LINE
        # A block begins far above; what begins a key, a quote or a bracket is near the slip.
        near = line if "block" in context or "next token" in context else start.line
        return (
            self.unseen(line, near)
            or self.tab(line, near)
            or self.by_message(what, context, (line, column), (start.line, start.column))
        )

    def by_message(self, what: str, context: str, at: tuple[int, int], start: tuple[int, int]) -> Problem:
        if what.startswith("mapping values"):
            return self.second_colon(*at)
        if "could not find expected ':'" in what:
            return self.no_colon(*start)
        if "quoted scalar" in context:
            escape = "escape" in what or "hexdec" in what
            return self.syntax("backslash", *at) if escape else self.syntax("unclosed-quote", *start)
        if "sequence entries" in what:
            return self.syntax("list-mark", *at)
        if "flow" in context:
            return self.bracket(at, start)
        if what.startswith("mapping keys") or "node content" in what:
            return self.special(*at)
        if any(sign in context for sign in ("block scalar", "alias", "anchor", "tag", "directive", "a node")):
            return self.special(*start)
        if "cannot start any token" in what:
            return self.special(*at)
        return self.stray(*at)

    def line(self, number: int) -> str:
        return self.all[number][:_LONGEST_LINE].rstrip("\r") if number < len(self.all) else ""

    def above(self, number: int) -> Iterator[tuple[int, str]]:
        """Lines with text, from the one before `number` upwards."""
        for at in range(number - 1, max(-1, number - 1 - _LOOK_BACK), -1):
            text = self.line(at)
            if text.strip() and not text.lstrip().startswith("#"):
                yield at, text

    def syntax(self, hint: str, line: int, column: int) -> Problem:
        return self.problem("syntax", line, column, hint=hint, text=excerpt(self.line(line).strip()))

    def problem(self, kind: str, line: int, column: int, **values: str | int) -> Problem:
        line = min(line, len(self.all) - 1)
        return Problem(kind, line + 1, min(column, len(self.line(line))) + 1, values)

    def special(self, line: int, column: int) -> Problem:
        return self.syntax("special-start", line, column)

    def glued(self, line: int, match: re.Match[str]) -> Problem:
        text = excerpt(match.string.strip())
        return self.problem("missing-space", line, match.start("colon"), text=text)

    def unseen(self, line: int, near: int) -> Problem | None:
        before = next(iter(self.above(line)), (line, ""))
        for number, pattern in ((line, _UNSEEN_EARLY), (near, _UNSEEN_EARLY), (before[0], _UNSEEN_AFTER_COLON)):
            if found := pattern.match(self.line(number)):
                index = sum(len(text) + 1 for text in self.all[:number]) + found.start(1)
                character = code_point(self.scanned.text[index])
                return self.problem("invisible-in-structure", number, found.start(1), character=character)
        return None

    def tab(self, line: int, near: int) -> Problem | None:
        for number in (line, near):
            if _TAB_INDENT.match(self.line(number)):
                return self.problem("tab-indent", number, self.line(number).index("\t"))
        return None

    def second_colon(self, line: int, column: int) -> Problem:
        """`name: text: more`, or a field that is indented deeper than a finished one above it."""
        text = self.line(line)
        field = _FIELD.match(text)
        if field and _SECOND_COLON.search(field["value"]) and column >= field.start("value"):
            hint = "smart-quote" if field["value"][0] in _SMART_QUOTES else "quote-needed"
            hint = "after-quote" if field["value"][0] in "'\"" else hint
            return self.syntax(hint, line, field.start("value"))
        first = len(text) - len(text.lstrip())
        for number, above in self.above(line):
            if glued := _GLUED.match(above):
                return self.glued(number, glued)
            if wide := _WIDE_COLON.match(above):
                return self.syntax("wide-colon", number, wide.start("colon"))
            if _FIELD.match(above) or _ENTRY.match(above):
                # A field of ours indented too far, or a sentence of the value above that goes on with a colon.
                ours = field is not None and _PLAIN_NAME.fullmatch(field["key"].strip())
                hint = "list-mark" if text[first] == "-" else "bad-indent" if ours else "quote-needed"
                return self.syntax(hint, line, first)
            if len(above) - len(above.lstrip()) < first:
                return self.syntax("no-colon", number, len(above) - len(above.lstrip()))
        return self.syntax("other", line, column)

    def no_colon(self, line: int, column: int) -> Problem:
        text = self.line(line)
        if glued := _GLUED.match(text):
            return self.glued(line, glued)
        if wide := _WIDE_COLON.match(text):
            return self.syntax("wide-colon", line, wide.start("colon"))
        dash = text.lstrip().startswith("-")
        return self.syntax("list-mark" if dash else "no-colon", line, column)

    def bracket(self, at: tuple[int, int], start: tuple[int, int]) -> Problem:
        """Within [ ] or { }: one of them is never closed, a comma is missing, or it was meant as text."""
        line, column = start
        if self.line(line)[column : column + 1] not in _CLOSING:
            for number, text in [(at[0], self.line(at[0])), *self.above(at[0])]:
                value = _FIELD.match(text) or _ENTRY.match(text)
                if value and value["value"][:1] in _CLOSING:
                    line, column = number, value.start("value")
                    break
            else:
                return self.special(*at)
        text = self.line(line)
        rest = text[column + 1 :]
        if at[0] == line and _CLOSING[text[column]] in text[at[1] :]:
            return self.syntax("missing-comma", *at)
        looks_like_data = not rest.strip() or "," in rest or _SECOND_COLON.search(rest)
        return self.syntax("unclosed-bracket" if looks_like_data else "special-start", line, column)

    def stray(self, line: int, column: int) -> Problem:
        """Something stands where the parser wanted a new field or entry."""
        text = self.line(line)
        first = len(text) - len(text.lstrip())
        if column > first:
            value = _FIELD.match(text) or _ENTRY.match(text)
            begin = value.start("value") if value else first
            # A quotation mark that is never closed ends at the next one, in the middle of some later line.
            for number, above in self.above(line):
                opened = _FIELD.match(above) or _ENTRY.match(above)
                mark = opened["value"][:1] if opened else ""
                if opened and mark in ("'", '"') and opened["value"].count(mark) % 2:
                    return self.syntax("unclosed-quote", number, opened.start("value"))
            if text[begin : begin + 1] in ("'", '"'):
                return self.syntax("after-quote", line, column)
            if text[begin : begin + 1] in _CLOSING:
                return self.special(line, begin)
            return self.syntax("other", line, column)
        if text[first : first + 1] == "-":
            return self.syntax("list-mark", line, first)
        number, above = next(iter(self.above(line)), (line, ""))
        if above.rstrip() == "...":
            return self.problem("several-documents", line, first)
        if not _FIELD.match(text) and (comment := _COMMENT.search(above)):
            return self.syntax("comment-inside", number, comment.start(1))
        return self.syntax("bad-indent", line, first)
