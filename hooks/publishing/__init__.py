"""Built site → whole site: what is made of the files once they are all there.

Knows files, not records, and nothing of MkDocs.
"""
