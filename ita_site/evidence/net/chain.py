"""Intermediate certificates that a server forgot to send: fetched from where its own certificate says they are (AIA).

Source: RFC 5280, 4.2.2.1. Browsers do the same, so that such sites open for visitors.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from ita_site.evidence.links import Address, read_address
from ita_site.evidence.net.failure import Failure
from ita_site.evidence.net.guard import GuardedResolver
from ita_site.evidence.net.lenient import dial
from ita_site.evidence.net.tls import Trust

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

    from ita_site.evidence.net.client import Client

_DEEPEST = 3
_LARGEST = 64 * 1024


async def missing_certificates(
    client: Client, trust: Trust, resolver: GuardedResolver, address: Address, seconds: float
) -> list[bytes]:
    """The certificates (DER) between that of `address` and a root, as far as they can be fetched; verified by nobody
    yet: the next handshake does that. Raises Failure when none came for now, but might at another attempt."""
    found: list[bytes] = []
    try:
        async with asyncio.timeout(seconds):
            der = await _leaf(trust, resolver, address)
            for _ in range(_DEEPEST):
                place = _issuer_place(der)
                if place is None:
                    break
                answer = await client.get(place, {"Accept": "*/*"}, cap=_LARGEST, seconds=seconds)
                certificates = _read(answer.body) if answer.status == 200 else []
                if not certificates:
                    break
                found += certificates
                der = certificates[0]
    except ValueError:
        pass  # nothing that can be read: so it will be next time
    except Failure as failure:
        if failure.may_pass and not found:
            raise
    except OSError as error:  # a timeout among them
        if not found:
            raise Failure("no-answer", may_pass=True) from error
    return found


async def _leaf(trust: Trust, resolver: GuardedResolver, address: Address) -> bytes:
    """The server's certificate, looked at without trusting it and without sending anything."""
    _, writer = await dial(resolver, address, trust.unverified())
    try:
        connection: ssl.SSLObject = writer.get_extra_info("ssl_object")
        der = connection.getpeercert(binary_form=True)
        if der is None:
            raise ValueError("no certificate")
        return der
    finally:
        writer.transport.abort()


def _issuer_place(der: bytes) -> Address | None:
    from cryptography import x509  # noqa: PLC0415 - heavy, and rarely needed
    from cryptography.x509.oid import AuthorityInformationAccessOID, ExtensionOID  # noqa: PLC0415

    certificate = x509.load_der_x509_certificate(der)
    if certificate.issuer == certificate.subject:
        return None
    with suppress(x509.ExtensionNotFound):
        access = certificate.extensions.get_extension_for_oid(ExtensionOID.AUTHORITY_INFORMATION_ACCESS).value
        assert isinstance(access, x509.AuthorityInformationAccess)  # noqa: S101 - the OID says so
        for description in access:
            is_issuer = description.access_method == AuthorityInformationAccessOID.CA_ISSUERS
            if is_issuer and isinstance(description.access_location, x509.UniformResourceIdentifier):
                place = read_address(description.access_location.value)
                if place is not None and place.scheme == "http":  # over https one would have to be trusted first
                    return place
    return None


def _read(body: bytes) -> list[bytes]:
    """Certificates in any of the forms that authorities serve: DER, PEM, PKCS#7."""
    from cryptography import x509  # noqa: PLC0415
    from cryptography.hazmat.primitives.serialization import Encoding, pkcs7  # noqa: PLC0415

    def one(der: bytes) -> list[Certificate]:
        return [x509.load_der_x509_certificate(der)]

    found: list[Certificate] = []
    forms: tuple[Callable[[bytes], list[Certificate]], ...] = (
        one, x509.load_pem_x509_certificates, pkcs7.load_der_pkcs7_certificates, pkcs7.load_pem_pkcs7_certificates,
    )  # fmt: skip
    for read in forms:
        with suppress(ValueError):
            found = read(body)
            break
    # one that vouches for itself would become a root that anybody can make up
    above = [certificate for certificate in found if certificate.issuer != certificate.subject]
    return [certificate.public_bytes(Encoding.DER) for certificate in above]
