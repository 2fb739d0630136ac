"""Sessions, workshops and meetings: made, booked, registered, and who waits for one."""
