"""Which function of the lab answers which reference method."""

from tests.reference.adapters import Method
from tests.reference.completion import COMPLETION
from tests.reference.errors_and_ranks import ERRORS_AND_RANKS
from tests.reference.planning_and_looking import PLANNING_AND_LOOKING
from tests.reference.questionnaires import QUESTIONNAIRES
from tests.reference.several_groups import SEVERAL_GROUPS
from tests.reference.survival_curves import SURVIVAL_CURVES
from tests.reference.times_and_means import TIMES_AND_MEANS

METHODS: dict[str, Method] = {
    **COMPLETION,
    **TIMES_AND_MEANS,
    **QUESTIONNAIRES,
    **ERRORS_AND_RANKS,
    **SURVIVAL_CURVES,
    **SEVERAL_GROUPS,
    **PLANNING_AND_LOOKING,
}
