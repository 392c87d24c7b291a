"""Files made to look whole: what one program shows and another does not is never verified."""

import random
import re
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from capacity_app import paths
from capacity_app.errors import UserError
from capacity_app.report import pdf_apart, pdf_reading
from capacity_app.store.database import Store
from capacity_app.usecases.export import prepare
from capacity_app.usecases.sample import make_sample
from capacity_app.usecases.verify import verify
from capacity_app.usecases.verify_findings import Verdict

BANKS = (paths.assessments(),)
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CHOICE = "http://schemas.openxmlformats.org/markup-compatibility/2006"
SCORES, BOOK, LINKS = "xl/worksheets/sheet4.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
LEVEL = re.compile(r'<c r="D6"[^>]*><v>3</v></c>')
Parts = dict[str, str]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Path]]:
    """A workbook and a PDF of the sample organisation."""
    folder = tmp_path_factory.mktemp("files")
    store = Store.open(folder / "data", paths.assessments())
    own = make_sample(store, "en").id
    made = {}
    for kind in ("xlsx", "pdf"):
        made[kind] = folder / f"a.{kind}"
        given = {"report": "full", "language": "en", "tier": "internal"}
        for _step in prepare(store, own, format=kind, path=made[kind], **given):
            pass
    store.close()
    yield made


def insert(before: str, after: str = "") -> Callable[[Parts], None]:
    """Puts texts around the level in cell D6 of the scores; "{level}" stands for that cell."""

    def done(parts: Parts) -> None:
        found = LEVEL.search(parts[SCORES])
        assert found is not None
        told = before.replace("{level}", found[0]) + after
        parts[SCORES] = parts[SCORES].replace(found[0], told)

    return done


def second_sheet(name: str) -> Callable[[Parts], None]:
    """A forged sheet before the true one, under a name that only some programs show."""

    def done(parts: Parts) -> None:
        sheet = f'<sheets><sheet name="{name}" sheetId="99" q:id="rIdX" xmlns:q="{RELATED}"/>'
        link = f'<Relationship Id="rIdX" Type="{RELATED}/worksheet" Target="worksheets/x.xml"/>'
        parts[BOOK] = parts[BOOK].replace("<sheets>", sheet)
        parts[LINKS] = parts[LINKS].replace("</Relationships>", link + "</Relationships>")
        parts["xl/worksheets/x.xml"] = LEVEL.sub('<c r="D6"><v>4</v></c>', parts[SCORES])

    return done


FORGED = '<c r="D6"><v>4</v></c>'
FOREIGN = '<e:c xmlns:e="urn:e" r="D6"><e:v>3</e:v></e:c>'
WAYS: dict[str, Callable[[Parts], None]] = {
    "formula": insert('<c r="D6"><f>2+2</f><v>3</v></c>'),
    "said twice": insert(FORGED + "{level}"),
    "foreign cell": insert(FORGED + FOREIGN),
    "no vocabulary": insert('<c xmlns="" r="D6"><v>3</v></c>'),
    "one of two choices": insert(
        f'<m:AlternateContent xmlns:m="{CHOICE}"><m:Choice Requires="x">{{level}}</m:Choice>'
        "</m:AlternateContent>"
    ),
    "foreign attribute": insert('<c r="D7" e:r="D6" xmlns:e="urn:e"><v>3</v></c>'),
    "number of another script": insert('<c r="D6"><v>٣</v></c>'),
    "two sheets of one name": second_sheet("Scores"),
    "two sheets of nearly one name": second_sheet("SCORES"),
    "sheet without a name": second_sheet(""),
}


@pytest.mark.parametrize("way", WAYS)
def test_what_programs_show_differently_does_not_verify(
    way: str, files: dict[str, Path], tmp_path: Path
) -> None:
    with zipfile.ZipFile(files["xlsx"]) as whole:
        parts = {name: whole.read(name).decode() for name in whole.namelist()}
    assert verify(files["xlsx"], None, BANKS).verdict is Verdict.WHOLE
    WAYS[way](parts)
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w", zipfile.ZIP_DEFLATED) as forged:
        for name, text in parts.items():
            forged.writestr(name, text)
    try:
        found = verify(tmp_path / "a.xlsx", None, BANKS)
    except UserError as error:
        assert "damaged" in str(error)
    else:
        assert found.verdict is Verdict.CHANGED
        assert {"D6", "D7"} & {each.cell for each in found.changes}


@pytest.mark.parametrize("kind", ["xlsx", "pdf"])
def test_flipped_and_cut_files_never_verify_and_never_break_anything(
    kind: str, files: dict[str, Path], tmp_path: Path
) -> None:
    whole, chance = files[kind].read_bytes(), random.Random(7)
    path = tmp_path / f"a.{kind}"
    for turn in range(3 if kind == "pdf" else 9):
        data = bytearray(whole)
        data[chance.randrange(len(data) - 100)] ^= 1 << chance.randrange(8)
        path.write_bytes(data[: chance.randrange(len(data))] if turn % 3 == 2 else data)
        try:
            found = verify(path, None, BANKS)
        except UserError:
            continue
        assert found.verdict is Verdict.CHANGED or kind == "xlsx"


def pdf_of(content: bytes, kept_by: bytes = b"/Filter/FlateDecode", *more: bytes) -> bytes:
    """A PDF of one page with this packed content."""
    stream = b"<<%s/Length %d>>\nstream\n%s\nendstream" % (kept_by, len(content), content)
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 5 0 R/Resources"
    objects = [
        *(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"),
        page + b"<</Font<</F 4 0 R>>/XObject<</X 6 0 R>>>>>>",
        *(b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>", stream, *more),
    ]
    parts = (b"%d 0 obj\n%s\nendobj\n" % (number + 1, each) for number, each in enumerate(objects))
    return b"%PDF-1.7\n" + b"".join(parts) + b"trailer\n<</Root 1 0 R>>\n"


def packed(millions: int) -> bytes:
    """So many millions of spaces."""
    packing = zlib.compressobj(9)
    parts = [packing.compress(b" " * 1_000_000) for _ in range(millions)]
    return b"".join(parts) + packing.flush()


def form(number: int) -> bytes:
    """A drawing that shows the next one ten times."""
    drawn = b"/X Do " * 10
    head = b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>"
    return (head + b"/Length %d>>\nstream\n%s\nendstream") % (number + 1, len(drawn), drawn)


BOMBS = {
    "packed far": pdf_of(packed(59)),
    "packed twice": pdf_of(
        zlib.compress(packed(400)),
        b"/Filter 6 0 R",
        b"[/FlateDecode/FlateDecode]",
    ),
    "drawn ten times ten times": pdf_of(
        zlib.compress(b"/X Do"), b"/Filter/FlateDecode", *(form(number) for number in range(6, 16))
    ),
}


@pytest.mark.skipif("sys.platform == 'win32'", reason="its processes have no limits but of time")
@pytest.mark.parametrize("bomb", BOMBS)
def test_a_pdf_that_grows_ends_with_its_own_process(bomb: str) -> None:
    import resource

    before, began = resource.getrusage(resource.RUSAGE_SELF), time.process_time()
    with pytest.raises(pdf_reading.Unreadable):
        pdf_apart.read_apart(BOMBS[bomb])
    assert time.process_time() - began < 2
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before.ru_maxrss
    assert grown < 100_000


def test_a_whole_pdf_is_read_the_same_apart(files: dict[str, Path]) -> None:
    data = files["pdf"].read_bytes()
    assert pdf_apart.read_apart(data) == pdf_reading.read(data)
