// In how many rows a term stands, segment by segment: that holds as long as there are no marks and the segments hold
// ranges of rows one after another.
//
// A kept list knows. Without places a row is one number, and a number has one byte below 128: count those (a byte of zero
// is nothing but a mark). With places the rows are spelled out.
#include "internal.h"

typedef struct {
    uint64_t rows;
    uint64_t first, last;  ///< of the segment at hand
    bool plain;            ///< no mark was met
} tally;

static bool count_bytes(const uint8_t *p, const uint8_t *end, uint64_t *rows) {
    const uint64_t low = 0x0101010101010101u, high = low << 7;
    uint64_t count = 0, zeros = 0;
    for (; end - p >= 8; p += 8) {
        uint64_t w = load64(p);
        zeros |= (w - low) & ~w & high;
        count += (uint64_t)__builtin_popcountll(~w & high);
    }
    for (; p < end; p++) {
        zeros |= !*p;
        count += *p < 0x80;
    }
    *rows += count;
    return zeros == 0;
}

/// The last row of the part of the list that lies on the page, whose first number is a row of its own.
static uint64_t last_row(const uint8_t *p, const uint8_t *end) {
    uint64_t row = 0;
    for (uint64_t v; p < end;) {
        p = varint(p, &v);
        row += v;
    }
    return row;
}

/// Counts one segment's list; the cursor stands on the term.
static cpostings_code count_numbers(cursor *c, tally *t) {
    varint(c->page.bytes + c->at, &t->first);
    for (;;) {
        const uint8_t *p = c->page.bytes + c->at, *end = c->page.bytes + c->end;
        if (p >= end || !count_bytes(p, end, &t->rows)) {
            t->plain = false;
            return CPOSTINGS_OK;
        }
        bool ends = c->ends || c->page.number >= c->segment->last;
        if (!ends) {
            CHECK(cursor_turn(c));
            // the list ended with the page before, or goes on with a row
            if (c->page.first_row) {
                c->at = c->page.first_row;
                continue;
            }
            t->plain = false;
            return CPOSTINGS_OK;
        }
        t->last = last_row(p, end);
        return CPOSTINGS_OK;
    }
}

/// The same by spelling them out, with counts where the list may then be kept.
static cpostings_code count_rows(cursor *c, const known_term *known, tally *t) {
    cpostings *r = c->reader;
    cpostings_list *list = &r->term;
    bool keeps = kept_is_for(r, c->segment, CPOSTINGS_TF);
    unsigned want = keeps ? CPOSTINGS_TF : CPOSTINGS_ROWS;
    list_clear(list, want);
    r->dead_count = 0;
    CHECK(doclist_read(c, want, list));
    t->plain = list->count && !r->dead_count;
    if (!t->plain) return CPOSTINGS_OK;
    t->rows += list->count;
    t->first = list->rows[0], t->last = list->rows[list->count - 1];
    if (keeps) kept_offer(r, known, c->segment, list, 0);
    return CPOSTINGS_OK;
}

/// Counts what segment number `index` has; `*held` is false where it doesn't hold the term.
static cpostings_code count_segment(cpostings *r, known_term *known, int32_t index, tally *t, bool *held) {
    const segment *s = &r->segments[index];
    kept_extent e;
    *held = kept_is_for(r, s, CPOSTINGS_ROWS) && kept_tell(r, known, s, &e);
    if (*held) {
        t->rows += e.rows;
        t->first = e.first, t->last = e.last;
        return CPOSTINGS_OK;
    }
    cursor *c = &r->exact;
    CHECK(known_seek(r, known, index, c));
    *held = c->valid;
    if (!c->valid) return CPOSTINGS_OK;
    return r->detail == CPOSTINGS_NONE ? count_numbers(c, t) : count_rows(c, known, t);
}

cpostings_code count_plainly(cpostings *r, known_term *known, bool *told) {
    tally t = {.plain = true};
    uint64_t before = 0;
    *told = false;
    known_begin(known);
    for (int32_t i = 0; i < r->segment_count; i++) {
        bool held, follows = t.rows > 0;
        CHECK(count_segment(r, known, i, &t, &held));
        if (!held) continue;
        if (!t.plain || (follows && t.first <= before) || t.last > UINT32_MAX) return CPOSTINGS_OK;
        before = t.last;
    }
    known->counted = r->epoch;
    *told = true;
    known->rows = t.rows;
    return CPOSTINGS_OK;
}
