"""The floor of a start: an empty Qt window's first paint."""

import sys
import time

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow


class Window(QMainWindow):
    """Tells when it is first painted, and ends."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        print(f"at {time.monotonic()}", flush=True)
        QTimer.singleShot(0, self.close)


if __name__ == "__main__":
    application = QApplication(sys.argv)
    window = Window()
    window.resize(1200, 700)
    window.show()
    sys.exit(application.exec())
