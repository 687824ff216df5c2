"""Share it: the case as FollowTheMoney JSON lines, plain enough for any FollowTheMoney tool."""
