// Where a term stands most often: rows that are likely to be among the best.
#ifndef CPOSTINGS_SEEDS_H
#define CPOSTINGS_SEEDS_H

#include "internal.h"

/// SEEDS_ROOM: places that `most_often` may write, of which it gives at most SEEDS_MAX.
enum { SEEDS_MAX = 1024, SEEDS_STEP = 8, SEEDS_ROOM = SEEDS_MAX + SEEDS_STEP };

/// The places of the highest counts, ascending: all that are not below some count above 1, the highest (up to 64) that
/// leaves `least` or more. None where there is no such count, or SEEDS_MAX would not do. O(count), some tenth of a
/// nanosecond each.
size_t most_often(const uint16_t *counts, size_t count, size_t least, size_t places[SEEDS_ROOM]);

#endif
