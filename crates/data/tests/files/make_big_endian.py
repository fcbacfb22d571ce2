# Makes `big-endian.dta`: Python 3.11 with pandas; run in this folder.
import pandas

schools = pandas.read_csv("schools.csv")
schools["since"] = pandas.Timestamp("2001-09-01")
schools.to_stata("big-endian.dta", version=118, byteorder="big", write_index=False, convert_dates={"since": "td"})
