"""Certificates of every kind that servers show: an authority of our own, and what can be wrong with its children."""

from __future__ import annotations

import ssl
import warnings
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from ipaddress import ip_address
from itertools import count
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID, NameOID

Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
_YEAR = timedelta(days=365)
_number = count()


def new_key(kind: str = "ec") -> Key:
    return _rsa_key() if kind == "rsa" else ec.generate_private_key(ec.SECP256R1())


@cache
def _rsa_key() -> rsa.RSAPrivateKey:
    """One for all: it is long in the making, and no situation turns on whose it is."""
    return rsa.generate_private_key(65537, 2048)


def _speak(context: ssl.SSLContext, least: str, most: str) -> None:
    """Versions that Python advises against are what some situations are about."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version, context.maximum_version = ssl.TLSVersion[least], ssl.TLSVersion[most]


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


@dataclass(frozen=True)
class Paper:
    """A certificate with its key, and the certificates that the server sends along."""

    certificate: x509.Certificate
    key: Key
    chain: tuple[x509.Certificate, ...] = ()

    def pem(self) -> bytes:
        return b"".join(c.public_bytes(Encoding.PEM) for c in (self.certificate, *self.chain))

    def der(self) -> bytes:
        return self.certificate.public_bytes(Encoding.DER)

    def context(self, folder: Path, ciphers: str = "", versions: tuple[str, str] | None = None) -> ssl.SSLContext:
        """What a server speaks that shows this certificate."""
        file = folder / f"{next(_number)}.pem"
        key = self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        file.write_bytes(key + self.pem())
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        if ciphers:
            context.set_ciphers(ciphers)
        if versions:
            _speak(context, *versions)
        context.load_cert_chain(file)
        return context


@dataclass
class Authority:
    """Issues certificates; `issuer` is the authority above it, None for a root."""

    title: str
    issuer: Authority | None = None
    key: Key = field(default_factory=new_key)

    def __post_init__(self) -> None:
        above = self.issuer or self
        builder = _builder(_name(self.title), _name(above.title), self.key, above.key, _YEAR * -1, _YEAR * 5)
        use = x509.KeyUsage(True, False, False, False, False, True, True, False, False)
        self.paper = Paper(
            builder.add_extension(x509.BasicConstraints(True, None), critical=True)
            .add_extension(use, critical=True)
            .sign(above.key, hashes.SHA256()),
            self.key,
        )

    def issue(
        self, *names: str, start: timedelta = timedelta(days=-30), end: timedelta = _YEAR, key: str = "ec",
        aia: str = "", chain: tuple[x509.Certificate, ...] = (), alternative_names: bool = True,
    ) -> Paper:  # fmt: skip
        """A server's certificate for the names; `aia` is where the issuer's own certificate can be fetched."""
        own = new_key(key)
        builder = _builder(_name(names[0]), _name(self.title), own, self.key, start, end)
        builder = builder.add_extension(x509.BasicConstraints(False, None), critical=True)
        builder = builder.add_extension(
            x509.KeyUsage(True, False, key == "rsa", False, False, False, False, False, False), critical=True
        )
        builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        if alternative_names:
            builder = builder.add_extension(x509.SubjectAlternativeName([_general(n) for n in names]), critical=False)
        if aia:
            where = x509.AccessDescription(
                AuthorityInformationAccessOID.CA_ISSUERS, x509.UniformResourceIdentifier(aia)
            )
            builder = builder.add_extension(x509.AuthorityInformationAccess([where]), critical=False)
        return Paper(builder.sign(self.key, hashes.SHA256()), own, chain)


def self_signed(*names: str) -> Paper:
    key = new_key()
    builder = _builder(_name(names[0]), _name(names[0]), key, key, timedelta(days=-30), _YEAR)
    builder = builder.add_extension(x509.SubjectAlternativeName([_general(n) for n in names]), critical=False)
    return Paper(builder.sign(key, hashes.SHA256()), key)


def _general(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _builder(
    subject: x509.Name, issuer: x509.Name, key: Key, issuer_key: Key, start: timedelta, end: timedelta
) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + start)
        .not_valid_after(now + end)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False)
    )
