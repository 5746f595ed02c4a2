"""What can stop a command. Everything an officer can cause in `content/` is a finding instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ita_site import __version__

if TYPE_CHECKING:
    from ita_site.findings import Finding
    from ita_site.text import Text


class ItaSiteError(Exception):
    """Base of the errors that end a command with a message and an exit code, never a traceback."""

    exit_code = 70

    def __init__(self, message: Text, findings: tuple[Finding, ...] = ()) -> None:
        super().__init__(message.en)
        self.message = message
        self.findings = findings


class ConfigError(ItaSiteError):
    """`site_config.yml` is absent or cannot be used, or the command was called wrongly."""

    exit_code = 2


class NothingToCheckError(ItaSiteError):
    """There is no content: an empty folder must never look green."""

    exit_code = 3


class EngineError(ItaSiteError):
    """The pages could not be written or built (a full disk, a folder without permission)."""

    exit_code = 1


class PublishError(ItaSiteError):
    """A publish that must not be, or could not be brought to its target. What is live there is as it was."""

    exit_code = 1


class InternalError(ItaSiteError):
    """A promise of our own is broken: a fault of the tool, to be reported."""

    exit_code = 70


def internal_words(error: Exception) -> str:
    """What to tell about a fault of our own: whose it is, what it was, what to do."""
    what = f"{type(error).__name__}: {error}"
    return (
        f"โปรแกรมผิดพลาด ({what}) ไม่ใช่ความผิดของท่าน โปรดแจ้งผู้พัฒนาพร้อมข้อความนี้\n"
        f"internal error in ita-site {__version__}: {what}. Please report it; details with --debug"
    )
