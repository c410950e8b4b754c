// Terms side by side: from the places of each term to the rows in which they stand at given distances.
#include "internal.h"
#include <stdlib.h>

enum { CHECK_EVERY = 1024 };

typedef struct {
    uint64_t *starts, *places;  ///< where the phrase could begin; where the term at hand stands
    size_t starts_capacity, places_capacity, count;
} scratch;

/// The term's places in one row, moved back by its offset: what is left are beginnings. O(places).
static bool read_starts(const cpostings_list *list, size_t row, uint32_t offset, uint64_t **buffer, size_t *capacity,
                        size_t *count) {
    size_t most = list->place_size[row];  // a place takes a byte at least
    uint64_t *places = grown(*buffer, capacity, most + 1, sizeof *places);
    if (!places) return false;
    *buffer = places;
    size_t found = cpostings_places(list, row, places, most), kept = 0;
    for (size_t i = 0; i < found; i++) {
        if ((uint32_t)places[i] >= offset) places[kept++] = places[i] - offset;
    }
    *count = kept;
    return true;
}

static bool narrow(scratch *s, const cpostings_list *list, size_t row, uint32_t offset) {
    size_t count, kept = 0, j = 0;
    if (!read_starts(list, row, offset, &s->places, &s->places_capacity, &count)) return false;
    for (size_t i = 0; i < s->count && j < count;) {
        uint64_t a = s->starts[i], b = s->places[j];
        if (a == b) s->starts[kept++] = a;
        i += a <= b;
        j += b <= a;
    }
    s->count = kept;
    return true;
}

/// How often the phrase begins in the row; `at` are the lists' cursors.
static bool match_row(scratch *s, const cpostings_list *const *lists, const uint32_t *offsets, int32_t count,
                      uint32_t row, size_t *at) {
    for (int32_t i = 0; i < count; i++) {
        at[i] = gallop(lists[i]->rows, at[i], lists[i]->count, row);
        if (at[i] == lists[i]->count || lists[i]->rows[at[i]] != row) {
            s->count = 0;
            return true;
        }
        bool ok = i == 0 ? read_starts(lists[0], at[0], offsets[0], &s->starts, &s->starts_capacity, &s->count)
                         : narrow(s, lists[i], at[i], offsets[i]);
        if (!ok) return false;
        if (!s->count) break;
    }
    return true;
}

/// The rows that hold all terms, rarest first; NULL when memory is short.
static uint32_t *common_rows(const cpostings_list *const *lists, int32_t count, size_t *row_count) {
    int32_t rarest = 0;
    for (int32_t i = 1; i < count; i++) rarest = lists[i]->count < lists[rarest]->count ? i : rarest;
    size_t n = lists[rarest]->count;
    uint32_t *rows = malloc((n + 1) * sizeof *rows);
    if (!rows) return NULL;
    if (n) memcpy(rows, lists[rarest]->rows, n * sizeof *rows);
    for (int32_t i = 0; i < count; i++) {
        if (i != rarest) n = cpostings_intersect(rows, n, lists[i]->rows, lists[i]->count, rows);
    }
    *row_count = n;
    return rows;
}

/// Leaves the beginnings below `end`, which are ascending.
static void cut_off(scratch *s, uint64_t end) {
    while (s->count && s->starts[s->count - 1] >= end) s->count--;
}

static cpostings_code match_rows(const cpostings_list *const *lists, const uint32_t *offsets, int32_t count,
                                 const uint32_t *rows, const uint32_t *ends, size_t row_count, int64_t deadline,
                                 cpostings_list *out) {
    scratch s = {0};
    size_t at[TERMS_MAX] = {0};
    cpostings_code code = CPOSTINGS_OK;
    for (size_t n = 0; n < row_count && code == CPOSTINGS_OK; n++) {
        if (n % CHECK_EVERY == 0 && deadline && cpostings_now() > deadline) code = CPOSTINGS_DEADLINE;
        else if (!match_row(&s, lists, offsets, count, rows[n], at)) code = CPOSTINGS_NO_MEMORY;
        else if (ends) cut_off(&s, ends[n]);
        if (code == CPOSTINGS_OK && s.count) {
            out->tf[out->count] = s.count > UINT16_MAX ? UINT16_MAX : (uint16_t)s.count;
            out->rows[out->count++] = rows[n];
        }
    }
    free(s.starts);
    free(s.places);
    return code;
}

static bool arguments_ok(const cpostings_list *const *lists, int32_t count, const cpostings_list *out) {
    if (count < 1 || count > TERMS_MAX) return false;
    for (int32_t i = 0; i < count; i++) {
        if (lists[i] == out || (lists[i]->count && !lists[i]->place_start)) return false;
    }
    return true;
}

cpostings_code cpostings_phrase(const cpostings_list *const *lists, const uint32_t *offsets, int32_t count,
                                int64_t deadline, cpostings_list *out) {
    list_clear(out, CPOSTINGS_TF);
    if (!arguments_ok(lists, count, out)) return CPOSTINGS_MISUSE;
    size_t row_count;
    uint32_t *rows = common_rows(lists, count, &row_count);
    cpostings_code code = rows && list_reserve(out, row_count, CPOSTINGS_TF) ? CPOSTINGS_OK : CPOSTINGS_NO_MEMORY;
    if (code == CPOSTINGS_OK) code = match_rows(lists, offsets, count, rows, NULL, row_count, deadline, out);
    free(rows);
    return code;
}

cpostings_code cpostings_phrase_among(
    const cpostings_list *const *lists, const uint32_t *offsets, int32_t count, const uint32_t *rows,
    const uint32_t *ends, size_t row_count, int64_t deadline, cpostings_list *out) {
    list_clear(out, CPOSTINGS_TF);
    if (!arguments_ok(lists, count, out)) return CPOSTINGS_MISUSE;
    if (!list_reserve(out, row_count, CPOSTINGS_TF)) return CPOSTINGS_NO_MEMORY;
    return match_rows(lists, offsets, count, rows, ends, row_count, deadline, out);
}
