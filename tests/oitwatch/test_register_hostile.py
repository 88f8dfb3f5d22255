"""Register files that are broken, hostile, or no tables at all."""

from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checks.rulebook import AGENCY_TYPES, load
from crawler.guard import is_public
from crawler.urls import host_of, is_ip
from oitwatch.agency_id import agency_id_of, site_key
from oitwatch.agency_types import agency_type_named
from oitwatch.errors import UsageError
from oitwatch.register import completed, plan_register
from oitwatch.register_columns import COLUMNS, columns_of, is_register_header, template_header
from oitwatch.reports.agencies import ListedAgency, list_csv
from oitwatch.sheets import Row, Table, read_table
from oitwatch.texts import texts
from store.records import AgencyEntry, RegisteredAgency

HEADER = "id,name,url\n"
GOOD = "a,อบต.ก,https://a.example\n"


@pytest.fixture
def imported(oitwatch, tmp_path):
    """Import bytes under a name."""

    def run(content: bytes | str, name: str = "register.csv"):
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return oitwatch("agencies", "import", path)

    return run


def planned(table: Table, known=(), folder: Path = Path()):
    return plan_register(table, known, rulebook=load(2569), texts=texts("th"), folder=folder)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "ไม่พบหัวคอลัมน์"),
        (HEADER, "ไม่มีรายการหน่วยงาน"),
        ("a,b,c\n1,2,3\n", "ไม่พบหัวคอลัมน์"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "ไม่ใช่ตาราง"),
        (b"PK\x03\x04 and then nothing of a zip", "ไม่ใช่ตาราง"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "ไม่ใช่ตาราง"),
        (bytes(range(256)) * 10, "ไม่พบหัวคอลัมน์"),
        (b"x" * (20 * 2**20 + 1), "ใหญ่เกินไป"),
    ],
    ids=["empty", "header-only", "other", "pdf", "no-zip", "no-ole", "binary", "large"],
)
def test_unusable_files(imported, content, words):
    """A file that is no register gets one sentence and exit 2."""
    ran = imported(content)

    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err


def test_what_is_no_file(oitwatch, tmp_path):
    """A directory, or nothing, gets one sentence and exit 2."""
    assert oitwatch("agencies", "import", tmp_path).code == 2
    assert oitwatch("agencies", "import", tmp_path / "none.csv").code == 2


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("b,=1+1,https://b.example", "เป็นสูตร"),
        ('b,"=HYPERLINK(""http://c.example"")",https://b.example', "เป็นสูตร"),
        ("b,@SUM(A1),https://b.example", "เป็นสูตร"),
        (f"b,{'ก' * 100_000},https://b.example", "ยาว 100,000 ตัวอักษร"),
        (f"b,{'ก' * 200_000},https://b.example", "อ่านแถวนี้ไม่ได้"),
        ("b,อบต\x00ข,https://b.example", "อักขระควบคุม"),
        ("b,12,https://b.example", "ไม่ใช่ชื่อหน่วยงาน"),
        ("-b,อบต.ข,https://b.example", "ใช้เป็นรหัสไม่ได้"),
        ("../b,อบต.ข,https://b.example", "ใช้เป็นรหัสไม่ได้"),
        ("b,อบต.ข,javascript:alert(1)//", "ไม่ใช่"),
        ("b,อบต.ข,https://b.example https://c.example", "มากกว่าหนึ่งที่อยู่"),
        ("b,อบต.ข", "ไม่มีที่อยู่เว็บไซต์"),
        ('b,"อบต.ข,https://b.example', "อ่านแถวนี้ไม่ได้"),
    ],
)
def test_hostile_rows(imported, row, words):
    """A hostile row is refused with its line; the rows around it come in."""
    ran = imported(f"{HEADER}{GOOD}{row}\nz,อบต.ฮ,https://z.example\n")

    assert ran.code == 1
    assert ran.out.splitlines()[0].startswith("บรรทัดที่ 3")
    assert words in ran.out
    assert ran.out.splitlines()[-1].startswith("เพิ่ม 2 ")


def test_a_damaged_letter_refuses_its_row_only(imported):
    """One broken byte in UTF-8 does not turn the whole file into the letters of windows-874."""
    content = f"{HEADER}{GOOD}b,อบต.ข?,https://b.example\n".encode().replace(b"?", b"\xff")
    ran = imported(content)

    assert ran.code == 1
    assert "บรรทัดที่ 3" in ran.out
    assert ran.out.splitlines()[-1].startswith("เพิ่ม 1 ")


def test_a_small_workbook_that_asks_for_all_memory(oitwatch, tmp_path):
    """A cell in the last row and column of a sheet ends in a sentence, not in a dead process."""
    path = tmp_path / "register.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["id", "name", "url"])
    sheet.write(1_048_575, 16_383, "x")
    book.close()
    ran = oitwatch("agencies", "import", path)

    assert ran.code == 2
    assert "ใหญ่เกินไป" in ran.err


def test_formula_cells_count_by_their_value(oitwatch, tmp_path):
    """A workbook's formula is never run: what it last showed is the cell."""
    path = tmp_path / "register.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["id", "name", "url"])
    sheet.write_row(1, 0, ["a", "", "https://a.example"])
    sheet.write_formula(1, 1, '="อบต."&"ก"', None, "อบต.ก")
    sheet.write_row(2, 0, ["b", "", "https://b.example"])
    sheet.write_formula(2, 1, "=1/0", None, "#DIV/0!")
    book.close()
    ran = oitwatch("agencies", "import", path)

    assert ran.code == 1
    assert "บรรทัดที่ 3 คอลัมน์ “name”: ไม่มีชื่อหน่วยงาน" in ran.out


def test_many_rows_end(tmp_path):
    """Quotation marks that nobody closed, on every line, are read in linear time."""
    path = tmp_path / "register.csv"
    path.write_text(HEADER + 'b,"อบต.ข,https://b.example\n' * 20_001, encoding="utf-8")
    table = read_table(path, is_register_header)

    assert table is not None
    assert sum(row.broken for row in table.rows) >= 10_000


def test_too_many_rows(tmp_path):
    """More than 50,000 rows are refused."""
    path = tmp_path / "register.csv"
    path.write_text(HEADER + GOOD * 50_001, encoding="utf-8")
    with pytest.raises(UsageError, match="sheet_too_large"):
        read_table(path, is_register_header)


# -- names ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["th", "en"])
def test_every_type_is_read_by_code_and_name(lang):
    """What the reports call a type is read back as that type."""
    for code in AGENCY_TYPES:
        assert agency_type_named(code) == code
        assert agency_type_named(code.upper()) == code
    if lang == "th":
        for code in AGENCY_TYPES:
            assert agency_type_named(texts("th").say(f"agency_type.{code}")) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("อบต.", "sao"),
        ("อบต", "sao"),
        ("องค์การบริหารส่วนตําบล", "sao"),  # decomposed sara am
        ("องค์การบริหารส่วนตำบล (อบต.)", "sao"),
        ("อบต. ขนาดใหญ่", "sao"),
        ("เทศบาลตำบลขนาดกลาง", "subdistrict_municipality"),
        ("ทม.", "town_municipality"),
        ("เทศบาล", "local_government"),
        ("มหาวิทยาลัย", "university"),
        ("กรุงเทพมหานคร", "special"),
        ("ธนาคาร", None),
        ("", None),
    ],
)
def test_types_in_short_forms(text, code):
    """Short forms, remarks and sizes do not hide a type; other words name none."""
    assert agency_type_named(text) == code


def test_every_column_has_one_meaning():
    """No name stands for two columns, and the template is read whole."""
    for field, names in COLUMNS.items():
        for name in (field, *names):
            assert columns_of((name,)) == {field: 0}
    assert list(columns_of(template_header())) == list(COLUMNS)


@pytest.mark.parametrize(
    ("url", "made"),
    [
        ("https://www.a.example/", "a.example"),
        ("http://a.example/", "a.example"),
        ("https://a.example:8443/", "a.example:8443"),
        ("http://127.0.0.1:8000/", "127.0.0.1:8000"),
        ("http://[::1]:8000/", "[::1]:8000"),
    ],
)
def test_ids_made_of_addresses(url, made):
    """A port of its own belongs to the id; www and the scheme do not."""
    assert agency_id_of(url) == made


def test_agencies_on_one_host_stay_apart():
    """The path makes ids and websites differ; a slash at its end does not."""
    first, second = "https://a.example/sao1", "https://a.example/sao2"

    assert agency_id_of(first) != agency_id_of(second)
    assert site_key(first) != site_key(second)
    assert site_key(first) == site_key("http://www.a.example/sao1/")


# -- any text -------------------------------------------------------------------------------------

_FIELDS = tuple(COLUMNS)
_CELL = st.one_of(
    st.text(max_size=40),
    st.text(alphabet="a1.:/=;,\n@-กข้ำ", max_size=40),
    st.sampled_from(
        ["https://a.example", "O3=https://a.example", "กองคลัง=ข", "sao", "a@b.example"]
    ),
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows=st.lists(st.tuples(*[_CELL] * len(_FIELDS)), max_size=4))
def test_any_cells_give_entries_or_problems(rows):
    """Nothing raises; what comes in is public, named, and stands once."""
    table = Table(
        sheet="",
        header=Row(line=1, cells=_FIELDS),
        rows=tuple(Row(line=2 + at, cells=row) for at, row in enumerate(rows)),
    )
    plan = planned(table, folder=Path("/nowhere"))
    ids = [entry.agency_id for entry in plan.entries]

    assert len(set(ids)) == len(ids)
    assert len(plan.entries) + plan.refused <= len(rows)
    for entry in plan.entries:
        assert entry.name_th
        for host in (host_of(entry.home_url), *entry.hosts):
            assert "." in host or ":" in host
            assert is_public(host) or not is_ip(host)


_WORD = st.text(alphabet="กขคงจฉชa", min_size=2, max_size=8).map(lambda word: f"ก{word}")
_ENTRY = st.builds(
    AgencyEntry,
    agency_id=st.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True),
    name_th=_WORD,
    home_url=st.just("https://www.a.example/"),
    agency_type=st.sampled_from([None, *AGENCY_TYPES]),
    province=_WORD,
    district=_WORD,
    hosts=st.sampled_from([(), ("b.example", "c.example")]),
    units=st.lists(_WORD, max_size=3, unique=True).map(tuple),
    officers=st.sampled_from([(), ("a@b.example",)]),
)


@settings(max_examples=100, deadline=None)
@given(entry=_ENTRY, owned=st.booleans())
def test_a_listed_register_imports_unchanged(tmp_path_factory, entry, owned):
    """What ``list --format csv`` prints is a register file of the same agencies."""
    if owned and entry.units:
        entry = completed({"owners": (("contact_info", entry.units[0]),)}, entry)
    agency = RegisteredAgency(entry=entry, digest="sha256:0", recorded_at=None)
    path = tmp_path_factory.mktemp("list") / "list.csv"
    path.write_text(list_csv([ListedAgency(agency=agency)]), encoding="utf-8")
    table = read_table(path, is_register_header)
    plan = planned(table, [agency])

    assert plan.problems == ()
    assert plan.change.unchanged == (entry.agency_id,)


def test_a_cell_of_letters_without_a_width_is_empty(imported):
    """A soft hyphen left over in a column names no year of accounts."""
    ran = imported("id,name,url,year_basis\na,อบต.ก,https://a.example,\u00ad\n")

    assert ran.code == 0, ran.err
