"""The language server: drafts judged as they are typed. Needs the extra `lsp`."""
