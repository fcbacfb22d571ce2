//! Tables of records: CSV and Parquet into Arrow, codebooks applied, SQL expressions over columns.
