"""The answer sheet of the assessment, and the data of items and programmes as tables: composed here, written by
`xlsx`, `csv_file` and `data`. Pure: no file is opened, no clock read."""
