"""One answer as the form of the assessment asks for it: มี/ไม่มี, addresses, an explanation.

Source of the form: ITAS, «ตอบแบบวัด OIT» (itas.nacc.go.th/home/detailnews/1741).
"""

from __future__ import annotations

from dataclasses import dataclass

from ita_site.criteria import Element, Item
from ita_site.records import Evidence
from ita_site.states import State

HAS = "มี"
HAS_NOT = "ไม่มี"


@dataclass(frozen=True, slots=True)
class Proof:
    """One evidence. `url` is absolute, and blank where the evidence cannot be opened; `shows` are elements of the edition."""

    title: str
    url: str
    shows: tuple[Element, ...]
    record: Evidence


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one item. `page` is the absolute address of the item's page, which every item has."""

    item: Item
    state: State
    has: bool
    page: str
    proofs: tuple[Proof, ...]
    explanation: str

    @property
    def word(self) -> str:
        """What is ticked in the form."""
        return HAS if self.has else HAS_NOT

    @property
    def url(self) -> str:
        """The address for the form: blank where the answer is «ไม่มี»."""
        return self.page if self.has else ""

    @property
    def urls(self) -> tuple[str, ...]:
        """The addresses of the evidence that opens, each once, in order. None where the answer is «ไม่มี»."""
        return tuple(dict.fromkeys(p.url for p in self.proofs if p.url)) if self.has else ()
