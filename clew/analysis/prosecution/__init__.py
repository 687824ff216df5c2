"""For a prosecutor: each element of an offence with the sources that may carry it, those against, and what is missing.

`entering` names a suspect and takes the name back, `sheet` lays the case's records beside the elements
(`offences.toml`), `attaching` puts a place to an element by hand. Nothing decides: a sheet asks.
"""
