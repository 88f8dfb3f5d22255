"""The types of agencies as people write them: codes, Thai names and short forms."""

import re

from checks.rulebook import AGENCY_TYPES
from crawler.thai import fold_text

# Besides the code itself. Source: the kinds of agencies in the yearly ITA handbook, and the short
# forms of the Department of Local Administration.
_NAMES: dict[str, tuple[str, ...]] = {
    "local_government": (
        "องค์กรปกครองส่วนท้องถิ่น",
        "อปท.",
        "ท้องถิ่น",
        "เทศบาล",
        "local government",
    ),
    "pao": ("องค์การบริหารส่วนจังหวัด", "อบจ."),
    "city_municipality": ("เทศบาลนคร", "ทน.", "city municipality"),
    "town_municipality": ("เทศบาลเมือง", "ทม.", "town municipality"),
    "subdistrict_municipality": ("เทศบาลตำบล", "ทต.", "subdistrict municipality"),
    "sao": ("องค์การบริหารส่วนตำบล", "อบต."),
    "special": (
        "องค์กรปกครองส่วนท้องถิ่นรูปแบบพิเศษ",
        "รูปแบบพิเศษ",
        "อปท. รูปแบบพิเศษ",
        "กรุงเทพมหานคร",
        "กทม.",
        "เมืองพัทยา",
    ),
    "central": (
        "ส่วนราชการระดับกรม",
        "ส่วนราชการระดับกรมหรือเทียบเท่า",
        "ส่วนราชการระดับกรมและเทียบเท่า",
        "ส่วนราชการ",
        "ราชการส่วนกลาง",
        "ส่วนกลาง",
        "กรม",
        "กรมหรือเทียบเท่า",
    ),
    "province": ("จังหวัด", "ราชการส่วนภูมิภาค", "ส่วนราชการระดับจังหวัด", "ระดับจังหวัด"),
    "university": ("สถาบันอุดมศึกษา", "สถาบันการศึกษาระดับอุดมศึกษา", "มหาวิทยาลัย", "อุดมศึกษา"),
    "state_enterprise": ("รัฐวิสาหกิจ", "รส.", "state enterprise"),
    "public_organisation": ("องค์การมหาชน", "อมช.", "public organization", "public organisation"),
    "fund": ("กองทุน", "กองทุนที่เป็นนิติบุคคล", "กองทุนหมุนเวียน"),
    "independent": (
        "องค์กรอิสระ",
        "องค์กรตามรัฐธรรมนูญ",
        "องค์กรอิสระตามรัฐธรรมนูญ",
        "หน่วยงานอิสระ",
        "หน่วยงานของรัฐอื่น",
        "หน่วยงานของรัฐอื่น ๆ",
        "หน่วยงานอื่นของรัฐ",
    ),
    "court": ("ศาล", "สำนักงานศาล", "หน่วยธุรการของศาล"),
    "parliament": ("หน่วยงานในสังกัดรัฐสภา", "รัฐสภา", "หน่วยงานสังกัดรัฐสภา"),
}
_IN_BRACKETS = re.compile(r"[(\[（]([^)\]）]*)[)\]）]")
_SIZES = ("ขนาดเล็ก", "ขนาดกลาง", "ขนาดใหญ่", "สามัญระดับสูง", "ประเภทสามัญ", "ประเภทพิเศษ", "สามัญ")


def _folded(text: str) -> str:
    return re.sub(r"[\s._/-]", "", fold_text(text)).casefold()


_FOLDED_SIZES = tuple(map(_folded, _SIZES))
_BY_NAME = {_folded(name): code for code in AGENCY_TYPES for name in (code, *_NAMES.get(code, ()))}


def agency_type_named(text: str) -> str | None:
    """The code of a type that a person wrote, None when it names none.

    Spaces, dots and letter case do not count, nor a remark in brackets or a size after the name.
    """
    for written in (text, _IN_BRACKETS.sub(" ", text), *_IN_BRACKETS.findall(text)):
        folded = _folded(written)
        sizes = ("", *(size for size in _FOLDED_SIZES if folded.endswith(size)))
        for size in sizes:
            code = _BY_NAME.get(folded.removesuffix(size))
            if code is not None:
                return code
    return None
