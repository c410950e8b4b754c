// Sorted arrays of rows: and, or, not.
#include "internal.h"

/// How much longer one list must be for jumping through it to pay.
enum { GALLOP_RATIO = 16 };

size_t gallop(const uint32_t *rows, size_t from, size_t count, uint32_t row) {
    if (from >= count || rows[from] >= row) return from;
    size_t width = 1, low = from;
    while (width < count - low && rows[low + width] < row) {
        low += width;
        width *= 2;
    }
    // rows[low] < row, and what is sought lies within `width` behind it
    size_t left = width < count - low ? width : count - low;
    while (left > 1) {
        size_t half = left / 2;
        low += rows[low + half] < row ? half : 0;
        left -= half;
    }
    return low + 1;
}

static size_t intersect_galloping(const uint32_t *few, size_t few_count, const uint32_t *many, size_t many_count,
                                  uint32_t *out) {
    size_t kept = 0, at = 0;
    for (size_t i = 0; i < few_count; i++) {
        uint32_t row = few[i];
        at = gallop(many, at, many_count, row);
        if (at == many_count) break;
        if (many[at] == row) out[kept++] = row;  // never before it is known: `out` may be `many`
    }
    return kept;
}

size_t cpostings_intersect(const uint32_t *a, size_t a_count, const uint32_t *b, size_t b_count, uint32_t *out) {
    if (a_count == 0 || b_count == 0) return 0;
    if (b_count / GALLOP_RATIO >= a_count) return intersect_galloping(a, a_count, b, b_count, out);
    if (a_count / GALLOP_RATIO >= b_count) return intersect_galloping(b, b_count, a, a_count, out);
    // no branch depends on which is lower: it would be mispredicted every other time
    size_t i = 0, j = 0, kept = 0;
    while (i < a_count && j < b_count) {
        uint32_t x = a[i], y = b[j];
        out[kept] = x;
        kept += x == y;
        i += x <= y;
        j += y <= x;
    }
    return kept;
}

size_t cpostings_union(const uint32_t *a, size_t a_count, const uint32_t *b, size_t b_count, uint32_t *out) {
    size_t i = 0, j = 0, kept = 0;
    while (i < a_count && j < b_count) {
        uint32_t x = a[i], y = b[j];
        out[kept++] = x < y ? x : y;
        i += x <= y;
        j += y <= x;
    }
    if (i < a_count) memcpy(out + kept, a + i, (a_count - i) * 4);
    if (j < b_count) memcpy(out + kept + (a_count - i), b + j, (b_count - j) * 4);
    return kept + (a_count - i) + (b_count - j);
}

size_t cpostings_subtract(const uint32_t *a, size_t a_count, const uint32_t *b, size_t b_count, uint32_t *out) {
    size_t kept = 0, at = 0;
    for (size_t i = 0; i < a_count; i++) {
        uint32_t row = a[i];
        at = gallop(b, at, b_count, row);
        out[kept] = row;
        kept += at == b_count || b[at] != row;
    }
    return kept;
}

size_t cpostings_intersect_bits(const uint32_t *a, size_t count, const uint64_t *bits, uint32_t bit_count,
                                uint32_t *out) {
    size_t kept = 0;
    for (size_t i = 0; i < count && a[i] < bit_count; i++) {
        uint32_t row = a[i];
        out[kept] = row;
        kept += bits[row / 64] >> row % 64 & 1;
    }
    return kept;
}

void cpostings_set_bits(const uint32_t *a, size_t count, bool value, uint64_t *bits, uint32_t bit_count) {
    for (size_t i = 0; i < count && a[i] < bit_count; i++) {
        uint64_t bit = (uint64_t)1 << a[i] % 64;
        if (value) bits[a[i] / 64] |= bit;
        else bits[a[i] / 64] &= ~bit;
    }
}
