// Long lists that are asked for again and again, kept decoded: a common word or pair of Hanzi is in most queries, and
// taking its rows out of FTS5's pages costs as much as ranking them. Kept by segment, since a commit adds one and leaves
// the others as they are.
//
// Which lists stay is told by how often each was asked for, kept or not: a newcomer takes the room of lists that are asked
// for less (TinyLFU: Einziger, Friedman and Manes 2017), the least of a few drawn at random. All lists are worth the same
// by the byte, since reading one costs what keeping it takes.
#include "kept.h"
#include <pthread.h>
#include <stdlib.h>

/// Shorter lists are read as quickly from their pages.
enum { KEPT_LEAST = 4096 };
/// Segments of fewer pages hold no list that long.
enum { KEPT_PAGES = 8 };
/// A list is kept from so many askings on.
enum { ASKED_LEAST = 2 };
/// Askings are counted by two hashes (Cormode and Muthukrishnan's sketch), and halved after so many.
enum { ASKED_SLOTS = 1 << 16, ASKED_HALVED = 1 << 18 };
enum { BUCKETS = 1 << 12, DRAWN = 8 };

struct cpostings_kept {
    _Atomic size_t bytes_max;
    pthread_mutex_t lock;  ///< over all that follows
    size_t bytes;
    uint32_t random, asked_in_all;
    kept_list **lists;
    size_t count, capacity;
    kept_list *buckets[BUCKETS];
    uint8_t asked[ASKED_SLOTS];
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
    k->random = 1;
    if (pthread_mutex_init(&k->lock, NULL)) {
        free(k);
        return NULL;
    }
    return k;
}

void cpostings_kept_widen(cpostings_kept *k, size_t bytes) {
    if (!k) return;
    pthread_mutex_lock(&k->lock);
    if (bytes > k->bytes_max) k->bytes_max = bytes;
    pthread_mutex_unlock(&k->lock);
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

bool kept_is_for(const cpostings *r, const segment *s, unsigned want) {
    return r->kept && !(want & CPOSTINGS_PLACES) && s->print && s->last - s->first >= KEPT_PAGES;
}

// MARK: Counting what is asked for. All to be called while locked.

static uint8_t asked(const cpostings_kept *k, uint64_t hash) {
    uint8_t one = k->asked[hash % ASKED_SLOTS], other = k->asked[(hash >> 32) % ASKED_SLOTS];
    return one < other ? one : other;
}

static void count_asking(cpostings_kept *k, uint64_t hash) {
    uint8_t *one = &k->asked[hash % ASKED_SLOTS], *other = &k->asked[(hash >> 32) % ASKED_SLOTS];
    *one += *one < UINT8_MAX;
    if (other != one) *other += *other < UINT8_MAX;
    if (++k->asked_in_all % ASKED_HALVED) return;
    for (size_t i = 0; i < ASKED_SLOTS; i++) k->asked[i] /= 2;
}

// MARK: Finding and letting go. All to be called while locked.

static bool is_of(const kept_list *l, kept_key key) {
    return l->hash == key.hash && l->print == key.segment->print && l->segment == key.segment->id
        && l->key_size == key.term->size && !memcmp(l->key, key.term->key, l->key_size);
}

static kept_list *find(const cpostings_kept *k, kept_key key) {
    kept_list *l = k->buckets[key.hash % BUCKETS];
    while (l && !is_of(l, key)) l = l->next;
    return l;
}

static void drop(cpostings_kept *k, kept_list *l) {
    kept_list **link = &k->buckets[l->hash % BUCKETS];
    while (*link != l) link = &(*link)->next;
    *link = l->next;
    kept_list *last = k->lists[--k->count];
    k->lists[l->place] = last;
    last->place = l->place;
    k->bytes -= l->size;
    l->dropped = true;
    if (!l->readers) free(l);
}

/// Of some lists drawn at random that which is asked for least, if less than so often.
static kept_list *least_asked(cpostings_kept *k, uint8_t below) {
    kept_list *least = NULL;
    for (int i = 0; i < DRAWN && k->count; i++) {
        k->random = k->random * 1664525u + 1013904223u;  // Numerical Recipes' generator
        kept_list *l = k->lists[(uint64_t)k->random * k->count >> 32];
        uint8_t often = asked(k, l->hash);
        if (often < below) least = l, below = often;
    }
    return least;
}

static bool make_room(cpostings_kept *k, size_t size, uint8_t often) {
    while (k->bytes + size > k->bytes_max) {
        kept_list *least = least_asked(k, often);
        if (!least) return false;
        drop(k, least);
    }
    return true;
}

// MARK: Taking

static kept_list *borrow(cpostings_kept *k, kept_key key, bool counts) {
    pthread_mutex_lock(&k->lock);
    if (counts) count_asking(k, key.hash);
    kept_list *l = find(k, key);
    if (l) l->readers++;
    pthread_mutex_unlock(&k->lock);
    return l;
}

static void give_back(cpostings_kept *k, kept_list *l) {
    pthread_mutex_lock(&k->lock);
    if (!--l->readers && l->dropped) free(l);
    pthread_mutex_unlock(&k->lock);
}

cpostings_code kept_take(cpostings *r, const known_term *t, const segment *s, unsigned want, const wanted *among,
                         cpostings_list *list, bool *taken) {
    kept_list *l = borrow(r->kept, key_of(t, s), true);
    *taken = l != NULL;
    if (!l) return CPOSTINGS_OK;
    size_t most = among && among->count < l->count ? among->count : l->count;
    bool ok = list->count + most <= UINT32_MAX && list_reserve(list, list->count + most, want)
        && runs_begin(r, list->count);
    if (ok && among) kept_spell_wanted(l, among, list);
    if (ok && !among) kept_spell_out(l, want, list);
    give_back(r->kept, l);
    return ok ? CPOSTINGS_OK : no_memory(r);
}

bool kept_tell(const cpostings *r, const known_term *t, const segment *s, kept_extent *e) {
    kept_list *l = borrow(r->kept, key_of(t, s), false);
    if (!l) return false;
    *e = (kept_extent){l->count, l->blocks[0].row, l->last};
    give_back(r->kept, l);
    return true;
}

cpostings_code cpostings_kept_rows(cpostings *r, const uint8_t *term, size_t size, uint64_t *rows) {
    *rows = 0;
    if (r->state != CPOSTINGS_OK || !r->kept || size > TERM_MAX) return r->state;
    known_term *t = find_term(r, term, size);
    if (!t) return no_memory(r);
    for (int32_t i = 0; i < r->segment_count; i++) {
        kept_extent e;
        if (kept_is_for(r, &r->segments[i], CPOSTINGS_ROWS) && kept_tell(r, t, &r->segments[i], &e)) *rows += e.rows;
    }
    return CPOSTINGS_OK;
}

// MARK: Keeping

/// Whether a list is asked for often enough to be kept, in the room of others if need be.
static bool is_wanted(cpostings_kept *k, kept_key key, size_t size) {
    pthread_mutex_lock(&k->lock);
    uint8_t often = asked(k, key.hash);
    bool wanted = often >= ASKED_LEAST && (k->bytes + size <= k->bytes_max || least_asked(k, often));
    pthread_mutex_unlock(&k->lock);
    return wanted;
}

static void put(cpostings_kept *k, kept_key key, kept_list *l) {
    pthread_mutex_lock(&k->lock);
    bool ok = !find(k, key) && make_room(k, l->size, asked(k, key.hash));  // another reader may have been here first
    kept_list **lists = ok ? grown(k->lists, &k->capacity, k->count + 1, sizeof *lists) : NULL;
    if (lists) {
        k->lists = lists;
        k->bytes += l->size;
        l->place = k->count;
        lists[k->count++] = l;
        l->next = k->buckets[l->hash % BUCKETS];
        k->buckets[l->hash % BUCKETS] = l;
    } else {
        free(l);
    }
    pthread_mutex_unlock(&k->lock);
}

/// Half of the room, at two bytes a row.
static bool is_too_long(const cpostings_kept *k, size_t rows) { return rows > k->bytes_max / 4; }

bool kept_wants(const cpostings *r, const known_term *t, const segment *s) {
    size_t rows = (size_t)t->rows;
    return rows >= KEPT_LEAST && !is_too_long(r->kept, rows) && is_wanted(r->kept, key_of(t, s), rows * 2);
}

void kept_offer(const cpostings *r, const known_term *t, const segment *s, const cpostings_list *list, size_t from) {
    size_t count = list->count - from;
    bool is_whole = list->tf || r->detail == CPOSTINGS_NONE;
    if (count < KEPT_LEAST || !is_whole || is_too_long(r->kept, count)) return;
    kept_key key = key_of(t, s);
    kept_list *l = is_wanted(r->kept, key, count * 2) ? kept_pack(list, from, t->size) : NULL;
    if (!l) return;
    l->hash = key.hash, l->print = s->print, l->segment = s->id;
    memcpy(l->key, t->key, t->size);
    put(r->kept, key, l);
}
