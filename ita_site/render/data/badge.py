"""The badge that other sites show: «OIT 2566 · 41/43 ข้อ». A picture of text alone: no script, no style, no font of ours."""

from __future__ import annotations

import unicodedata

from markupsafe import escape

from ita_site.render.template import flat

_WIDE, _WIDER, _HEIGHT, _ROOM = 8, 13, 24, 10
"""Of a sign, of a broad one, of the badge, and beside words, in pixels; enough for every common letter of 13 pixels."""
_BROAD = frozenset("MWmw@%…—")


def badge(label: str, state: str, agency: str, *, is_whole: bool) -> str:
    """The badge as SVG. `label` stands on the left, `state` on the right; `agency` is said to who does not see it."""
    left, right = map(_side, (label, state))
    title = escape(flat(f"{agency}: {label} {state}"))
    ground = "#14633a" if is_whole else "#7a4a00"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{left + right}" height="{_HEIGHT}" '
        f'viewBox="0 0 {left + right} {_HEIGHT}" role="img" aria-labelledby="t">\n<title id="t">{title}</title>\n'
        f'<rect width="{left + right}" height="{_HEIGHT}" rx="4" fill="#333f4b"/>\n'
        f'<path d="M{left} 0h{right - 4}a4 4 0 0 1 4 4v{_HEIGHT - 8}a4 4 0 0 1 -4 4h-{right - 4}z" fill="{ground}"/>\n'
        '<g fill="#fff" font-family="Sarabun,Noto Sans Thai,Leelawadee UI,Thonburi,Tahoma,sans-serif" font-size="13" '
        'text-anchor="middle" aria-hidden="true">\n'
        f'<text x="{left / 2:g}" y="16.5">{escape(flat(label))}</text>\n'
        f'<text x="{left + right / 2:g}" y="16.5">{escape(flat(state))}</text>\n</g>\n</svg>\n'
    )


def width(label: str, state: str) -> int:
    """How wide the badge is, in pixels."""
    return _side(label) + _side(state)


def _side(text: str) -> int:
    """The room of a text: vowels and tones above or below a letter take none."""
    shown = [sign for sign in text if unicodedata.category(sign) not in ("Mn", "Cf")]
    return 2 * _ROOM + sum(_WIDER if sign in _BROAD else _WIDE for sign in shown)
