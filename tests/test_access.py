from lab.access import PARTICIPANT_ROUTES, PUBLIC, STAFF_ROUTES, Role, may


def test_a_route_that_is_not_in_the_table_is_refused_to_every_role():
    assert not any(may(role, "nowhere", STAFF_ROUTES) for role in Role)


def test_no_route_of_the_staff_is_open_to_a_participant():
    assert not any(Role.PARTICIPANT in roles for roles in STAFF_ROUTES.values())


def test_the_participants_application_knows_no_staff():
    assert all(roles <= PUBLIC for roles in PARTICIPANT_ROUTES.values())
