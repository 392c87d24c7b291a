"""``python -m capacity_app`` starts the program."""

import sys

from capacity_app.app import main

if __name__ == "__main__":
    if getattr(sys, "frozen", False):  # it may have been started to be a process beside another
        from multiprocessing import freeze_support

        freeze_support()
    sys.exit(main())
