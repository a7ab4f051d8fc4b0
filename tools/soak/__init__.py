"""Long campaigns, which the tests hold a slice of: `python -m tools.soak.<campaign>`."""
