"""What agencies have now -> item files: a saved web page, a spreadsheet or a Word document that lists items with links.

`reading` opens a file safely and gives its blocks (`model`), whatever its kind; `understanding` says which rows are which
items; `items` plans the files, `telling` and `contract` report.
"""
