// Gathering: a table of terms, a stream of term numbers row by row, and the lists that come of it by one counting sort.
#include "gather.h"
#include <stdlib.h>

enum { FIRST_SLOTS = 1 << 16 };

cpostings_gather *cpostings_gather_open(void) {
    cpostings_gather *g = calloc(1, sizeof *g);
    if (!g) return NULL;
    g->slot_count = FIRST_SLOTS;
    g->slots = calloc(g->slot_count, sizeof *g->slots);
    if (g->slots) return g;
    free(g);
    return NULL;
}

void cpostings_gather_close(cpostings_gather *g) {
    if (!g) return;
    free(g->slots);
    free(g->stream);
    free(g->rows);
    free(g->starts);
    free(g->terms);
    free(g->lists);
    free(g);
}

bool cpostings_gather_row(cpostings_gather *g, uint32_t row) {
    uint32_t *rows = grown(g->rows, &g->row_capacity, g->row_count + 1, sizeof *rows);
    if (!rows) return false;
    g->rows = rows;
    size_t *starts = grown(g->starts, &g->start_capacity, g->row_count + 1, sizeof *starts);
    if (!starts) return false;
    g->starts = starts;
    rows[g->row_count] = row;
    starts[g->row_count++] = g->posting_count;
    return true;
}

static size_t place(uint64_t key, size_t slots) { return (size_t)((key * 0x9e3779b97f4a7c15ull) >> 32) & (slots - 1); }

static bool more_slots(cpostings_gather *g) {
    size_t count = g->slot_count * 2;
    gather_slot *larger = calloc(count, sizeof *larger);
    if (!larger) return false;
    for (size_t i = 0; i < g->slot_count; i++) {
        if (!g->slots[i].key) continue;
        size_t k = place(g->slots[i].key, count);
        while (larger[k].key) k = (k + 1) & (count - 1);
        larger[k] = g->slots[i];
    }
    free(g->slots);
    g->slots = larger;
    g->slot_count = count;
    return true;
}

/// The term's bytes, first byte highest, zeros behind: numbers in the order of the terms.
static uint64_t key_of(const uint8_t *term, size_t size) {
    uint64_t key = 0;
    for (size_t i = 0; i < size; i++) key |= (uint64_t)term[i] << (56 - 8 * i);
    return key;
}

bool cpostings_gather_term(cpostings_gather *g, const void *term, size_t size) {
    if (size == 0 || size > CPOSTINGS_GATHER_TERM || g->row_count == 0) return false;
    if (g->term_count * 2 >= g->slot_count && !more_slots(g)) return false;
    uint32_t *stream = grown(g->stream, &g->posting_capacity, g->posting_count + 1, sizeof *stream);
    if (!stream) return false;
    g->stream = stream;
    uint64_t key = key_of(term, size);
    if (!key) return false;
    size_t i = place(key, g->slot_count);
    while (g->slots[i].key != key) {
        if (!g->slots[i].key) {
            g->slots[i] = (gather_slot){key, (uint32_t)g->term_count++, 0, 0};
            break;
        }
        i = (i + 1) & (g->slot_count - 1);
    }
    if (g->slots[i].last_row == g->row_count) return true;
    g->slots[i].last_row = (uint32_t)g->row_count;
    g->slots[i].count++;
    stream[g->posting_count++] = g->slots[i].id;
    return true;
}

size_t cpostings_gather_terms(const cpostings_gather *g) { return g->term_count; }

size_t cpostings_gather_sorted_term(const cpostings_gather *g, size_t place, uint8_t *out) {
    size_t size = 0;
    if (!g->terms || place >= g->term_count) return 0;
    for (uint64_t key = g->terms[place].key; key; key <<= 8) out[size++] = (uint8_t)(key >> 56);
    return size;
}

size_t cpostings_gather_rows(const cpostings_gather *g) { return g->row_count; }
size_t cpostings_gather_postings(const cpostings_gather *g) { return g->posting_count; }

static int by_key(const void *a, const void *b) {
    const gather_slot *x = a, *y = b;
    return x->key < y->key ? -1 : x->key > y->key;
}

bool cpostings_gather_sort(cpostings_gather *g) {
    g->terms = malloc((g->term_count + 1) * sizeof *g->terms);
    size_t *ends = malloc((g->term_count + 1) * sizeof *ends);
    g->lists = malloc((g->posting_count + 1) * sizeof *g->lists);
    if (!g->terms || !ends || !g->lists) {
        free(ends);
        return false;
    }
    size_t n = 0;
    for (size_t i = 0; i < g->slot_count; i++)
        if (g->slots[i].key) g->terms[n++] = g->slots[i];
    qsort(g->terms, n, sizeof *g->terms, by_key);
    size_t at = 0;
    for (size_t i = 0; i < n; i++) {
        ends[g->terms[i].id] = at;
        at += g->terms[i].count;
    }
    for (size_t r = 0; r < g->row_count; r++) {
        size_t end = r + 1 < g->row_count ? g->starts[r + 1] : g->posting_count;
        for (size_t k = g->starts[r]; k < end; k++) g->lists[ends[g->stream[k]]++] = g->rows[r];
    }
    free(ends);
    return true;
}
