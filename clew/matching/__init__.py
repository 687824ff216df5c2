"""Who is this? Entities of several agencies laid side by side become hits, and hits judgements.

`identifiers` finds shared numbers while files come in, `names` finds shared names at a check,
`weigh` turns what two records say into clues and a score, `hits` shows them, `decide` takes a
person's answer and gives it back, `clusters` says which entities have been judged the same.
"""
