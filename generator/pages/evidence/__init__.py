"""The pages that draw from many experiments: verdicts, findings, coverage, tools and their evidence."""
