"""Links without words of their own: what the row around one says tells what it leads to."""

import pytest
from judging import page

from checks.belonging import belongs
from checks.evaluate import matcher_for
from checks.rulebook import load

ROWS = "".join(
    f'<tr><td>{label}</td><td><a href="{at}">ดาวน์โหลดไฟล์</a></td></tr>'
    for label, at in (
        ("สำหรับผู้บริหาร", "/code.pdf"),
        ("ทำเนียบผู้บริหาร", "/executives.pdf"),
        ("ฉบับสมาชิกสภา", "/council.pdf"),
    )
)
LEAD = f"<title>ประมวลจริยธรรม</title><h1>ประมวลจริยธรรม</h1><table>{ROWS}</table>"


@pytest.mark.parametrize(
    ("path", "own"), [("/code.pdf", True), ("/council.pdf", True), ("/executives.pdf", False)]
)
def test_whom_a_file_is_for_names_no_other_item(path: str, own: bool) -> None:
    """ "สำหรับผู้บริหาร" under codes of ethics is no list of the executives."""
    lead = page("e", LEAD)
    link = next(link for link in lead.links if link.url.endswith(path))

    assert belongs(link, lead, "ethics_code_and_drive", matcher_for(load(2568))) is own


@pytest.mark.parametrize(
    ("label", "slug", "own"),
    [
        ("ดาวน์โหลด ผู้บริหาร", "ethics_code_and_drive", True),
        ("ดาวน์โหลด ผู้บริหาร", "hr_plan", False),
        ("ทำเนียบผู้บริหาร", "ethics_code_and_drive", False),
    ],
)
def test_a_file_named_by_the_people_whose_code_it_is(label: str, slug: str, own: bool) -> None:
    """Codes of ethics are put up one for each kind of people; no other item's files are."""
    lead = page("e", f'<h1>เอกสาร</h1><p><a href="/f/exec.pdf">{label}</a></p>')
    (link,) = lead.links

    assert belongs(link, lead, slug, matcher_for(load(2568))) is own
