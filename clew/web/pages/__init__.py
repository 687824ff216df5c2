"""The desk's routes, one file for what one page asks."""
