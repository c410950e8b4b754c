// From what each segment says of a term to what is true: where segments overlap, the newest has it; tombstones go.
//
// Segments mostly hold ranges of rows one after another, and then the list is right as it was read. Otherwise keys
// (row, index) are merged: parts were read oldest first, so among equal rows the highest index is the newest.
#include "internal.h"
#include <stdlib.h>

bool runs_begin(cpostings *r, size_t at) {
    size_t *runs = grown(r->runs, &r->run_capacity, r->run_count + 2, sizeof *runs);
    if (!runs) return false;
    r->runs = runs;
    runs[r->run_count++] = at;
    runs[r->run_count] = at;
    return true;
}

static bool ascending(const cpostings *r, const cpostings_list *list) {
    for (size_t i = 0; i < r->run_count; i++) {
        size_t at = r->runs[i];
        if (at > 0 && at < list->count && list->rows[at] <= list->rows[at - 1]) return false;
    }
    return true;
}

static void copy_row(const cpostings_list *from, size_t i, cpostings_list *to, size_t k) {
    to->rows[k] = from->rows[i];
    if (from->tf) to->tf[k] = from->tf[i];
    if (!from->place_start) return;
    to->place_start[k] = from->place_start[i];
    to->place_size[k] = from->place_size[i];
}

static void drop_dead(const cpostings *r, cpostings_list *list) {
    size_t kept = r->dead[0];
    for (size_t d = 0; d < r->dead_count; d++) {
        size_t end = d + 1 < r->dead_count ? r->dead[d + 1] : list->count;
        for (size_t i = r->dead[d] + 1; i < end; i++) copy_row(list, i, list, kept++);
    }
    list->count = kept;
}

/// Two neighbouring parts into one, without a branch to mispredict; parts that do not overlap are only copied.
static void merge_two(
    const uint64_t *a, const uint64_t *a_end, const uint64_t *b, const uint64_t *b_end, uint64_t *out) {
    bool apart = a == a_end || b == b_end || a_end[-1] < *b;
    while (!apart && a < a_end && b < b_end) {
        bool first = *a <= *b;
        *out++ = first ? *a : *b;
        a += first;
        b += !first;
    }
    if (a < a_end) memcpy(out, a, (size_t)(a_end - a) * 8);
    out += a_end - a;
    if (b < b_end) memcpy(out, b, (size_t)(b_end - b) * 8);
}

/// Merges neighbours until one part is left; the result is in `keys`.
static void merge_runs(cpostings *r, size_t count) {
    r->runs[r->run_count] = count;
    while (r->run_count > 1) {
        size_t parts = 0;
        for (size_t i = 0; i < r->run_count; i += 2) {
            size_t from = r->runs[i], middle = r->runs[i + 1], end = i + 2 <= r->run_count ? r->runs[i + 2] : middle;
            const uint64_t *keys = r->keys;
            merge_two(keys + from, keys + middle, keys + middle, keys + end, r->other_keys + from);
            r->runs[parts++] = from;
        }
        r->runs[parts] = count;
        r->run_count = parts;
        uint64_t *keys = r->keys;
        size_t capacity = r->keys_capacity;
        r->keys = r->other_keys, r->keys_capacity = r->other_keys_capacity;
        r->other_keys = keys, r->other_keys_capacity = capacity;
    }
}

static bool keys_reserve(cpostings *r, size_t count) {
    uint64_t *keys = grown(r->keys, &r->keys_capacity, count, 8);
    if (keys) r->keys = keys;
    uint64_t *other = keys ? grown(r->other_keys, &r->other_keys_capacity, count, 8) : NULL;
    if (other) r->other_keys = other;
    return other != NULL;
}

/// The newest of equal rows, where it is no tombstone.
static void gather(const cpostings *r, const cpostings_list *from, const uint8_t *dead, cpostings_list *to) {
    to->count = 0;
    for (size_t i = 0; i < from->count; i++) {
        bool older = i + 1 < from->count && r->keys[i] >> 32 == r->keys[i + 1] >> 32;
        uint32_t index = (uint32_t)r->keys[i];
        if (!older && !(dead[index / 8] >> index % 8 & 1)) copy_row(from, index, to, to->count++);
    }
}

static cpostings_code merge_newest(cpostings *r, unsigned want, cpostings_list *list) {
    uint8_t *dead = calloc(list->count / 8 + 1, 1);
    list_clear(&r->spare, want);
    if (!dead || !keys_reserve(r, list->count) || !list_reserve(&r->spare, list->count, want)) {
        free(dead);
        return no_memory(r);
    }
    for (size_t i = 0; i < r->dead_count; i++) dead[r->dead[i] / 8] |= (uint8_t)(1 << r->dead[i] % 8);
    for (size_t i = 0; i < list->count; i++) r->keys[i] = (uint64_t)list->rows[i] << 32 | i;
    merge_runs(r, list->count);
    gather(r, list, dead, &r->spare);
    free(dead);
    cpostings_list resolved = r->spare;
    resolved.places = list->places;  // places stay where they are; rows only point to them
    resolved.places_size = list->places_size, resolved.places_capacity = list->places_capacity;
    list->places = r->spare.places;
    list->places_size = r->spare.places_size, list->places_capacity = r->spare.places_capacity;
    r->spare = *list;
    *list = resolved;
    return CPOSTINGS_OK;
}

cpostings_code resolve(cpostings *r, unsigned want, cpostings_list *list) {
    if (!ascending(r, list)) return merge_newest(r, want, list);
    if (r->dead_count) drop_dead(r, list);
    return CPOSTINGS_OK;
}

/// Many terms, many rows: counts by row, and bits that say which rows have one.
static cpostings_code sum_dense(cpostings *r, cpostings_list *list, uint32_t highest) {
    size_t words = (size_t)highest / 64 + 1, before = r->sums_capacity;
    uint16_t *sums = grown(r->sums, &r->sums_capacity, words * 64, sizeof *sums);
    uint64_t *bits = calloc(words, 8);
    if (sums) {
        r->sums = sums;
        memset(sums + before, 0, (r->sums_capacity - before) * sizeof *sums);
    }
    if (!sums || !bits) {
        free(bits);
        return no_memory(r);
    }
    for (size_t i = 0; i < list->count; i++) {
        uint32_t row = list->rows[i], sum = sums[row] + (list->tf ? list->tf[i] : 1u);
        bits[row / 64] |= (uint64_t)1 << row % 64;
        sums[row] = sum > UINT16_MAX ? UINT16_MAX : (uint16_t)sum;
    }
    size_t kept = 0;
    for (size_t w = 0; w < words; w++) {
        for (uint64_t left = bits[w]; left; left &= left - 1) {
            uint32_t row = (uint32_t)(w * 64) + (uint32_t)__builtin_ctzll(left);
            list->rows[kept] = row;
            if (list->tf) list->tf[kept] = sums[row];
            sums[row] = 0;
            kept++;
        }
    }
    list->count = kept;
    free(bits);
    return CPOSTINGS_OK;
}

static cpostings_code sum_sparse(cpostings *r, cpostings_list *list) {
    if (!keys_reserve(r, list->count)) return no_memory(r);
    for (size_t i = 0; i < list->count; i++)
        r->keys[i] = (uint64_t)list->rows[i] << 32 | (list->tf ? list->tf[i] : 1u);
    merge_runs(r, list->count);
    size_t kept = 0;
    for (size_t i = 0; i < list->count; kept++) {
        uint32_t row = (uint32_t)(r->keys[i] >> 32), sum = 0;
        for (; i < list->count && r->keys[i] >> 32 == row; i++) {
            sum += (uint32_t)r->keys[i];
            if (sum > UINT16_MAX) sum = UINT16_MAX;
        }
        list->rows[kept] = row;
        if (list->tf) list->tf[kept] = (uint16_t)sum;
    }
    list->count = kept;
    return CPOSTINGS_OK;
}

/// Makes one list of parts of different terms, adding up their counts.
cpostings_code sum_runs(cpostings *r, cpostings_list *list) {
    if (r->run_count < 2 || list->count == 0) return CPOSTINGS_OK;
    uint32_t highest = 0;
    for (size_t i = 0; i < list->count; i++) highest = list->rows[i] > highest ? list->rows[i] : highest;
    return r->run_count > 4 && list->count > highest / 256 ? sum_dense(r, list, highest) : sum_sparse(r, list);
}
