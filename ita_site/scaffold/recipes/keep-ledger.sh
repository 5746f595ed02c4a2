#!/bin/sh
# บันทึกผลการเปิดลิงก์ (evidence-ledger.jsonl) กลับเข้าที่เก็บ ใช้โดยงานประจำสัปดาห์ของ CI
# สาขาที่ถูกป้องกันไว้ไม่ทำให้งานล้ม: บอก แล้วข้ามไป ครั้งหน้าเปิดลิงก์ใหม่อยู่แล้ว
set -eu
ledger=evidence-ledger.jsonl
ref=${GITHUB_REF:-refs/heads/${CI_COMMIT_BRANCH:-main}}
branch=${ref#refs/heads/}

if [ ! -f "$ledger" ] || [ -z "$(git status --porcelain -- "$ledger")" ]; then
  echo "ผลการเปิดลิงก์ไม่เปลี่ยน"
  exit 0
fi
if [ "$branch" = "$ref" ]; then
  echo "งานนี้ไม่ได้อยู่บนสาขา จึงไม่บันทึกผลการเปิดลิงก์"
  exit 0
fi
git add -- "$ledger"
git -c user.name=ita-site -c user.email=ita-site@localhost commit --quiet -m "ผลการเปิดลิงก์ [skip ci]" -- "$ledger"
if git push --quiet origin "HEAD:refs/heads/$branch"; then
  echo "บันทึกผลการเปิดลิงก์ในสาขา $branch แล้ว"
else
  echo "บันทึกผลการเปิดลิงก์ไม่ได้: สาขา $branch ถูกป้องกันไว้หรือมีผู้แก้ไปก่อน ข้ามไปได้ ครั้งหน้าจะลองใหม่"
fi
