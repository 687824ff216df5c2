"""The shelf of readers: one format, one file. Whatever stands here is found by itself."""
