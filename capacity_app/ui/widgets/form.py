"""Form rows: label, field, help and error in one place, named for everyone."""

from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from capacity_app.ui.theme import Step, Theme
from capacity_app.ui.widgets.text import label, short_label, start_aligned


class Form(QWidget):
    """A column of labelled fields. Errors stand beside the field they are about."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.gap(1))
        self._errors: dict[QWidget, QLabel] = {}
        self._rows: dict[QWidget, QWidget] = {}

    def add_row(self, text: str, field: QWidget, help_text: str = "", name: str = "") -> QLabel:
        """Add a field under its label; ``name`` where the spoken name should say more."""
        row = QWidget()
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, self._theme.gap(2))
        column.setSpacing(self._theme.gap(1))
        caption = label(text, bold=True)
        caption.setBuddy(field)
        field.setAccessibleName(name or text)
        column.addWidget(caption)
        if help_text:
            column.addWidget(label(help_text, Step.NOTE))
            field.setAccessibleDescription(help_text)
        error = label("", Step.NOTE, "danger")
        error.hide()
        column.addWidget(error)
        column.addWidget(field)
        self._layout.addWidget(row)
        self._errors[field] = error
        self._rows[field] = row
        _limit_width(field, self._theme)
        return caption

    def add_pair(self, text: str, *fields: tuple[str, QWidget]) -> None:
        """Add several small fields in one line, under one name; each has its own short label."""
        line = QHBoxLayout()
        line.setSpacing(self._theme.gap(2))
        name = label(text)
        name.setFixedWidth(self._theme.chars(34))
        line.addWidget(name)
        for caption, field in fields:
            short = short_label(caption, Step.NOTE)
            short.setBuddy(field)
            field.setAccessibleName(f"{text}: {caption}")
            line.addWidget(short)
            line.addWidget(field)
        line.addStretch(1)
        self._layout.addLayout(line)

    def set_row_visible(self, field: QWidget, visible: bool) -> None:
        """Show or hide a field with its label, help and error."""
        self._rows[field].setVisible(visible)

    def add_heading(self, text: str) -> None:
        """Add a heading above the rows that follow."""
        self._layout.addSpacing(self._theme.gap(2))
        self._layout.addWidget(label(text, Step.CARD))

    def add(self, widget: QWidget) -> None:
        """Add something that is not a labelled field."""
        self._layout.addWidget(widget)

    def show_error(self, field: QWidget, text: str) -> None:
        """Say beside a field what to do about it; empty text takes it away.

        The focus stays where it is: a field that is kept when it is left must not be a trap.
        """
        error = self._errors[field]
        error.setText(text)
        error.setVisible(bool(text))
        field.setProperty("wrong", "true" if text else "false")
        field.style().unpolish(field)
        field.style().polish(field)
        if text:
            field.setAccessibleDescription(text)

    def clear_errors(self) -> None:
        """Take every error away."""
        for field in self._errors:
            self.show_error(field, "")


def _limit_width(field: QWidget, theme: Theme) -> None:
    """Single fields are as wide as what goes into them, not as the window."""
    if isinstance(field, QLineEdit | QPlainTextEdit):
        field.setMaximumWidth(theme.chars(75))
    elif isinstance(field, QComboBox | QAbstractSpinBox):
        field.setMaximumWidth(theme.chars(45))


def choice(items: list[tuple[str, str]], chosen: str = "") -> QComboBox:
    """A drop-down of (key, words); the key is the item's data."""
    box = QComboBox()
    for key, text in items:
        box.addItem(text, key)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    return box


def text_field(given: str = "", lines: int = 1) -> QLineEdit | QPlainTextEdit:
    """A text field of one line, or of several that Tab leaves."""
    if lines == 1:
        return QLineEdit(given)
    area = QPlainTextEdit(given)
    area.setTabChangesFocus(True)
    start_aligned(area)
    area.setFixedHeight(round(area.fontMetrics().lineSpacing() * (lines + 1)))
    return area
