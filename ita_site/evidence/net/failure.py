"""Why no answer came."""

from __future__ import annotations


class Failure(Exception):  # noqa: N818 - not a fault of the program
    """No answer, for a reason of `reasons.yml`. `may_pass` when another attempt could fare better."""

    def __init__(self, reason: str, *, detail: str = "", may_pass: bool = False) -> None:
        super().__init__(reason, detail)
        self.reason = reason
        self.detail = detail
        self.may_pass = may_pass
