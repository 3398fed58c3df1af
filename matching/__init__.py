"""Read job offers, flag what inflates them, link words, and find who can be led to a post.

Pure functions: no web, no database, no clock, no network.
"""
