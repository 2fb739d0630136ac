"""Supervision, and the handing over of cases."""
