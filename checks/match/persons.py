"""Cuts a page that lists persons into one stretch per person."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from checks.match.lines import Line, lines
from checks.match.values import holds, person_names
from crawler.records import Document, Region

_CONTENT = frozenset({Region.CONTENT})
# Posts of the head of an agency and of the deputies.
HEAD_POSTS = re.compile(
    r"(?<!เลขานุการ)(?<!ที่ปรึกษา)นายก(?!รัฐ|สมาคม|สภา)|(?<!สำนัก)(?<!สำนักงาน)ปลัด(?!อำเภอ)|อธิบดี|อธิการบดี"
    r"|เลขาธิการ|ผู้ว่า|ผู้อำนวยการ(?!กอง|โรงเรียน|สำนัก|ส่วน|ฝ่าย|กลุ่ม)|กรรมการผู้จัดการ|ประธานกรรมการ"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person with the lines from the name to the next person's."""

    document: Document
    name: str
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """All words of the stretch, one line."""
        return " ".join(line.text for line in self.lines)

    @property
    def leads(self) -> bool:
        """Whether the stretch names a post of the head or a deputy."""
        return bool(HEAD_POSTS.search(self.text.replace("สำนัก ปลัด", "สำนักปลัด")))

    @property
    def reachable(self) -> bool:
        """Whether the stretch holds a telephone number or an e-mail address."""
        return holds(self.text, "phone") or holds(self.text, "email")


def persons(documents: Iterable[Document]) -> tuple[Person, ...]:
    """The persons that the content of documents lists, in reading order."""
    found: list[Person] = []
    for document in documents:
        name, stretch = "", list[Line]()
        for line in lines(document, _CONTENT):
            names = person_names(line.text)
            if names:
                if name:
                    found.append(Person(document=document, name=name, lines=tuple(stretch)))
                name, stretch = names[-1], [line]
            elif name:
                stretch.append(line)
        if name:
            found.append(Person(document=document, name=name, lines=tuple(stretch)))
    return tuple(found)
