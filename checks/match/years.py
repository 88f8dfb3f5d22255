"""Years, dates and months that a Thai text names, in Buddhist years.

A year counts only where the words around it make it one: numbers of documents, telephones, sums,
laws, national plans and copyright lines are left out, and damaged figures stay unread. Offsets are
code points into the text given. The fiscal year runs from 1 October of the year before.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from crawler.thai import arabic_digits

BE_OFFSET = 543


@dataclass(frozen=True, slots=True, kw_only=True)
class YearMention:
    """A year as written, with its place.

    ``fiscal`` is True after fiscal-year words, False for calendar and academic years and years of
    dates, None for a bare year.
    """

    year_be: int
    fiscal: bool | None
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """A full date as written, with its place."""

    on: date
    start: int
    end: int


_MONTHS = (
    (r"มกราคม", r"ม\. ?ค\.?", "january|jan"),
    (r"กุมภาพันธ์", r"ก\. ?พ\.?", "february|feb"),
    (r"มีนาคม", r"มี\. ?ค\.?", "march|mar"),
    (r"เมษายน", r"เม\. ?ย\.?", "april|apr"),
    (r"พฤษภาคม", r"พ\. ?ค\.?", "may"),
    (r"มิถุนายน", r"มิ\. ?ย\.?", "june|jun"),
    (r"กร[กค][ฎฏ]าคม", r"ก\. ?ค\.?", "july|jul"),
    (r"สิงหาคม", r"ส\. ?ค\.?", "august|aug"),
    (r"กันยายน", r"ก\. ?ย\.?", "september|sept|sep"),
    (r"ตุลาคม", r"ต\. ?ค\.?", "october|oct"),
    (r"พฤศจิกายน", r"พ\. ?ย\.?", "november|nov"),
    (r"ธันวาคม", r"ธ\. ?ค\.?", "december|dec"),
)
_THAI = "ก-ฮะ-ฺเ-๎"
_SHORT_MONTH = "|".join(short for _, short, _ in _MONTHS)
_MONTH = (
    "(?:"
    + "|".join(full for full, _, _ in _MONTHS)
    + rf"|(?:(?<=เดือน)|(?<![{_THAI}.]))(?:{_SHORT_MONTH})(?![{_THAI}])"
    + r"|(?<![A-Za-z])(?:"
    + "|".join(english for _, _, english in _MONTHS)
    + r")\b\.?)"
)
_MONTH_OF = tuple(
    re.compile(rf"(?:{full}|{short}|(?:{en})\.?)\Z", re.I) for full, short, en in _MONTHS
)

_ERA = r"(?:พ\.? ?ศ\.{0,2} ?|ค\.? ?ศ\.? ?|B\.?E\.? ?)?"
_FIGURES_END = r"(?![\d๐-๙]|[.,/]\d| ?%)"
_DASH = r" ?(?:-|ถึง|จนถึง) ?"


def _year_group(name: str) -> str:
    return rf"(?P<era{name}>{_ERA})(?P<year{name}>\d{{4}}|\d\d){_FIGURES_END}"


_THAI_DATE = re.compile(
    rf"(?<![\d.,/])(?P<day>\d{{1,2}})(?: ?เดือน)? ?(?P<month>{_MONTH}),? ?{_year_group('')}", re.I
)
_NUMERIC_DATE = re.compile(
    r"(?<![\d./-])(?P<day>\d{1,2})(?P<sep>[/.-])(?P<month>\d{1,2})(?P=sep)(?P<year>\d{4}|\d\d)"
    r"(?![\d/%-]|[.,]\d)"
)
_ISO_DATE = re.compile(r"(?<![\d/-])(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?![\d/-])")

_FISCAL_WORDS = r"(?:ปี ?งบประมาณ|ปี ?งบฯ?|งบประมาณ)"
_FISCAL_YEAR = rf"{_FISCAL_WORDS}(?:รายจ่าย)?(?: ?ประจำปี)? ?{_year_group('f')}"
_SPAN_START = rf"(?:(?<![\d.,/])(?P<d1>\d{{1,2}}) ?)?(?:เดือน ?)?(?P<m1>{_MONTH})"
_MONTH_SPAN = re.compile(
    rf"{_SPAN_START}(?: ?{_year_group('1')})?{_DASH}"
    rf"(?:วันที่ ?)?(?:(?P<d2>\d{{1,2}}) ?)?(?:เดือน ?)?(?P<m2>{_MONTH})"
    rf"(?: ?{_year_group('2')})?(?:\)? ?(?:ของ|ประจำ)?{_FISCAL_YEAR})?",
    re.I,
)
_SINGLE_MONTH = re.compile(
    rf"(?P<m1>{_MONTH})(?: ?{_year_group('2')}|\)? ?(?:ของ|ประจำ)?{_FISCAL_YEAR})", re.I
)
_LEADING_FISCAL_YEAR = re.compile(rf"{_FISCAL_YEAR}[^\d\n]{{0,30}}\Z", re.I)
_QUARTERS = re.compile(
    r"ไตรมาส(?:ที่)? ?(?P<first>[1-4])(?: ?(?:-|ถึง|และ|,) ?(?:ไตรมาส(?:ที่)? ?)?(?P<last>[1-4]))?"
    rf"(?!\d)(?:\)? ?(?:ของ|ประจำ)?{_FISCAL_YEAR}| ?/ ?{_year_group('s')})?"
)
_ROUND = re.compile(
    r"(?:รอบ|ระยะ|ระยะเวลา)? ?(?P<length>3|6|9|12|หก|เก้า|สิบสอง) ?เดือน(?P<half>แรก|หลัง)?"
    rf"(?:[^\d\n]{{0,20}}?{_FISCAL_YEAR})?"
)
_ROUND_LENGTHS = {"หก": 6, "เก้า": 9, "สิบสอง": 12}

_RANGE = re.compile(
    rf"(?<![\d.,/-])(?P<first>\d{{4}}|(?<=ปี )\d\d|(?<=ปี)\d\d) ?\)?{_DASH}"
    rf"(?:ปี|ปีงบประมาณ)? ?{_ERA}(?P<last>\d{{4}}|\d\d){_FIGURES_END}(?!-\d)"
)
_NATIONAL_PLAN = re.compile(
    r"(?:ยุทธศาสตร์ชาติ|เศรษฐกิจและสังคมแห่งชาติ|แผนแม่บทภายใต้|ปฏิรูปประเทศ)"
    r"(?:(?!แผนพัฒนา|แผนปฏิบัติ|\d{4})[^\n\t]){0,70}\Z"
)

_FOUR_DIGITS = re.compile(r"(?<![\d.,/:])(?P<year>2[4-7]\d\d|20[1-3]\d)(?![\d:]|[.,/]\d)")
_UNIT_AFTER = re.compile(
    r" ?(?:บาท|คน|ราย(?![กงจไ])|ครัวเรือน|ครั้ง|กม|กิโล|เมตร|ตร\.|ตาราง|ไร่|ชั่วโมง|หน้า|วัน"
    r"|หลังคา|ต้น|ตัว|แห่ง|ชุด|เล่ม|ท่าน|วิว|views?\b)|[A-Za-z]"
)
_NUMBER_BEFORE = re.compile(
    r"(?:โทร\.?|โทรศัพท์|โทรสาร|แฟกซ์|fax\.?|tel\.?|เลขที่|หมายเลข|รหัส(?:ไปรษณีย์)?|เบอร์|ต่อ"
    r"|เข้าชม|ผู้เยี่ยมชม|จำนวน|ราคา|เงิน|img|dsc|ว|ที่ ?[ก-ฮ]{2,3})[ :._]*\Z|\d[- ]\Z",
    re.I,
)
_ERA_BEFORE = re.compile(r"(?P<era>พ\.? ?ศ\.{0,2}|ค\.? ?ศ\.?|B\.?E\.?|A\.?D\.?) ?\Z", re.I)
_FISCAL_BEFORE = re.compile(
    r"(?:ปี ?งบประมาณ|ปี ?งบ ?ฯ?|งบประมาณ(?:รายจ่าย)?(?: ?ประจำปี)?|fiscal year|FY) ?\Z", re.I
)
_OTHER_YEAR_BEFORE = re.compile(r"ปี ?(?:การศึกษา|ปฏิทิน|ภาษี|การผลิต) ?\Z")
_YEAR_WORD_BEFORE = re.compile(r"(?:ปี|พ\.? ?ศ\.{0,2}) ?\Z")
_TWO_DIGITS = re.compile(
    rf"(?:(?P<fiscal>{_FISCAL_WORDS}|FY ?)|(?P<plain>ประจำปี|ปี)"
    r"|(?P<ita>(?<![A-Za-z])(?:ITA|OIT)[ _-]?))"
    r" ?(?:พ\.? ?ศ\.{0,2})? ?['’]?(?P<year>[5-7]\d)(?![\d๐-๙]|[.,/:]\d| ?%| ?ปี| ?เดือน| ?วัน"
    r"| ?คน| ?ราย| ?บาท| ?ข้อ| ?แห่ง| ?ท่าน| ?ครั้ง| ?พรรษา)",
    re.I,
)

_LAW = re.compile(
    r"พระราชบัญญัติ|พ\. ?ร\. ?บ\.?|พรบ\.?|พระราชกฤษฎีกา|พ\. ?ร\. ?ฎ\.?|พระราชกำหนด|พ\. ?ร\. ?ก\.?"
    r"|รัฐธรรมนูญ|ประมวลกฎหมาย|กฎกระทรวง|ประมวลจริยธรรม|มาตรฐานทางจริยธรรม"
    r"|ระเบียบ|ข้อบังคับ|ข้อบัญญัติ(?!งบประมาณ)|เทศบัญญัติ(?!งบประมาณ)|ข้อกำหนดจริยธรรม"
    r"|ประกาศ ?(?:กระทรวง|คณะ|กรม|สำนักนายก|สำนักงาน ?(?:คณะกรรมการ|ก\.|ป\.)|ก\.)"
    r"|คำสั่ง ?(?:หัวหน้า|คสช|คณะ)"
)
_LAW_YEAR = re.compile(r"(?:พ\.? ?ศ\.{0,2} ?|(?P<bare>(?<![\d-])))(?P<year>\d{4})(?![\d]|[.,]\d)")
_NOT_LAW = re.compile(r"งบประมาณ|ประจำปี|ปี |ปี\Z|เดือน|วันที่|แผน|ผลการ|สถิติ|รายงาน")
_LAW_AMENDED = re.compile(r"แก้ไข|ฉบับที่")
_RIGHTS = re.compile(r"©|\(c\) ?(?=\d)|copyright|ลิขสิทธิ์|all rights reserved", re.I)
_TODAY = re.compile(r"วันนี้|เวลาขณะนี้|เวลาปัจจุบัน|วันที่ปัจจุบัน")
_WEEKDAY_LINE = re.compile(
    rf"\s*(?:วัน)?(?:จันทร์|อังคาร|พุธ|พฤหัสบดี|ศุกร์|เสาร์|อาทิตย์)(?: ?ที่)? ?\d{{1,2}} ?(?:เดือน ?)?"
    rf"{_MONTH} ?{_ERA}\d{{4}}(?: ?,? ?(?:เวลา)? ?\d{{1,2}}[:.]\d\d[:.\d]*(?: ?น\.?)?)?\s*\Z",
    re.I,
)


def fiscal_year_of(on: date) -> int:
    """The Thai fiscal year (BE) that a day belongs to."""
    return on.year + BE_OFFSET + (1 if on.month >= 10 else 0)


def _plain(text: str) -> str:
    """The text with Arabic figures, plain spaces and plain hyphens, at unchanged offsets."""
    return arabic_digits(text).translate(_PLAIN)


_PLAIN = {ord(char): " " for char in "\u00a0\u2009\u202f\u200b"} | {
    ord(char): "-" for char in "–—−‐‑~"
}


def _year_ce(figures: str, era: str = "") -> int | None:
    """The Christian year of written figures, None when they cannot be a year."""
    number = int(figures)
    if len(figures) == 2:
        return 2500 + number - BE_OFFSET if 50 <= number <= 79 and "ค" not in era else None
    if 2400 <= number <= 2700 and "ค" not in era:
        return number - BE_OFFSET
    if 1950 <= number <= 2050 and "พ" not in era:
        return number
    return None


def _month_number(word: str) -> int:
    return next(i for i, pattern in enumerate(_MONTH_OF, start=1) if pattern.match(word))


def _line_around(text: str, start: int, end: int) -> str:
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    return text[first : len(text) if last < 0 else last]


def _is_today(text: str, start: int, end: int) -> bool:
    """Whether the date is the day's date that a page prints, not content."""
    line = _line_around(text, start, end)
    return len(line) <= 80 and _TODAY.search(line) is not None


def _on(year: int | None, month: int, day: int) -> date | None:
    if year is None or not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return date(year, month, day)


def dates(text: str) -> tuple[DateMention, ...]:
    """Full dates in the order of the text; the day's date printed by script is left out."""
    plain = _plain(text)
    found: dict[int, DateMention] = {}
    for match in _THAI_DATE.finditer(plain):
        year = _year_ce(match["year"], match["era"])
        _keep(found, plain, match, _on(year, _month_number(match["month"]), int(match["day"])))
    for match in _NUMERIC_DATE.finditer(plain):
        if len(match["year"]) == 2 and match["sep"] != "/":
            continue
        year = _year_ce(match["year"])
        _keep(found, plain, match, _on(year, int(match["month"]), int(match["day"])))
    for match in _ISO_DATE.finditer(plain):
        year = _year_ce(match["year"])
        _keep(found, plain, match, _on(year, int(match["month"]), int(match["day"])))
    return tuple(found[start] for start in sorted(found))


def _keep(found: dict[int, DateMention], plain: str, match: re.Match[str], on: date | None) -> None:
    if on is not None and not _is_today(plain, match.start(), match.end()):
        found[match.start()] = DateMention(on=on, start=match.start(), end=match.end())


def _excluded_spans(plain: str) -> list[tuple[int, int]]:
    """Where years of laws, copyright lines and the day's date stand."""
    spans: list[tuple[int, int]] = []
    for law in _LAW.finditer(plain):
        limit = plain.find("\n", law.end())
        limit = min(law.end() + 180, len(plain) if limit < 0 else limit)
        position = law.end()
        while match := _LAW_YEAR.search(plain, position, limit):
            between = plain[position : match.start()]
            first = position == law.end()
            bare_allowed = law[0].startswith(("พระราช", "พ", "รัฐ")) and len(between) <= 60
            if match["bare"] is not None and not bare_allowed:
                break
            if first and _NOT_LAW.search(between):
                break
            if not first and not (len(between) <= 60 and _LAW_AMENDED.search(between)):
                break
            if re.match(rf"{_DASH}\d", plain[match.end() :]):
                break
            spans.append((match.start(), match.end()))
            position, limit = match.end(), min(len(plain), match.end() + 100)
    for mark in _RIGHTS.finditer(plain):
        line_start = plain.rfind("\n", 0, mark.start()) + 1
        line_end = plain.find("\n", mark.end())
        line_end = len(plain) if line_end < 0 else line_end
        spans.append((max(line_start, mark.start() - 60), min(line_end, mark.end() + 60)))
    offset = 0
    for line in plain.split("\n"):
        today = len(line) <= 80 and _TODAY.search(line) is not None
        if today or (len(line) <= 80 and _WEEKDAY_LINE.match(line)):
            spans.append((offset, offset + len(line)))
        offset += len(line) + 1
    return spans


def _ranges(plain: str) -> Iterator[tuple[int, int, int, int]]:
    """(first year, last year, start, end) of each stretch of years, national plans left out."""
    for match in _RANGE.finditer(plain):
        first = _year_ce(match["first"])
        last = _year_ce(match["last"])
        if first is None or last is None or not first < last <= first + 25:
            continue
        if len(match["first"]) == 4 and not 2400 <= int(match["first"]) <= 2700:
            continue
        before = plain[max(0, match.start() - 90) : match.start()]
        if _NATIONAL_PLAN.search(before):
            continue
        yield first + BE_OFFSET, last + BE_OFFSET, match.start(), match.end()


def year_ranges(text: str) -> tuple[tuple[int, int], ...]:
    """First and last year (BE) of each stretch such as ``พ.ศ. 2566 - 2570``, in text order."""
    return tuple((first, last) for first, last, _, _ in _ranges(_plain(text)))


def year_mentions(text: str) -> tuple[YearMention, ...]:
    """Every year that the text names, in its order; both ends of a range are mentions."""
    plain = _plain(text)
    excluded = _excluded_spans(plain)
    found: dict[int, YearMention] = {}

    def add(year_be: int, fiscal: bool | None, start: int, end: int) -> None:
        if not any(first <= start < last for first, last in excluded):
            found.setdefault(
                end,
                YearMention(
                    year_be=year_be, fiscal=fiscal, start=start, end=end, text=text[start:end]
                ),
            )

    dated = [(mention.start, mention.end) for mention in dates(text)]
    for mention in dates(text):
        add(mention.on.year + BE_OFFSET, False, mention.start, mention.end)
    for match in _SINGLE_MONTH.finditer(plain):
        year = _year_ce(match["year2"], match["era2"]) if match["year2"] else None
        if year is not None:
            add(year + BE_OFFSET, False, match.start(), match.end())
    national: list[tuple[int, int]] = []
    kept = {start for _, _, start, _ in _ranges(plain)}
    for match in _RANGE.finditer(plain):
        if match.start() not in kept:
            national.append(match.span())
    for first, last, start, end in _ranges(plain):
        fiscal = True if _FISCAL_BEFORE.search(plain[max(0, start - 30) : start]) else None
        add(first, fiscal, start, start + (4 if plain[start : start + 4].isdigit() else 2))
        add(last, fiscal, end - (4 if plain[end - 4 : end].isdigit() else 2), end)
    for match in _FOUR_DIGITS.finditer(plain):
        start, end = match.span()
        if any(first <= start < last for first, last in (*dated, *national)):
            continue
        year_be = _bare_year(plain, match)
        if year_be is not None:
            before = _ERA_BEFORE.sub("", plain[max(0, start - 40) : start])
            fiscal_word = _FISCAL_BEFORE.search(before) is not None
            other = _OTHER_YEAR_BEFORE.search(before) is not None
            add(year_be, True if fiscal_word else False if other else None, start, end)
    for match in _TWO_DIGITS.finditer(plain):
        add(2500 + int(match["year"]), True if match["fiscal"] else None, *match.span("year"))
    return tuple(found[end] for end in sorted(found))


def _bare_year(plain: str, match: re.Match[str]) -> int | None:
    """The year of four figures outside dates, None when the words around deny it."""
    start, end = match.span()
    number = int(match["year"])
    before = plain[max(0, start - 40) : start]
    era = _ERA_BEFORE.search(before)
    if number < 2400:
        return number + BE_OFFSET if era and era["era"][0] in "คAa" and number >= 2010 else None
    if era and era["era"][0] in "คAa":
        return None
    if era or _YEAR_WORD_BEFORE.search(before) or _FISCAL_BEFORE.search(before):
        return number
    if _UNIT_AFTER.match(plain, end) or re.match(
        r" ?-\d{3,}| (?!2[4-7]\d\d)\d{3,4}(?!\d)", plain[end:]
    ):
        return number if re.match(rf"{_DASH}2[4-7]\d\d(?!\d)", plain[end:]) else None
    if _NUMBER_BEFORE.search(before) and not re.search(
        r"(?<!\d)2[4-7]\d\d ?-? \Z|2\d{3}-\Z", before
    ):
        return None
    return number


def fiscal_years_be(text: str) -> tuple[int, ...]:
    """Distinct fiscal years that the text names, ascending.

    A date or month counts to the fiscal year that holds it, a stretch of years to each of them, a
    bare year as that fiscal year; academic and calendar years do not count.
    """
    plain = _plain(text)
    years: set[int] = set()
    dated = {mention.end for mention in dates(text)}
    years.update(fiscal_year_of(mention.on) for mention in dates(text))
    for first, last, _, end in month_spans(text):
        years.update(range(fiscal_year_of(first), fiscal_year_of(last) + 1))
        dated.add(end)
    for first_year, last_year, _, _ in _ranges(plain):
        years.update(range(first_year, last_year + 1))
    years.update(
        mention.year_be
        for mention in year_mentions(text)
        if mention.fiscal is not False and mention.end not in dated
    )
    return tuple(sorted(years))


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _months_of_fiscal_year(year_ce: int, first: int, last: int) -> tuple[date, date]:
    """First and last day of the months (1 = October) of a fiscal year."""
    start_month, end_month = (first + 8) % 12 + 1, (last + 8) % 12 + 1
    start = date(year_ce - (1 if start_month >= 10 else 0), start_month, 1)
    return start, _month_end(year_ce - (1 if end_month >= 10 else 0), end_month)


def _fiscal_year_before(plain: str, start: int) -> int | None:
    match = _LEADING_FISCAL_YEAR.search(plain[max(0, start - 70) : start])
    return _year_ce(match["yearf"], match["eraf"]) if match else None


def month_spans(text: str) -> tuple[tuple[date, date, int, int], ...]:
    """Stretches of time that the text names: (first day, last day, start, end), in text order.

    Stretches of months or days, quarters and rounds of a fiscal year, single months, single dates.
    """
    plain = _plain(text)
    found: list[tuple[date, date, int, int]] = []

    def add(span: tuple[date, date] | None, start: int, end: int) -> None:
        if _is_today(plain, start, end):
            return
        taken = any(
            start < other_end and other_start < end for _, _, other_start, other_end in found
        )
        if span is not None and span[0] <= span[1] and not taken:
            found.append((*span, start, end))

    for match in _MONTH_SPAN.finditer(plain):
        add(_span_of_months(plain, match), *match.span())
    for mention in dates(text):
        add((mention.on, mention.on), mention.start, mention.end)
    for match in _SINGLE_MONTH.finditer(plain):
        month = _month_number(match["m1"])
        if match["yearf"]:
            year = _year_ce(match["yearf"], match["eraf"])
            year = year - 1 if year and month >= 10 else year
        else:
            year = _year_ce(match["year2"], match["era2"])
        if year is not None:
            add((date(year, month, 1), _month_end(year, month)), *match.span())
    for match in _QUARTERS.finditer(plain):
        figures = match["yearf"] or match["years"]
        year = _year_ce(figures) if figures else _fiscal_year_before(plain, match.start())
        first, last = int(match["first"]), int(match["last"] or match["first"])
        if year is not None and first <= last:
            add(_months_of_fiscal_year(year, first * 3 - 2, last * 3), *match.span())
    for match in _ROUND.finditer(plain):
        add(_round_span(plain, match), *match.span())
    return tuple(sorted(found, key=lambda span: (span[2], span[3])))


def _span_of_months(plain: str, match: re.Match[str]) -> tuple[date, date] | None:
    first_month, last_month = _month_number(match["m1"]), _month_number(match["m2"])
    first_year = _year_ce(match["year1"], match["era1"]) if match["year1"] else None
    last_year = _year_ce(match["year2"], match["era2"]) if match["year2"] else None
    if last_year is None:
        named = match["yearf"]
        fiscal = (
            _year_ce(named, match["eraf"]) if named else _fiscal_year_before(plain, match.start())
        )
        if match["year1"] or match["year2"] or fiscal is None:
            return None
        last_year = fiscal - (1 if last_month >= 10 else 0)
    if match["year1"] and first_year is None:
        return None
    if first_year is None:
        first_year = last_year - (1 if first_month > last_month else 0)
    if first_year > last_year + 1 or last_year > first_year + 30:
        return None
    first = _on(first_year, first_month, int(match["d1"] or 1))
    last_day = int(match["d2"] or monthrange(last_year, last_month)[1])
    last = _on(last_year, last_month, last_day)
    return (first, last) if first and last else None


def _round_span(plain: str, match: re.Match[str]) -> tuple[date, date] | None:
    """The months of a round; explicit months right after it say it better, so they win."""
    if re.match(rf"[^\d\n]{{0,20}}(?:\d{{1,2}} ?)?{_MONTH}", plain[match.end() :], re.I):
        return None
    year = (
        _year_ce(match["yearf"], match["eraf"])
        if match["yearf"]
        else _fiscal_year_before(plain, match.start())
    )
    if year is None:
        return None
    length = _ROUND_LENGTHS.get(match["length"]) or int(match["length"])
    if match["half"] == "หลัง":
        return _months_of_fiscal_year(year, 13 - length, 12)
    return _months_of_fiscal_year(year, 1, length)
