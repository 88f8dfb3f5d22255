"""Among the places of an item the one that satisfies most wins; equals are kept and shown."""

from judging import HOME, site, verdicts

from checks.outcome import Outcome
from checks.records import Verdict
from oitwatch.reports.source_shapes import confidence_of

HEADINGS = ("โครงการ", "ผลการดำเนินงาน", "งบประมาณที่ใช้", "ปัญหาอุปสรรค", "ข้อเสนอแนะ")


def report(place: str, columns: int = 5, year: int = 2567) -> str:
    cells = (f"ซ่อมถนน{place}", "แล้วเสร็จ", "120,000", "ฝนตกชุก", "เริ่มก่อนฤดูฝน")[:columns]
    head = "".join(f"<th>{name}</th>" for name in HEADINGS[:columns])
    row = "".join(f"<td>{cell}</td>" for cell in cells)
    return (
        f"<h1>รายงานผลการดำเนินงานประจำปีงบประมาณ พ.ศ. {year}</h1>"
        f"<table><tr>{head}</tr><tr>{row}</tr></table>"
    )


def annual(**pages: str) -> Verdict:
    """O7 on a site whose menu leads to every page by the item's title."""
    menu = "".join(f"<a href='/{name}'>รายงานผลการดำเนินงานประจำปี</a>" for name in pages)
    return verdicts(site({"": f"<nav>{menu}</nav>", **pages}), items=["O7"])["O7"]


def satisfied(verdict: Verdict) -> dict[str, int | None]:
    return {c.url.removeprefix(HOME): c.satisfied for c in verdict.candidates}


def test_the_place_that_satisfies_most_wins_whatever_points_at_it_first() -> None:
    """Three places of equal pointers: the complete one, and how much each of them shows."""
    found = annual(a=report("ก", 2), b=report("ข", 4), c=report("ค"))
    counts = satisfied(found)

    assert found.outcome is Outcome.PASSED
    assert found.candidate is not None
    assert found.candidate.url == f"{HOME}c"
    assert counts["a"] < counts["b"] < counts["c"]  # type: ignore[operator]
    assert not any(c.tied for c in found.candidates)
    assert confidence_of(found) == "high"


def test_equals_are_kept_and_lower_the_confidence() -> None:
    """Two complete reports of the same year: the first is taken, the other one shown."""
    found = annual(a=report("ก"), b=report("ข"), c=report("ค", 2))

    assert found.candidate is not None
    assert found.candidate.url == f"{HOME}a"
    assert [c.url.removeprefix(HOME) for c in found.candidates if c.tied] == ["b"]
    assert confidence_of(found) == "medium"


def test_a_page_and_the_file_on_it_are_one_place_and_no_tie() -> None:
    pages = {
        "": "<nav><a href='/list'>รายงานผลการดำเนินงานประจำปี</a></nav>",
        "list": "<h1>รายงานผลการดำเนินงานประจำปี</h1><a href='/r'>รายงานผลการดำเนินงานประจำปี 2567</a>",
        "r": report("ก"),
    }
    found = verdicts(site(pages), items=["O7"])["O7"]
    assert found.outcome is Outcome.PASSED
    assert not any(c.tied for c in found.candidates)


def test_pages_that_show_nothing_of_an_item_are_no_ties() -> None:
    """Two empty pages are equal in lacking everything."""
    found = annual(a="<h1>รายงานผลการดำเนินงานประจำปี</h1>", b="<h1>รายงานผลการดำเนินงานประจำปี</h1>")
    assert found.outcome is Outcome.FAILED
    assert not any(c.tied for c in found.candidates)


def test_this_years_report_wins_over_last_years_complete_one() -> None:
    """The year is one of the components: a complete report of another year is no answer."""
    found = annual(a=report("ก", year=2566), b=report("ข"))
    assert found.outcome is Outcome.PASSED
    assert found.candidate is not None
    assert found.candidate.url == f"{HOME}b"
