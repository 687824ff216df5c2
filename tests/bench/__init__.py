"""What the figures are drawn and judged by."""
