"""The page shows pictures of the persons it names.

Question: does a picture in the content stand with a person's name or post?

passed        quotes the picture.
failed        incomplete: the bundle was read and shows no such picture.
cantTell      pictures are there, but nothing tells that they show the persons; or a part of the
              bundle was not read.
inapplicable  never; the rulebook says who owes the component.

Source: components with field photo in the rulebook facts.
"""

import re
from dataclasses import dataclass

from checks.api import Case, Finding, Reason, cant_tell, check, passed, quote_image
from checks.match.reading.values import person_names
from crawler.records import Image, Region

_POST = re.compile(
    r"นายก|ปลัด|ผู้อำนวยการ|หัวหน้า|รอง|ประธาน|ผู้ว่า|อธิบดี|อธิการ|คณบดี|เลขาธิการ|ผู้จัดการ|ผู้บริหาร"
)
_DECORATION = re.compile(r"logo|banner|icon|facebook|line|โลโก้|ตราสัญลักษณ์|แบนเนอร์", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Whom or what the picture shows."""

    of: str = "person"  # whom or what the picture shows


@check(version=1, options=Options)
def picture_shown(case: Case, options: Options) -> Finding:
    """Look for a picture whose alt text, caption or neighbourhood names a person or a post."""
    unsure = None
    for document in case.documents:
        for image in document.images:
            if image.region is not Region.CONTENT or _decorates(image):
                continue
            words = f"{image.alt} {image.title} {image.near_text}"
            if person_names(words) or _POST.search(words):
                return passed(quote_image(document, image), found=words.strip()[:120])
            unsure = unsure or quote_image(document, image)
    if unsure is not None:
        return cant_tell(Reason.NEEDS_PERSON, unsure, note="nothing tells whom the pictures show")
    return case.absent("no picture in the content")


def _decorates(image: Image) -> bool:
    return bool(_DECORATION.search(f"{image.alt} {image.url.rsplit('/', 1)[-1]}"))
