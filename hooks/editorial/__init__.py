"""What makes a text fit to be read: guides and the texts of records → findings.

The package knows no site generator, no subject and no language: what it has to know of a language
comes from the language's profile, and what it finds are the core's problems.
"""
