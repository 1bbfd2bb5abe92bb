"""The pages that people see: a file for each kind."""
