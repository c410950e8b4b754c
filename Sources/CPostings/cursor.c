// Walking the terms of one segment.
#include "internal.h"
#include <stdlib.h>

void cursor_free(cursor *c) {
    free(c->page.bytes);
    free(c->term);
    memset(c, 0, sizeof *c);
}

static cpostings_code damaged(cursor *c, const char *what) {
    return fail(c->reader, CPOSTINGS_CORRUPT, "page %lld of segment %lld has a damaged %s", (long long)c->page.number,
                (long long)c->segment->id, what);
}

/// A term as written: how many bytes it shares with the one before, then its own.
typedef struct {
    uint64_t keep, size;
    const uint8_t *bytes;
} term_entry;

/// Moves to the next entry of the footer; it must exist. Offsets grow, which bounds every loop over a page.
static cpostings_code step(cursor *c, bool first, term_entry *entry) {
    const page *p = &c->page;
    uint64_t distance;
    const uint8_t *footer = varint(p->bytes + c->footer, &distance);
    c->footer = (size_t)(footer - p->bytes);
    if (first) c->term_at = 0;
    if (distance == 0 || distance >= p->leaf - c->term_at || c->footer > p->size) return damaged(c, "footer");
    c->term_at += (size_t)distance;
    if (c->term_at < 4) return damaged(c, "footer");
    const uint8_t *at = p->bytes + c->term_at;
    entry->keep = 0;
    if (!first) at = varint(at, &entry->keep);
    entry->bytes = at = varint(at, &entry->size);
    size_t offset = (size_t)(at - p->bytes);
    if (offset > p->leaf || entry->size > p->leaf - offset) return damaged(c, "term");
    return CPOSTINGS_OK;
}

/// Stands on the entry: `keep` bytes of `before`, then its own, and its doclist behind it.
static cpostings_code stand(cursor *c, const uint8_t *before, term_entry entry) {
    const page *p = &c->page;
    size_t size = (size_t)(entry.keep + entry.size);
    uint8_t *term = grown(c->term, &c->term_capacity, size + 1, 1);
    if (!term) return no_memory(c->reader);
    if (before == c->term) before = term;
    c->term = term;
    if (before != term) memcpy(term, before, (size_t)entry.keep);
    memcpy(term + entry.keep, entry.bytes, (size_t)entry.size);
    c->term_size = size;
    c->at = (size_t)(entry.bytes - p->bytes) + (size_t)entry.size;
    c->end = p->leaf;
    c->ends = c->footer < p->size;
    if (c->ends) {
        uint64_t distance;
        varint(p->bytes + c->footer, &distance);
        if (distance > p->leaf - c->term_at || c->term_at + distance < c->at) return damaged(c, "footer");
        c->end = c->term_at + (size_t)distance;
    }
    c->valid = true;
    c->literal = true;
    c->started = false;
    return CPOSTINGS_OK;
}

/// Finds the first term of the page that is not below the key, without spelling out the others: `match` is how many
/// bytes the term before shares with the key, and a term that keeps more than that is below the key just as it was.
static cpostings_code search(cursor *c, const uint8_t *key, size_t size, bool *equal) {
    size_t match = 0, length = 0;
    c->footer = c->page.leaf;
    for (bool first = true; c->footer < c->page.size; first = false) {
        term_entry e;
        CHECK(step(c, first, &e));
        if (e.keep > length) return damaged(c, "term");
        length = (size_t)(e.keep + e.size);
        if (e.keep > match) continue;
        bool above = e.keep < match;
        if (!above) {
            size_t i = 0;
            while (i < e.size && match < size && e.bytes[i] == key[match]) i++, match++;
            *equal = i == e.size && match == size;
            above = *equal || (i < e.size && (match == size || e.bytes[i] > key[match]));
        }
        if (above) return stand(c, key, e);
    }
    return CPOSTINGS_OK;
}

/// The first term of the pages behind this one.
static cpostings_code next_page_term(cursor *c) {
    c->valid = false;
    while (c->page.number < c->segment->last) {
        CHECK(page_load(c->reader, c->segment, c->page.number + 1, &c->page));
        if (!c->page.first_term) continue;
        c->footer = c->page.leaf;
        term_entry e;
        CHECK(step(c, true, &e));
        return stand(c, c->term, e);
    }
    return CPOSTINGS_OK;
}

cpostings_code cursor_seek(cursor *c, const uint8_t *key, size_t size, bool exact) {
    int64_t number;
    bool equal = false;
    c->valid = false;
    CHECK(page_of_term(c->reader, c->segment, key, size, &number));
    CHECK(page_load(c->reader, c->segment, number, &c->page));
    CHECK(search(c, key, size, &equal));
    if (exact) {
        // a key past this page's last term but below the next page's entry in %_idx stands nowhere
        c->valid = c->valid && equal;
        return CPOSTINGS_OK;
    }
    return c->valid ? CPOSTINGS_OK : next_page_term(c);
}

cpostings_code cursor_stand(cursor *c, const uint8_t *key, size_t size, const term_stand *stand) {
    c->valid = false;
    CHECK(page_load(c->reader, c->segment, stand->page, &c->page));
    const page *p = &c->page;
    bool inside = stand->term_at < stand->at && stand->at <= stand->end && stand->end <= p->leaf
        && stand->footer <= p->size;
    if (!inside) return damaged(c, "term");
    uint8_t *term = grown(c->term, &c->term_capacity, size, 1);
    if (!term) return no_memory(c->reader);
    c->term = term;
    memcpy(term, key, size);
    c->term_size = size;
    c->footer = stand->footer, c->term_at = stand->term_at;
    c->at = stand->at, c->end = stand->end, c->ends = stand->ends;
    c->valid = c->literal = true;
    c->started = false;
    return CPOSTINGS_OK;
}

cpostings_code cursor_next(cursor *c) {
    if (c->footer >= c->page.size) return next_page_term(c);
    term_entry e;
    CHECK(step(c, c->footer == c->page.leaf, &e));
    if (e.keep > c->term_size) return damaged(c, "term");
    return stand(c, c->term, e);
}

cpostings_code cursor_turn(cursor *c) {
    if (c->page.number >= c->segment->last) {
        c->ends = true;
        c->at = c->end;
        return CPOSTINGS_OK;
    }
    CHECK(page_load(c->reader, c->segment, c->page.number + 1, &c->page));
    const page *p = &c->page;
    c->footer = p->leaf;  // the next term is this page's first
    c->ends = p->first_term != 0;
    c->at = 4;
    c->end = c->ends ? p->first_term : p->leaf;
    c->literal = true;
    return CPOSTINGS_OK;
}
