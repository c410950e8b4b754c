// All terms that begin alike: one cursor a segment, the lowest term first.
#include "internal.h"
#include <stdlib.h>

typedef struct {
    cpostings *reader;
    uint8_t *prefix;  ///< with the index byte in front
    size_t size;
    cursor *cursors;  ///< one a segment, oldest first
    uint8_t *term;    ///< the term whose rows were read last
    size_t term_size, term_capacity;
} walk;

static void walk_close(walk *w) {
    for (int32_t i = 0; w->cursors && i < w->reader->segment_count; i++) cursor_free(&w->cursors[i]);
    free(w->cursors);
    free(w->prefix);
    free(w->term);
}

/// A cursor past the prefix is done.
static void narrow(const walk *w, cursor *c) {
    c->valid = c->valid && c->term_size >= w->size && !memcmp(c->term, w->prefix, w->size);
}

static cpostings_code walk_open(walk *w, cpostings *r, const uint8_t *prefix, size_t size) {
    *w = (walk){.reader = r, .size = size + 1};
    w->prefix = index_key(prefix, size);
    w->cursors = calloc((size_t)r->segment_count + 1, sizeof *w->cursors);
    if (!w->prefix || !w->cursors) return no_memory(r);
    for (int32_t i = 0; i < r->segment_count; i++) {
        cursor *c = &w->cursors[i];
        c->reader = r;
        c->segment = &r->segments[i];
        CHECK(cursor_seek(c, w->prefix, w->size, false));
        narrow(w, c);
    }
    return CPOSTINGS_OK;
}

static int compare(const uint8_t *a, size_t a_size, const uint8_t *b, size_t b_size) {
    int order = memcmp(a, b, a_size < b_size ? a_size : b_size);
    return order ? order : (a_size > b_size) - (a_size < b_size);
}

static const cursor *lowest(const walk *w) {
    const cursor *best = NULL;
    for (int32_t i = 0; i < w->reader->segment_count; i++) {
        const cursor *c = &w->cursors[i];
        if (c->valid && (!best || compare(c->term, c->term_size, best->term, best->term_size) < 0)) best = c;
    }
    return best;
}

/// Reads the lowest term's rows into the reader's own list and moves past it. A damaged page may give a term that is
/// not above the last one: then the walk would never end, and does so here.
static cpostings_code walk_step(walk *w, unsigned want, bool *any) {
    cpostings *r = w->reader;
    const cursor *best = lowest(w);
    *any = best != NULL;
    if (!best) return CPOSTINGS_OK;
    if (w->term_size && compare(best->term, best->term_size, w->term, w->term_size) <= 0)
        return fail(r, CPOSTINGS_CORRUPT, "the terms of segment %lld do not ascend", (long long)best->segment->id);
    uint8_t *term = grown(w->term, &w->term_capacity, best->term_size, 1);
    if (!term) return no_memory(r);
    w->term = term;
    w->term_size = best->term_size;
    memcpy(term, best->term, best->term_size);
    list_clear(&r->term, want);
    r->run_count = r->dead_count = 0;
    for (int32_t i = 0; i < r->segment_count; i++) {
        cursor *c = &w->cursors[i];
        if (!c->valid || compare(c->term, c->term_size, term, w->term_size)) continue;
        if (!runs_begin(r, r->term.count)) return no_memory(r);
        CHECK(doclist_read(c, want, &r->term));
        CHECK(cursor_next(c));
        narrow(w, c);
    }
    return resolve(r, want, &r->term);
}

static cpostings_code append(cpostings *r, unsigned want, cpostings_list *list) {
    const cpostings_list *from = &r->term;
    if (list->count + from->count > UINT32_MAX)
        return fail(r, CPOSTINGS_UNKNOWN_FORMAT, "more postings than 32 bits count");
    if (!list_reserve(list, list->count + from->count, want)) return no_memory(r);
    memcpy(list->rows + list->count, from->rows, from->count * 4);
    if (want & CPOSTINGS_TF) memcpy(list->tf + list->count, from->tf, from->count * 2);
    list->count += from->count;
    return CPOSTINGS_OK;
}

/// Where in the list each term's part begins; `runs` is taken by the resolving of each term meanwhile.
typedef struct { size_t *at, count, capacity; } parts;

static cpostings_code gather_terms(walk *w, uint32_t limit, unsigned want, cpostings_list *list, parts *p, bool *more) {
    for (bool any = true;;) {
        CHECK(walk_step(w, want, &any));
        if (!any) return CPOSTINGS_OK;
        if (!w->reader->term.count) continue;
        *more = p->count == limit;
        if (*more) return CPOSTINGS_OK;
        size_t *at = grown(p->at, &p->capacity, p->count + 1, sizeof *at);
        if (!at) return no_memory(w->reader);
        p->at = at;
        at[p->count++] = list->count;
        CHECK(append(w->reader, want, list));
    }
}

static cpostings_code sum_parts(cpostings *r, const parts *p, cpostings_list *list) {
    r->run_count = 0;
    for (size_t i = 0; i < p->count; i++) {
        if (!runs_begin(r, p->at[i])) return no_memory(r);
    }
    return sum_runs(r, list);
}

cpostings_code cpostings_prefix(cpostings *r, const uint8_t *prefix, size_t size, uint32_t limit, unsigned want,
                                cpostings_list *list, uint32_t *terms, bool *more) {
    want = possible(r, want) & CPOSTINGS_TF;
    list_clear(list, want);
    *terms = 0;
    *more = false;
    if (r->state != CPOSTINGS_OK) return r->state;
    if (size > TERM_MAX) return CPOSTINGS_OK;
    walk w;
    parts p = {0};
    cpostings_code code = walk_open(&w, r, prefix, size);
    if (code == CPOSTINGS_OK) code = gather_terms(&w, limit, want, list, &p, more);
    if (code == CPOSTINGS_OK || code == CPOSTINGS_DEADLINE) {
        cpostings_code summed = sum_parts(r, &p, list);
        if (summed != CPOSTINGS_OK) code = summed;
    }
    if (code != CPOSTINGS_OK && code != CPOSTINGS_DEADLINE) list->count = 0;
    *terms = (uint32_t)p.count;
    free(p.at);
    walk_close(&w);
    return done(r, code);
}

cpostings_code cpostings_each_term(cpostings *r, const uint8_t *prefix, size_t size, cpostings_term_visitor visit,
                                   void *context) {
    if (r->state != CPOSTINGS_OK) return r->state;
    if (size > TERM_MAX) return CPOSTINGS_OK;
    walk w;
    cpostings_code code = walk_open(&w, r, prefix, size);
    for (bool any = true; code == CPOSTINGS_OK;) {
        code = walk_step(&w, CPOSTINGS_ROWS, &any);
        if (code != CPOSTINGS_OK || !any) break;
        if (r->term.count && !visit(context, w.term + 1, w.term_size - 1, r->term.count)) break;
    }
    walk_close(&w);
    return done(r, code);
}
