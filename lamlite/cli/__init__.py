"""The command line: one command per file. `main` finds them by name, so that none loads before it is asked for."""
