#!/bin/sh
# เครื่องแม่ข่ายของหน่วยงานเอง: ดึงข้อมูลล่าสุดแล้วเผยแพร่ลงโฟลเดอร์ของเว็บ เงียบเมื่อไม่มีอะไรต้องบอก
#
# ตั้งค่าครั้งเดียว
#   1. git clone ที่เก็บนี้ไว้ที่ ITA_SITE_DIR และติดตั้ง ita-site (python3 -m venv แล้ว pip install "ita-site==@version@")
#   2. คัดลอกไฟล์นี้ไปไว้นอกที่เก็บ เพื่อให้ผู้แก้ข้อมูลเปลี่ยนคำสั่งบนเครื่องนี้ไม่ได้
#   3. ให้เว็บเซิร์ฟเวอร์ชี้ไปที่โฟลเดอร์ current ใน ITA_SITE_TO
#   4. crontab -e ของผู้ใช้ที่ไม่ใช่ root (ผลที่ต้องแก้จะส่งทางเมลตาม MAILTO)
#        */15 * * * *  /usr/local/bin/publish.sh            เผยแพร่เมื่อมีการแก้ แต่ละครั้งที่แก้ลองครั้งเดียว
#        30 3 * * *    /usr/local/bin/publish.sh --always   ทุกคืน แม้ไม่มีการแก้
# รหัสออก: 0 เรียบร้อย · อย่างอื่น ไม่ได้เผยแพร่ เว็บเดิมยังอยู่ครบ
set -eu
site=${ITA_SITE_DIR:-/srv/ita/site}
to=${ITA_SITE_TO:-folder:/srv/www/ita}
program=${ITA_SITE_PROGRAM:-/srv/ita/venv/bin/ita-site}
ledger=evidence-ledger.jsonl

said=$(mktemp)
trap 'rm -f "$said"' EXIT
quietly() {
  "$@" >"$said" 2>&1 || {
    code=$?
    cat "$said"
    exit "$code"
  }
}

cd "$site"
# ทีละงาน: ข้อมูลต้องไม่เปลี่ยนระหว่างที่อีกงานกำลังเผยแพร่
exec 9>"$(git rev-parse --git-dir)/ita-site-lock"
if command -v flock >/dev/null; then
  flock 9
fi
# ที่เก็บล่มหรือเน็ตหลุด: บอกเมื่อเริ่มและเมื่อกลับมา ไม่ใช่ทุก 15 นาที (ทุกคืนบอกอีก เพราะสั่งด้วย --always)
away=$(git rev-parse --git-dir)/ita-site-away
git fetch --quiet >"$said" 2>&1 || {
  code=$?
  if [ "${1:-}" = --always ] || [ ! -f "$away" ]; then
    cat "$said"
    echo "ดึงข้อมูลจากที่เก็บไม่ได้ จึงยังไม่ได้ดูว่ามีการแก้หรือไม่ เว็บเดิมยังอยู่ครบ ลองใหม่เองทุกรอบ และจะบอกเมื่อกลับมาปกติ"
  fi
  : >"$away"
  exit "$code"
}
if [ -f "$away" ]; then
  rm -f "$away"
  echo "ดึงข้อมูลจากที่เก็บได้ตามปกติแล้ว"
fi
# ผลการเปิดลิงก์ที่เครื่องนี้เขียนเองต้องไม่กั้นผลที่ผู้แก้ข้อมูลส่งมา
if ! git diff --quiet HEAD '@{upstream}' -- "$ledger"; then
  rm -f "$ledger"
  git checkout --quiet HEAD -- "$ledger" 2>/dev/null || true
fi
quietly git merge --quiet --ff-only '@{upstream}'
head=$(git rev-parse HEAD)
tried=$(git rev-parse --git-dir)/ita-site-tried
if [ "${1:-}" != --always ] && [ -f "$tried" ] && [ "$(cat "$tried")" = "$head" ]; then
  exit 0
fi
echo "$head" >"$tried"
quietly "$program" publish --to "$to"
