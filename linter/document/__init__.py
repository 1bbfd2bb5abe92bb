"""Documents that a person reads: made of blocks once, shown as plain text, Markdown or a page of HTML."""
