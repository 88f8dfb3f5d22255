"""The service is used online from start to end; nobody has to come to the agency.

Question: is there a usable online form or system, and does no sentence about it demand that the
user prints, brings or submits something in person?

passed        quotes the sentence that says so, or the working form or system.
failed        incomplete: the page tells the user to print the form and bring it, or to submit it at
              the office, or there is no online form or system at all.
cantTell      a part must be done in person (paying, showing originals) beside the online form, or a
              part of the bundle was not read.
inapplicable  never.

Source: the e-service items of the rulebook.
"""

import re

from checks.api import Case, Finding, Quote, Reason, cant_tell, check, failed, passed, quote_text
from checks.catalog.online_service_usable import offers_service, online_service_usable, works
from checks.match.reading.criteria import is_criteria_text
from checks.match.reading.phrases import lines
from checks.match.sending.channels import channels, topic_pages
from checks.match.sending.topics import SERVICE
from checks.outcome import Outcome
from checks.records import QuoteSource
from crawler.thai import fold_text

# Folded spelling.
_NO_VISIT = re.compile(
    r"(?:ไม่ต้อง|ไม่จาเป็นต้อง|โดยไม่ต้อง|ลดการ|ไม่ต้องเสียเวลา)(?:มี)?(?:การ)?(?:เดินทาง|มาติดต่อ|มายื่น|มาที่)"
)
# Handing in by oneself as the way of the service.
_BRING = re.compile(
    r"(?:พิมพ์|ปริ้น|ดาวน์โหลด|กรอก|เขียน)[^|]{0,60}(?:นามายื่น|แล้วนามา|นาส่งที่|นาไปยื่น|มายื่น|ยื่นที่|ยื่นณ)"
    r"|(?:ยื่น|ส่ง)(?:คาร้อง|คาขอ|เอกสาร|แบบ)?[^|]{0,30}(?:ด้วยตนเอง|ด้วยตัวเอง|ณที่ทาการ|ณสานักงาน)"
    r"|(?:ต้อง|ให้|โปรด|กรุณา)(?:มา|เดินทางมา|ไป)(?:ติดต่อ|ยื่น|ลงนาม)[^|]{0,30}(?:ที่ทาการ|สานักงาน|ด้วยตนเอง)"
    r"|ติดต่อยื่น(?:เอกสาร|คาร้อง|คาขอ)"
    r"|(?:ต้อง|ให้|โปรด|กรุณา)(?:เดินทาง)?(?:มา|ไป)(?:แสดงตน|รายงานตัว|รับบริการ|ใช้บริการ|ดาเนินการ|พบเจ้าหน้าที่|ยื่น|ติดต่อ)"
    r"[^|]{0,60}(?:ที่ทาการ|สานักงาน|ด้วยตนเอง|ด้วยตัวเอง|ตามวัน|วันนัด|ตามนัด|เวลานัด|ตามคิว|เคาน์เตอร์|จุดบริการ|ศูนย์บริการ|ที่กอง|ที่ว่าการ|ที่อาคาร)"
)
_CHOICE = re.compile(r"หรือ|ออนไลน์|ช่องทาง|กรณีไม่สะดวก|ทางไปรษณีย์|e-?service|เว็บไซต์")
_PART = re.compile(
    r"(?:ชาระ|จ่าย)[^|]{0,30}(?:ด้วยตนเอง|ที่ทาการ|ณสานักงาน|ที่กองคลัง|ที่สานักงาน|เคาน์เตอร์)"
    r"|(?:แสดง|นา|ยื่น|พร้อม)[^|]{0,20}(?:ตัวจริง|ต้นฉบับ)|มารับ[^|]{0,20}(?:ด้วยตนเอง|ที่ทาการ|ณสานักงาน)"
)


@check(version=2)
def service_needs_no_visit(case: Case, options: object) -> Finding:
    """Weigh the sentences about coming in person against the usable channels."""
    usable = next(
        (c for c in channels(case, SERVICE) if offers_service(c) and works(c, case)), None
    )
    brings, parts, frees = _sentences(case)
    if usable is None:
        whole = online_service_usable(case, options)
        if whole.outcome is Outcome.FAILED and brings:
            return failed(Reason.INCOMPLETE, brings[0], note="the way of the service is to come")
        return whole
    if frees and not brings:
        return passed(frees[0], *usable.evidence)
    choices = [quote for quote in brings if _CHOICE.search(fold_text(quote.text))]
    if len(choices) < len(brings):
        demand = next(quote for quote in brings if quote not in choices)
        if demand.url == usable.document.url and demand.source is QuoteSource.TEXT:
            return failed(Reason.INCOMPLETE, demand, usable.quote, found=demand.text[:120])
        return cant_tell(Reason.NEEDS_PERSON, demand, usable.quote, note="one service demands it")
    if parts:
        return cant_tell(
            Reason.NEEDS_PERSON, parts[0], usable.quote, note="a part is done in person"
        )
    return passed(*usable.evidence, found=usable.url)


def _sentences(case: Case) -> tuple[list[Quote], list[Quote], list[Quote]]:
    """Quotes that demand coming, that demand it for a part, and that say it is not needed."""
    brings: list[Quote] = []
    parts: list[Quote] = []
    frees: list[Quote] = []
    for page, _ in topic_pages(case, SERVICE):
        for line in lines(page):
            if is_criteria_text(line.text):
                continue
            folded = line.folded
            if _NO_VISIT.search(folded):
                kind = frees
            elif _PART.search(folded):
                kind = parts
            elif _BRING.search(folded):
                kind = brings
            else:
                continue
            kind.append(quote_text(page, line.start, line.end))
    return brings, parts, frees
