"""Small scripts that run in the environments of other libraries. See `benchmarks/peers.py`."""
