"""Trust: certificates verified first; what a current browser would still open is tried once more, verified too."""

from __future__ import annotations

import re
import ssl
from collections.abc import Callable, Sequence
from pathlib import Path

import certifi

from ita_site.errors import ConfigError
from ita_site.text import Text

# OpenSSL's verify codes (x509_vfy.h) -> our reasons.
_BY_CODE = {
    9: "certificate-not-yet",
    10: "certificate-expired",
    18: "certificate-self-signed",
    19: "certificate-unknown",
    20: "certificate-unknown",
    21: "certificate-unknown",
    23: "certificate-revoked",
    62: "certificate-wrong-name",
    64: "certificate-wrong-name",
}
INCOMPLETE_CHAIN = frozenset({20, 21})
"""Verify codes that a missing intermediate certificate gives."""
_WEAK = frozenset({66, 67, 68})
"""Keys or digests that only the strict level refuses."""
_TOO_OLD = re.compile("UNSUPPORTED_PROTOCOL|PROTOCOL_VERSION|VERSION_TOO_LOW|INAPPROPRIATE_FALLBACK")
_NOT_TLS = re.compile("WRONG_VERSION_NUMBER|HTTP_REQUEST|UNKNOWN_PROTOCOL|RECORD_LAYER_FAILURE|PACKET_LENGTH_TOO_LONG")
_NO_CHECK_TIME = 0x200000
"""X509_V_FLAG_NO_CHECK_TIME, which Python does not name."""
_LARGEST = 4 * 1024 * 1024
_ACCEPTABLE = {
    "expired": "certificate-expired",
    "wrong-name": "certificate-wrong-name",
    "self-signed": "certificate-self-signed",
    "unknown-authority": "certificate-unknown",
}


class Trust:
    """Makes and keeps the contexts of one run. `ca_file` names further roots. Raises ConfigError when it is unusable."""

    def __init__(self, ca_file: Path | None = None) -> None:
        self._ca_file = ca_file
        self._made: dict[str, ssl.SSLContext] = {}
        if ca_file is not None:
            self.strict()  # an unusable file is told before anything is opened

    def strict(self) -> ssl.SSLContext:
        """Python's own default: what a careful client accepts."""
        return self._kept("strict", self._base)

    def lenient(self) -> ssl.SSLContext:
        """Still verified, with the old ciphers and servers that browsers put up with."""
        return self._kept("lenient", self._lenient)

    def completed(self, intermediates: Sequence[bytes]) -> ssl.SSLContext:
        """Lenient, with intermediate certificates (DER) that a server forgot to send; the root must still be known."""
        context = self._lenient()
        for der in intermediates:
            context.load_verify_locations(cadata=ssl.DER_cert_to_PEM_cert(der))
        return context

    def unverified(self) -> ssl.SSLContext:
        """For looking at a certificate, and for defects that the policy accepts by name. Nothing secret goes out."""

        def make() -> ssl.SSLContext:
            context = self._lenient()
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
            return context

        return self._kept("unverified", make)

    def forgiving(self, accepted: Sequence[str]) -> ssl.SSLContext:
        """For a host whose defects the policy accepts by name: whatever else can be verified still is."""
        if {"self-signed", "unknown-authority"} & set(accepted):
            return self.unverified()

        def make() -> ssl.SSLContext:
            context = self._lenient()
            context.check_hostname = "wrong-name" not in accepted
            if "expired" in accepted:
                context.verify_flags |= _NO_CHECK_TIME
            return context

        return self._kept(" ".join(sorted(accepted)), make)

    def _kept(self, name: str, make: Callable[[], ssl.SSLContext]) -> ssl.SSLContext:
        if name not in self._made:
            self._made[name] = make()
        return self._made[name]

    def _base(self) -> ssl.SSLContext:
        context = ssl.create_default_context()
        context.hostname_checks_common_name = False  # browsers have not looked there since 2017
        # a bare machine has no roots of its own
        context.load_verify_locations(cafile=certifi.where())
        if self._ca_file is not None:
            try:
                if not self._ca_file.is_file() or self._ca_file.stat().st_size > _LARGEST:
                    raise OSError("no plain file, or too large")
                context.load_verify_locations(cafile=self._ca_file)
            except (OSError, ssl.SSLError) as error:
                raise _unusable(self._ca_file, error) from error
        return context

    def _lenient(self) -> ssl.SSLContext:
        context = self._base()
        context.set_ciphers("DEFAULT:@SECLEVEL=1")
        context.options |= 0x4  # OP_LEGACY_SERVER_CONNECT, which Python names from 3.12 on
        # what Python 3.13 turned on; a missing intermediate must never become an anchor of its own
        context.verify_flags &= ~(ssl.VERIFY_X509_STRICT | getattr(ssl, "VERIFY_X509_PARTIAL_CHAIN", 0))
        return context


def reason_of(error: ssl.SSLError) -> str:
    """What a failed handshake was about, as a reason."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return _BY_CODE.get(error.verify_code, "certificate-unknown")
    said = f"{error.reason or ''} {error}".upper().replace(" ", "_")
    if _TOO_OLD.search(said):
        return "tls-too-old"
    if _NOT_TLS.search(said):
        return "not-tls"
    return "tls-failed"


def deserves_second_try(error: ssl.SSLError) -> bool:
    """Whether the lenient context may fare better: ciphers, old servers, weak keys; never a bad certificate."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return error.verify_code in _WEAK or error.verify_code not in _BY_CODE
    return reason_of(error) == "tls-failed"


def accepts(accepted: Sequence[str], reason: str) -> bool:
    """Whether a policy's words (`expired`, …) cover a reason."""
    return any(_ACCEPTABLE[word] == reason for word in accepted)


def _unusable(path: Path, error: Exception) -> ConfigError:
    return ConfigError(
        Text(
            f"evidence.ca_file: ใช้ไฟล์ใบรับรอง {path} ไม่ได้ ({error}) ต้องเป็นไฟล์ PEM",
            f"evidence.ca_file: {path} cannot be used ({error}); a PEM file is needed",
        )
    )
