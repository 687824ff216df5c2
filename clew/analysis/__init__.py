"""Who, where, how much: what the statements and judgements of a case say taken together.

`chart` draws who is linked with whom, `network` measures it; `borders` reads border statistics, `routes` says who was
seen where and who must know, `money` who paid and who is owed.
"""
