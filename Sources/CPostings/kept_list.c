// Packing a list to be kept, and reading it: as a whole, or those of its rows that are wanted.
#include "kept.h"
#include <stdlib.h>

typedef struct { size_t wide, blocks, size; } extent;

static bool is_wide(const uint32_t *rows, size_t i) { return i == 0 || rows[i] - rows[i - 1] > UINT8_MAX; }

static extent extent_of(const uint32_t *rows, size_t count, bool counts, size_t key_size) {
    extent e = {0, (count + KEPT_BLOCK - 1) / KEPT_BLOCK, 0};
    for (size_t i = 0; i < count; i++) e.wide += is_wide(rows, i);
    e.size = sizeof(kept_list) + e.blocks * sizeof(kept_block) + e.wide * 4 + count * (counts ? 2 : 1) + key_size;
    return e;
}

static void pack_rows(kept_list *l, const uint32_t *rows) {
    for (size_t i = 0, w = 0; i < l->count; i++) {
        bool wide = is_wide(rows, i);
        l->gaps[i] = wide ? 0 : (uint8_t)(rows[i] - rows[i - 1]);
        if (wide) l->wide[w++] = rows[i];
        if (i % KEPT_BLOCK == 0) l->blocks[i / KEPT_BLOCK] = (kept_block){rows[i], (uint32_t)w};
    }
}

static bool counts_fit(const uint16_t *tfs, size_t count) {
    uint16_t all = 0;
    for (size_t i = 0; i < count; i++) all |= tfs[i];
    return all <= UINT8_MAX;
}

kept_list *kept_pack(const cpostings_list *list, size_t from, size_t key_size) {
    size_t count = list->count - from;
    const uint32_t *rows = list->rows + from;
    const uint16_t *tfs = list->tf ? list->tf + from : NULL;
    if (!count || (tfs && !counts_fit(tfs, count))) return NULL;
    extent e = extent_of(rows, count, tfs, key_size);
    kept_list *l = calloc(1, e.size);
    if (!l) return NULL;
    l->size = e.size, l->count = count, l->key_size = key_size, l->last = rows[count - 1];
    l->blocks = (kept_block *)(l + 1);
    l->wide = (uint32_t *)(l->blocks + e.blocks);
    l->gaps = (uint8_t *)(l->wide + e.wide);
    l->tfs = tfs ? l->gaps + count : NULL;
    l->key = l->gaps + count * (tfs ? 2 : 1);
    pack_rows(l, rows);
    for (size_t i = 0; tfs && i < count; i++) l->tfs[i] = (uint8_t)tfs[i];
    return l;
}

void kept_spell_out(const kept_list *l, unsigned want, cpostings_list *list) {
    uint32_t *rows = list->rows + list->count;
    size_t wide = 0;
    for (size_t i = 0; i < l->count;) {
        rows[i] = l->gaps[i] ? rows[i - 1] + l->gaps[i] : l->wide[wide++];
        i++;
        i += take_bytes(l->gaps + i, l->count - i, 0, rows[i - 1], rows + i);
    }
    if (want & CPOSTINGS_TF) {
        uint16_t *tf = list->tf + list->count;
        for (size_t i = 0; i < l->count; i++) tf[i] = l->tfs ? l->tfs[i] : 1;
    }
    list->count += l->count;
}

/// The last block that begins at or below `row`, from `block` on.
static size_t block_of(const kept_list *l, size_t block, uint32_t row) {
    size_t count = (l->count + KEPT_BLOCK - 1) / KEPT_BLOCK, step = 1, low = block;
    while (low + step < count && l->blocks[low + step].row <= row) low += step, step *= 2;
    for (; step; step /= 2) {
        if (low + step < count && l->blocks[low + step].row <= row) low += step;
    }
    return low;
}

void kept_spell_wanted(const kept_list *l, const wanted *w, cpostings_list *list) {
    size_t i = 0, wide = l->blocks[0].wide, n = list->count;
    uint32_t row = l->blocks[0].row;
    for (size_t k = gallop(w->rows, 0, w->count, row); k < w->count && w->rows[k] <= l->last; k++) {
        uint32_t sought = w->rows[k];
        size_t block = block_of(l, i / KEPT_BLOCK, sought);
        if (block > i / KEPT_BLOCK) i = block * KEPT_BLOCK, row = l->blocks[block].row, wide = l->blocks[block].wide;
        while (row < sought) {  // ends: the last row is not below it
            uint8_t gap = l->gaps[++i];
            row = gap ? row + gap : l->wide[wide++];
        }
        if (row != sought) continue;
        list->rows[n] = row;
        if (w->want & CPOSTINGS_TF) list->tf[n] = l->tfs ? l->tfs[i] : 1;
        n++;
    }
    list->count = n;
}
