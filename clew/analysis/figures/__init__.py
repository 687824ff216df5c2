"""What reports say in figures, and whether the figures add up."""
