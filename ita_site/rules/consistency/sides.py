"""The tables of items as the rules of consistency look at them, and a plan beside the report that must follow it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ita_site.criteria import Item
from ita_site.records import Status
from ita_site.rules.base import Context, Hit, Value
from ita_site.rules.tables.places import in_table
from ita_site.site import ItemEntry
from ita_site.tables import Row, Sheet
from ita_site.thai import cut

_MOST_CHARACTERS = 80
_MONEY_WORDS = ("งบ", "เงิน", "บาท", "โอน", "เพิ่ม", "สมทบ", "อุดหนุน", "ปรับ", "เกิน", "กันไว้", "budget", "transfer", "baht")

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One item with a table that can be used."""

    entry: ItemEntry
    item: Item
    sheet: Sheet

    @property
    def path(self) -> str:
        """The file that the rows stand in."""
        return self.sheet.data.path or self.entry.document.path

    def line(self, row: Row) -> int:
        data = self.sheet.data
        at = ("table", "rows", row.place)
        return data.spot(row.place)[0] if data.path is not None else self.entry.document.place(at)[0]

    def has(self, column: str) -> bool:
        """Whether the edition gives the table this column."""
        return self.sheet.asked.column(column) is not None

    def name(self, row: Row) -> str:
        """What a row is called in messages: its key, shortened."""
        words = (str(row.values[column]) for column in self.sheet.asked.key if column in row.values)
        return cut(" ".join(words), _MOST_CHARACTERS)

    def hit(self, row: Row | None, column: str | None, values: Mapping[str, Value]) -> Hit:
        """A place in the table, by row (None: its head) and column: in the CSV, or typed into the item's file."""
        return in_table(self.entry, self.sheet.data, None if row is None else row.place, column, values)


@dataclass(frozen=True, slots=True)
class Pair:
    """A plan and the report that must follow it; their rows are matched by the same columns."""

    plan: Side
    report: Side

    def named(self) -> dict[str, Value]:
        """The codes of both, for messages."""
        return {"plan": self.plan.item.code, "report": self.report.item.code}


def sides(context: Context) -> Mapping[str, Side]:
    """Every item with a table that can be used, by its code; what is not ready yet is left out."""
    return context.once(_sides)


def _sides(context: Context) -> Mapping[str, Side]:
    found = {}
    for code, entry in context.site.year.items.items():
        item, record, sheet = entry.item, entry.record, entry.sheet
        if item is None or record is None or sheet is None or record.status is Status.PENDING:
            continue
        # what is wrong with the file, or lacks the columns that name a row, is told by ITA215 and ITA217
        if set(sheet.asked.key) <= set(sheet.data.columns):
            found[code] = Side(entry, item, sheet)
    return found


def followed(context: Context) -> Iterator[tuple[Item, Item]]:
    """Plan and report of the edition's `must_follow`, where the edition gives tables with the same key to both."""
    edition = context.edition
    for report in edition.items.values():
        for dependency in report.depends_on:
            if dependency.kind != "must_follow" or dependency.edition not in (None, edition.year):
                continue
            plan = edition.items[dependency.item] if dependency.item else None
            if plan is not None and plan.table and report.table and plan.table.key == report.table.key:
                yield plan, report


def pairs(context: Context) -> Iterator[Pair]:
    """Plans and reports that both have a table."""
    there = sides(context)
    for plan, report in followed(context):
        if plan.code in there and report.code in there:
            yield Pair(there[plan.code], there[report.code])


def speaks_of_money(row: Row) -> bool:
    """Whether the words of a row (its note, its result) tell readers about the money."""
    words = f"{row.text('note')} {row.text('result')}".casefold()
    return any(word in words for word in _MONEY_WORDS)
