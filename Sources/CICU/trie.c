// The domain words, as a trie over folded UTF-16 units.
#include "internal.h"
#include <stdlib.h>
#include <string.h>
#include <unicode/utf8.h>

static uint32_t slot_of(uint64_t key, uint32_t room) { return (uint32_t)((key * 0x9e3779b97f4a7c15ull) >> 32) & (room - 1); }

uint32_t trie_step(const cicu_tables *t, uint32_t node, uint16_t unit) {
    if (!t->edge_room) return 0;
    uint64_t key = ((uint64_t)node << 16 | unit) + 1;
    for (uint32_t i = slot_of(key, t->edge_room);; i = (i + 1) & (t->edge_room - 1)) {
        if (t->edge_keys[i] == key) return t->edge_values[i];
        if (!t->edge_keys[i]) return 0;
    }
}

static void put(uint64_t *keys, uint32_t *values, uint32_t room, uint64_t key, uint32_t value) {
    uint32_t i = slot_of(key, room);
    while (keys[i]) i = (i + 1) & (room - 1);
    keys[i] = key;
    values[i] = value;
}

static bool more_edges(cicu_tables *t) {
    if ((t->edge_count + 1) * 2 <= t->edge_room) return true;
    uint32_t room = t->edge_room ? t->edge_room * 2 : 4096;
    uint64_t *keys = calloc(room, sizeof *keys);
    uint32_t *values = calloc(room, sizeof *values);
    if (!keys || !values) { free(keys); free(values); return false; }
    for (uint32_t i = 0; i < t->edge_room; i++)
        if (t->edge_keys[i]) put(keys, values, room, t->edge_keys[i], t->edge_values[i]);
    free(t->edge_keys);
    free(t->edge_values);
    t->edge_keys = keys;
    t->edge_values = values;
    t->edge_room = room;
    return true;
}

static uint32_t child(cicu_tables *t, uint32_t node, uint16_t unit) {
    uint32_t next = trie_step(t, node, unit);
    if (next || !more_edges(t)) return next;
    if (t->node_count >= t->node_room) {
        uint32_t room = t->node_room ? t->node_room * 2 : 4096;
        uint8_t *terminal = realloc(t->terminal, room);
        if (!terminal) return 0;
        memset(terminal + t->node_room, 0, room - t->node_room);
        t->terminal = terminal;
        t->node_room = room;
    }
    next = t->node_count++;
    put(t->edge_keys, t->edge_values, t->edge_room, ((uint64_t)node << 16 | unit) + 1, next);
    t->edge_count++;
    return next;
}

bool cicu_tables_add_word(cicu_tables *t, const char *utf8, int32_t size) {
    uint16_t units[96];
    int count = 0;
    for (int32_t i = 0; i < size;) {
        int32_t c;
        U8_NEXT((const uint8_t *)utf8, i, size, c);
        if (c < 0) return false;
        uint16_t folded[64];
        int n = fold_units(t, (uint32_t)c, folded);
        for (int k = 0; k < n; k++) {
            int kind = folded[k] >= 0xd800 && folded[k] <= 0xdfff ? KIND_HAN : t->kind[folded[k]];
            if (kind != KIND_HAN && kind != KIND_ALNUM) continue;
            if (count == 32) return false;
            units[count++] = folded[k];
        }
    }
    if (count < 2) return false;
    uint32_t node = 0;
    for (int i = 0; i < count; i++) {
        node = child(t, node, units[i]);
        if (!node) return false;
    }
    t->terminal[node] = 1;
    t->begins[units[0]] |= BEGINS_WORD;
    return true;
}
