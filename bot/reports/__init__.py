"""Reports: figures over many records, worded as a table and as a picture. Read `report.py` first."""
