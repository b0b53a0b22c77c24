"""`python -m lamlite`."""

from lamlite.cli.main import main

main()
