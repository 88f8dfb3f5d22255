"""Tables on their side: each column is a project, each row one measure of all of them.

"ประเด็น | โครงการก | โครงการข" over rows such as "ใช้จริง", "เกิดผล", "ขัดข้อง": the first cells
name fields.
"""

import re

from crawler.records import Table
from crawler.thai import fold_text

_LEAST = 3  # rows that name fields
_MOST = 0.6  # share of the rows
_LABEL = 32  # folded letters of a field's name
_HEADS = re.compile(r"(?:โครงการ|กิจกรรม|มาตรการ|งาน|หลักสูตร)(?!/|ที่ดาเนิน|หรือ|และ)[^\s]{2,}")
# Folded: how a field of a project is named, in the assessment's words or everyday ones.
_NAMES = re.compile(
    r"งบ|เงิน|วงเงิน|ได้รับ(?:งบ|จัดสรร|เงิน)|ใช้|จ่าย|เบิก|รายจ่าย|ค่าใช้จ่าย|หมด|ผล|เกิด(?:ผล|อะไร)|ได้(?:ผล|อะไร)|ทา(?:ได้|อะไร|แล้ว|เมื่อ|ที่ไหน)"
    r"|สิ่งที่|สถานะ|ความ(?:ก้าวหน้า|คืบหน้า|สาเร็จ)|ปัญหา|อุปสรรค|(?:ข้อ)?(?:ขัดข้อง|จากัด|ติดขัด)|ติด(?:ขัด|อะไร)|ข้อ(?:เสนอ|แนะนา|คิดเห็น)"
    r"|ควร|แนวทาง|หน่วยงาน|ผู้รับผิดชอบ|เจ้าของ|ระยะเวลา|ช่วง|เวลา|กาหนด|เริ่ม|เมื่อ|เป้า|ตัวชี้วัด|ผู้เข้าร่วม|สถานที่|วัตถุประสงค์|ร้อยละ|คงเหลือ|แผน|จานวน"
)


def is_sideways(table: Table) -> bool:
    """Whether the first cells of most rows name fields and the headings beside name projects."""
    rows = [row for row in table.rows if len(row) > 2]
    if len(rows) < _LEAST + 1 or len(rows) != len(table.rows):
        return False
    heads = [fold_text(cell.text) for cell in rows[0][1:]]
    named = sum(_HEADS.match(head) is not None for head in heads)
    if named * 2 < len(heads):
        return False
    first = [fold_text(row[0].text) for row in rows[1:]]
    fields = [word for word in first if len(word) <= _LABEL and _NAMES.match(word)]
    return len(set(fields)) >= _LEAST and len(fields) >= _MOST * len(first)
