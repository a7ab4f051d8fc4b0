"""The pages of an experiment: itself, its protocol and what changed in it, its journal, its evaluation."""
