"""The recipe: how the bundled pair is made, stage by stage. `python -m models.recipe --help` runs it."""
