"""Weighted means of the indicators in one pass of polars over the file: no variances, for polars has none."""

import json
import sys

import polars as pl

path, grouping = sys.argv[1], sys.argv[2]
by = ["country", "age", "sex"] if grouping == "by-domain" else []
names = [f"i{number:02}" for number in range(1, 21)]
weight = pl.col("weight")
sums = [(weight * pl.col(name)).sum().alias(f"{name}_y") for name in names]
sums += [weight.filter(pl.col(name).is_not_null()).sum().alias(f"{name}_w") for name in names]
table = pl.scan_parquet(path)
table = table.group_by(by).agg(sums) if by else table.select(sums)
rows = []
for row in table.collect().iter_rows(named=True):
    means = {name: row[f"{name}_y"] / row[f"{name}_w"] for name in names}
    rows.append({"by": {column: row[column] for column in by}, "means": means})
json.dump({"version": pl.__version__, "rows": rows}, sys.stdout)
