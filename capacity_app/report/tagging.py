"""The structure of a PDF for screen readers: tags, language, title. Claims no conformance."""

from html import escape
from typing import Any, NamedTuple

from reportlab.pdfbase import pdfdoc

from capacity_app.report.pdf_seal import attach
from capacity_app.report.shaping import clean


class Meta(NamedTuple):
    """What a document says about itself; `language` is a code such as `ar`.

    `content` is the text behind its content code, to be attached. `beside` is the code of a
    second language, "" without one.
    """

    title: str
    author: str
    language: str
    rtl: bool = False
    subject: str = ""
    content: str = ""
    beside: str = ""


class Element:
    """A node of the structure tree; it joins the tree when it is first drawn.

    The parts of a block split over pages share one element, so that it is read as one.
    `language` is set where it is not the document's.
    """

    __slots__ = ("alt", "kids", "language", "parent", "tag")

    def __init__(self, tag: str, alt: str = "", language: str = "") -> None:
        self.tag = tag
        self.alt = alt
        self.language = language
        self.parent: Element | None = None
        self.kids: list[Element | tuple[int, int]] = []


class Tagger:
    """Collects the structure while pages are drawn; writes it into the document at the end."""

    def __init__(self) -> None:
        self.root = Element("Document")
        self._open = [self.root]
        self._marks: list[list[Element]] = [[]]
        self._artifacts = 0

    def next_page(self) -> None:
        self._marks.append([])

    def open(self, element: Element) -> None:
        """What follows, up to `close`, is inside `element`."""
        self._join(element)
        self._open.append(element)

    def close(self) -> None:
        self._open.pop()

    def open_artifact(self) -> None:
        """What follows, up to `close_artifact`, is decoration: headers, repeated rows."""
        self._artifacts += 1

    def close_artifact(self) -> None:
        self._artifacts -= 1

    def begin(self, element: Element | None = None) -> str:
        """Operator before content of `element`, or of the open one; end it with `EMC`."""
        if self._artifacts:
            return "/Artifact BMC"
        if element is None:
            element = self._open[-1]
        else:
            self._join(element)
        marks = self._marks[-1]
        number = len(marks)
        marks.append(element)
        element.kids.append((len(self._marks) - 1, number))
        return f"/{element.tag} <</MCID {number}>> BDC"

    def _join(self, element: Element) -> None:
        if element.parent is None and not self._artifacts:
            element.parent = self._open[-1]
            element.parent.kids.append(element)

    def finish(self, document: Any, meta: Meta) -> None:
        """Write structure and metadata into a reportlab document, after its last page."""
        _Tree(document, self._marks).write(self.root)
        _describe(document, meta)
        if meta.content:
            attach(document, meta.content)


class _Raw(pdfdoc.PDFObject):  # type: ignore[misc]
    """An object written in PDF syntax by us, since there are thousands."""

    __RefOnly__ = 1

    def __init__(self) -> None:
        self.text = ""

    def format(self, document: Any) -> bytes:
        return self.text.encode("ascii")


class _Tree:
    """Writes the structure tree: elements as objects, and the way back from marks to them."""

    def __init__(self, document: Any, marks: list[list[Element]]) -> None:
        self.document = document
        self.marks = marks
        pages = document.Pages.pages
        self.pages = [self._number(page) for page in pages]
        self.references: dict[int, str] = {}
        for number, page in enumerate(pages):
            page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
            page.StructParents = number
            page.Tabs = "/S"

    def write(self, root: Element) -> None:
        top, top_reference = self._new()
        self._element(root, top_reference)
        parents = " ".join(
            f"{number} [{' '.join(self.references[id(element)] for element in marks)}]"
            for number, marks in enumerate(self.marks[: len(self.pages)])
        )
        top.text = (
            f"<</Type /StructTreeRoot /K [{self.references[id(root)]}]"
            f" /ParentTree <</Nums [{parents}]>> /ParentTreeNextKey {len(self.pages)}>>"
        )
        self.document.Catalog.StructTreeRoot = top

    def _new(self) -> tuple[_Raw, str]:
        raw = _Raw()
        return raw, self._number(raw)

    def _number(self, item: Any) -> str:
        reference = self.document.Reference(item)
        number, generation = self.document.idToObjectNumberAndVersion[reference.name]
        return f"{number} {generation} R"

    def _element(self, element: Element, parent: str) -> str:
        raw, own = self._new()
        self.references[id(element)] = own
        kids = [
            self._element(kid, own) if isinstance(kid, Element) else self._mark(*kid)
            for kid in element.kids
        ]
        raw.text = (
            f"<</Type /StructElem /S /{element.tag} /P {parent}{self._extras(element)}"
            f" /K [{' '.join(kids)}]>>"
        )
        return own

    def _mark(self, page: int, number: int) -> str:
        return f"<</Type /MCR /Pg {self.pages[page]} /MCID {number}>>"

    def _extras(self, element: Element) -> str:
        text = f" /Alt {_text(element.alt)}" if element.alt else ""
        text += f" /Lang ({element.language})" if element.language else ""
        return text + (" /A <</O /Table /Scope /Column>>" if element.tag == "TH" else "")


def _text(text: str) -> str:
    return "<FEFF" + clean(text).encode("utf-16-be").hex().upper() + ">"


def _describe(document: Any, meta: Meta) -> None:
    catalog = document.Catalog
    catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": "true"})
    catalog.Lang = pdfdoc.PDFString(meta.language)
    preferences = {"DisplayDocTitle": "true"}
    if meta.rtl:
        preferences["Direction"] = "/R2L"
    catalog.ViewerPreferences = pdfdoc.PDFDictionary(preferences)
    document.setTitle(clean(meta.title))
    document.setAuthor(clean(meta.author))
    document.setSubject(clean(meta.subject))
    document.setCreator("capacity-app")
    catalog.Metadata = pdfdoc.PDFStream(
        dictionary=pdfdoc.PDFDictionary({"Type": "/Metadata", "Subtype": "/XML"}),
        content=_xmp(meta).encode("utf-8"),
        filters=[],
    )


def _xmp(meta: Meta) -> str:
    title, author = escape(clean(meta.title)), escape(clean(meta.author))
    subject = escape(clean(meta.subject))
    codes = (meta.language, meta.beside)
    languages = "".join(f"<rdf:li>{escape(code)}</rdf:li>" for code in codes if code)
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>'
        f"<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>"
        f'<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt>'
        "</dc:description>"
        f"<dc:language><rdf:Bag>{languages}</rdf:Bag></dc:language>"
        '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    )
