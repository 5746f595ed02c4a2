"""What a new site starts with, and what a publish must no longer find."""

NAMELESS = "หน่วยงานของท่าน (แก้ชื่อใน site_config.yml)"
PLACEHOLDER_URL = "https://ita.your-agency.example/"
