"""Places in the cloud that ask who you are: the link works for the officer, not for the citizen."""

from __future__ import annotations

from links.answers import PDF, Answer, data, page, redirect
from links.registry import BROKEN, NOT_OK, UNSURE, gone, good, soft

FORM = '<form method="post"><input type="email" name="identifier" id="identifierId"><button>Next</button></form>'
DRIVE = "https://drive.google.com:<tlsport>/file/d/{}/view?usp=sharing"
GOOGLE_LOGIN = page("Sign in - Google Accounts", "Sign in", "to continue to Google Drive", extra=FORM, bare=True)
MICROSOFT_LOGIN = page(
    "Sign in to your account",
    extra='<div id="lightbox"><form><input type="email" name="loginfmt" placeholder="Email, phone, or Skype"></form></div>',
    bare=True,
)
VIEWER = page(
    "แผนปฏิบัติการ 2566.pdf - Google Drive",
    bare=True,
    extra='<meta property="og:title" content="แผน.pdf"><div class="ndfHFb-c4YZDc" role="document"></div><script>window.viewerData={}</script><a href="https://accounts.google.com/ServiceLogin">Sign in</a>',
)
HOST = {"host": "drive.google.com", "visit": False}
TO_LOGIN = "https://accounts.google.com:<tlsport>/ServiceLogin?service=wise&continue=https://drive.google.com/"

good("drive-viewer", DRIVE.format("1aB"), **HOST)(VIEWER)
soft("drive-login", DRIVE.format("2aB"), want=UNSURE, also={
    "//accounts.google.com/ServiceLogin?service=wise&continue=https://drive.google.com/": redirect("https://accounts.google.com:<tlsport>/v3/signin/identifier"),
    "//accounts.google.com/v3/signin/identifier": GOOGLE_LOGIN}, **HOST)(redirect(TO_LOGIN))  # fmt: skip
gone("drive-404", DRIVE.format("3aB"), want=BROKEN, **HOST)(
    page("Page Not Found", "Sorry, unable to open the file at this time.", status=404, bare=True)
)
soft("drive-need-access", DRIVE.format("4aB"), want=UNSURE, **HOST)(
    page(
        "Google Drive: Access Denied",
        "You need access",
        "Request access, or switch to an account with access.",
        bare=True,
    )
)
soft("drive-trash", DRIVE.format("5aB"), want=NOT_OK, **HOST)(
    page("Google Drive", "Sorry, the file you have requested does not exist.", bare=True)
)
soft("drive-folder-login", "https://drive.google.com:<tlsport>/drive/folders/9zz", want=UNSURE, **HOST)(GOOGLE_LOGIN)
good("drive-download", "https://drive.google.com:<tlsport>/uc?export=download&id=7", **HOST, also={
    "//doc-0s.googleusercontent.agency.example/x": data(PDF, "application/octet-stream", [("Content-Disposition", "attachment")])})(
    redirect("http://doc-0s.googleusercontent.agency.example:<port>/x", 303))  # fmt: skip
soft("forms-login", "https://docs.google.com:<tlsport>/forms/d/e/1/viewform", want=UNSURE, host="docs.google.com", visit=False)(redirect(
    "https://accounts.google.com:<tlsport>/v3/signin/identifier"))  # fmt: skip
soft(
    "sites-404", "https://sites.google.com:<tlsport>/view/agency/oit", want=NOT_OK, host="sites.google.com", visit=False
)(page("Google Sites", "The requested URL was not found on this server. That’s all we know.", bare=True))
good("sites-page", "https://sites.google.com:<tlsport>/view/agency/o12", host="sites.google.com", visit=False)(
    page(
        "การเปิดเผยข้อมูลสาธารณะ O12",
        "แผนปฏิบัติการ",
        extra='<a href="https://accounts.google.com/ServiceLogin">ลงชื่อเข้าใช้</a>',
        bare=True,
    )
)
soft("sharepoint-login", "https://agency.sharepoint.com:<tlsport>/:b:/s/ita/EbX", want=UNSURE, host="agency.sharepoint.com", visit=False, also={
    "//login.microsoftonline.com/common/oauth2/authorize?client_id=1": MICROSOFT_LOGIN})(
    redirect("https://login.microsoftonline.com:<tlsport>/common/oauth2/authorize?client_id=1"))  # fmt: skip
soft(
    "sharepoint-403",
    "https://agency.sharepoint.com:<tlsport>/:b:/s/ita/EbY",
    want=UNSURE,
    host="agency.sharepoint.com",
    visit=False,
)(page("Sharing Link Validation", status=403, bare=True))
soft("onedrive-login", "https://onedrive.live.com:<tlsport>/?id=7", want=UNSURE, host="onedrive.live.com", visit=False, also={
    "//login.live.com/login.srf?wa=1": page("Sign in to your Microsoft account", extra=FORM, bare=True)})(
    redirect("https://login.live.com:<tlsport>/login.srf?wa=1"))  # fmt: skip
good("onedrive-file", "https://onedrive.live.com:<tlsport>/?id=8", host="onedrive.live.com", visit=False)(
    page("o12.pdf - OneDrive", extra='<div id="viewer"></div><script>var data={}</script>', bare=True)
)
soft("social-login", "http://social-login.agency.example:<port>/groups/7/posts/1", want=UNSURE, also={"/login/?next=%2Fgroups%2F7": page(
    "Log into Facebook", "You must log in to continue.", bare=True, extra='<form><input name="email"><input type="password" name="pass"></form>')})(
    redirect("/login/?next=%2Fgroups%2F7"))  # fmt: skip
soft("social-gone", "http://social-gone.agency.example:<port>/posts/1", want=NOT_OK)(
    Answer(
        200,
        page(
            "Facebook",
            "This content isn't available right now",
            "When this happens, it's usually because the owner only shared it with a small group of people",
            bare=True,
        ).body,
    )
)
