"""What programs ask: a CMS submits a draft, and asks for its verdict."""
