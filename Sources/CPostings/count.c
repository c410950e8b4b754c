// In how many rows a term stands, without spelling them out where that can be told from the bytes.
//
// Without places a row is one number, and a number has one byte below 128: count those. That holds as long as there are
// no marks (a byte of zero is nothing else) and the segments hold ranges of rows one after another.
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
static cpostings_code count_segment(cursor *c, tally *t) {
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

cpostings_code count_plainly(cpostings *r, known_term *known, bool *told) {
    tally t = {.plain = true};
    uint64_t before = 0;
    *told = false;
    known_begin(known);
    for (int32_t i = 0; i < r->segment_count; i++) {
        cursor *c = &r->exact;
        CHECK(known_seek(r, known, i, c));
        if (!c->valid) continue;
        CHECK(count_segment(c, &t));
        if (!t.plain || (t.rows && before && t.first <= before) || t.last > UINT32_MAX) return CPOSTINGS_OK;
        before = t.last;
    }
    known->counted = r->epoch;
    *told = true;
    known->rows = t.rows;
    return CPOSTINGS_OK;
}
