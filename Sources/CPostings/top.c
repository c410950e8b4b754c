// The best hits so far: a heap whose root is the worst of them.
#include "internal.h"
#include <math.h>
#include <stdlib.h>

bool top_open(top *t, const cpostings_request *q) {
    *t = (top){.limit = q->limit, .below = UINT64_MAX};
    if (q->after) t->below = top_key(q->after->every, q->after->score, q->after->row);
    t->keys = malloc(((size_t)q->limit + 1) * sizeof *t->keys);
    return t->keys != NULL;
}

static void sink(uint64_t *keys, uint32_t count, uint64_t key) {
    uint32_t at = 0;
    for (;;) {
        uint64_t child = (uint64_t)at * 2 + 1;
        if (child >= count) break;
        if (child + 1 < count && keys[child + 1] < keys[child]) child++;
        if (keys[child] >= key) break;
        keys[at] = keys[child];
        at = (uint32_t)child;
    }
    keys[at] = key;
}

/// Takes the key in, at the cost of the worst where the list is full.
void top_replace(top *t, uint64_t key) {
    if (t->count == t->limit) {
        sink(t->keys, t->count, key);
        return;
    }
    uint32_t at = t->count++;
    for (; at && t->keys[(at - 1) / 2] > key; at = (at - 1) / 2) t->keys[at] = t->keys[(at - 1) / 2];
    t->keys[at] = key;
}

static cpostings_hit hit_of(uint64_t key) {
    uint32_t bits = (uint32_t)(key >> 32) & INT32_MAX;
    cpostings_hit hit = {.row = (uint32_t)key, .every = key >> 63};
    memcpy(&hit.score, &bits, 4);
    return hit;
}

float top_threshold(const top *t) {
    return t->count == t->limit && t->limit && hit_of(t->keys[0]).every ? INFINITY : top_least(t);
}

float top_least(const top *t) {
    if (t->count < t->limit) return 0;
    return t->limit ? hit_of(t->keys[0]).score : INFINITY;
}

uint32_t top_close(top *t, cpostings_hit *hits) {
    uint32_t count = t->count;
    while (t->count) {
        uint64_t worst = t->keys[0];
        uint64_t last = t->keys[--t->count];
        if (t->count) sink(t->keys, t->count, last);
        hits[t->count] = hit_of(worst);
    }
    free(t->keys);
    t->keys = NULL;
    return count;
}
