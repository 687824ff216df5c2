"""Bring it in: files of every kind become found entities, with a receipt of what was read and refused."""
