"""Names of units and of kinds of people that hold the words of a subject.

"กลุ่มงานบริหารทรัพยากรบุคคลจัดทำแผนอบรม": a unit for managing staff that makes a plan of training shows
no plan for managing staff; nor does a course for "ข้าราชการบรรจุใหม่" plan to fill posts.
"""

import re
from collections.abc import Sequence

from checks.match.reading.phrases import matches

# "แผนงานบริหารบุคคล" and "ในส่วนบริหารงานบุคคล" name no unit; "งาน" is one where a word begins.
_UNIT = re.compile(
    r"(?:(?:กลุ่มงาน|กลุ่ม|ฝ่าย|กอง|สำนัก|(?<!ใน)ส่วน|หน่วย|แผนก|ศูนย์|สถาบัน|(?:^|(?<=[\s(:,/])|(?<=โดย)|(?<=ของ)|(?<=ให้))งาน)"
    r"(?:การ)?(?:บริหาร|พัฒนา)(?:และ(?:การ)?พัฒนา)?(?:งาน|ทรัพยากร)?(?:บุคคล|บุคลากร|มนุษย์))"
)
_PLAN = "แผน"  # said of the one plan as of the other


def says_beside_units(
    text: str, any_of: Sequence[Sequence[str]], people: Sequence[str] = ()
) -> bool:
    """Whether a line found by these words holds any of them beside names of units and of people."""
    rest = _UNIT.sub(" ", text)
    for words in people:
        rest = rest.replace(words, " ")
    if rest == text:
        return True
    lists = [[word for word in words if word != _PLAN] for words in any_of]
    return matches(rest, [words for words in lists if words])
