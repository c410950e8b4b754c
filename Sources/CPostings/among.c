// One exact term's postings among rows that are known: of its pages only those are decoded that may hold one of them.
//
// A page tells the first row that begins on it, so the page before ends below that. Whether it must be decoded is known
// only then: going back to it costs a seek, and passing over it saves a thousand rows.
#include "seek.h"

/// Moves row `from` down to `to` and its places to where others end, which is never past them.
static void move_row(cpostings_list *list, size_t from, size_t to, size_t *places) {
    list->rows[to] = list->rows[from];
    if (list->tf) list->tf[to] = list->tf[from];
    if (!list->place_start) return;
    uint32_t size = list->place_size[from];
    memmove(list->places + *places, list->places + list->place_start[from], size);
    list->place_start[to] = (uint32_t)*places;
    list->place_size[to] = size;
    *places += size;
}

void keep_wanted(cpostings *r, const wanted *w, size_t begin, size_t dead, size_t places, cpostings_list *list) {
    size_t kept = begin, from = begin, noted = dead;
    uint32_t last = list->count > begin ? list->rows[list->count - 1] : 0;
    for (size_t k = w->at; k < w->count && w->rows[k] <= last; k++) {
        size_t i = seek(list->rows, list->count, &from, w->rows[k]);
        if (i == list->count) continue;
        while (noted < r->dead_count && r->dead[noted] < i) noted++;
        if (noted < r->dead_count && r->dead[noted] == i) r->dead[dead++] = (uint32_t)kept;
        move_row(list, i, kept++, &places);
    }
    list->count = kept;
    list->places_size = places;
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
    size_t begin = list->count, dead = c->reader->dead_count, places = list->places_size;
    int64_t number = c->page.number;
    cpostings_code code = doclist_read_wanted(c, w, list);
    keep_wanted(c->reader, w, begin, dead, places, list);
    CHECK(code);
    if (c->at >= c->end && !c->ends) {
        uint64_t row;
        return next_first_row(c, &row);
    }
    return c->at < c->end && c->page.number == number
        ? fail(c->reader, CPOSTINGS_CORRUPT, "a doclist on page %lld stops short", (long long)number)
        : CPOSTINGS_OK;
}

cpostings_code among_segment(cursor *c, wanted *w, cpostings_list *list) {
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

cpostings_code cpostings_among(cpostings *r, const uint8_t *term, size_t size, unsigned want, const uint32_t *rows,
                               size_t count, cpostings_list *list) {
    want = possible(r, want);
    wanted w = {rows, count, 0, want};
    return read_term(r, term, size, want, &w, list);
}
