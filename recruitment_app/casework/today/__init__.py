"""What is to be done, tasks and promises."""
