"""The benchmarks: `python -m benchmarks SUITE`. Only public names of lamlite are imported here."""
