// Where terms stand in the segments, remembered for as long as the segments stay as they are. Finding a term costs a
// look into %_idx and a walk over half a page, in every segment; a rare word costs little else. Words come again, and
// one search asks for the same one twice: how many rows it has, then which.
#include "internal.h"
#include <stdlib.h>

/// So many terms at most, some 2 MB; of the slots half are never filled.
enum { KNOWN_MAX = 4096, KNOWN_SLOTS = 2 * KNOWN_MAX };

static void entry_free(known_term *t) {
    free(t->stands);
    free(t);
}

void known_clear(cpostings *r) {
    for (size_t i = 0; r->known && i < KNOWN_SLOTS; i++) {
        if (r->known[i]) entry_free(r->known[i]);
    }
    free(r->known);
    r->known = NULL;
    r->known_count = 0;
}

/// FNV-1a (Fowler, Noll and Vo).
static uint32_t hash_of(const uint8_t *key, size_t size) {
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < size; i++) hash = (hash ^ key[i]) * 16777619u;
    return hash;
}

static known_term *entry_make(const uint8_t *key, size_t size) {
    known_term *t = calloc(1, sizeof *t + size);
    if (!t) return NULL;
    t->size = size;
    memcpy(t->key, key, size);
    return t;
}

known_term *known_find(cpostings *r, const uint8_t *key, size_t size) {
    if (r->known_count == KNOWN_MAX) known_clear(r);
    if (!r->known) r->known = calloc(KNOWN_SLOTS, sizeof *r->known);
    if (!r->known) return NULL;
    size_t i = hash_of(key, size) % KNOWN_SLOTS;
    for (; r->known[i]; i = (i + 1) % KNOWN_SLOTS) {
        known_term *t = r->known[i];
        if (t->size == size && !memcmp(t->key, key, size)) return t;
    }
    known_term *made = entry_make(key, size);
    if (made) r->known_count++;
    return r->known[i] = made;
}

void known_begin(known_term *t) {
    t->next = 0;
    if (!t->whole) t->count = 0;
}

/// Notes where the cursor stands; false when memory is short.
static bool note(known_term *t, int32_t index, const cursor *c) {
    term_stand *stands = grown(t->stands, &t->capacity, t->count + 1, sizeof *stands);
    if (!stands) return false;
    t->stands = stands;
    stands[t->count++] = (term_stand){
        index, c->ends, (uint32_t)c->page.number, (uint32_t)c->footer, (uint32_t)c->term_at, (uint32_t)c->at,
        (uint32_t)c->end};
    return true;
}

cpostings_code known_seek(cpostings *r, known_term *t, int32_t index, cursor *c) {
    c->reader = r;
    c->segment = &r->segments[index];
    c->valid = false;
    if (!t->whole) {
        CHECK(cursor_seek(c, t->key, t->size, true));
        return !c->valid || note(t, index, c) ? CPOSTINGS_OK : no_memory(r);
    }
    if (t->next == t->count || t->stands[t->next].segment != index) return CPOSTINGS_OK;
    return cursor_stand(c, t->key, t->size, &t->stands[t->next++]);
}
