"""Keys made in Python: UUID version 7, so that rows made offline never collide."""

import os
import time
import uuid

_VERSION = 0x7 << 76 | 0x2 << 62  # version 7, and the variant
_RANDOM = 0xFFF << 64 | (1 << 62) - 1  # what is left of 80 bits beside the two


def new_id() -> uuid.UUID:
    """Return a UUIDv7 (RFC 9562, 5.7); its order is no evidence of what came first."""
    milliseconds = time.time_ns() // 1_000_000
    bits = int.from_bytes(os.urandom(10)) & _RANDOM
    return uuid.UUID(int=(milliseconds & 0xFFFF_FFFF_FFFF) << 80 | _VERSION | bits)
