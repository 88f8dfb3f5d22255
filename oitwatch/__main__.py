"""``python -m oitwatch``: the command where its program is not on the path."""

import sys

from oitwatch.cli import main

sys.exit(main())
