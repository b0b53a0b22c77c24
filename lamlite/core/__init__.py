"""The nouns: what a run is made of. Standard library only."""
