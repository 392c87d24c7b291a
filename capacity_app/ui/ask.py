"""Every modal question and message, so that tests answer them in one place."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QMessageBox,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from capacity_app.errors import UserError
from capacity_app.ui.language import _, words


def in_words(error: UserError) -> str:
    """What an error says, in the language of the window."""
    return words().error(error)


def tell(text: str, detail: str = "") -> None:
    """Say something that needs no answer."""
    box = _box(QMessageBox.Icon.Information, text, detail)
    box.addButton(_("OK"), QMessageBox.ButtonRole.AcceptRole)
    box.exec()


def tell_error(error: UserError) -> None:
    """Say what is in the way, and what to do."""
    box = _box(QMessageBox.Icon.Warning, in_words(error))
    box.addButton(_("OK"), QMessageBox.ButtonRole.AcceptRole)
    box.exec()


def confirm(text: str, deed: str, detail: str = "", dangerous: bool = False) -> bool:
    """Ask before a deed; ``deed`` is the button's verb. Escape and closing mean no."""
    icon = QMessageBox.Icon.Warning if dangerous else QMessageBox.Icon.Question
    box = _box(icon, text, detail)
    yes = box.addButton(deed, QMessageBox.ButtonRole.AcceptRole)
    no = box.addButton(_("Cancel"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(no if dangerous else yes)
    box.setEscapeButton(no)
    box.exec()
    return box.clickedButton() is yes


def reason(question: str, label: str, given: str = "") -> str | None:
    """Ask for a written reason; None when it was cancelled, never empty."""
    dialog = _ReasonDialog(question, label, given)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return None
    return dialog.text()


def file_to_save(title: str, suggested: Path, kind: str) -> Path | None:
    """Ask where to save a file; None when it was cancelled."""
    chosen, _filter = QFileDialog.getSaveFileName(_window(), title, str(suggested), kind)
    return Path(chosen) if chosen else None


def file_to_open(title: str, folder: Path, kind: str) -> Path | None:
    """Ask which file to open; None when it was cancelled."""
    chosen, _filter = QFileDialog.getOpenFileName(_window(), title, str(folder), kind)
    return Path(chosen) if chosen else None


def folder(title: str, start: Path) -> Path | None:
    """Ask for a folder; None when it was cancelled."""
    chosen = QFileDialog.getExistingDirectory(_window(), title, str(start))
    return Path(chosen) if chosen else None


class _ReasonDialog(QDialog):
    """One question and a few lines to answer it; "keep" works once something is written."""

    def __init__(self, question: str, label: str, given: str) -> None:
        super().__init__(_window())
        self.setWindowTitle(_app_name())
        heading, caption = QLabel(question), QLabel(label)
        heading.setWordWrap(True)
        caption.setWordWrap(True)
        self._field = QPlainTextEdit(given)
        self._field.setTabChangesFocus(True)
        self._field.setAccessibleName(label)
        caption.setBuddy(self._field)
        buttons = QDialogButtonBox()
        self._keep = buttons.addButton(_("Keep"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self._field.textChanged.connect(self._check)
        layout = QVBoxLayout(self)
        for part in (heading, caption, self._field, buttons):
            layout.addWidget(part)
        self._check()

    def text(self) -> str:
        return self._field.toPlainText().strip()

    def _check(self) -> None:
        self._keep.setEnabled(bool(self.text()))


def _box(icon: QMessageBox.Icon, text: str, detail: str = "") -> QMessageBox:
    box = QMessageBox(_window())
    box.setIcon(icon)
    box.setWindowTitle(_app_name())
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(text)
    box.setInformativeText(detail)
    return box


def _app_name() -> str:
    return _("Capacity self-assessment")


def _window() -> QWidget | None:
    return QApplication.activeWindow()
