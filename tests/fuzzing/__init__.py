"""Fuzzing of every parser: a short version among the tests, a coverage-guided one by `make fuzz`."""
