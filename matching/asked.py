"""Who must be asked something before a post is proposed."""

import numpy as np
from numpy.typing import NDArray

from matching.pool_index import Bits, Index


class Asked:
    """Questions of all topics put together; those about limits are spread to people once."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self._people = index.none()
        self._limits: NDArray[np.bool_] | None = None

    def people(self, bits: Bits) -> None:
        """Ask everyone marked."""
        self._people |= bits

    def limits(self, which: NDArray[np.bool_]) -> None:
        """Ask everyone whose limits are among these; ``which`` has shape (limits,)."""
        self._limits = which if self._limits is None else self._limits | which

    def everyone(self) -> Bits:
        """Mark all who must be asked."""
        if self._limits is None:
            return self._people
        return self._people | self.index.where_limits(self._limits)
