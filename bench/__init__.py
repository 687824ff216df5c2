"""Measures clew on the machine at hand: `make figures` writes docs/figures.md."""
