"""The checks of a household and its referees."""
