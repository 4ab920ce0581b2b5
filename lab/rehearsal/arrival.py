"""Asks before anybody is sent: does the lab answer at this address, and does it know the study?"""

import http.client
import urllib.error
import urllib.request

from lab.errors import LabError

PATIENCE_SECONDS = 10.0
_START = "Start it with `lab serve`, and name its address with --url."
_ANSWERS = {
    400: (
        "the lab there does not take simulated participants from here.",
        "Name with --data the folder of the recordings that it was started with.",
    ),
    404: (
        "the lab there does not offer this study.",
        "Start it with --forms of the folder the study is in.",
    ),
}


def expect_welcome(link: str) -> None:
    """LabError unless the study's open link, with the sign of a simulation, shows its consent."""
    where = link.partition("?")[0]
    # As in the rehearsal's browser: never by way of a proxy.
    asked = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        asked.open(link, timeout=PATIENCE_SECONDS).close()
    except urllib.error.HTTPError as error:
        with error:
            known = _ANSWERS.get(error.code)
        what, cure = known or (f"the lab there answered with an error ({error.code}).", _START)
        raise LabError(what, where=where, cure=cure) from error
    except (OSError, ValueError, http.client.HTTPException) as error:
        raise LabError(f"no lab answers there ({error}).", where=where, cure=_START) from error
