// A row's places: differences plus 2, and 1 followed by a number where the next column's begin.
#include "internal.h"

static size_t count_by_number(const uint8_t *p, size_t size) {
    const uint8_t *end = p + size;
    size_t count = 0;
    for (uint64_t v; p < end;) {
        p = varint(p, &v);
        if (v != 1) count++;
        else if (p < end) p = varint(p, &v);
    }
    return count;
}

/// As many as there are last bytes of a number, eight at a time; bytes up to eight past the end are readable.
size_t count_places(const uint8_t *p, size_t size) {
    const uint64_t low = 0x0101010101010101u, high = low << 7;
    size_t count = 0;
    for (size_t i = 0; i < size; i += 8) {
        uint64_t w = load64(p + i);
        if (size - i < 8) w |= ~(uint64_t)0 << 8 * (size - i);
        uint64_t ones = w ^ low;
        if ((ones - low) & ~ones & high) return count_by_number(p, size);
        count += ((~w & high) >> 7) * low >> 56;
    }
    return count;
}

size_t cpostings_places(const cpostings_list *list, size_t index, uint64_t *places, size_t room) {
    if (!list->place_start || !list->place_size || index >= list->count) return 0;
    const uint8_t *p = list->places + list->place_start[index], *end = p + list->place_size[index];
    uint64_t column = 0, position = 0, v;
    size_t count = 0;
    while (p < end) {
        p = varint(p, &v);
        if (v == 1 && p < end) {
            p = varint(p, &column);
            position = 0;
            continue;
        }
        if (v < 2 || p > end) break;
        position += v - 2;
        if (count < room) places[count] = (column & UINT32_MAX) << 32 | (position & UINT32_MAX);
        count++;
    }
    return count;
}
