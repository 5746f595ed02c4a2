"""What agencies have now -> item files: a saved web page, a spreadsheet or a Word document that lists items with links.

`read` opens a file safely and gives its blocks (`model`), whatever its kind; `understand` says which rows are which items.
"""
