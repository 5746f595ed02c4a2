"""TLS: certificates and servers, sound, old but working, and not."""

from __future__ import annotations

from links.answers import FINE, page
from links.registry import BROKEN, NOT_OK, UNSURE, gone, good, soft

LINK = "https://<tls>/"
PLAN = "https://<tls>/news/plan-2566"

good("tls-good", PLAN)(FINE)
good("tls-chain", PLAN, tls="chain", why="with its intermediate")(FINE)
good(
    "tls-no-intermediate",
    PLAN,
    tls="no-intermediate",
    visit=False,
    why="Chrome fetches what is missing from the address in the certificate",
)(FINE)
good("tls-aia-late", PLAN, tls="aia-late", visit=False, why="who keeps the certificate hangs up once")(FINE)
good("tls-rsa-exchange", PLAN, tls="rsa-exchange", visit=False, why="old, and every browser opens it")(FINE)
good("tls-cbc", PLAN, tls="cbc", visit=False, why="old, and every browser opens it")(FINE)
for kind in ("rsa-exchange", "cbc"):
    good(
        f"tls-{kind}-silent",
        PLAN,
        tls=f"{kind}-silent",
        visit=False,
        why="refuses newer ciphers by hanging up, without a word",
    )(FINE)
good("tls-no-renegotiation", PLAN, tls="no-renegotiation", visit=False,
     why="before RFC 5746; browsers do not renegotiate and do not mind")(FINE)  # fmt: skip
gone("tls-expired", LINK, tls="expired", want=NOT_OK)(FINE)
gone("tls-not-yet", PLAN, tls="not-yet", want=NOT_OK)(FINE)
gone("tls-wrong-name", PLAN, tls="wrong-name", want=NOT_OK)(FINE)
gone("tls-name-only", PLAN, tls="name-only", want=NOT_OK, why="a common name alone is not read any more")(FINE)
gone("tls-self-signed", PLAN, tls="self-signed", want=NOT_OK)(FINE)
gone("tls-unknown", PLAN, tls="unknown", want=NOT_OK)(FINE)
gone("tls-unknown-chain", PLAN, tls="unknown-chain", want=NOT_OK)(FINE)
gone("tls-no-intermediate-no-aia", PLAN, tls="no-intermediate-no-aia", want=NOT_OK, why="nowhere to fetch it from")(
    FINE
)
gone("tls-aia-private", PLAN, tls="aia-private", want=NOT_OK, why="the address in the certificate leads inside")(FINE)
gone("tls-aia-expired", PLAN, tls="aia-expired", want=NOT_OK, why="expired besides")(FINE)
gone("tls-plain-http", PLAN, tls="plain", want=NOT_OK, why="no TLS spoken on that port")(FINE)
gone("tls-reset", PLAN, tls="reset", want=NOT_OK)(FINE)
gone("tls-shut", PLAN, tls="shut", want=NOT_OK)(FINE)
gone("tls-hang", PLAN, tls="hang", want=UNSURE)(FINE)
gone("tls-404", PLAN)(page("ไม่พบ", status=404))
gone("tls-expired-404", PLAN, tls="expired", want=NOT_OK)(page("ไม่พบ", status=404))
gone("tls-on-plain-link", "http://tls-on-plain-link.agency.example:<tlsport>/news/plan-2566", want=NOT_OK, visit=False,
     why="http spoken to a TLS port")(FINE)  # fmt: skip
soft("tls-soft", PLAN, want=BROKEN)(page("ไม่พบหน้าที่คุณต้องการ"))
for kind in ("1-0", "1-1"):
    gone(f"tls-{kind}", PLAN, tls=f"old-{kind}", want=NOT_OK, why="no browser speaks it since 2020")(FINE)
good("tls-upper-path", "HTTPS://<tls>/News/Plan")(FINE)
