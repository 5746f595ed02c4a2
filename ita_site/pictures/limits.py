"""How large pictures may be; what pages show is never larger."""

from __future__ import annotations

MOST_PIXELS = 50_000_000
"""Width times height above which a picture is not opened: fifty million points take 200 MB of memory."""
EMBLEM_BYTES = 2 << 20
EMBLEM_LEAST = 64
"""Pixels of the shorter side: the header shows 48, and screens of phones have two or three for each."""
PICTURE_BYTES = 5 << 20
"""Above this an officer is told."""
WIDE, HEAVY = 1400, 300_000
"""A picture wider (pixels) or heavier (bytes) than this is shown as a smaller copy."""
COPY_WIDTH = 1200
ENDINGS = (".png", ".jpg", ".jpeg", ".webp")
