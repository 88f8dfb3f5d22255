"""The participation activity is one that the agency itself ran.

Question: does a sentence of the bundle say that an activity with outsiders was held, by the
agency or without naming another body?

passed        quotes the sentence, and where the agency is named if that is elsewhere on the page;
              or the label that names the agency, or a unit of it, as the one who held it.
failed        incomplete: all was read and no activity is told, or only one that the agency attended
              and another body is said to have held, in a sentence or behind a label.
cantTell      another body is said to have held it, an activity is named and not told, or a part
              of the bundle was not read.
inapplicable  never.

Source: the participation items of the rulebook.
"""

import re

from checks.api import Case, Finding, Quote, Reason, cant_tell, check, failed, passed, quote_text
from checks.match.agency.agency_kinds import SHORT_LOCAL
from checks.match.agency.agency_name import agency_name
from checks.match.agency.short_name import names_shortly
from checks.match.fields.host_labels import told_hosts
from checks.match.forums.accounts import Told, told_of_forum
from checks.match.links.pointing import Pointing, pointing
from checks.match.periods.dates import MONTH
from checks.match.periods.to_come import told_days
from checks.match.reading.criteria import is_criteria_text
from checks.match.reading.phrases import LONG_LINE, Line, lines
from checks.match.subjects.vocabulary import is_placeholder
from crawler.records import Region
from crawler.thai import fold_text

# Folded spelling.
_HELD = re.compile(
    r"จัด(?!ซื้อ|จ้าง|เก็บ|สรร|หา|ส่ง|การเรื่อง|อยู่)|ดาเนินการ|ร่วมกับ|ลงพื้นที่"
    r"|เปิด(?:รับฟัง|เวที|วง|สภา(?:พลเมือง|ประชาชน|กาแฟ)|บ้าน|ศาลา|ห้องประชุม)|ตั้ง(?:โต๊ะ|วง)(?=คุย|หารือ|รับฟัง)"
    r"|เปิด(?:ให้ตอบ)?แบบ(?:สอบถาม|สารวจ)|(?:ได้|จึง)?สารวจความ(?:คิด)?เห็น"
    r"|ออก(?:ไป)?(?:ประชาคม|เวที|พบ(?=ประชาชน|ชาว)|รับฟัง|หน่วย)"
)
_ARRANGED = re.compile(r"จัด(?:โดย|ประ|เวที|โครงการ|กิจกรรม|อบรม|รับฟัง|สัมมนา|ให้มี)")
_ACTIVITY = re.compile(
    r"ประชาคม|เวที|โครงการ|ประชุม|กิจกรรม|รับฟัง|ประชาพิจารณ์|อบรม|สัมมนา|เสวนา|สารวจความ|ระดมความ|แบบสอบถาม|แบบสารวจ"
    r"|ขอความ(?:คิด)?เห็น|วง(?:คุย|ฟัง|สนทนา|หารือ)|คุยกับ|ล้อมวง|สภา(?:พลเมือง|ประชาชน|กาแฟ)|(?:พูด|นั่ง|ชวน)คุย|คุย(?:กัน|เรื่อง)|หารือ|แลกเปลี่ยนความ"
)
# People were asked in and spoke: no invitation to come.
_INVITED = re.compile(
    r"(?<!ขอ)(?<!เรียน)(?<!จะ)(?:เชิญ(?!ชวน)|ชวน(?=ชาว|ประชาชน|คน|ผู้|ชุมชน|นักศึกษา|นักเรียน|เกษตรกร|แม่ค้า|ร้านค้า|สมาชิก|ตัวแทน))"
    r"(?!.{0,120}(?:ภายในวันที่|ขอเชิญ|เข้าร่วมได้)).{2,160}"
    r"(?:(?:มา)?(?:ร่วม|ช่วย)(?:กัน)?(?:ออกแบบ|คิด|วางแผน|เลือก|ตัดสินใจ|ติดตาม|ตรวจสอบ|พัฒนา)|(?:นั่ง|ล้อมวง|พูด)คุย|"
    r"(?:มา|ร่วม|เข้า)?(?:ให้|แสดง|เสนอ|แลกเปลี่ยน|บอก|หารือ)"
    r"(?:ความเห็น|ความคิดเห็น|ข้อเสนอ|ข้อคิดเห็น|กัน|แนวทาง|ปัญหา|ร่วมกัน))"
)
_TYPES = (
    rf"องค์การบริหารส่วนตาบล|องค์การบริหารส่วนจังหวัด|{SHORT_LOCAL}|เทศบาล(?:ตาบล|เมือง|นคร)?|"
    r"นายกเทศมนตรี(?:ตาบล|เมือง|นคร)?|นายก(?=อบต|องค์)|มหาวิทยาลัย|สถาบัน|กรม(?!การ)|สานักงาน|กองทุน|การไฟฟ้า|การประปา"
)
_SELF = re.compile(
    r"หน่วยงาน(?!อื่น|ภายนอก|ราชการอื่น|ที่เกี่ยวข้อง)|กองคลัง|กองช่าง|กองสวัสดิการ|กองการศึกษา|กองสาธารณสุข|สานักปลัด"
)
_OTHERS = re.compile(
    r"(?:^|โดย|ที่ทาการ|ของ)?(?:ที่ว่าการ)?(?:อาเภอ|จังหวัด|รพ\.?สต|โรงพยาบาล|โรงเรียน|กศน|พัฒนาชุมชน|สภ\.|สถานีตารวจ|มูลนิธิ|สมาคม|กานัน|ผู้ใหญ่บ้าน)"
    r"[ก-๎]{0,24}?(?:ได้)?(?:ร่วมกัน)?(?:กาหนด)?(?:จัด(?!ซื้อ)|ดาเนินการ|เป็นเจ้าภาพ)"
)
# "เข้าร่วมเวที ... ซึ่งสำนักงานโยธาธิการจังหวัดเป็นผู้จัด", "ร่วมกิจกรรม ... จัดโดยที่ว่าการอำเภอ".
_ATTENDED = re.compile(r"เข้าร่วม|ร่วม(?:ประชุม|เวที|กิจกรรม|โครงการ|งาน|เป็นเกียรติ|พิธี|รับฟัง|สัมมนา|อบรม)")
_HOST = re.compile(
    r"จัดโดย(?P<by>[ก-๎.]{3,60})"
    r"|(?:ซึ่ง|ที่|โดย)(?:มี)?(?P<host>(?:(?!ซึ่ง|โดย)[ก-๎.]){3,60}?)(?:เป็นผู้จัด|เป็นเจ้าภาพ|เป็นหน่วยงานจัด|จัดขึ้น)"
)
# "30 ม.ค. 2567 เรือนกระจก โดยสถาบัน...": when, where and by whom, below the words of a poster.
_BY_ON_DAY = re.compile(rf"\d{{1,2}}(?:{MONTH})[^\n]{{0,80}}?โดย(?P<by>[ก-๎.]{{3,60}})")
# "อบต.ป่าแดงจัดเมื่อ 9 พ.ย. 2566": below a heading that names the activity.
_HELD_THEN = re.compile(
    r"^(?:(?!เข้าร่วม|ไปร่วม)[^\n]){0,60}?(?:ได้|เป็นผู้)?จัด(?:ขึ้น)?(?:เมื่อ|ณ|วันที่|ที่(?:ศาลา|ห้อง|หอ|วัด|โรง))"
)
_PUBLISHED = re.compile(
    r"ข้อมูล|เผยแพร่|ปรับปรุง|รวบรวม|จัดทา|ประกาศ|รายงาน|โพสต์|เขียน|ภาพ|เข้าร่วม|ไปร่วม|ลงข่าว"
)
# The agency went to what another body held: "อบต. ... นำผู้นำชุมชนไปร่วมงานตามหนังสือเชิญ".
_WENT_THERE = re.compile(
    r"(?:อบ[ตจ]|องค์การบริหาร|เทศบาล|นายก|ปลัด|เจ้าหน้าที่|ผู้บริหาร|ผู้แทน|บุคลากร)[^\n]{0,60}(?:ไปร่วม|เข้าร่วม|ร่วมงาน|ร่วมประชุม|ไปฟัง|ไปรับฟัง)"
    r"|ตามหนังสือเชิญ|ได้รับเชิญ|ตามคาเชิญ|รับเชิญ"
)
# "สำนักงานทรัพยากรน้ำภาคจัดเวที ... โดยผู้แทน อบต. เข้าร่วม": who held it; somebody was sent there.
_HELD_BY = re.compile(
    r"(?P<who>(?:สานักงาน|กรม(?!การ)|กระทรวง|ศูนย์|มหาวิทยาลัย|สถาบัน|การไฟฟ้า|การประปา|บริษัท|สมาคม|มูลนิธิ|อบ[ตจ]\.?|เทศบาล|องค์การ)"
    r"[ก-๎\d.]{2,50}?)(?:ได้|เป็นผู้)?(?:กาหนด)?จัด(?=เวที|ประชุม|ประชาคม|โครงการ|กิจกรรม|งาน|อบรม|รับฟัง|สัมมนา|เสวนา)"
)
_SENT = (
    r"(?:ผู้แทน|ตัวแทน|(?:ส่ง|มอบหมาย|มอบ)(?:ให้)?(?:ผู้แทน|เจ้าหน้าที่|พนักงาน|บุคลากร|รองนายก|ปลัด|ผู้อานวยการ)?)(?:จาก|ของ)?{own}"
    r"[^\n]{{0,60}}?(?:เข้าร่วม|ไปร่วม|ร่วม(?:ประชุม|รับฟัง|เวที|งาน|กิจกรรม|สังเกต)|ไป(?:รับ)?ฟัง)"
)
_OWN_SHORT = re.compile(r"(?:องค์การ|อบ[ตจ]\.?|เทศบาล|จังหวัด|กรม|สถาบัน|มหาวิทยาลัย|หน่วยงาน|ได้)ฯ?")
# Kinds that elsewhere stand beside the agency and ask it to come.
_KIND = re.compile(r"^(?:โรงพยาบาล(?!ส่งเสริม)|จังหวัด|อาเภอ|โรงเรียน|วิทยาลัย|มูลนิธิ|ศูนย์|องค์การ|กองทุน)")
_ACTS = (
    r"(?:ได้|จึง|เป็นผู้|ร่วมกับ(?:[ก-๎]{2,40}(?=จัด))?)?(?:เชิญ(?!ชวน)|จัด(?!ซื้อ|จ้าง|เก็บ|สรร|หา)|เปิด|นา(?!ย)|ลงพื้นที่|ประชุม|รับฟัง|ชวน|"
    r"ดาเนินการ|หารือ)"
)
# A unit of an agency, and bodies of their own.
_UNIT = re.compile(
    r"(?:กอง(?!ทุน|อานวยการ)|สานักปลัด|สานักงานปลัด|สานัก(?!งาน)|ฝ่าย|กลุ่มงาน|งาน(?!วัน|ประเพณี|เทศกาล)|แผนก|ส่วน(?!ราชการ)|คณะทางาน|หน่วยงาน(?:ของเรา)?$|เจ้าหน้าที่|นัก[ก-๎]{4})"
)
_BODY = re.compile(
    r"กรม(?!การ(?:อาเภอ|จังหวัด|ตาบล|หมู่บ้าน))|กระทรวง|สานักงาน(?!ปลัด|เลขา)|มหาวิทยาลัย|สถาบัน|มูลนิธิ|สมาคม|บริษัท|ธนาคาร|อาเภอ|จังหวัด(?!นี้)|โรงพยาบาล|โรงเรียน|วิทยาลัย"
    r"|องค์การ|เทศบาล|อบ[ตจ]|การไฟฟ้า|การประปา|สถานีตารวจ|สภ\.|รพ\.?สต"
)
_UNIT_HELD = re.compile(
    r"(?:เมื่อ)?(?:วันที่[\d๐-๙ก-๎.]{4,30}?)?"
    r"(?P<who>(?:กอง(?!ทุน|อานวยการ)|สานักปลัด|สานักงานปลัด|กลุ่มงาน|ฝ่าย|ศูนย์)[ก-๎]{2,60}?)"
    r"(?:ร่วมกับ[ก-๎]{2,60}?)?(?:ได้)?"
    r"จัด(?:ให้มี)?(?:การ)?(?=เวที|ประชุม|ประชาคม|โครงการ|กิจกรรม|อบรม|รับฟัง|สัมมนา|เสวนา)"
)
# "เราจัดการประชุมที่...": on the agency's own site it speaks of itself.
_WE = re.compile(
    r"(?:พวก)?เรา(?:ได้|จึง|เริ่ม|ร่วมกับ[ก-๎.]{2,40}?)?"
    r"(?:จัด(?!ซื้อ|จ้าง|เก็บ|สรร|หา|ส่ง|อยู่)|เชิญ(?!ชวน)|เปิดเวที|เปิดวง|เปิดรับฟัง|ลงพื้นที่|ชวน(?=ชาว|ประชาชน|คน|ผู้|ชุมชน|นักศึกษา|นักเรียน|เกษตรกร|แม่ค้า|ร้านค้า|สมาชิก|ตัวแทน))"
)
_ACTS_THERE = re.compile(r"[ก-๎.]{0,40}?(?:จัด|เชิญ|เจ้าภาพ|ดาเนินการ|ร่วมกับ)")
# Folded: what stands before the name of a place, and not of who acts there.
_WHERE = re.compile(
    r"(?:ณ|(?<!หน้า)(?<!พื้น)(?<!วัน)(?<!ผู้แทน)ที่|อาคาร|ห้องประชุม|หอประชุม|ห้อง|ลาน|หน้า|โถง|บริเวณ|ศาลา|ชั้น\d{1,2}|สถานที่)[:：]?$"
)
_CAME = re.compile(r"[\d๐-๙](?:คน|ราย|ครัวเรือน|ท่าน)")
# Folded: labels of a report on participation, and the one of who took part.
_REPORT_LABEL = re.compile(
    r"[\W\d๐-๙]*(?:(?P<matter>ประเด็น|เรื่อง|หัวข้อ)|(?P<people>(?:สรุปข้อมูล(?:ของ)?)?ผู้(?:มีส่วนร่วม|เข้าร่วม|ร่วม))"
    r"|(?P<voice>ผล(?:จาก|ที่ได้จาก)(?:การมีส่วน)?|ข้อคิดเห็น|ความคิดเห็น|ข้อเสนอ)|(?P<use>(?:การ)?นา(?:ผล|ข้อ|ความ)|การนาไป))"
)
_REPORT_PEOPLE = re.compile(r"[\W\d๐-๙]*(?:สรุปข้อมูล(?:ของ)?)?ผู้(?:มีส่วนร่วม|เข้าร่วม|ร่วม)")
_PARTS = 3  # labels of different parts
_LONGEST_NAME = 60  # code points
_PLACE = 6  # code points of the place's name that tell it
_PREFIX = re.compile(rf"^(?:{_TYPES})")
_ACTOR = re.compile(rf"(?:{_TYPES})")


@check(version=10)
def own_activity_shown(case: Case, options: object) -> Finding:
    """Look for the agency as the one who held the activity, then for anyone else."""
    name = fold_text(agency_name(case.site.home, case.site.documents) or _site_title(case))
    told = [line for line in _lines(case) if _tells(line, case)]
    visited = [line for line in told if _only_attended(line.folded, name)]
    told = [line for line in told if line not in visited]
    for line in told:
        if _own(line.folded, name):
            return passed(_quote(line))
    for line in told:
        if _OTHERS.search(line.folded) or _foreign(line.folded, name):
            continue
        named = _named_on_page(line, name)
        # On an agency's own site an activity told without an actor is the agency's.
        return passed(_quote(line), named) if named is not None else passed(_quote(line))
    for line in _lines(case):
        held = _HOST.search(line.folded)
        if held is None or _only_attended(line.folded, name):
            continue
        who = held["by"] or held["host"]
        own = _OWN_SHORT.fullmatch(held["by"] or "") or names_shortly(who, case.site)
        if own or _is_own_host(who, name):
            return passed(_quote(line), found=line.text[:120])
    for line in _lines(case):
        if name and _HELD_THEN.search(line.folded) and _is_own_host(line.folded, name):
            return passed(_quote(line), found=line.text[:120])
    named_only = next((line for line in _lines(case) if _names_activity(line)), None)
    for line in _lines(case) if named_only is not None else ():
        by = _BY_ON_DAY.search(line.folded)
        if by is not None and not _PUBLISHED.search(line.folded) and _is_own_host(by["by"], name):
            return passed(_quote(line), found=line.text[:120])
    hosts = list(told_hosts(case.inner_documents))
    for line, who in hosts:
        if _is_own_host(who, name) or names_shortly(who, case.site):
            return passed(_quote(line), found=line.text[:120])
    # Whom the activity is said to be held by, and it is neither the agency nor a unit of it.
    visited += [line for line, who in hosts if not told and _is_other_host(who, name)]
    if told and not case.gaps:
        return cant_tell(
            Reason.NEEDS_PERSON, _quote(told[0]), note="who held the activity is not plain"
        )
    if visited and not case.gaps:
        return failed(
            Reason.INCOMPLETE,
            _quote(visited[0]),
            note="another body held the activity, the agency attended",
            missing="โครงการหรือกิจกรรมที่หน่วยงานเป็นผู้จัด",
        )
    reported = None if hosts or visited else _reported_by_labels(case)
    if reported is not None:
        return passed(reported, note="it is reported as the agency's own")
    told_as_own = None if named_only is None or hosts else _told_as_own(case, name)
    if named_only is not None and told_as_own is not None:
        return passed(_quote(named_only), told_as_own, note="it is told as the agency's own")
    if named_only is not None and not case.gaps:
        return cant_tell(
            Reason.NEEDS_PERSON, _quote(named_only), note="an activity is named, not who held it"
        )
    return case.absent(
        "no activity is told",
        nearest=_quote(told[0]) if told else None,
        missing="โครงการหรือกิจกรรมที่หน่วยงานเป็นผู้จัด",
    )


def _site_title(case: Case) -> str:
    """What the home page is called, of an agency whose kind is not known by its name."""
    title = case.site.home.title.strip() if case.site.home is not None else ""
    title = re.sub(r"^(?:หน้า(?:แรก|หลัก)|เว็บไซต์|ยินดีต้อนรับสู่)[\s|:–-]*", "", title)
    return title if len(title) <= _LONGEST_NAME and not re.search(r"[|:–]", title) else ""


def _reported_by_labels(case: Case) -> Quote | None:
    """Who came, on a report that tells by its labels the matter, what they said or what was done.

    The form of the assessment has no line for the host: it asks for the agency's own activities.
    """
    said = _lines(case)
    labels = {match.lastgroup for line in said if (match := _REPORT_LABEL.match(line.folded))}
    came = [line for line in said if _REPORT_PEOPLE.match(line.folded)]
    if len(labels) < _PARTS or not came or any(_OTHERS.search(line.folded) for line in said):
        return None
    return next((_quote(line) for line in came if _CAME.search(line.folded)), None)


def _told_as_own(case: Case, name: str) -> Quote | None:
    """Where the pages tell what came of an activity, or its day, and name no other body with it.

    An activity to which people came is, on an agency's own site, its own.
    """
    said = _lines(case)
    if not any(_CAME.search(line.folded) for line in said):
        return None
    place = _place(name)
    for line in said:
        body = _BODY.search(line.folded)
        own = _own(line.folded, name) or bool(place and place in line.folded)
        if body is not None and _ACTIVITY.search(line.folded) and not own:
            return None
    day = next((line for line in said if told_days(line.text, case.as_of)), None)
    return told_of_forum(case, Told.USE) or (_quote(day) if day is not None else None)


def _lines(case: Case) -> list[Line]:
    return [
        line
        for page in case.documents
        for line in lines(page, frozenset({Region.CONTENT}))
        if not is_criteria_text(line.text) and not is_placeholder(line.text)
    ]


def _tells(line: Line, case: Case) -> bool:
    """Whether a line says that an activity was held: no bare heading, no label to unread things."""
    held = _HELD.search(line.folded) and _ACTIVITY.search(line.folded)
    if not held and not _INVITED.search(line.folded):
        return False
    headed = any(heading.start == line.start for heading in line.document.headings)
    if headed and not _ARRANGED.search(line.folded):
        return False
    return pointing(_quote(line), case) in {Pointing.CONTENT, Pointing.LEADS_TO_READ}


def _names_activity(line: Line) -> bool:
    headed = any(heading.start == line.start for heading in line.document.headings)
    return not headed and _ACTIVITY.search(line.folded) is not None


def _only_attended(folded: str, name: str) -> bool:
    """Whether a line says that the agency attended what another body held."""
    if not _ATTENDED.search(folded):
        return False
    if _OTHERS.search(folded) and _WENT_THERE.search(folded) and "ร่วมกับ" not in folded:
        return True
    hosts = [match["by"] or match["host"] or "" for match in _HOST.finditer(folded)]
    held = _HELD_BY.search(folded)
    if held is not None and "ร่วมกับ" not in folded and _was_sent(folded[held.end() :], name):
        hosts.append(held["who"])
    place = _place(name)
    return any(
        not (_SELF.search(who) or (place and place in who) or _OWN_SHORT.fullmatch(who))
        for who in hosts
    )


def _was_sent(after: str, name: str) -> bool:
    """Whether words say that somebody went there for the agency."""
    place = _place(name)
    own = rf"(?:{_TYPES}|อบ[ตจ]\.?)(?:{re.escape(place)}|ฯ|เรา)?"
    return re.search(_SENT.format(own=own), after) is not None


def _place(name: str) -> str:
    """The part of the agency's name that is its own: the name without the kind of agency."""
    return re.split(r"อาเภอ|จังหวัด(?!$)", _PREFIX.sub("", name), maxsplit=1)[0]


def _own(folded: str, name: str) -> bool:
    """Whether the agency, or a unit of it, is named as the one who acts."""
    if _by_own_kind(folded, name) or _unit_acts(folded) or _WE.search(folded):
        return True
    if _foreign(folded, name) or _OTHERS.search(folded):
        return False
    if name and (name in folded or (len(_place(name)) >= 3 and _short(name, folded))):
        return True
    return bool(_SELF.search(folded) or _ACTOR.search(folded))


def _by_own_kind(folded: str, name: str) -> bool:
    """Whether an agency of a kind that is another's elsewhere acts on its own site.

    "โรงพยาบาลเชิญ...", "จังหวัดจัดเวที...", where the site is that of a hospital or a province.
    """
    if name and re.search(rf"(?<!ณ){re.escape(name)}{_ACTS}", folded):
        return True
    name = name.removeprefix("สานักงาน") if name.startswith("สานักงานจังหวัด") else name
    kind = _KIND.match(name)
    if kind is None:
        return False
    place = name[kind.end() :]
    short = place[:_PLACE]
    if kind.group() == "จังหวัด" and short and f"สานักงานจังหวัด{short}" in folded:
        return True  # the office of the province acts for it
    acts = re.search(
        rf"{kind.group()}(?:{re.escape(short)}[ก-๎]{{0,{len(place)}}}?|ฯ|ของเรา)?{_ACTS}", folded
    )
    return acts is not None


def _unit_acts(folded: str) -> bool:
    """Whether a line opens with a unit of the agency that held the activity."""
    acts = _UNIT_HELD.match(folded)
    return acts is not None and _BODY.search(acts["who"]) is None


def _short(name: str, folded: str) -> bool:
    return bool(re.search(rf"(?:{_TYPES}){re.escape(_place(name))}", folded))


def _foreign(folded: str, name: str) -> bool:
    """Whether the first body of the agency's kind that is named is another one."""
    place = _place(name)
    for match in _ACTOR.finditer(folded):
        after = folded[match.end() :]
        if _PREFIX.match(after):
            continue  # "นายก" of the agency that is named behind it
        if _WHERE.search(folded[: match.start()]) and not _ACTS_THERE.match(after):
            continue  # where they met
        if re.match(
            r"(?:ได้|จึง|ร่วม|จัด|เชิญ|ดาเนินการ|โดย|จะ|มี|เป็น|และ|เปิด|ลงพื้นที่|ของเรา|เรื่อง|ว่าด้วย|[^ก-๎]|$)",
            after,
        ):
            return False
        return bool(place) and not after.startswith(place) and place not in match.group()
    return False


def _is_own_host(who: str, name: str) -> bool:
    """Whether a host is the agency, or a unit that stands there without another agency's name."""
    if name and (name in who or (len(_place(name)) >= 3 and _short(name, who))):
        return True
    return _UNIT.match(who) is not None and _BODY.search(who) is None


def _is_other_host(who: str, name: str) -> bool:
    place = _place(name)
    return _BODY.search(who) is not None and not (place and place in who) and "ร่วมกับ" not in who


def _named_on_page(line: Line, name: str) -> Quote | None:
    """Where the content of the page names the agency."""
    if not name:
        return None
    for other in lines(line.document, frozenset({Region.CONTENT})):
        if name in other.folded or (len(_place(name)) >= 3 and _short(name, other.folded)):
            return _quote(other)
    return None


def _quote(line: Line) -> Quote:
    end = line.end if len(line.text) <= LONG_LINE else line.start + LONG_LINE
    return quote_text(line.document, line.start, end)
