"""Makes the pictures of the acceptance site anew: ``python tests/support/make_agency_pictures.py``.

An organisation chart, a board of executives and a contact block as agencies paste them, every name
invented. The pictures are committed; this is run by hand when one changes.
"""

import io
from pathlib import Path

import typst
from PIL import Image

FOLDER = Path(__file__).parent.parent / "acceptance" / "pictures"
_HEAD = (
    '#set page(width: 26cm, height: auto, margin: 1cm)\n#set text(font: "Laksaman", size: 15pt, '
    'lang: "th")\n#let box_(words) = rect(inset: 8pt, words)\n'
)
_CHART = """
#align(center)[#text(size: 19pt, weight: 700)[โครงสร้างองค์การบริหารส่วนตำบลสายธาร]]
#v(8pt)
#grid(columns: (1fr, 1fr), gutter: 16pt,
  align(center)[#box_[ฝ่ายการเมือง] #box_[นายกองค์การบริหารส่วนตำบล] #box_[รองนายกองค์การบริหารส่วนตำบล]
  #box_[ประธานสภาองค์การบริหารส่วนตำบล]],
  align(center)[#box_[ฝ่ายข้าราชการประจำ] #box_[ปลัดองค์การบริหารส่วนตำบล]
  #box_[รองปลัดองค์การบริหารส่วนตำบล]])
#v(10pt)
#grid(columns: (1fr, 1fr, 1fr, 1fr), gutter: 12pt,
  ..("สำนักปลัด", "กองคลัง", "กองช่าง", "กองการศึกษา").map(unit => align(center, box_(unit))))
"""
_BOARD = """
#align(center)[#text(size: 19pt, weight: 700)[ทำเนียบผู้บริหาร องค์การบริหารส่วนตำบลสายธาร]]
#v(8pt)
#grid(columns: (1fr, 1fr), gutter: 22pt,
  ..(("นายก้องเกียรติ สายน้ำใส", "นายกองค์การบริหารส่วนตำบล", "081-555-0101"),
     ("นางวารี ทองประกาย", "รองนายกองค์การบริหารส่วนตำบล", "081-555-0102"),
     ("นายพิรุณ ชุ่มเย็น", "ปลัดองค์การบริหารส่วนตำบล", "081-555-0103"),
     ("นางสาวธารา ใจงาม", "รองปลัดองค์การบริหารส่วนตำบล", "081-555-0104"))
  .map(one => align(center)[#circle(radius: 26pt, fill: luma(190)) #one.at(0) \\ #one.at(1) \\
    โทรศัพท์ #one.at(2)]))
"""
_CONTACT = """
#text(size: 19pt, weight: 700)[ติดต่อองค์การบริหารส่วนตำบลสายธาร]
#v(6pt)
ที่อยู่ เลขที่ 99 หมู่ที่ 4 ตำบลสายธาร อำเภอเมือง จังหวัดเลย 42000

โทรศัพท์ 042-555-010 โทรสาร 042-555-011

อีเมล saraban\\@saithan.go.th
"""


def picture(body: str) -> bytes:
    """A greyscale PNG of few shades."""
    page = typst.compile((_HEAD + body).encode(), format="png", ppi=110)
    buffer = io.BytesIO()
    Image.open(io.BytesIO(page)).convert("L").quantize(16).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def main() -> None:
    """Write the pictures."""
    for name, body in {"chart": _CHART, "board": _BOARD, "contact": _CONTACT}.items():
        made = picture(body)
        (FOLDER / f"{name}.png").write_bytes(made)
        print(f"{name}.png {len(made):,} bytes")


if __name__ == "__main__":
    main()
