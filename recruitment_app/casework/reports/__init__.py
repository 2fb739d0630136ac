"""The report, the plans and the other forms: written, checked, signed, issued, printed."""
