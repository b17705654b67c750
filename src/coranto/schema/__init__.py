"""The project's contract as JSON Schema: one line of input, and one edition, as data that others can validate with."""
