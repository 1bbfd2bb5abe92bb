"""Drafts judged while they change: in an editor, on the review page."""
