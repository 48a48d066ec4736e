"""Benchmarks: `make bench`, or `python -m benchmarks --help`. docs/benchmarks.md tells what is measured, and how."""
