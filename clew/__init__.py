"""clew: the desk on which agencies lay their pieces of a smuggling case side by side."""

__version__ = "0.1.0"
