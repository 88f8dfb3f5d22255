"""What text read by OCR may show, from a document to a finding."""

from dataclasses import replace
from pathlib import Path

from case_files import load_case

from checks.api import Case, Finding, Reason, RegisteredCheck, failed, quote_text
from checks.api import check as checked
from checks.catalog.period_covered import period_covered
from checks.outcome import Outcome
from checks.scans import readable
from crawler.records import AgreedYear, TextPart

FOLDER = Path(__file__).parent
SCAN = FOLDER / "period_covered" / "passed-year-of-a-scan-named-by-its-link" / "case.yaml"
ALONE = FOLDER / "period_covered" / "cant-tell-year-on-a-scan-alone" / "case.yaml"


def case_of(path: Path) -> Case:
    return load_case(path).case


def test_absence_is_not_claimed_past_a_scan() -> None:
    """A bundle that OCR read in part leaves open what it did not find; links are no text."""
    case = case_of(SCAN)

    open_ = case.absent("no such words")
    linked = case.absent("no link leads there", reason=Reason.NOT_LINKED)

    assert (open_.outcome, open_.reason) == (Outcome.CANT_TELL, Reason.SCAN_WITHOUT_TEXT)
    assert [gap.url for gap in open_.blocking_gaps] == [case.documents[1].url]
    assert (linked.outcome, linked.reason) == (Outcome.FAILED, Reason.NOT_LINKED)


def test_absence_stands_where_nothing_is_a_scan() -> None:
    """The same bundle without the scan is read in full."""
    case = case_of(SCAN)

    finding = replace(case, documents=case.documents[:1]).absent("no such words")

    assert finding.outcome is Outcome.FAILED


def test_a_failure_that_quotes_ocr_is_none() -> None:
    """Whatever a check makes of words on a scan, they fail nothing; the quote says what it is."""

    @checked(version=1)
    def wrong(case: Case, _options: object) -> Finding:
        scan = case.documents[1]
        return failed(Reason.WRONG_PERIOD, quote_text(scan, 0, 20), found=scan.text[:20])

    assert isinstance(wrong, RegisteredCheck)
    finding = wrong(case_of(SCAN), None)

    assert (finding.outcome, finding.reason) == (Outcome.CANT_TELL, Reason.SCAN_WITHOUT_TEXT)
    assert finding.quote is not None
    assert finding.quote.ocr


def test_a_year_that_only_the_scan_names_is_left_unread() -> None:
    """Checks see no figure of it; telephones and sums stay."""
    seen = readable(case_of(ALONE)).documents[1].text

    assert "พ.ศ. □□□□" in seen
    assert len(seen) == len(case_of(ALONE).documents[1].text)


def read_twice(case: Case, year: str = "2568") -> Case:
    """The case in which the digit reader agrees on the year that the scan names."""
    scan = case.documents[1]
    start = scan.text.index(year)
    agreed = (AgreedYear(start=start, end=start + len(year)),)
    return replace(case, documents=(case.documents[0], replace(scan, agreed_years=agreed)))


def test_a_year_that_the_digit_reader_tells_too_counts() -> None:
    """It is left in the text, proves the period, and the quote says by whom it was read."""
    options = period_covered.options(test="in_fiscal_year")

    alone = period_covered(case_of(ALONE), options)
    twice = period_covered(read_twice(case_of(ALONE)), options)

    assert (alone.outcome, alone.reason) == (Outcome.CANT_TELL, Reason.SCAN_WITHOUT_TEXT)
    assert twice.outcome is Outcome.PASSED
    assert twice.quote is not None
    assert twice.quote.ocr
    assert twice.quote.year_agreed
    assert "2568" in twice.quote.text


def test_only_the_year_that_was_told_twice_counts() -> None:
    """The same figures in another place of the scan stay unread."""
    case = case_of(ALONE)
    scan = case.documents[1]
    line = scan.text.split("\n")[0]
    doubled = replace(scan, text=f"{scan.text}{line}\n", parts=())
    part = TextPart(locator="page=1", start=0, end=len(doubled.text), ocr=True)
    doubled = replace(doubled, parts=(part,))

    seen = readable(read_twice(replace(case, documents=(case.documents[0], doubled))))

    first, *_, last = seen.documents[1].text.strip().split("\n")
    assert "2568" in first
    assert "□□□□" in last


def test_a_year_told_twice_fails_nothing() -> None:
    """OCR and the digit reader show what is there; that it is wrong stays open."""
    case = case_of(ALONE)
    scan = case.documents[1]
    older = replace(scan, text=scan.text.replace("2568", "2566"), title="")
    case = replace(case, documents=(case.documents[0], older))
    options = period_covered.options(test="in_fiscal_year")
    finding = period_covered(read_twice(case, "2566"), options)

    assert finding.outcome is Outcome.CANT_TELL


def test_a_quote_shows_the_scan_as_it_was_read() -> None:
    """What a check saw without its year is quoted with it, so that it reads back."""

    @checked(version=1)
    def shown(case: Case, _options: object) -> Finding:
        scan = case.documents[1]
        end = scan.text.index("\n")
        return Finding(
            outcome=Outcome.PASSED,
            quotes=(quote_text(scan, 0, end),),
            details=(("found", scan.text[:end]),),
        )

    finding = shown(case_of(ALONE), None)

    assert finding.quote is not None
    assert finding.quote.text.endswith("พ.ศ. 2568")
    assert finding.detail("found") == finding.quote.text
