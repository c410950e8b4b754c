// Decoding one doclist: the rows of one term in one segment, over as many pages as it takes.
//
// detail=full: difference of rows, twice the size of the places (plus one when the row's older places go), the places.
// No places: a tombstone. detail=none: difference of rows, then 00 for a tombstone or 00 00 for a row deleted and put
// back. The first row, and the first to begin on each further page, is a number of its own. Only places cross pages.
#include "internal.h"

static cpostings_code damaged(cursor *c, const char *what) {
    return fail(c->reader, CPOSTINGS_CORRUPT, "a doclist on page %lld of segment %lld %s", (long long)c->page.number,
                (long long)c->segment->id, what);
}

static cpostings_code too_wide(cursor *c) {
    return fail(c->reader, CPOSTINGS_UNKNOWN_FORMAT, "rows past 32 bits are not read here");
}

cpostings_code note_dead(cpostings *r, size_t index) {
    uint32_t *dead = grown(r->dead, &r->dead_capacity, r->dead_count + 1, sizeof *dead);
    if (!dead) return no_memory(r);
    r->dead = dead;
    dead[r->dead_count++] = (uint32_t)index;
    return CPOSTINGS_OK;
}

/// Rows ascend strictly, whatever the bytes say: everything behind relies on it.
static cpostings_code advance(cursor *c, uint64_t number) {
    if (number > UINT32_MAX) return too_wide(c);
    bool below = c->literal ? c->started && number <= c->row : number == 0;
    if (below) return damaged(c, "does not ascend");
    c->row = c->literal ? number : c->row + number;
    c->literal = false;
    c->started = true;
    return c->row > UINT32_MAX ? too_wide(c) : CPOSTINGS_OK;
}

/// Differences of one byte each, no marks: nearly all there is in the lists that are long. Gives the rows taken.
static size_t take_small(const uint8_t *p, const uint8_t *end, uint32_t *out, uint64_t *row) {
    const uint64_t wide = 0x8080808080808080u;
    size_t taken = take_bytes(p, (size_t)(end - p), wide, (uint32_t)*row, out);
    if (taken) *row += (uint32_t)(out[taken - 1] - (uint32_t)*row);
    return taken;
}

/// The marks behind a row of a detail=none list; the row is the last of the list.
static cpostings_code take_marks(cursor *c, const uint8_t **p, const uint8_t *end, const cpostings_list *list) {
    if (*p >= end || **p) return CPOSTINGS_OK;
    ++*p;
    if (*p < end && !**p) {
        ++*p;
        return CPOSTINGS_OK;
    }
    return note_dead(c->reader, list->count - 1);
}

static cpostings_code rows_without_places(cursor *c, cpostings_list *list) {
    const uint8_t *p = c->page.bytes + c->at, *end = c->page.bytes + c->end;
    while (p < end) {
        if (!c->literal) {
            size_t taken = take_small(p, end, list->rows + list->count, &c->row);
            p += taken;
            list->count += taken;
            if (c->row > UINT32_MAX) return too_wide(c);
        }
        // where one long number stood, more are likely: come back to the fast way after a few
        for (int i = 0; i < 8 && p < end; i++) {
            uint64_t number;
            p = varint(p, &number);
            CHECK(advance(c, number));
            list->rows[list->count++] = (uint32_t)c->row;
            if (!*p) CHECK(take_marks(c, &p, end, list));
        }
    }
    c->at = c->end;
    return p == end ? CPOSTINGS_OK : damaged(c, "is cut");
}

static cpostings_code join(cpostings *r, const uint8_t *bytes, size_t size) {
    uint8_t *all = grown(r->joined, &r->joined_capacity, r->joined_size + size + PAGE_PADDING, 1);
    if (!all) return no_memory(r);
    r->joined = all;
    memcpy(all + r->joined_size, bytes, size);
    r->joined_size += size;
    memset(all + r->joined_size, 0, PAGE_PADDING);
    return CPOSTINGS_OK;
}

/// Gathers places that go on over the next pages; ends at the first row that begins behind them.
static cpostings_code join_pages(cursor *c, uint64_t size) {
    if (c->ends) return damaged(c, "has places past its end");
    c->reader->joined_size = 0;
    CHECK(join(c->reader, c->page.bytes + c->at, c->end - c->at));
    uint64_t left = size - (c->end - c->at);
    while (left) {
        CHECK(cursor_turn(c));
        size_t stop = c->page.first_row ? c->page.first_row : c->end, here = stop - c->at;
        bool last = c->ends || c->page.first_row || left <= here;
        if (c->at == c->end || (last && left != here)) return damaged(c, "has places of another size");
        CHECK(join(c->reader, c->page.bytes + c->at, here));
        left -= here;
        c->at = stop;
    }
    return CPOSTINGS_OK;
}

static cpostings_code keep_row(cursor *c, cpostings_list *list, unsigned want, const uint8_t *places, size_t size) {
    size_t i = list->count++;
    list->rows[i] = (uint32_t)c->row;
    if (!size) CHECK(note_dead(c->reader, i));
    if (want & CPOSTINGS_TF) {
        size_t tf = count_places(places, size);
        list->tf[i] = tf > UINT16_MAX ? UINT16_MAX : (uint16_t)tf;
    }
    if (want & CPOSTINGS_PLACES) {
        list->place_size[i] = (uint32_t)size;
        if (!list_add_places(list, places, size, &list->place_start[i])) return no_memory(c->reader);
    }
    return CPOSTINGS_OK;
}

/// The usual row: difference and size are a byte each and the places, of any width, end within these eight bytes. False
/// where that is otherwise, or where a column marker (a place of 1) makes counting harder.
static inline bool take_usual(uint64_t w, unsigned want, uint64_t *row, uint16_t *tf, size_t *used) {
    const uint64_t low = 0x0101010101010101u, high = low << 7;
    uint64_t size = w >> 9 & 0x7f;
    if ((w & 0x8080) || !(w & 0xff) || size - 1 > 5) return false;
    if (want & CPOSTINGS_TF) {
        uint64_t places = w >> 16 | ~(uint64_t)0 << 8 * size;  // what is no place looks like the inside of a number
        uint64_t ones = places ^ low;
        if ((ones - low) & ~ones & high) return false;
        *tf = (uint16_t)(((~places & high) >> 7) * low >> 56);
    }
    *row += w & 0xff;
    *used = 2 + (size_t)size;
    return true;
}

/// Any row: its places may cross pages, and then the cursor stands on a later page.
static cpostings_code take_row(cursor *c, cpostings_list *list, unsigned want) {
    const uint8_t *start = c->page.bytes + c->at, *end = c->page.bytes + c->end, *p = start;
    uint64_t number, twice;
    p = varint(p, &number);
    if (p >= end) return damaged(c, "is cut");
    p = varint(p, &twice);
    if (p > end) return damaged(c, "is cut");
    CHECK(advance(c, number));
    uint64_t size = twice >> 1;
    c->at += (size_t)(p - start);
    if (size <= c->end - c->at) {
        c->at += (size_t)size;
        return keep_row(c, list, want, p, (size_t)size);
    }
    CHECK(join_pages(c, size));
    return keep_row(c, list, want, c->reader->joined, c->reader->joined_size);
}

/// Two rows of one place each, all numbers of one byte: difference (not 0), 2, place, and the same again.
static inline bool are_two_plain(uint64_t w) {
    const uint64_t sizes = 0xff0000ff00u, wide = 0x808080808080u;
    return (w & sizes) == 0x0200000200u && !(w & wide) && (w & 0xff) && (w & 0xff000000u);
}

/// As many usual rows as there are in a row: what a long list consists of, so everything is kept in registers.
static void take_usual_rows(cursor *c, cpostings_list *list, unsigned want) {
    const uint8_t *p = c->page.bytes + c->at, *end = c->page.bytes + c->end;
    uint32_t *rows = list->rows + list->count;
    uint16_t none, *tf = want & CPOSTINGS_TF ? list->tf + list->count : &none;
    size_t step = want & CPOSTINGS_TF ? 1 : 0, taken = 0, used = 0;
    uint64_t row = c->row;
    while (end - p >= 8) {
        uint64_t w = load64(p);
        if (are_two_plain(w)) {
            rows[taken++] = (uint32_t)(row += w & 0xff);
            rows[taken++] = (uint32_t)(row += w >> 24 & 0xff);
            tf[0] = tf[step] = 1;
            tf += 2 * step;
            p += 6;
            continue;
        }
        if (!take_usual(w, want, &row, tf, &used)) break;
        rows[taken++] = (uint32_t)row;
        tf += step;
        p += used;
    }
    c->at = (size_t)(p - c->page.bytes);
    c->row = row;
    list->count += taken;
}

/// Passes over usual rows below `next`.
static void skip_usual_rows(cursor *c, uint64_t next) {
    const uint8_t *p = c->page.bytes + c->at, *end = c->page.bytes + c->end;
    uint64_t row = c->row;
    while (end - p >= 8) {
        uint64_t w = load64(p), passed = row + (w & 0xff) + (w >> 24 & 0xff);
        size_t used = 6;
        if (!are_two_plain(w) || passed >= next) {
            passed = row;
            if (!take_usual(w, CPOSTINGS_ROWS, &passed, NULL, &used) || passed >= next) break;
        }
        row = passed;
        p += used;
    }
    c->at = (size_t)(p - c->page.bytes);
    c->row = row;
}

/// With `w` unwanted rows of the usual form are left out.
static cpostings_code rows_with_places(cursor *c, unsigned want, const wanted *w, cpostings_list *list) {
    int64_t number = c->page.number;
    for (size_t at = w ? w->at : 0; c->at < c->end && c->page.number == number;) {
        if (w && !c->literal) {
            while (at < w->count && w->rows[at] <= c->row) at++;
            skip_usual_rows(c, at < w->count ? w->rows[at] : UINT64_MAX);
        } else if (!c->literal && !(want & CPOSTINGS_PLACES)) {
            take_usual_rows(c, list, want);
        }
        if (c->row > UINT32_MAX) return too_wide(c);
        if (c->at < c->end) CHECK(take_row(c, list, want));
    }
    return CPOSTINGS_OK;
}

static cpostings_code read_page(cursor *c, unsigned want, const wanted *w, cpostings_list *list) {
    size_t most = c->at < c->end ? c->end - c->at : 0;  // a row takes a byte at least
    if (!list_reserve(list, list->count + most + 8, want)) return no_memory(c->reader);
    if (list->count + most > UINT32_MAX) return too_wide(c);
    return c->reader->detail == CPOSTINGS_NONE ? rows_without_places(c, list) : rows_with_places(c, want, w, list);
}

cpostings_code doclist_read_page(cursor *c, unsigned want, cpostings_list *list) { return read_page(c, want, NULL, list); }

cpostings_code doclist_read_wanted(cursor *c, const wanted *w, cpostings_list *list) {
    return read_page(c, w->want, w, list);
}

cpostings_code doclist_turn(cursor *c) {
    CHECK(cursor_turn(c));
    if (c->at < c->end) c->at = c->page.first_row ? c->page.first_row : c->end;
    return CPOSTINGS_OK;
}

cpostings_code doclist_read(cursor *c, unsigned want, cpostings_list *list) {
    for (;;) {
        CHECK(doclist_read_page(c, want, list));
        if (c->at < c->end) continue;  // places crossed into this page
        if (c->ends) return CPOSTINGS_OK;
        CHECK(doclist_turn(c));
    }
}
