"""The review page, where an editor and a writer settle a draft. Needs the extra `review`."""
