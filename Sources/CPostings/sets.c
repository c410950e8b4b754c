// Sorted arrays of rows: and, or, not.
#include "seek.h"

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

/// The rows that `others` holds, or those that it doesn't; which they are is no branch. `out` may be `rows`, but not
/// `others`, of which rows not reached yet would be written over.
static size_t filter_blocks(const uint32_t *rows, size_t count, const uint32_t *others, size_t other_count, bool held,
                            uint32_t *out) {
    size_t kept = 0, at = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t row = rows[i];
        seek_block(others, other_count, &at, row);
        bool is_held = block_holds(others, other_count, at, row);
        out[kept] = row;
        kept += is_held == held;
    }
    return kept;
}

size_t cpostings_intersect(const uint32_t *a, size_t a_count, const uint32_t *b, size_t b_count, uint32_t *out) {
    if (a_count > b_count) return cpostings_intersect(b, b_count, a, a_count, out);
    if (a_count == 0) return 0;
    if (out == b) return intersect_galloping(a, a_count, b, b_count, out);
    return filter_blocks(a, a_count, b, b_count, true, out);
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
    return filter_blocks(a, a_count, b, b_count, false, out);
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
