// One segment leaf from %_data, checked at its edges, and the %_idx look-up that says on which leaf a term would stand.
//
// A leaf opens with two big-endian 16-bit numbers: the offset of the first row that is not a difference (0 for none
// before the first term), and the offset of the footer. The footer lists the offsets of the terms, as differences.
#include "internal.h"

/// Looked at on every eighth page: a page is decoded in microseconds.
static bool late(cpostings *r) {
    return r->deadline && ++r->pages_read % 8 == 0 && cpostings_now() > r->deadline;
}

static cpostings_code damaged(cpostings *r, const segment *s, int64_t number, const char *what) {
    return fail(r, CPOSTINGS_CORRUPT, "page %lld of segment %lld %s", (long long)number, (long long)s->id, what);
}

/// Segment in the upper bits, page in the lower 31.
static int64_t page_id(const segment *s, int64_t number) { return s->id << 37 | number; }

static cpostings_code fetch(cpostings *r, const segment *s, int64_t number) {
    int64_t id = page_id(s, number);
    if (r->next_page != id) {
        sqlite3_reset(r->pages);
        sqlite3_bind_int64(r->pages, 1, id);
        sqlite3_bind_int64(r->pages, 2, page_id(s, s->last));
    }
    r->next_page = -1;
    int code = sqlite3_step(r->pages);
    if (code != SQLITE_ROW && code != SQLITE_DONE) return fail_sqlite(r, code);
    if (code == SQLITE_DONE || sqlite3_column_int64(r->pages, 0) != id) return damaged(r, s, number, "is missing");
    r->next_page = id + 1;
    return CPOSTINGS_OK;
}

static cpostings_code check(cpostings *r, const segment *s, page *p) {
    const uint8_t *b = p->bytes;
    p->first_row = (size_t)b[0] << 8 | b[1];
    p->leaf = (size_t)b[2] << 8 | b[3];
    p->first_term = 0;
    if (p->leaf < 4 || p->leaf > p->size) return damaged(r, s, p->number, "has no footer");
    if (p->size > p->leaf) {
        uint64_t first;
        varint(b + p->leaf, &first);
        if (first < 4 || first >= p->leaf) return damaged(r, s, p->number, "puts its first term outside");
        p->first_term = (size_t)first;
    }
    size_t limit = p->first_term ? p->first_term : p->leaf;
    bool inside = !p->first_row || (p->first_row >= 4 && p->first_row < limit);
    return inside ? CPOSTINGS_OK : damaged(r, s, p->number, "puts its first row outside");
}

cpostings_code page_load(cpostings *r, const segment *s, int64_t number, page *p) {
    if (late(r)) return fail(r, CPOSTINGS_DEADLINE, "the deadline passed while reading postings");
    CHECK(fetch(r, s, number));
    int size = sqlite3_column_bytes(r->pages, 1);
    const void *bytes = sqlite3_column_blob(r->pages, 1);
    if (!bytes || size < 4 || size > PAGE_MAX) return damaged(r, s, number, "is cut short");
    uint8_t *copy = grown(p->bytes, &p->capacity, (size_t)size + PAGE_PADDING, 1);
    if (!copy) return no_memory(r);
    memcpy(copy, bytes, (size_t)size);
    memset(copy + size, 0, PAGE_PADDING);
    p->bytes = copy;
    p->size = (size_t)size;
    p->number = number;
    return check(r, s, p);
}

cpostings_code page_of_term(cpostings *r, const segment *s, const uint8_t *key, size_t size, int64_t *number) {
    sqlite3_reset(r->index);
    sqlite3_bind_int64(r->index, 1, s->id);
    sqlite3_bind_blob(r->index, 2, key, (int)size, SQLITE_STATIC);
    int code = sqlite3_step(r->index);
    if (code != SQLITE_ROW && code != SQLITE_DONE) return fail_sqlite(r, code);
    // the lowest bit says whether there is a doclist index, which is not needed here
    *number = code == SQLITE_ROW ? sqlite3_column_int64(r->index, 0) >> 1 : s->first;
    sqlite3_reset(r->index);
    if (*number < s->first) *number = s->first;  // pages that a running merge has dropped stay in %_idx
    return *number <= s->last ? CPOSTINGS_OK : damaged(r, s, *number, "is past the segment's end");
}
