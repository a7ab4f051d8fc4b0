"""Long campaigns against what was built: too long for the tests, which hold a short slice of each."""
