"""Faults say where, what, and what to do."""

from lab.forms.faults import DefinitionFaults, Fault, Severity, errors_in, warnings_in
from lab.forms.spots import inside, show_path

FAULT = Fault("form.yaml", 3, "pages[0].id", "It is wrong.", "Mend it.")


def test_a_fault_reads_as_one_line():
    assert str(FAULT) == "form.yaml:3: pages[0].id: It is wrong. Mend it."
    assert str(Fault("form.yaml", 0, "", "It is empty.", "Fill it.")) == (
        "form.yaml: It is empty. Fill it."
    )


def test_all_faults_are_told_in_one_error():
    one, two = DefinitionFaults([FAULT]), DefinitionFaults([FAULT, FAULT])

    assert str(one) == f"The definition has 1 fault:\n  {FAULT}"
    assert "has 2 faults" in str(two)
    assert two.faults == (FAULT, FAULT)


def test_errors_and_warnings_are_told_apart():
    warning = Fault("f", 1, "", "W.", "C.", Severity.WARNING)

    assert errors_in([FAULT, warning]) == (FAULT,)
    assert warnings_in([FAULT, warning]) == (warning,)


def test_a_path_is_written_as_in_programs():
    assert show_path(("pages", 2, "fields", 0, "label")) == "pages[2].fields[0].label"
    assert show_path(()) == ""


def test_there_is_nothing_inside_what_is_not_there():
    assert inside({"a": ["b"]}, ("a", 0)) == "b"
    assert inside({"a": ["b"]}, ("a", 1)) is None
    assert inside({"a": "b"}, ("a", "b", 0)) is None
