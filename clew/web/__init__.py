"""Show me: the desk in a browser. Routes ask the rooms below and shape what they give; they decide nothing.

`serve` opens the desk of one case on this machine; `create_app` gives the same as an application.
"""
