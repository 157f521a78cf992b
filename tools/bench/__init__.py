"""Measurements of the book: build time, weight and speed of its pages, reading of a case.

``make bench`` (``python -m tools.bench``) prints them for the current tree.
"""
