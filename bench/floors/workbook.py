"""The floor for workbooks: the same cells written with openpyxl, without a single style."""

import pickle
import sys
import tempfile
from pathlib import Path

import openpyxl


def main() -> None:
    """Write to a folder that goes when the process ends."""
    book = openpyxl.Workbook()
    for sheet in pickle.loads(Path(sys.argv[1]).read_bytes()):
        made = book.create_sheet()
        for row, values in enumerate(sheet, 1):
            for column, value in enumerate(values, 1):
                cell = made.cell(row, column)
                cell.value = value
                if isinstance(value, str):
                    cell.data_type = "s"
    with tempfile.TemporaryDirectory() as folder:
        book.save(Path(folder) / "floor.xlsx")


if __name__ == "__main__":
    main()
