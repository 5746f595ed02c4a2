"""Chromium's PDFs, half as large and the same on every run.

A tagged PDF holds a small object for every cell and paragraph, and Chromium writes them as plain text. PDF 1.5 lets
them share one compressed stream (ISO 32000-1, 7.5.7 and 7.5.8). Nothing that a reader sees or hears is changed.
"""

from __future__ import annotations

import re
import zlib

_NODE = re.compile(rb"node[0-9]{8}")
_NAMED = re.compile(rb"\(node[0-9]{8}\) [0-9]+ 0 R")
_STAMP = re.compile(rb"D:[0-9]{14}\+00'00'")


def small_pdf(pdf: bytes, stamp: str) -> bytes:
    """Pack a PDF as Chromium writes it. `stamp` (`D:20230331090000+00'00'`) becomes its date of creation."""
    table = int(pdf[pdf.rindex(b"startxref") + 9 :].split()[0])
    places = [int(entry) for entry in re.findall(rb"^([0-9]{10}) [0-9]{5} n", pdf[table:], re.MULTILINE)]
    ends = dict(zip(sorted(places), [*sorted(places)[1:], table], strict=True))
    # Chromium numbers nodes in an order of its own; here they are numbered as they come.
    names = {name: b"node%08d" % i for i, name in enumerate(dict.fromkeys(_NODE.findall(pdf)))}
    packed: dict[int, bytes] = {}
    made = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
    entries = [b"\0\0\0\0\0\0\0"]
    for number, place in enumerate(places, 1):
        whole = pdf[place : ends[place]]
        if b"stream" in whole:
            entries.append(_entry(1, len(made), 0))
            made += whole
        else:
            body = whole[whole.index(b"obj") + 3 : whole.rindex(b"endobj")].strip()
            body = _NODE.sub(lambda name: names[name[0]], _STAMP.sub(stamp.encode(), body))
            if b"/Names [" in body:  # must be in order of name
                in_order = iter(sorted(_NAMED.findall(body)))
                body = _NAMED.sub(lambda _: next(in_order), body)  # noqa: B023  (used up at once)
            entries.append(_entry(2, len(places) + 1, len(packed)))
            packed[number] = body
    index, at = [], 0
    for number, body in packed.items():
        index.append(b"%d %d" % (number, at))
        at += len(body) + 1
    head = b" ".join(index) + b"\n"
    entries += [_entry(1, len(made), 0)]
    kind = b"/Type /ObjStm /N %d /First %d" % (len(packed), len(head))
    made += _stream(len(places) + 1, kind, head + b"\n".join(packed.values()))
    entries += [_entry(1, len(made), 0)]
    start = len(made)
    root = re.search(rb"/Root [0-9]+ 0 R", pdf[table:])
    info = re.search(rb"/Info [0-9]+ 0 R", pdf[table:])
    ends_with = b" ".join(found[0] for found in (root, info) if found)
    made += _stream(
        len(places) + 2, b"/Type /XRef /W [1 4 2] /Size %d %s" % (len(entries), ends_with), b"".join(entries)
    )
    return bytes(made + b"startxref\n%d\n%%%%EOF\n" % start)


def _entry(kind: int, first: int, second: int) -> bytes:
    """One place: 1 at an offset, or 2 in a stream of objects and its position there."""
    return bytes([kind]) + first.to_bytes(4, "big") + second.to_bytes(2, "big")


def _stream(number: int, kind: bytes, data: bytes) -> bytes:
    squeezed = zlib.compress(data, 9)
    head = b"%d 0 obj\n<<%s /Filter /FlateDecode /Length %d>>\nstream\n" % (number, kind, len(squeezed))
    return head + squeezed + b"\nendstream\nendobj\n"
