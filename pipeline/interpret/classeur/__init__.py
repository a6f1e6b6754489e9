"""The treasurer's workbook: its tables found and read by the titles of their columns, one module per kind of table."""
