"""Which pictures of a page may be what it has to say."""

import pytest
from judging import page

from crawler.pictures import content_pictures, is_only_picture

MENU = "".join(
    f'<li><a href="/oit/{number}">O{number} รายการข้อมูลสาธารณะลำดับที่ {number}</a></li>'
    for number in range(1, 30)
)
SCANNED = '<figure><img src="/u/20260105_1.jpg"><figcaption>หน้า 1</figcaption></figure>'
TEXT = "<p>" + "เทศบาลรับเรื่องร้องเรียนทุกวันทำการ และแจ้งผลให้ผู้ร้องทราบเป็นหนังสือ " * 4 + "</p>"


@pytest.mark.parametrize(
    ("content", "only_picture"),
    [
        (f"<h1>แนวปฏิบัติเรื่องร้องเรียน</h1>{SCANNED}", True),
        (f"<ul>{MENU}</ul><h1>แนวปฏิบัติเรื่องร้องเรียน</h1>{SCANNED}", True),
        (f"<h1>แนวปฏิบัติเรื่องร้องเรียน</h1>{TEXT}{SCANNED}", False),
        (f"<ul>{MENU}</ul><h1>แนวปฏิบัติเรื่องร้องเรียน</h1>{TEXT}{SCANNED}", False),
        (f"{TEXT}<h1>แนวปฏิบัติเรื่องร้องเรียน</h1>{SCANNED}", False),
    ],
)
def test_a_menu_above_the_heading_is_no_text_beside_a_picture(
    content: str, only_picture: bool
) -> None:
    shown = page("oit/27", f"<body><div id='main'>{content}</div></body>")

    assert is_only_picture(shown) is only_picture


def test_a_caption_that_calls_it_a_page_outweighs_a_file_name_of_decoration() -> None:
    shown = page(
        "oit/31",
        "<h1>ประกาศ</h1><figure><img src='/u/banner_31.jpg'><figcaption>ประกาศ หน้า 1 ลงนามแล้ว"
        "</figcaption></figure><figure><img src='/u/banner_9.jpg'><figcaption>ชวนเที่ยวงานบุญ"
        "</figcaption></figure>",
    )

    assert [image.url.rsplit("/", 1)[1] for image in content_pictures(shown)] == ["banner_31.jpg"]
