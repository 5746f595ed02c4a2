"""The agency's colour -> every colour that the pages make of it, readable whatever was chosen.

The hue is kept and the lightness moved until the contrast of WCAG 2.2 holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from functools import cache

from ita_site.records.colour import DEFAULT, read_colour
from ita_site.render.oklch import colour, contrast, oklch

PAGE_LIGHT = ("#ffffff", "#f4f7fa", "#eaf5ee", "#fdf4e3", "#fcefee", "#f0f3f6")
PAGE_DARK = ("#141b24", "#1d2733", "#16301f", "#33270f", "#3a1a18", "#222d39")
"""The grounds that text stands on: the page, and the surfaces of `theme/styles/20-colours.css`."""

_HIGH = 7.0
"""WCAG 2.2, 1.4.6: text on the header, the footer and buttons, which are small and bold."""
_TEXT = 5.0
"""A little above WCAG 2.2, 1.4.3 (4.5)."""
_SEEN = 3.2
"""A little above WCAG 2.2, 1.4.11 (3): rings and borders."""
_STEP = 0.004


@dataclass(frozen=True, slots=True)
class Scheme:
    """The colours of one scheme as `#rrggbb`; each becomes the property `--ita-<name>`.

    `main` links and figures, `edge` borders that must be seen, `ring` the focus on a page and `head_ring` that on
    header and footer. `stripe` is the colour as it was chosen: an ornament, on which nothing may be written.
    """

    main: str
    main_hover: str
    soft: str
    edge: str
    ring: str
    head: str
    head_text: str
    head_ring: str
    foot: str
    foot_text: str
    button: str
    button_text: str
    button_hover: str
    stripe: str


@dataclass(frozen=True, slots=True)
class Palette:
    light: Scheme
    dark: Scheme


@cache
def palette(color: str = "") -> Palette:
    """All colours for the agency's `color` as it stands in `site_config.yml`; what cannot be read counts as none."""
    chosen = read_colour(color) or DEFAULT
    lightness, chroma, hue = oklch(chosen)
    return Palette(_light(chosen, lightness, chroma, hue), _dark(chosen, lightness, chroma, hue))


def css(made: Palette) -> str:
    """The rules that go over the theme's own colours. Paper is always light."""
    light, dark = (_properties(scheme) for scheme in (made.light, made.dark))
    slate = '[data-md-color-scheme="slate"]'
    return f":root,{slate}{{{light}}}\n@media screen{{{slate}{{{dark}}}}}\n"


def _light(chosen: str, lightness: float, chroma: float, hue: float) -> Scheme:
    white = "#ffffff"
    soft = colour(0.957, min(chroma * 0.2, 0.018), hue)
    grounds = (*PAGE_LIGHT, soft)
    bold = min(chroma, 0.17)
    head = _moved(max(lightness, 0.24), bold, hue, (white,), _HIGH, darker=True)
    of_head = oklch(head)[0]
    main = _moved(max(lightness + 0.042, 0.41), min(chroma * 1.15, 0.19), hue, grounds, _TEXT, darker=True)
    return Scheme(
        main=main,
        main_hover=_moved(oklch(main)[0] - 0.09, bold, hue, grounds, _HIGH, darker=True),
        soft=soft,
        edge=_moved(0.66, min(chroma * 0.4, 0.05), hue, grounds, _SEEN, darker=True),
        ring=_moved(0.56, min(chroma * 1.3, 0.19), hue, grounds, _SEEN, darker=True),
        head=head,
        head_text=white,
        head_ring=colour(0.92, min(chroma, 0.06), hue),
        foot=colour(max(of_head - 0.07, 0.15), min(chroma * 0.8, 0.12), hue),
        foot_text=white,
        button=head,
        button_text=white,
        button_hover=colour(max(of_head - 0.07, 0.15), bold, hue),
        stripe=chosen,
    )


def _dark(chosen: str, lightness: float, chroma: float, hue: float) -> Scheme:
    soft = colour(0.285, min(chroma * 0.35, 0.035), hue)
    grounds = (*PAGE_DARK, soft)
    main = _moved(0.814, min(chroma * 0.9, 0.11), hue, grounds, _HIGH, darker=False)
    of_main = oklch(main)[0]
    head = min(max(lightness - 0.104, 0.235), 0.285)
    return Scheme(
        main=main,
        main_hover=colour(min(of_main + 0.07, 0.96), min(chroma * 0.65, 0.07), hue),
        soft=soft,
        edge=_moved(0.52, min(chroma * 0.4, 0.05), hue, grounds, _SEEN, darker=False),
        ring=main,
        head=colour(head, min(chroma * 0.6, 0.09), hue),
        head_text="#ffffff",
        head_ring=colour(0.92, min(chroma, 0.06), hue),
        foot=colour(head - 0.055, min(chroma * 0.45, 0.06), hue),
        foot_text="#ffffff",
        button=main,
        button_text=colour(0.19, min(chroma * 0.4, 0.04), hue),
        button_hover=colour(min(of_main + 0.07, 0.96), min(chroma * 0.65, 0.07), hue),
        stripe=chosen,
    )


def _moved(lightness: float, chroma: float, hue: float, grounds: Iterable[str], least: float, *, darker: bool) -> str:
    """The first colour, from `lightness` on, that has the contrast `least` to every one of `grounds`."""
    for level in _levels(lightness, -_STEP if darker else _STEP):
        found = colour(level, chroma, hue)
        if all(contrast(found, ground) >= least for ground in grounds):
            return found
    return "#000000" if darker else "#ffffff"


def _levels(start: float, step: float) -> Iterator[float]:
    level = min(max(start, 0.0), 1.0)
    while 0 <= level <= 1:
        yield level
        level += step


def _properties(scheme: Scheme) -> str:
    return ";".join(f"--ita-{f.name.replace('_', '-')}:{getattr(scheme, f.name)}" for f in fields(scheme))
