"""The steps of a case from its enquiry to the agency's decision, its delays and its end."""
