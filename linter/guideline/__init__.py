"""Guidelines: a profile's clauses held against a draft, compared with others', and a company's own as a document."""
