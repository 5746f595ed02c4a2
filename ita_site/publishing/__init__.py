"""From a checked and built site to where the public reads it: whole, at once, or not at all.

A target is a folder on a web server (`folder`), a branch that a host gives out as pages (`branch`) or a file to hand
over (`archive`). Each knows what is live there, brings a release, and goes back one where it can.
"""
