"""Pictures: the agency's emblem, the picture that other sites show, and those that officers put into texts.

Only `prepare.prepared` opens any, and only it needs Pillow: a check gets by with what looking into files tells.
"""

from __future__ import annotations

from ita_site.pictures.model import Prepared, Shown

__all__ = ["Prepared", "Shown"]
