"""The handbook: all pages of one language as a book, EPUB and PDF, made of the built site."""
