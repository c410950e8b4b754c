// One exact term's postings among rows that are known: of its pages only those are decoded that may hold one of them.
//
// A page tells the first row that begins on it, so the page before ends below that. Whether it must be decoded is known
// only then: going back to it costs a seek, and passing over it saves a thousand rows.
#include "internal.h"
#include <stdlib.h>

typedef struct {
    const uint32_t *rows;
    size_t count, at;  ///< rows before `at` lie before the page at hand
    unsigned want;
} wanted;

/// Of what was appended from `begin` on, leaves the wanted rows; tombstones noted since `dead` keep pointing at theirs.
static void keep_wanted(cpostings *r, const wanted *w, size_t begin, size_t dead, cpostings_list *list) {
    size_t kept = begin, from = begin, noted = dead;
    for (size_t k = w->at; k < w->count && from < list->count; k++) {
        size_t i = from = gallop(list->rows, from, list->count, w->rows[k]);
        if (i == list->count || list->rows[i] != w->rows[k]) continue;
        while (noted < r->dead_count && r->dead[noted] < i) noted++;
        if (noted < r->dead_count && r->dead[noted] == i) r->dead[dead++] = (uint32_t)kept;
        list->rows[kept] = list->rows[i];
        if (list->tf) list->tf[kept] = list->tf[i];
        kept++;
    }
    list->count = kept;
    r->dead_count = dead;
}

/// The row that begins at `c->at`, written as a number of its own.
static uint64_t first_row(const cursor *c) {
    uint64_t row;
    varint(c->page.bytes + c->at, &row);
    return row;
}

/// Moves to the next page on which a row of the doclist begins; `*row` is that row, or past all rows where none follows.
static cpostings_code next_first_row(cursor *c, uint64_t *row) {
    *row = UINT64_MAX;
    while (!c->ends) {
        CHECK(doclist_turn(c));
        if (c->at >= c->end) continue;
        *row = first_row(c);
        return CPOSTINGS_OK;
    }
    return CPOSTINGS_OK;
}

/// What of a cursor says where on a page it stands.
static cpostings_code go_back(cursor *c, int64_t number, size_t at, size_t end, bool ends) {
    CHECK(page_load(c->reader, c->segment, number, &c->page));
    c->at = at;
    c->end = end;
    c->ends = ends;
    c->literal = true;
    return CPOSTINGS_OK;
}

/// Decodes what begins on the page and keeps the wanted rows; the cursor then stands at a row or at the list's end.
static cpostings_code take_page(cursor *c, const wanted *w, cpostings_list *list) {
    size_t begin = list->count, dead = c->reader->dead_count;
    int64_t number = c->page.number;
    cpostings_code code = doclist_read_page(c, w->want, list);
    keep_wanted(c->reader, w, begin, dead, list);
    CHECK(code);
    if (c->at >= c->end && !c->ends) {
        uint64_t row;
        return next_first_row(c, &row);
    }
    return c->at < c->end && c->page.number == number
        ? fail(c->reader, CPOSTINGS_CORRUPT, "a doclist on page %lld stops short", (long long)number)
        : CPOSTINGS_OK;
}

static cpostings_code among_segment(cursor *c, wanted *w, cpostings_list *list) {
    w->at = 0;
    while (c->at < c->end) {
        w->at = gallop(w->rows, w->at, w->count, (uint32_t)first_row(c));
        if (w->at == w->count) return CPOSTINGS_OK;
        int64_t number = c->page.number;
        size_t at = c->at, end = c->end;
        bool ends = c->ends;
        uint64_t next = UINT64_MAX;
        if (!ends) {
            CHECK(next_first_row(c, &next));
            if (w->rows[w->at] >= next) continue;
            CHECK(go_back(c, number, at, end, ends));
        }
        CHECK(take_page(c, w, list));
    }
    return CPOSTINGS_OK;
}

static cpostings_code among_segments(cpostings *r, const uint8_t *key, size_t size, wanted *w, cpostings_list *list) {
    r->run_count = r->dead_count = 0;
    for (int32_t i = 0; i < r->segment_count && w->count; i++) {
        cursor *c = &r->exact;
        c->reader = r;
        c->segment = &r->segments[i];
        CHECK(cursor_seek(c, key, size, true));
        if (!c->valid) continue;
        if (!runs_begin(r, list->count)) return no_memory(r);
        CHECK(among_segment(c, w, list));
    }
    return CPOSTINGS_OK;
}

cpostings_code cpostings_among(cpostings *r, const uint8_t *term, size_t size, unsigned want, const uint32_t *rows,
                               size_t count, cpostings_list *list) {
    wanted w = {rows, count, 0, possible(r, want) & CPOSTINGS_TF};
    list_clear(list, w.want);
    if (r->state != CPOSTINGS_OK) return r->state;
    if (size > TERM_MAX) return CPOSTINGS_OK;
    uint8_t *key = index_key(term, size);
    if (!key) return no_memory(r);
    cpostings_code code = finish_term(r, among_segments(r, key, size + 1, &w, list), w.want, list);
    free(key);
    return done(r, code);
}
