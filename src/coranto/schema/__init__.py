"""The project's contract as JSON Schema: one line of input, and one edition. Kept as data so that others can validate."""
