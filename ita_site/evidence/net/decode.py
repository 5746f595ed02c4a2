"""From the bytes of a body to what is in it, never more than was asked for."""

from __future__ import annotations

import zlib

import brotli

_GROWTH = 8
"""A page may unfold to so many times the bytes read; a bomb stops there."""
_MOST_LAYERS = 4


class Undecodable(Exception):  # noqa: N818 - not a fault of the program
    """The body is not compressed in the way that its header says; no browser would show it."""


def plain(body: bytes, encodings: str, limit: int) -> bytes | None:
    """The body without its compressions, at most `limit` × 8 bytes of it; None for one that we cannot undo.

    Raises Undecodable.
    """
    layers = [e.strip().lower() for e in encodings.split(",", 100) if e.strip()]
    if len(layers) > _MOST_LAYERS:
        return None
    for encoding in reversed(layers):
        if not body or encoding in ("identity", "none", "utf-8", "binary"):
            continue
        if encoding in ("gzip", "x-gzip"):
            body = _inflate(body, 31, limit * _GROWTH)
        elif encoding == "deflate":
            try:
                body = _inflate(body, 15, limit * _GROWTH)
            except Undecodable:
                body = _inflate(body, -15, limit * _GROWTH)  # sent without its wrapper; browsers take both
        elif encoding == "br":
            body = _unbrotli(body, limit * _GROWTH)
        else:
            return None
    return body


def _inflate(body: bytes, window: int, limit: int) -> bytes:
    try:
        return zlib.decompressobj(window).decompress(body, limit)
    except zlib.error as error:
        raise Undecodable(str(error)) from None


def _unbrotli(body: bytes, limit: int) -> bytes:
    try:
        out = brotli.Decompressor().process(body, output_buffer_limit=limit)
    except brotli.error as error:
        raise Undecodable(str(error)) from None
    return bytes(out[:limit])  # its limit is no more than a hint
