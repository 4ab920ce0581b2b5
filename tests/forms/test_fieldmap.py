"""Which fields of the two versions belong together."""

from lab.forms.fieldmap import Asked, Related, Relation, field_map
from tests.builders import a_form


def version(*ids):
    return a_form(*({"id": name, "kind": "text", "label": name} for name in ids))


def relations(original, revised, *asked):
    return field_map(version(*original), version(*revised), [Asked(*each) for each in asked])


def test_every_sort_of_relation_is_recognised():
    found = relations(
        ["plate", "case", "name", "day", "month", "fax", "x", "y", "remarks"],
        ["plate", "request", "first", "last", "date", "p", "q", "remarks", "consent"],
        ("plate", "plate", "plate"),
        ("request", "case", "request"),
        ("last_name", "name", "last"),
        ("first_name", "name", "first"),
        ("day", "day", "date"),
        ("month", "month", "date"),
        ("one", "x", "p"),
        ("two", "x", "q"),
        ("three", "y", "q"),
    )

    assert found == (
        Related(Relation.KEPT, ("plate",), ("plate",), ("plate",)),
        Related(Relation.RENAMED, ("case",), ("request",), ("request",)),
        Related(Relation.SPLIT, ("name",), ("first", "last"), ("last_name", "first_name")),
        Related(Relation.MERGED, ("day", "month"), ("date",), ("day", "month")),
        Related(Relation.DROPPED, ("fax",), (), ()),
        Related(Relation.REGROUPED, ("x", "y"), ("p", "q"), ("one", "two", "three")),
        Related(Relation.KEPT, ("remarks",), ("remarks",), ()),
        Related(Relation.ADDED, (), ("consent",), ()),
    )


def test_a_fact_that_only_one_version_asks_for():
    found = relations(["fax"], ["zone"], ("fax", "fax", None), ("zone", None, "zone"))

    assert found == (
        Related(Relation.DROPPED, ("fax",), (), ("fax",)),
        Related(Relation.ADDED, (), ("zone",), ("zone",)),
    )


def test_a_fact_without_any_place_relates_nothing():
    assert relations(["a"], ["a"], ("lost", None, None)) == (
        Related(Relation.KEPT, ("a",), ("a",), ()),
    )
