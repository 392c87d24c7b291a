"""What makes a PDF verifiable: the content as an attached file, and a seal over its bytes.

The seal, SHA-256 over every byte before it, stands in a comment behind the end of the document,
where readers of PDF look for nothing. Whatever changes the file afterwards breaks it.
"""

import hashlib
from pathlib import Path
from typing import Any, Final

from reportlab.pdfbase import pdfdoc

ATTACHED: Final = "content.json"
_MARK: Final = b"%capacity-app sha256 "
_LENGTH: Final = len(_MARK) + 64 + 1


def seal(path: Path) -> None:
    """Seal a written file. Raises OSError when it refuses."""
    digest = hashlib.sha256(path.read_bytes()).hexdigest().encode()
    with path.open("ab") as file:
        file.write(_MARK + digest + b"\n")


def unsealed(data: bytes) -> tuple[bytes, bool]:
    """The document without its seal, and whether there is one and it holds."""
    body, end = data[:-_LENGTH], data[-_LENGTH:]
    if not end.startswith(_MARK):
        return data, False
    return body, end == _MARK + hashlib.sha256(body).hexdigest().encode() + b"\n"


def attach(document: Any, content: str) -> None:
    """Attach the text behind the content code to a reportlab document, for all to see."""
    stream = pdfdoc.PDFStream(
        dictionary=pdfdoc.PDFDictionary(
            {"Type": "/EmbeddedFile", "Subtype": "/application#2Fjson"}
        ),
        content=content.encode("ascii"),
        filters=[pdfdoc.PDFZCompress],
    )
    file = document.Reference(stream)
    told = pdfdoc.PDFDictionary(
        {
            "Type": "/Filespec",
            "F": pdfdoc.PDFString(ATTACHED),
            "UF": pdfdoc.PDFString(ATTACHED),
            "AFRelationship": "/Data",
            "EF": pdfdoc.PDFDictionary({"F": file}),
        }
    )
    names = pdfdoc.PDFArray([pdfdoc.PDFString(ATTACHED), document.Reference(told)])
    listed = pdfdoc.PDFDictionary({"Names": names})
    document.Catalog.Names = pdfdoc.PDFDictionary({"EmbeddedFiles": listed})
