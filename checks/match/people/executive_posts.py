"""Who is an executive: the head and the deputies of an agency, by the words of a post.

Works on folded text. Advisers, secretaries, council members, heads of units are none.
Source: posts as agencies of each type write them; the items on executives of the rulebook.
"""

import re
from enum import StrEnum

from crawler.thai import fold_text


class Rank(StrEnum):
    """What a post amounts to."""

    HEAD = "head"
    DEPUTY = "deputy"
    PERMANENT_HEAD = "permanent_head"  # of the officials of a local government
    PERMANENT_DEPUTY = "permanent_deputy"
    OTHER = "other"  # a post, and none of an executive


EXECUTIVE_RANKS = frozenset({Rank.HEAD, Rank.DEPUTY, Rank.PERMANENT_HEAD, Rank.PERMANENT_DEPUTY})

_ACTING = re.compile(
    r"รักษา(?:การ(?:ราชการ)?|ราชการ)(?:แทน|ในตาแหน่ง)?|รักษา(?:แทน|ในตาแหน่ง)|รรท\.?|รก\.|ปฏิบัติ(?:ราชการ|หน้าที่)(?:แทน|(?=นายก|ในฐานะ))|ทาการแทน"
)
_VACANT = re.compile(
    r"^[-–(*\s]*(?:ตาแหน่ง)?(?:ยัง)?ว่าง(?:เดิม|อยู่)?(?![ก-๎])|[-–(](?:ตาแหน่ง)?ว่าง[-–)]|ตาแหน่งว่าง|อยู่ระหว่าง(?:การ)?(?:สรรหา|แต่งตั้ง|โอน|บรรจุ)"
    r"|ยังไม่(?:มี)?(?:ผู้ดารง|การแต่งตั้ง)|^vacant"
)
_FORMER = re.compile(r"อดีต|พ้นจากตาแหน่ง|เกษียณ")
_NO_EXECUTIVE = re.compile(
    r"^(?:\(?\d{0,2}[.)]?)?(?:ตาแหน่ง:?)?(?:เลขานุการ|เลขาฯ|เลขานายก|ที่ปรึกษา|ผู้ช่วย(?!ศาสตราจารย์)|คณะทางาน|ประธานสภา|รองประธานสภา|สมาชิก|เจ้าหน้าที่|เจ้าพนักงาน"
    r"|นัก(?!บริหารงานท้องถิ่น)|หัวหน้า(?!ส่วนราชการ)|นายช่าง|ครู|พนักงาน|ลูกจ้าง|กานัน|ผู้ใหญ่บ้าน|ประธานกรรมการ|กรรมการ(?!(?:และ)?ผู้(?:จัดการ|อานวยการ))|รองประธานกรรมการ"
    r"|นายกสภา|อุปนายก|ปลัดอาเภอ|นายอาเภอ)"
)
_UNIT_BEHIND = (
    r"(?!(?:การ)?(?:กอง(?!ทุน)|สานัก(?!งาน)|สานักงานเลขา|สานักงานอธิการ|สานักงานคณบดี"
    r"|ส่วน|ฝ่าย|กลุ่ม|ศูนย์|โรงเรียน|แผนก|งาน|เขต|สาขา|หน่วย|สถานศึกษา))"
)
_LOCAL = (
    (re.compile(r"รองนายก(?!สภา|สมาคม|รัฐ|เหล่า)"), Rank.DEPUTY),
    (re.compile(r"รองปลัด(?!อาเภอ|จังหวัด|กระทรวง)"), Rank.PERMANENT_DEPUTY),
    (re.compile(r"นายก(?:เทศมนตรี|องค์การ|อบ|ท[ตมน]\.|เมืองพัทยา|เทศบาล|ฯ|\)|$)"), Rank.HEAD),
    (
        re.compile(r"(?<!สานัก)(?<!สานักงาน)(?<!ของ)ปลัด(?:เทศบาล|องค์การ|อบ|ท[ตมน]\.|เมือง|ฯ|$|[()])"),
        Rank.PERMANENT_HEAD,
    ),
    (re.compile(r"รองผู้ว่าราชการกรุงเทพ"), Rank.DEPUTY),
    (re.compile(r"ผู้ว่าราชการกรุงเทพ"), Rank.HEAD),
)
# The posts of heads of their own; directors count where none of these leads the agency.
_FIRST = (
    r"อธิบดี|เลขาธิการ|ผู้ว่า(?:ราชการ|การ)|อธิการบดี|ปลัดกระทรวง|ปลัดสานักนายก|ประธานศาล|อัยการสูงสุด|ผู้บัญชาการ"
)
_DIRECTOR = (
    rf"(?:กรรมการผู้อานวยการ|ผู้อานวยการ{_UNIT_BEHIND}|กรรมการผู้จัดการ|ผู้จัดการ{_UNIT_BEHIND}"
    r"|ผู้พิพากษาหัวหน้าศาล|คณบดี|นายแพทย์สาธารณสุขจังหวัด|(?:managing)?director$)"
)
# Deputies of a director are named by the side they look after.
_DEPUTY_BEHIND = r"(?!(?:กอง(?!ทุน)|สานัก(?!งาน)|ศูนย์|โรงเรียน|แผนก|สาขา|สถานศึกษา))"
_FIRST_DEPUTY = re.compile(rf"รอง(?:{_FIRST})")
_FIRST_HEAD = re.compile(rf"(?<!สานักงาน)(?<!รอง)(?<!ผู้ช่วย)(?:{_FIRST})")
_DIRECTOR_DEPUTY = re.compile(
    rf"รอง(?:กรรมการ)?(?:ผู้อานวยการ|ผู้จัดการ){_DEPUTY_BEHIND}|รองคณบดี|(?:deputy|vice)(?:managing)?director"
)
_DIRECTOR_HEAD = re.compile(rf"(?<!รอง)(?<!ผู้ช่วย){_DIRECTOR}")
_ANY_POST = re.compile(
    r"^(?:ตาแหน่ง:?)?(?:\(?\d{1,2}[.)])?(?:รอง|ผู้ช่วย)?(?:นายก|ปลัด|ผู้อานวยการ|หัวหน้า|ประธาน|เลขา|ที่ปรึกษา|คณบดี|ผู้จัดการ|อธิ|ผู้ว่า|สมาชิก|นัก|เจ้า|ครู|กรรมการ|นายช่าง|ผอ\.|ส\.?(?:อบ[ตจ]|ท|ก)\."
    r"|ผู้(?:เชี่ยวชาญ|ทรงคุณวุฒิ|ชานาญการ)(?:เฉพาะ|พิเศษ|ด้าน|ประจา|$)|ผู้ตรวจ(?:ราชการ|การ|สอบ)|ผู้(?:กากับ|บังคับ)|โฆษก|สารวัตร"
    r"|วิศวกร|สถาปนิก|นิติกร|(?:ทันต|สัตว)?แพทย์|เภสัชกร|พยาบาล|บรรณารักษ์|คนงาน|พนักงาน(?=ขับ|จ้าง|สูบ|ดับ))"
    r"|^(?:ท้องถิ่น|คลัง|เกษตร|ประมง|ปศุสัตว์|พาณิชย์|สรรพากรพื้นที่|สรรพสามิตพื้นที่|ประชาสัมพันธ์|พัฒนาการ|แรงงาน|สถิติ|วัฒนธรรม|ขนส่ง|อัยการ|จัดหางาน|พลังงาน|อุตสาหกรรม)(?:จังหวัด|อาเภอ)(?![ก-๎]{12})"
)
_SHORT = (
    (re.compile(r"(?<![ก-ฮ])ผวจ\.?|(?<=รอง)ผวจ\.?"), "ผู้ว่าราชการจังหวัด"),
    (re.compile(r"(?<![ก-ฮ])ผอ\.|(?<=รอง)ผอ\.?"), "ผู้อานวยการ"),
    (re.compile(r"(?<=รอง)อธก\.?"), "อธิการบดี"),
)
_LONGEST_POST = 110  # folded letters


def rank_of(words: str, *, local: bool | None) -> Rank | None:
    """What the post in a short line amounts to; None when the line names no post.

    ``local`` says whether the agency is a local government; None when its type is unknown. A
    person who only acts in a post has the own post, if one stands before the acting clause.
    """
    folded = fold_text(words)
    if not folded or len(folded) > _LONGEST_POST or _FORMER.search(folded):
        return None
    if folded.startswith("หัวหน้าส่วนราชการ"):
        return None  # the title of a list
    acting = _ACTING.search(folded)
    if acting is not None and acting.start() > 0:
        own = _rank(folded[: acting.start()], local)
        if own is not None and own is not Rank.OTHER:
            return own
    if acting is not None:
        folded = folded[acting.end() :]
    return _rank(folded, local)


def acts_for(words: str, *, local: bool | None) -> Rank | None:
    """The rank of the post that a person only stands in for; None for who does not."""
    folded = fold_text(words)
    acting = _ACTING.search(folded)
    return None if acting is None else _rank(folded[acting.end() :], local)


def _rank(folded: str, local: bool | None) -> Rank | None:
    folded = _spelt_out(folded)
    if _NO_EXECUTIVE.search(folded):
        return Rank.OTHER
    if local is not False:
        for pattern, rank in _LOCAL:
            match = pattern.search(folded)
            if match is not None and not _belongs_to_another(folded, match.start()):
                return rank
    if local is not True:
        for pattern, rank in (
            (_FIRST_DEPUTY, Rank.DEPUTY),
            (_FIRST_HEAD, Rank.HEAD),
            (_DIRECTOR_DEPUTY, Rank.DEPUTY),
            (_DIRECTOR_HEAD, Rank.HEAD),
        ):
            match = pattern.search(folded)
            if match is not None and not _belongs_to_another(folded, match.start()):
                return rank
    return Rank.OTHER if _ANY_POST.search(folded) else None


def _spelt_out(folded: str) -> str:
    """Posts that are written short, in full: "รองผวจ", "ผอ.สถาบัน"."""
    for short, full in _SHORT:
        folded = short.sub(full, folded)
    return folded


def _belongs_to_another(folded: str, start: int) -> bool:
    """Whether a post is only named inside another: the secretary of the mayor."""
    before = folded[:start]
    return before.endswith(
        ("เลขานุการ", "เลขา", "ที่ปรึกษา", "ผู้ช่วย", "ผู้ช่วยเลขานุการ", "หน้าห้อง", "สานักงาน", "สารจาก", "สาร")
    )


def leads_first(words: str) -> bool:
    """Whether a post is of the kind that leads an agency before any director."""
    folded = _spelt_out(fold_text(words))
    return bool(_FIRST_HEAD.search(folded) or _FIRST_DEPUTY.search(folded))


def is_acting(words: str) -> bool:
    """Whether a person only stands in for the holder of a post."""
    return bool(_ACTING.search(fold_text(words)))


def is_vacant(words: str) -> bool:
    """Whether words say that nobody holds the post."""
    return bool(_VACANT.search(fold_text(words)))


def post_key(words: str) -> str:
    """A post without place names and signs, to find it again in a table of telephones.

    Empty for a unit that is named after a post: the clerk's office is not the clerk.
    """
    folded = _spelt_out(fold_text(words))
    match = re.search(
        r"(?<!สานัก)(?<!สานักงาน)(?<!เลขานุการ)(?:รอง)?(?:นายก|ปลัด|อธิการบดี|อธิบดี|เลขาธิการ|ผู้ว่าราชการ|ผู้ว่าการ|ผู้อานวยการ|กรรมการผู้จัดการ)",
        folded,
    )
    if match is None:
        return ""
    number = re.search(r"คนที่([0-9])|\(([0-9])\)|([0-9])$", folded[match.end() :])
    side = re.search(r"(?:ฝ่าย|ด้าน|สาย)([ก-๎]{3,8})", folded[match.end() :])
    parts = [match.group(), next(filter(None, number.groups()), "") if number else ""]
    return "|".join([*parts, side.group(1) if side else ""])
