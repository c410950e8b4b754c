// Laying out: sorted lists as the leaves of an FTS5 segment, and the structure record that names it.
#include "gather.h"

static size_t put(uint8_t *out, uint64_t value) {  // SQLite's varint; never more than 32 bits here
    uint8_t reversed[10];
    size_t n = 0;
    do reversed[n++] = (uint8_t)(value & 0x7f);
    while (value >>= 7);
    for (size_t i = 0; i < n; i++) out[i] = reversed[n - 1 - i] | (i + 1 < n ? 0x80 : 0);
    return n;
}

static size_t common(const uint8_t *a, size_t a_size, const uint8_t *b, size_t b_size) {
    size_t n = 0;
    while (n < a_size && n < b_size && a[n] == b[n]) n++;
    return n;
}

typedef struct {
    size_t size, footer_size, last_term;
    bool has_term, has_row;
} filling;

/// Writes the term at hand; false when it has to go on the next leaf.
static bool begin_term(cpostings_gather *g, filling *f, cpostings_leaf *leaf) {
    uint8_t term[TERM_ROOM];
    term[0] = MAIN_INDEX;
    size_t size = 1 + cpostings_gather_sorted_term(g, g->term, term + 1);
    size_t prefix = common(g->previous, g->previous_size, term, size);
    if (f->size + f->footer_size + size + 2 >= LEAF_SIZE && f->size > 4) return false;
    f->footer_size += put(g->footer + f->footer_size, f->size - f->last_term);
    f->last_term = f->size;
    if (f->has_term) {
        f->size += put(g->leaf + f->size, prefix);
    } else {
        // %_idx gets the shortest prefix that tells the term from the one before; the first leaf's is empty
        leaf->is_indexed = true;
        leaf->term_size = g->leaves == 0 ? 0 : prefix + 1;
        memcpy(g->separator, term, leaf->term_size);
        leaf->term = g->separator;
        prefix = 0;
    }
    f->size += put(g->leaf + f->size, size - prefix);
    memcpy(g->leaf + f->size, term + prefix, size - prefix);
    f->size += size - prefix;
    memcpy(g->previous, term, size);
    g->previous_size = size;
    f->has_term = g->begun = true;
    return true;
}

/// Writes rows of the term at hand; false when the leaf is full.
static bool fill_rows(cpostings_gather *g, filling *f) {
    const uint32_t *rows = g->lists + g->list;
    for (uint32_t count = g->terms[g->term].count; g->done < count;) {
        uint32_t row = rows[g->done];
        bool literal = g->done == 0;
        if (!f->has_term && !f->has_row) {  // the list goes on from the leaf before
            g->leaf[0] = (uint8_t)(f->size >> 8);
            g->leaf[1] = (uint8_t)f->size;
            literal = true;
        }
        f->size += put(g->leaf + f->size, literal ? row : row - rows[g->done - 1]);
        f->has_row = true;
        g->done++;
        if (f->size + f->footer_size >= LEAF_SIZE) return false;
    }
    return true;
}

static void next_term(cpostings_gather *g) {
    g->list += g->terms[g->term++].count;
    g->done = 0;
    g->begun = false;
}

bool cpostings_gather_leaf(cpostings_gather *g, cpostings_leaf *leaf) {
    filling f = {.size = 4};
    *leaf = (cpostings_leaf){0};
    memset(g->leaf, 0, 4);
    while (g->term < g->term_count) {
        if (!g->begun && !begin_term(g, &f, leaf)) break;
        bool more = fill_rows(g, &f);
        if (g->done == g->terms[g->term].count) next_term(g);
        if (!more) break;
    }
    if (f.size == 4) return false;
    g->leaf[2] = (uint8_t)(f.size >> 8);
    g->leaf[3] = (uint8_t)f.size;
    memcpy(g->leaf + f.size, g->footer, f.footer_size);
    leaf->number = ++g->leaves;
    leaf->bytes = g->leaf;
    leaf->size = f.size + f.footer_size;
    return true;
}

// ---- The structure record (see structure.c) --------------------------------------------------------------------------

typedef struct {
    uint64_t levels, segments, counter;
    uint64_t merging, new_segments;  ///< of the lowest level
    const uint8_t *lowest, *higher;  ///< its segments, and what comes behind them
    uint8_t used[SEGMENTS_MAX + 1];
} structure;

static bool read_structure(const void *bytes, size_t size, structure *s) {
    memset(s, 0, sizeof *s);
    if (!bytes || size < 7) return false;
    record in = {(const uint8_t *)bytes + 4, (const uint8_t *)bytes + size};
    if (in.at[0] == 0xff || !record_number(&in, &s->levels) || !record_number(&in, &s->segments) || !record_number(&in, &s->counter)) return false;
    if (s->levels > SEGMENTS_MAX || s->segments > SEGMENTS_MAX) return false;
    s->lowest = s->higher = in.at;
    for (uint64_t level = 0; level < s->levels; level++) {
        uint64_t merging, count, value[3];
        if (!record_number(&in, &merging) || !record_number(&in, &count) || count > s->segments) return false;
        if (level == 0) {
            s->merging = merging;
            s->new_segments = count;
            s->lowest = in.at;
        }
        for (uint64_t i = 0; i < count; i++) {
            for (int k = 0; k < 3; k++)
                if (!record_number(&in, value + k)) return false;
            if (value[0] > SEGMENTS_MAX) return false;
            s->used[value[0]] = 1;
        }
        if (level == 0) s->higher = in.at;
    }
    return in.at == in.end;
}

int32_t cpostings_structure_free_id(const void *bytes, size_t size) {
    structure s;
    if (!read_structure(bytes, size, &s) || s.segments + 1 >= SEGMENTS_MAX) return 0;
    int32_t id = 1;
    while (id < SEGMENTS_MAX && s.used[id]) id++;
    return id < SEGMENTS_MAX ? id : 0;
}

size_t cpostings_structure_add(const void *bytes, size_t size, int32_t segment, int32_t leaves, uint8_t *out) {
    structure s;
    if (!read_structure(bytes, size, &s)) return 0;
    size_t n = 4;
    memcpy(out, bytes, 4);  // the configuration's cookie
    n += put(out + n, s.levels ? s.levels : 1);
    n += put(out + n, s.segments + 1);
    n += put(out + n, s.counter);  // of automerge alone, as FTS5 counts
    n += put(out + n, s.merging);
    n += put(out + n, s.new_segments + 1);
    size_t lowest = (size_t)(s.higher - s.lowest), higher = (size_t)((const uint8_t *)bytes + size - s.higher);
    if (!s.levels) lowest = higher = 0;
    memcpy(out + n, s.lowest, lowest);
    n += lowest;
    n += put(out + n, (uint64_t)segment);
    n += put(out + n, 1);
    n += put(out + n, (uint64_t)leaves);
    memcpy(out + n, s.higher, higher);
    return n + higher;
}
