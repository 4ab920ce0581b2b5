import socket

import pytest

from lab.errors import LabError
from lab.web.serving import free_port


@pytest.fixture
def taken():
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_a_port_that_is_free_is_used(taken):
    free = free_port("127.0.0.1", 0)

    assert free_port("127.0.0.1", free) == free


def test_a_port_that_is_taken_is_replaced_by_the_next_free_one(taken):
    assert taken < free_port("127.0.0.1", taken) <= taken + 20


def test_a_port_that_must_be_this_one_is_refused_when_taken(taken):
    with pytest.raises(LabError, match="is taken"):
        free_port("127.0.0.1", taken, exactly=True)


@pytest.mark.parametrize("host", ["192.0.2.1", "no-such-name.invalid"])
def test_an_address_this_machine_does_not_have_is_refused_with_what_to_do(host):
    with pytest.raises(LabError) as fault:
        free_port(host, 0)

    assert fault.value.where == host
    assert "127.0.0.1" in fault.value.cure
