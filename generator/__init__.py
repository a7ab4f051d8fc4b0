"""Turn the contributors' files of a commons into a checked model and a published site."""
