"""Reference methods about questionnaires."""

from lab.errors import NotEstimable
from lab.statistics import scales
from lab.statistics.means import mean_contrast
from tests.reference.adapters import Input, Method, Reported, contrast, without_gaps


def _sus(i: Input) -> Reported:
    score = scales.sus_score(i["responses"])
    if isinstance(score, NotEstimable):
        return score
    return {
        "score": score.score,
        "missing": score.missing,
        "n_missing": score.missing,
        "imputed": score.missing,
        "flagged": score.missing > 0,
    }


def _grade(i: Input) -> Reported:
    grade = scales.sus_grade(i["mean_sus"])
    if isinstance(grade, NotEstimable):
        return grade
    return {
        "grade": grade.grade,
        "low": grade.percentile_low,
        "high": grade.percentile_high,
    }


def _umux(i: Input) -> Reported:
    result = scales.umux_lite(i["item1"], i["item2"])
    if isinstance(result, NotEstimable):
        return result
    return {"score": result.score, "sus_equivalent": result.sus_equivalent}


def _ueq(i: Input) -> Reported:
    result = scales.ueq_short(i["responses"])
    if isinstance(result, NotEstimable):
        return result
    return {
        "pragmatic": result.pragmatic,
        "hedonic": result.hedonic,
        "overall": result.overall,
    }


def _tlx(i: Input) -> Reported:
    result = scales.raw_tlx(i["ratings"])
    return result if isinstance(result, NotEstimable) else {"raw_tlx": result}


def _sus_mean(i: Input) -> Reported:
    result = contrast(mean_contrast(without_gaps(i["scores"])), i.get("conf", 0.95))
    return result if isinstance(result, NotEstimable) else {**result, "mean": result["diff"]}


QUESTIONNAIRES: dict[str, Method] = {
    "sus_score": _sus,
    "sus_grade": _grade,
    "sus_percentile_range": _grade,
    "sus_mean_ci": _sus_mean,
    "umux_lite": _umux,
    "ueq_s": _ueq,
    "raw_tlx": _tlx,
}
