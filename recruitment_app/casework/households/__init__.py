"""The people of a household, their particulars, animals and relatives."""
