// Telling a segment that stayed from another one under its number: FTS5 gives the numbers of segments that were merged
// away to new ones, and those of single complaints are all one page long.
//
// A segment's pages are never written again, but for the first one, from which a merge takes what it has read. So a
// segment is the same as before when its number, its first and last page and what stands on these two are the same:
// surely so for one of two pages, and for a longer one unless it begins and ends with the very rows of the old one.
#include "internal.h"

/// Of eight bytes at a time, by multiplying (Fibonacci hashing, Knuth 6.4). Zero is kept for what could not be read.
static uint64_t print_of(const page *p, uint64_t seed) {
    uint64_t h = seed ^ p->size;
    for (size_t i = 0; i < p->size; i += 8) {  // padded with zeros
        h = (h ^ load64(p->bytes + i)) * 0x9E3779B97F4A7C15u;
        h ^= h >> 29;
    }
    return h ? h : 1;
}

/// The fingerprint of the two pages; 0 where one can't be read, which the query that needs it will report.
static uint64_t segment_print(cpostings *r, const segment *s) {
    page *p = &r->exact.page;
    if (page_load(r, s, s->first, p) != CPOSTINGS_OK) return 0;
    uint64_t print = print_of(p, 0);
    if (s->last == s->first) return print;
    return page_load(r, s, s->last, p) == CPOSTINGS_OK ? print_of(p, print) : 0;
}

static const segment *seen_before(const cpostings *r, const segment *s) {
    for (size_t i = 0; i < r->seen_count; i++) {
        const segment *old = &r->seen[i];
        if (old->id == s->id && old->first == s->first && old->last == s->last) return old;
    }
    return NULL;
}

bool name_segments(cpostings *r) {
    size_t count = (size_t)r->segment_count;
    for (size_t i = 0; i < count; i++) {
        segment *s = &r->segments[i];
        const segment *old = seen_before(r, s);
        s->print = segment_print(r, s);
        bool same = old && old->print && old->print == s->print;
        s->serial = same ? old->serial : ++r->last_serial;
    }
    r->epoch++;
    segment *seen = grown(r->seen, &r->seen_capacity, count + 1, sizeof *seen);
    if (!seen) return false;
    r->seen = seen;
    if (count) memcpy(seen, r->segments, count * sizeof *seen);
    r->seen_count = count;
    r->named = r->generation;
    done(r, CPOSTINGS_OK);
    return true;
}

void recall_segments(cpostings *r) {
    size_t count = (size_t)r->segment_count;
    for (size_t i = 0; i < count && i < r->seen_count; i++) r->segments[i] = r->seen[i];
}
