"""What changed when, as git remembers it: days, files and what was in them, and what that says in officers' words.

`read_history` asks git, `Chronicle` compares what it told; nothing that people wrote beside a change is ever read.
"""

from ita_site.history.changes import NO_HISTORY, SHORT, Change, History
from ita_site.history.chronicle import Chronicle, Told
from ita_site.history.reading import read_history

__all__ = ["NO_HISTORY", "SHORT", "Change", "Chronicle", "History", "Told", "read_history"]
