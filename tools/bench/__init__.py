"""Measure what a build costs: `make bench`, or `python -m tools.bench --help`."""
