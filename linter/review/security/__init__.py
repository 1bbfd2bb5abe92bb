"""Who somebody is, and what a request must carry to be believed."""
