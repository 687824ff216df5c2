"""Kinds of figures by a model that was fitted to labelled pieces, beside the grammar."""
