"""All pages that are written from the program itself, as they ought to stand in `docs/`."""

from __future__ import annotations

from pathlib import Path

from ita_site.manual.commands import commands_page
from ita_site.manual.fields import with_fields
from ita_site.manual.map import LANGUAGES
from ita_site.manual.markup import with_switch
from ita_site.manual.rules import rules_pages


def written(docs: Path) -> dict[str, str]:
    """Path below `docs` -> text. The tables of fields are laid into the page that people wrote around them, and each page
    that people wrote gets the way to the other language under its title.

    Raises EngineError where something of the program has no words for the manual yet, and tells where to put them.
    """
    found: dict[str, str] = {}
    for language in LANGUAGES:
        people = {path.stem: path.read_text(encoding="utf-8") for path in sorted((docs / language).glob("*.md"))}
        found |= {f"{language}/{name}.md": with_switch(text, language, name) for name, text in people.items()}
        found |= {f"{language}/{name}.md": text for name, text in rules_pages(language)}
        found[f"{language}/commands.md"] = commands_page(language)
        fields = f"{language}/fields.md"
        found[fields] = with_fields(found[fields], language)
    return found
