"""Fits the model that reads the kinds of figures (clew/analysis/figures/judging) to invented labelled pieces."""
