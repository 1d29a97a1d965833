"""Approved records on disk: compared with a run, and decided about in a terminal or a browser."""
