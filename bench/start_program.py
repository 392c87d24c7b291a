"""Start the program on a data folder, tell when it painted and when home stood, and end."""

import sys
import time
from typing import Any

from capacity_app import app


def _tell(window: Any) -> None:
    window.repaint()
    print(f"at {window.painted_at}")
    print(f"at {time.monotonic()}", flush=True)
    window.adopted.connect(lambda: print(f"at {time.monotonic()}", flush=True))
    window.adopted.connect(window.close)


if __name__ == "__main__":
    sys.exit(app.main(["--data-dir", sys.argv[1], "--language", "ar"], ready=_tell))
