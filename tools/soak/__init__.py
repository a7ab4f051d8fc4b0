"""Long campaigns, too long for the tests: what holds for a while must hold under a siege."""
