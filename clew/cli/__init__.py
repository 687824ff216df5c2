"""The terminal door: words in, text or JSON out."""
