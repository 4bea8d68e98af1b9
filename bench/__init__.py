"""Measures the program on fixed, generated inputs: `make bench`. Prints figures; asserts nothing."""
