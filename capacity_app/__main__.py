"""``python -m capacity_app`` starts the program."""

import sys

from capacity_app.app import main

if __name__ == "__main__":
    sys.exit(main())
