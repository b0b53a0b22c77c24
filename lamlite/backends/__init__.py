"""One file per inference engine: arrays and tokens in, arrays out. Nothing here knows of tools."""
