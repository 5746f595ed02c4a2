"""The web form in `site_config.yml`: where officers without git sign in, and where it stands."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from ita_site.records.fields import LooseText, Record, YesNo


class Backend(StrEnum):
    """Where the form saves: a git host, or a folder on the same machine."""

    LOCAL = "local"
    GITHUB = "github"
    GITLAB = "gitlab"
    FORGEJO = "forgejo"
    GITEA = "gitea"

    @property
    def can_propose(self) -> bool:
        """Whether Decap can keep each change apart there until it is agreed to: a pull request, here a branch."""
        return self is not Backend.GITEA


class WebForm(Record):
    """How the form of `ita-site admin` reaches the repository. Off unless it is set."""

    backend: Backend = Field(
        default=Backend.LOCAL, title="บันทึกไปที่",
        description="github gitlab forgejo gitea หรือ local (เครื่องนี้ ไว้ทดลอง) · where the form saves",
        json_schema_extra={"enumDescriptions": ["เครื่องนี้ (ไว้ทดลอง)", "GitHub", "GitLab", "Forgejo", "Gitea"]},
    )  # fmt: skip
    repo: LooseText = Field(
        default="", title="ที่เก็บไฟล์", description="เจ้าของ/ชื่อ เช่น thungtuayang/ita-site · owner and name of the repository",
        examples=["thungtuayang/ita-site"],
    )  # fmt: skip
    branch: LooseText = Field(
        default="", title="สาขา (branch)", description="ไม่ใส่ = สาขาของเว็บไซต์ · left out: site.branch",
    )  # fmt: skip
    base_url: LooseText = Field(
        default="", title="ที่อยู่สำหรับเข้าสู่ระบบ",
        description="ที่อยู่เว็บของ GitLab Forgejo Gitea หรือตัวช่วยเข้าสู่ระบบของ GitHub · host that signs people in",
        examples=["https://git.agency.example"],
    )  # fmt: skip
    auth_endpoint: LooseText = Field(
        default="", title="เส้นทางเข้าสู่ระบบ", description="ปกติไม่ต้องใส่ · path of the sign-in below base_url; rarely needed",
    )  # fmt: skip
    app_id: LooseText = Field(
        default="", title="รหัสแอปพลิเคชัน",
        description="จากหน้า OAuth applications ของ GitLab Forgejo หรือ Gitea · client id of the application (PKCE, no secret)",
    )  # fmt: skip
    api_root: LooseText = Field(
        default="", title="ที่อยู่ของ API", description="ปกติไม่ต้องใส่ ระบบคิดจาก base_url · left out: by base_url",
    )  # fmt: skip
    with_site: YesNo = Field(
        default=False, title="สร้างพร้อมเว็บไซต์",
        description="true = ทุกครั้งที่สร้างเว็บจะมี /admin/ ด้วย · true: every build also writes /admin/",
    )  # fmt: skip
    editorial_workflow: YesNo | None = Field(
        default=None, title="ส่งตรวจก่อน",
        description="ไม่ใส่ = ใช้เมื่อทำได้ ทุกการแก้เป็นคำขอรวม (pull request) · left out: on where the host can",
    )  # fmt: skip

    @property
    def proposes(self) -> bool:
        """Whether a change becomes a pull request first."""
        if self.editorial_workflow is None:
            return self.backend.can_propose and self.backend is not Backend.LOCAL
        return self.editorial_workflow
