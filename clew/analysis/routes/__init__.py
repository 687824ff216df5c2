"""Routes: where people and vehicles were seen, in which order, by which means, and who must know.

`gazetteer` reads names of places, `sightings` what a case says, `findings` draws legs, flows and questions,
`inform` writes to the authorities along a route.
"""
