// The highest counts of a list in one pass: the bar rises as often as too many have passed it, and soon nearly all counts
// are passed over eight at a time.
#include "seeds.h"

/// The formula has long levelled off here: higher counts are told apart no more.
enum { BAR_MAX = 64 };

static bool any_reaches(const uint16_t *counts, uint32_t bar) {
#if defined(__SSE2__)
    __m128i below = _mm_set1_epi16((short)(bar - 1)), zero = _mm_setzero_si128();
    __m128i above = _mm_subs_epu16(_mm_loadu_si128((const __m128i *)counts), below);
    return _mm_movemask_epi8(_mm_cmpeq_epi16(above, zero)) != 0xffff;
#else
    uint32_t any = 0;
    for (int i = 0; i < SEEDS_STEP; i++) any |= counts[i] >= bar;
    return any;
#endif
}

/// Leaves the places whose counts reach the bar; which they are is no branch.
static size_t left_by(uint32_t bar, const uint16_t *counts, size_t *places, size_t found) {
    size_t left = 0;
    for (size_t n = 0; n < found; n++) {
        size_t place = places[n];
        places[left] = place;
        left += counts[place] >= bar;
    }
    return left;
}

/// The bar that still leaves `least` of the places.
static uint32_t highest_bar(uint32_t bar, const uint16_t *counts, const size_t *places, size_t found, size_t least) {
    for (; bar < BAR_MAX; bar++) {
        size_t left = 0;
        for (size_t n = 0; n < found; n++) left += counts[places[n]] > bar;
        if (left < least) break;
    }
    return bar;
}

size_t most_often(const uint16_t *counts, size_t count, size_t least, size_t places[SEEDS_ROOM]) {
    uint32_t bar = 2;
    size_t found = 0;
    for (size_t k = 0; k < count; k += SEEDS_STEP) {
        size_t end = count - k < SEEDS_STEP ? count : k + SEEDS_STEP;
        if (end - k == SEEDS_STEP && !any_reaches(counts + k, bar)) continue;
        for (size_t i = k; i < end; i++) {
            places[found] = i;
            found += counts[i] >= bar;
        }
        while (found > SEEDS_MAX) {
            if (bar == BAR_MAX) return 0;
            found = left_by(++bar, counts, places, found);
        }
    }
    if (!least || found < least) return 0;
    return left_by(highest_bar(bar, counts, places, found, least), counts, places, found);
}
