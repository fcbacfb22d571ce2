"""Weighted means of the indicators in one GROUP BY of DuckDB over the file: no variances, for DuckDB has none."""

import json
import sys

import duckdb

path, grouping = sys.argv[1], sys.argv[2]
by = ["country", "age", "sex"] if grouping == "by-domain" else []
names = [f"i{number:02}" for number in range(1, 21)]
means = [f"sum(weight * {name}) / sum(weight) FILTER (WHERE {name} IS NOT NULL)" for name in names]
query = f"SELECT {', '.join(by + means)} FROM read_parquet(?)"
if by:
    query += f" GROUP BY {', '.join(by)}"
rows = []
for row in duckdb.execute(query, [path]).fetchall():
    rows.append({"by": dict(zip(by, row)), "means": dict(zip(names, row[len(by):]))})
json.dump({"version": duckdb.__version__, "rows": rows}, sys.stdout)
