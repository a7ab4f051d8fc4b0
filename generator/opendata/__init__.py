"""Lay a commons flat: the tables that follow from its schemas, their columns, the rows of a record."""

from generator.opendata.columns import Column, columns_of_field, told
from generator.opendata.open_fields import OpenFields, open_fields
from generator.opendata.registers import CONSTATS, HYPOTHESES, REGISTERS, SUITES
from generator.opendata.rows import rows_of
from generator.opendata.schema_tables import OF_EVERY_ROW, TablePlan, tables_of
from generator.opendata.whole_tables import FICHES, LIENS, LIEUX, WHOLE_TABLES, Reference, Table

__all__ = [
    "CONSTATS",
    "FICHES",
    "HYPOTHESES",
    "LIENS",
    "LIEUX",
    "OF_EVERY_ROW",
    "REGISTERS",
    "SUITES",
    "WHOLE_TABLES",
    "Column",
    "OpenFields",
    "Reference",
    "Table",
    "TablePlan",
    "columns_of_field",
    "open_fields",
    "rows_of",
    "tables_of",
    "told",
]
