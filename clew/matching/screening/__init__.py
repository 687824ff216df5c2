"""Who of these people is on that list? An index of listed parties and what screens people against it."""
