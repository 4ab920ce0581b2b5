"""The door to the lab: `python lab_server.py COMMAND` does what the command `lab` does."""

import sys

try:
    from lab.cli import main
except ModuleNotFoundError as missing:
    sys.exit(
        f"The lab is not set up for this Python ({missing.name} is missing). "
        "Run `make setup`, then `.venv/bin/python lab_server.py`."
    )

if __name__ == "__main__":
    main()
