"""Structured, traceable records and one-page briefs from Chinese local-government reports."""

__version__ = "0.1.0"
