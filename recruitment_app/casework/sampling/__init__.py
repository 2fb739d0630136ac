"""The sample agency: invented people and all that a team would have recorded of them."""
