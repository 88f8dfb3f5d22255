"""Figures in sentences and captions that the width of a printed page breaks."""

from dataclasses import replace

from judging import page

from checks.match.fields.told_figures import told_values
from checks.match.tables.figure_lists import labelled_figures
from crawler.records import Document

WIDE = "ตั้งแต่เดือนตุลาคมถึงเดือนมีนาคม สำนักงานให้บริการทั้งทางโทรศัพท์และทางไปรษณีย์อีกด้วย"
TABLE = (
    "<table><tr><th>เดือน</th><th>ทะเบียน</th></tr><tr><td>ต.ค. 67</td><td>12</td></tr>"
    "<tr><td>พ.ย. 67</td><td>9</td></tr></table>"
)


def printed(body: str) -> Document:
    return replace(
        page("f", f"<title>สถิติ</title><main>{body}</main>"), content_type="application/pdf"
    )


def test_a_figure_stands_behind_its_words_on_the_next_line() -> None:
    broken = "ผู้มาติดต่อที่เคาน์เตอร์มีจำนวนมากขึ้นทุกเดือน ส่วนผู้ที่ยื่นคำขอผ่านระบบทะเบียนออนไลน์ (e-"
    found = list(
        told_values(
            (printed(f"<p>{WIDE}</p><p>{broken}</p><p>Reg) 3,830 ครั้ง</p>"),), [["ออนไลน์"]], "number"
        )
    )
    assert [value.value for value in found]


def test_a_figure_of_the_next_paragraph_is_another() -> None:
    ends = "ผู้ที่ยื่นคำขอผ่านระบบทะเบียนออนไลน์"
    found = list(
        told_values(
            (printed(f"<p>{WIDE}</p><p>{ends}</p><p>โทรศัพท์ 3,830 ครั้ง</p>"),), [["ออนไลน์"]], "number"
        )
    )
    assert not found


def test_a_caption_on_two_lines_names_its_table() -> None:
    caption = "จำนวนผู้ที่มาขอรับบริการ ณ จุดบริการของเทศบาล ประจำปีงบประมาณ และตามรอบการประเมินของปี"
    document = printed(f"<p>{WIDE}</p><p>{caption}</p><p>พ.ศ. 2568</p>{TABLE}")
    assert list(labelled_figures((document,), [["จุดบริการ"]], (), "number"))


def test_a_sentence_before_the_caption_names_no_table() -> None:
    document = printed(f"<p>{WIDE} ณ จุดบริการ</p><p>ตารางที่ 1</p>{TABLE}")
    assert not list(labelled_figures((document,), [["จุดบริการ"]], (), "number"))
