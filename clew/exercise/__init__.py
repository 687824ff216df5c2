"""Let us rehearse: a seed becomes several agencies' invented files and the truth about what they share.

`make` writes a joint exercise, in the formats real agencies send, and a truth file; `measure` sets
the hits clew gave beside what was planted. Every person, number and message is invented.
"""
