"""The words of the house: evidence, values, identifiers, codes, and FollowTheMoney with our extension."""
