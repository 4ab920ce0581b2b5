"""The array types of this package, and how plain sequences become them."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]
BoolArray = npt.NDArray[np.bool_]
Values = Sequence[float] | FloatArray


def floats(values: Values) -> FloatArray:
    return np.asarray(values, dtype=np.float64)


def differences(x: FloatArray, y: FloatArray) -> FloatArray:
    """x - y without the noise of floating point: what is equal, or equally far apart, stays so."""
    plain = x - y
    if plain.size == 0:
        return plain
    noise = 8 * float(np.finfo(np.float64).eps) * float(np.maximum(np.abs(x), np.abs(y)).max())
    if float(np.ptp(plain)) <= noise:
        plain[:] = plain[0]
    plain[np.abs(plain) <= noise] = 0.0
    return plain


def is_constant(values: FloatArray) -> bool:
    """True when all values are equal but for the noise of floating point."""
    if values.size == 0:
        return True
    spread = float(values.max() - values.min())
    scale = max(abs(float(values.max())), abs(float(values.min())), 1e-300)
    return spread <= 1e-12 * scale
