"""Every format clew reads, written: the same invented network spread over the files of an operation."""
