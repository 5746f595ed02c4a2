"""JSON whose numbers are written as they are: Decimals without the noise of binary fractions."""

from __future__ import annotations

import json
from decimal import Decimal
from json.encoder import encode_basestring

from ita_site.numerals import plain


def exact_json(value: object) -> str:
    """`value` (dicts, lists, text, whole numbers, Decimals, true, false, None) as JSON, indented by two blanks.

    A Decimal loses zeros that say nothing: 3.80 becomes 3.8.
    """
    return _written(value, "\n")


def _written(value: object, line: str) -> str:
    if isinstance(value, str):
        return encode_basestring(value)
    inner = line + "  "
    if isinstance(value, dict):
        entries = [f"{encode_basestring(str(k))}: {_written(v, inner)}" for k, v in value.items()]
        return f"{{{inner}{f',{inner}'.join(entries)}{line}}}" if entries else "{}"
    if isinstance(value, list | tuple):
        entries = [_written(v, inner) for v in value]
        return f"[{inner}{f',{inner}'.join(entries)}{line}]" if entries else "[]"
    return plain(value) if isinstance(value, Decimal) else json.dumps(value, ensure_ascii=False)
