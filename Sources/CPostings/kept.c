// Long lists that are asked for again and again, kept decoded: a common word is in most queries, and taking its rows and
// counts out of FTS5's pages costs as much as ranking them. Kept by segment, since a commit adds one and leaves the
// others as they are.
//
// A row costs two bytes: the difference to the one before (0: the row itself stands among the wide ones) and its count.
#include "internal.h"
#include <pthread.h>
#include <stdlib.h>

/// Shorter lists are read as quickly from their pages.
enum { KEPT_LEAST = 4096 };
/// Segments of fewer pages hold no list that long.
enum { KEPT_PAGES = 8 };
/// A list is kept when it is asked for the second time while its hash stands here.
enum { ASKED_SLOTS = 4096 };

typedef struct kept_list {
    uint64_t hash, print;
    int64_t segment;
    uint64_t used;      ///< the tick of its last use: the least goes first
    size_t size;        ///< of all of it, in bytes
    uint32_t readers;   ///< it is freed once there are none
    bool dropped;
    size_t count, key_size;
    uint32_t *wide;
    uint8_t *gaps, *tfs, *key;
} kept_list;

struct cpostings_kept {
    pthread_mutex_t lock;  ///< over all that follows
    size_t bytes, bytes_max;
    uint64_t tick;
    kept_list **lists;
    size_t count, capacity;
    uint32_t asked[ASKED_SLOTS];
};

/// What a list is known by: its term, its segment and that segment's fingerprint.
typedef struct {
    const known_term *term;
    const segment *segment;
    uint64_t hash;
} kept_key;

static kept_key key_of(const known_term *t, const segment *s) {
    uint64_t h = s->print ^ (uint64_t)s->id * 0x9E3779B97F4A7C15u;
    for (size_t i = 0; i < t->size; i++) h = (h ^ t->key[i]) * 1099511628211u;  // FNV-1a (Fowler, Noll and Vo)
    return (kept_key){t, s, h ^ h >> 32};
}

cpostings_kept *cpostings_kept_open(size_t bytes) {
    cpostings_kept *k = calloc(1, sizeof *k);
    if (!k) return NULL;
    k->bytes_max = bytes;
    if (pthread_mutex_init(&k->lock, NULL)) {
        free(k);
        return NULL;
    }
    return k;
}

void cpostings_kept_close(cpostings_kept *k) {
    if (!k) return;
    for (size_t i = 0; i < k->count; i++) free(k->lists[i]);
    free(k->lists);
    pthread_mutex_destroy(&k->lock);
    free(k);
}

size_t cpostings_kept_bytes(cpostings_kept *k) {
    pthread_mutex_lock(&k->lock);
    size_t bytes = k->bytes;
    pthread_mutex_unlock(&k->lock);
    return bytes;
}

void cpostings_use_kept(cpostings *r, cpostings_kept *kept) { r->kept = kept; }

static bool is_of(const kept_list *l, kept_key key) {
    return l->hash == key.hash && l->print == key.segment->print && l->segment == key.segment->id
        && l->key_size == key.term->size && !memcmp(l->key, key.term->key, l->key_size);
}

/// To be called while locked.
static kept_list *find(const cpostings_kept *k, kept_key key) {
    for (size_t i = 0; i < k->count; i++) {
        if (is_of(k->lists[i], key)) return k->lists[i];
    }
    return NULL;
}

/// Lets go of list number `i`; to be called while locked.
static void drop(cpostings_kept *k, size_t i) {
    kept_list *l = k->lists[i];
    k->lists[i] = k->lists[--k->count];
    k->bytes -= l->size;
    l->dropped = true;
    if (!l->readers) free(l);
}

static void drop_oldest(cpostings_kept *k) {
    size_t oldest = 0;
    for (size_t i = 1; i < k->count; i++) {
        if (k->lists[i]->used < k->lists[oldest]->used) oldest = i;
    }
    drop(k, oldest);
}

// MARK: Taking

static void spell_out(const kept_list *l, unsigned want, cpostings_list *list) {
    uint32_t *rows = list->rows + list->count;
    size_t wide = 0;
    for (size_t i = 0; i < l->count;) {
        rows[i] = l->gaps[i] ? rows[i - 1] + l->gaps[i] : l->wide[wide++];
        i++;
        i += take_bytes(l->gaps + i, l->count - i, 0, rows[i - 1], rows + i);
    }
    if (want & CPOSTINGS_TF) {
        uint16_t *tf = list->tf + list->count;
        for (size_t i = 0; i < l->count; i++) tf[i] = l->tfs[i];
    }
    list->count += l->count;
}

bool kept_is_for(const cpostings *r, const segment *s, unsigned want) {
    return r->kept && r->detail == CPOSTINGS_FULL && !(want & CPOSTINGS_PLACES) && s->print
        && s->last - s->first >= KEPT_PAGES;
}

cpostings_code kept_take(
    cpostings *r, const known_term *t, const segment *s, unsigned want, cpostings_list *list, bool *taken) {
    cpostings_kept *k = r->kept;
    kept_key key = key_of(t, s);
    pthread_mutex_lock(&k->lock);
    kept_list *l = find(k, key);
    if (l) {
        l->readers++;
        l->used = ++k->tick;
    }
    pthread_mutex_unlock(&k->lock);
    *taken = l != NULL;
    if (!l) return CPOSTINGS_OK;
    bool ok = list->count + l->count <= UINT32_MAX && list_reserve(list, list->count + l->count, want)
        && runs_begin(r, list->count);
    if (ok) spell_out(l, want, list);
    pthread_mutex_lock(&k->lock);
    if (!--l->readers && l->dropped) free(l);
    pthread_mutex_unlock(&k->lock);
    return ok ? CPOSTINGS_OK : no_memory(r);
}

// MARK: Keeping

/// Whether it was asked for before, which is noted.
static bool asked_before(cpostings_kept *k, uint64_t hash) {
    uint32_t *slot = &k->asked[hash % ASKED_SLOTS], mark = (uint32_t)(hash >> 32) | 1;
    bool before = *slot == mark;
    *slot = mark;
    return before;
}

/// The rows from number `from` on; NULL when memory is short or a count doesn't fit.
static kept_list *pack(kept_key key, const cpostings_list *list, size_t from) {
    size_t count = list->count - from, wide = 0;
    const uint32_t *rows = list->rows + from;
    const uint16_t *tfs = list->tf + from;
    uint16_t all = 0;
    for (size_t i = 0; i < count; i++) {
        wide += i == 0 || rows[i] - rows[i - 1] > UINT8_MAX;
        all |= tfs[i];
    }
    if (all > UINT8_MAX) return NULL;
    size_t size = sizeof(kept_list) + wide * 4 + 2 * count + key.term->size;
    kept_list *l = calloc(1, size);
    if (!l) return NULL;
    l->hash = key.hash, l->print = key.segment->print, l->segment = key.segment->id;
    l->size = size, l->count = count, l->key_size = key.term->size;
    l->wide = (uint32_t *)(l + 1);
    l->gaps = (uint8_t *)(l->wide + wide);
    l->tfs = l->gaps + count;
    l->key = l->tfs + count;
    memcpy(l->key, key.term->key, l->key_size);
    for (size_t i = 0, w = 0; i < count; i++) {
        uint32_t gap = i ? rows[i] - rows[i - 1] : 0;
        bool fits = i && gap <= UINT8_MAX;
        l->gaps[i] = fits ? (uint8_t)gap : 0;
        if (!fits) l->wide[w++] = rows[i];
        l->tfs[i] = (uint8_t)tfs[i];
    }
    return l;
}

static void put(cpostings_kept *k, kept_key key, kept_list *l) {
    pthread_mutex_lock(&k->lock);
    kept_list **lists = find(k, key) ? NULL : grown(k->lists, &k->capacity, k->count + 1, sizeof *lists);
    if (lists) {
        k->lists = lists;
        while (k->count && k->bytes + l->size > k->bytes_max) drop_oldest(k);
        l->used = ++k->tick;
        k->bytes += l->size;
        lists[k->count++] = l;
    } else {
        free(l);  // another reader was here first
    }
    pthread_mutex_unlock(&k->lock);
}

void kept_offer(cpostings *r, const known_term *t, const segment *s, const cpostings_list *list, size_t from) {
    cpostings_kept *k = r->kept;
    size_t count = list->count - from;
    bool is_too_long = count > k->bytes_max / 4;  // half of the room, at two bytes a row
    if (count < KEPT_LEAST || !list->tf || is_too_long) return;
    kept_key key = key_of(t, s);
    pthread_mutex_lock(&k->lock);
    bool wanted = asked_before(k, key.hash);
    pthread_mutex_unlock(&k->lock);
    kept_list *l = wanted ? pack(key, list, from) : NULL;
    if (l) put(k, key, l);
}
