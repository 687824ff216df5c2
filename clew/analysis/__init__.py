"""Who, where, how much: what the statements and judgements of a case say taken together.

`chart` draws who is linked with whom; networks, routes and money come with later work.
"""
