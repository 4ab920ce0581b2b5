"""Reference methods about sample sizes, problem discovery and looking before the end."""

from lab.errors import NotEstimable
from lab.statistics import bayes, discovery, monitoring, planning
from tests.reference.adapters import Input, Method, Reported


def _people(exact: float | NotEstimable, name: str) -> Reported:
    whole = planning.whole_people(exact)
    if isinstance(whole, NotEstimable) or isinstance(exact, NotEstimable):
        return NotEstimable("no number of people")
    return {"n_exact": exact, name: whole}


def _sequence(i: Input) -> Reported:
    found = monitoring.confidence_sequence(
        i["estimate"], i["se"], i["n"], i["tuning"], i.get("alpha", 0.05)
    )
    if isinstance(found, NotEstimable):
        return found
    ci = [i["estimate"] - found.half_width, i["estimate"] + found.half_width]
    return {
        "rho": found.rho,
        "halfwidth": found.half_width,
        "ci": ci,
        "p_always_valid": found.p,
    }


def _e_value(i: Input) -> Reported:
    found = monitoring.e_value(i["a"], i["b"], i.get("beta_prior", 0.18))
    if isinstance(found, NotEstimable):
        return found
    return {"e_value": found.e, "max_e": found.largest, "p_anytime": found.p}


def _discovery(i: Input) -> Reported:
    found = discovery.discovery(
        [sum(met) for met in zip(*i["matrix"], strict=True)], len(i["matrix"])
    )
    if isinstance(found, NotEstimable):
        return found
    return {
        "p_naive": found.p_naive,
        "good_turing": found.good_turing,
        "p_adjusted": found.p_adjusted,
        "discovered": found.discovered,
        "expected_total": found.expected_total,
    }


def _better(i: Input) -> Reported:
    first, second = i.get("prior", (1, 1))
    share = bayes.probability_better(i["xa"], i["na"], i["xb"], i["nb"], (first, second))
    return {"prob_b_better": share}


def _two_proportions(i: Input) -> Reported:
    alpha = i.get("alpha", 0.05)
    return _people(
        planning.people_two_proportions(i["p1"], i["p2"], i["power"], alpha), "n_per_arm"
    )


PLANNING_AND_LOOKING: dict[str, Method] = {
    "always_valid_asymptotic_cs": _sequence,
    "e_value_2x2": _e_value,
    "group_sequential_bounds": lambda i: {
        "z": list(
            monitoring.look_bounds(i["looks"], monitoring.Bounds(i["type"]), i.get("alpha", 0.05))
        )
    },
    "bayes_prob_better": _better,
    "power_two_prop": lambda i: {
        "power": planning.power_two_proportions(
            i["n_per_arm"], i["p1"], i["p2"], i.get("alpha", 0.05)
        )
    },
    "sample_size_two_prop": _two_proportions,
    "power_two_sample_t": lambda i: {
        "power": planning.power_t(i["n_per_arm"], i["delta"] / i["sd"], i.get("alpha", 0.05))
    },
    "sample_size_two_sample_t": lambda i: _people(
        planning.people_t(i["delta"] / i["sd"], i["power"], i.get("alpha", 0.05)), "n_per_arm"
    ),
    "sample_size_paired_t": lambda i: _people(
        planning.people_t(i["delta"] / i["sd_diff"], i["power"], i.get("alpha", 0.05), paired=True),
        "n_pairs",
    ),
    "sample_size_time_ratio": lambda i: _people(
        planning.people_time_ratio(i["ratio"], i["sd_log"], i["power"], i.get("alpha", 0.05)),
        "n_per_arm",
    ),
    "sample_size_mcnemar": lambda i: _people(
        planning.people_paired_completion(i["p10"], i["p01"], i["power"], i.get("alpha", 0.05)),
        "n_pairs",
    ),
    "sample_size_adjusted_wald_margin": lambda i: _people(
        planning.people_for_margin(i["p"], i["margin"], i.get("conf", 0.95)), "n"
    ),
    "problem_discovery": lambda i: {"prob": discovery.chance_of_seeing(i["p"], i["n"])},
    "problem_discovery_sample_size": lambda i: _people(
        discovery.people_needed(i["p"], i["target"]), "n"
    ),
    "problem_discovery_adjusted_p": _discovery,
}
