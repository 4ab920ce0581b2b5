"""Insert a row or replace what it says: one statement that both databases understand."""

from functools import lru_cache

import sqlalchemy as sa


@lru_cache
def upsert(table: sa.Table) -> sa.TextClause:
    """Takes every column of the table as a parameter; the primary key says which row."""
    keys = [column.name for column in table.primary_key]
    names = [column.name for column in table.columns]
    replaced = [f"{name} = excluded.{name}" for name in names if name not in keys]
    conflict = f"ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {', '.join(replaced)}"
    return _insert(table, list(table.columns), conflict)


@lru_cache
def insert_once(table: sa.Table) -> sa.TextClause:
    """Takes every column but a counted-up key; a row that is there already stays as it is."""
    counted = table.autoincrement_column
    columns = [column for column in table.columns if column is not counted]
    return _insert(table, columns, "ON CONFLICT DO NOTHING")


def _insert(table: sa.Table, columns: "list[sa.Column[object]]", conflict: str) -> sa.TextClause:
    names = ", ".join(column.name for column in columns)
    places = ", ".join(f":{column.name}" for column in columns)
    text = sa.text(f"INSERT INTO {table.name} ({names}) VALUES ({places}) {conflict}")
    return text.bindparams(*(sa.bindparam(column.name, type_=column.type) for column in columns))
