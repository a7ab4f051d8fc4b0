"""The pages for who contributes or reuses: the form, the rules and fields, the data, the guides."""
