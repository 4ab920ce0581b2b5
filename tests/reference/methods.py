"""Which function of the lab answers which reference method."""

from tests.reference.adapters import Method
from tests.reference.completion import COMPLETION
from tests.reference.questionnaires import QUESTIONNAIRES
from tests.reference.times_and_means import TIMES_AND_MEANS

METHODS: dict[str, Method] = {**COMPLETION, **TIMES_AND_MEANS, **QUESTIONNAIRES}
