// One exact term over all segments.
#include "internal.h"
#include <stdlib.h>

/// FTS5 puts a byte in front of each term: '0' for the main index.
enum { MAIN_INDEX = '0' };
/// Room behind a list's rows for those that a page may hold.
enum { LIST_ROOM = 4200 };

unsigned possible(const cpostings *r, unsigned want) { return r->detail == CPOSTINGS_NONE ? CPOSTINGS_ROWS : want; }

uint8_t *index_key(const uint8_t *term, size_t size) {
    uint8_t *key = malloc(size + 1);
    if (!key) return NULL;
    key[0] = MAIN_INDEX;
    if (size) memcpy(key + 1, term, size);
    return key;
}

/// Reads what one segment holds from its pages; the cursor stands on the term. A list that may be kept and is asked for
/// often is read whole even where few of its rows are wanted.
static cpostings_code read_pages(
    cpostings *r, known_term *t, unsigned want, wanted *among, bool keeps, cpostings_list *list) {
    cursor *c = &r->exact;
    size_t from = list->count, dead = r->dead_count, places = list->places_size;
    bool whole = !among || (keeps && kept_wants(r, t, c->segment));
    CHECK(whole ? doclist_read(c, want, list) : among_segment(c, among, list));
    if (!whole) return CPOSTINGS_OK;
    if (keeps && r->dead_count == dead) kept_offer(r, t, c->segment, list, from);
    if (among) {
        among->at = 0;
        keep_wanted(r, among, from, dead, places, list);
    }
    return CPOSTINGS_OK;
}

/// Reads what each segment holds, oldest first, so that in an index that only grew the list comes out in order.
static cpostings_code read_segments(cpostings *r, known_term *t, unsigned want, wanted *among, cpostings_list *list) {
    r->run_count = r->dead_count = 0;
    known_begin(t);
    for (int32_t i = 0; i < r->segment_count; i++) {
        const segment *s = &r->segments[i];
        bool keeps = kept_is_for(r, s, want), taken = false;
        if (keeps) CHECK(kept_take(r, t, s, want, among, list, &taken));
        if (taken) continue;
        CHECK(known_seek(r, t, i, &r->exact));
        if (!r->exact.valid) continue;
        if (!runs_begin(r, list->count)) return no_memory(r);
        CHECK(read_pages(r, t, want, among, keeps, list));
    }
    return CPOSTINGS_OK;
}

/// Makes one list of what the segments gave, whether that was all or the deadline stopped it.
static cpostings_code finish_term(cpostings *r, cpostings_code code, unsigned want, cpostings_list *list) {
    if (code == CPOSTINGS_OK || code == CPOSTINGS_DEADLINE) {
        cpostings_code resolved = resolve(r, want, list);
        if (resolved != CPOSTINGS_OK) code = resolved;
    }
    if (code != CPOSTINGS_OK && code != CPOSTINGS_DEADLINE) list->count = 0;
    return code;
}

known_term *find_term(cpostings *r, const uint8_t *term, size_t size) {
    uint8_t *key = index_key(term, size);
    known_term *t = key ? known_find(r, key, size + 1) : NULL;
    free(key);
    return t;
}

cpostings_code read_term(
    cpostings *r, const uint8_t *term, size_t size, unsigned want, wanted *among, cpostings_list *list) {
    list_clear(list, want);
    if (r->state != CPOSTINGS_OK) return r->state;
    if (size > TERM_MAX) return CPOSTINGS_OK;  // FTS5 stores none that long
    known_term *t = find_term(r, term, size);
    if (!t) return no_memory(r);
    // growing a long list costs as much as reading it; a page's bytes are room for its rows
    if (!among && t->rows && !list_reserve(list, (size_t)t->rows + LIST_ROOM, want)) return no_memory(r);
    cpostings_code code = finish_term(r, read_segments(r, t, want, among, list), want, list);
    if (code == CPOSTINGS_OK && !among) {
        t->rows = list->count;
        t->counted = r->epoch;
    }
    return done(r, code);
}

cpostings_code cpostings_term(cpostings *r, const uint8_t *term, size_t size, unsigned want, cpostings_list *list) {
    return read_term(r, term, size, possible(r, want), NULL, list);
}

cpostings_code cpostings_count(cpostings *r, const uint8_t *term, size_t size, uint64_t *rows) {
    if (r->state == CPOSTINGS_OK && size <= TERM_MAX) {
        known_term *t = find_term(r, term, size);
        if (!t) return no_memory(r);
        bool told = t->counted == r->epoch;
        cpostings_code counted = told ? CPOSTINGS_OK : done(r, count_plainly(r, t, &told));
        *rows = t->rows;
        if (told || counted != CPOSTINGS_OK) return counted;
    }
    cpostings_code code = cpostings_term(r, term, size, CPOSTINGS_ROWS, &r->term);
    *rows = r->term.count;
    return code;
}
