// Where terms stand in the segments, remembered for as long as each segment stays as it is. Finding a term costs a look
// into %_idx and a walk over half a page, in every segment; a rare word costs little else. Words come again, and one
// search asks for the same one twice: how many rows it has, then which. A commit adds a segment and leaves the others.
#include "internal.h"
#include <stdlib.h>

/// So many terms at most, some 3 MB; of the slots half are never filled.
enum { KNOWN_MAX = 4096, KNOWN_SLOTS = 2 * KNOWN_MAX };
/// Stands of segments that are no more are kept until there are so many more than segments.
enum { STANDS_SPARE = 24 };

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

void known_begin(known_term *t) { t->next = 0; }

/// Lets go of what is known of segments that are no more.
static void prune(const cpostings *r, known_term *t) {
    size_t kept = 0;
    for (size_t i = 0; i < t->count; i++) {
        for (int32_t k = 0; k < r->segment_count; k++) {
            if (r->segments[k].serial != t->stands[i].serial) continue;
            t->stands[kept++] = t->stands[i];
            break;
        }
    }
    t->count = kept;
    t->next = 0;
}

/// Notes where the cursor stands, or that it stands nowhere; false when memory is short.
static bool note(cpostings *r, known_term *t, uint32_t serial, const cursor *c) {
    if (t->count >= (size_t)r->segment_count + STANDS_SPARE) prune(r, t);
    term_stand *stands = grown(t->stands, &t->capacity, t->count + 1, sizeof *stands);
    if (!stands) return false;
    t->stands = stands;
    stands[t->count++] = c->valid ? (term_stand){serial, false, c->ends, (uint32_t)c->page.number, (uint32_t)c->footer,
                                                 (uint32_t)c->term_at, (uint32_t)c->at, (uint32_t)c->end}
                                  : (term_stand){.serial = serial, .absent = true};
    return true;
}

/// What is known of the segment; NULL for nothing. The stands lie nearly in the segments' order.
static const term_stand *find(known_term *t, uint32_t serial) {
    for (size_t i = 0; i < t->count; i++) {
        size_t at = t->next + i < t->count ? t->next + i : t->next + i - t->count;
        if (t->stands[at].serial != serial) continue;
        t->next = at + 1 < t->count ? at + 1 : 0;
        return &t->stands[at];
    }
    return NULL;
}

cpostings_code known_seek(cpostings *r, known_term *t, int32_t index, cursor *c) {
    c->reader = r;
    c->segment = &r->segments[index];
    c->valid = false;
    uint32_t serial = c->segment->serial;
    const term_stand *stand = find(t, serial);
    if (stand) return stand->absent ? CPOSTINGS_OK : cursor_stand(c, t->key, t->size, stand);
    CHECK(cursor_seek(c, t->key, t->size, true));
    return note(r, t, serial, c) ? CPOSTINGS_OK : no_memory(r);
}
