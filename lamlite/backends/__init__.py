"""One file per inference engine: arrays and tokens in, arrays out. Nothing here knows of tools.

`gguf` reads the header of a file without an engine.
"""
