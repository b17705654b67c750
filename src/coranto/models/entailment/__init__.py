"""A small claim checker: features of a claim and its evidence, weighed by trees; and the door for your own model."""
