"""A unit excludes a subject by its name; words that only begin as its kind does do not."""

import pytest

from checks.match.reading.phrases import matches
from checks.match.subjects.words import subject_stems


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("แผนการพัฒนาบุคลากร ปี 2568", True),
        ("แผนกลยุทธ์การบริหารทรัพยากรบุคคล", True),
        ("แผนกำลังคน 3 ปี", True),
        ("แผนกบุคลากร", False),
        ("แผนกการเจ้าหน้าที่และพัฒนาบุคลากร", False),
    ],
)
def test_plans_and_units(title: str, names: bool) -> None:
    stems, not_words = subject_stems((), ("hr_policy",))
    assert matches(title, stems, not_words) is names
