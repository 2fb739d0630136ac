"""Adopter Recruitment: from the first enquiry to the agency's decision."""

__version__ = "0.1.0"
