// Rows with a term of every group. The rarest group leads: of each window its rows are marked, and the other groups,
// rarest first, unmark what they do not hold. Only what is left is scored.
#include "window.h"
#include "seek.h"
#include <stdlib.h>

/// How many postings for each marked row make jumping through them cheaper than looking at each.
enum { GALLOP_RATIO = 16 };

/// The terms of one group, chained through `next`, and how many postings they have together.
typedef struct {
    int32_t first, count;
    size_t postings;
} group;

typedef struct {
    window window;
    group groups[GROUPS_MAX];
    int32_t next[TERMS_MAX], order[GROUPS_MAX], group_count;  ///< groups in order: rarest first
    const uint32_t *lead;  ///< the rows of the rarest group
    uint32_t *joined;      ///< their memory, where that group has several terms
    size_t lead_count;
    size_t marked;         ///< rows marked in the window
    uint64_t kept[BLOCKS];
    size_t from[TERMS_MAX], to[TERMS_MAX];  ///< each term's postings in the window, once looked at
    uint16_t *found;       ///< a window's worth for each term: which of its postings, from `from` on, were marked
    size_t found_count[TERMS_MAX];
    bool looked[TERMS_MAX];
    uint32_t *survivors;
    size_t survivors_room;
} pass;

static void make_groups(pass *p) {
    const cpostings_request *q = p->window.request;
    memset(p->groups, 0, sizeof p->groups);
    p->group_count = 0;
    for (int32_t i = 0; i < q->term_count; i++) {
        if (q->terms[i].group < 0) continue;
        group *g = &p->groups[q->terms[i].group];
        p->next[i] = g->count ? g->first : -1;
        g->first = i;
        g->count++;
        g->postings += q->terms[i].count;
    }
    for (int32_t i = 0; i < GROUPS_MAX; i++) {
        if (!p->groups[i].count) continue;
        int32_t k = p->group_count++;
        for (; k && p->groups[p->order[k - 1]].postings > p->groups[i].postings; k--) p->order[k] = p->order[k - 1];
        p->order[k] = i;
    }
}

/// The rows of the rarest group: its only term's, or the union of several.
static bool make_lead(pass *p) {
    const group *g = &p->groups[p->order[0]];
    const cpostings_scored_term *first = &p->window.request->terms[g->first];
    p->lead = first->rows;
    p->lead_count = first->count;
    if (g->count == 1) return true;
    uint32_t *a = malloc((g->postings + 1) * 4), *b = malloc((g->postings + 1) * 4);
    if (a && b && first->count) memcpy(a, first->rows, first->count * 4);
    for (int32_t i = p->next[g->first]; a && b && i >= 0; i = p->next[i]) {
        const cpostings_scored_term *t = &p->window.request->terms[i];
        p->lead_count = cpostings_union(a, p->lead_count, t->rows, t->count, b);
        uint32_t *other = a;
        a = b, b = other;
    }
    bool ok = a && b;
    free(b);
    p->lead = p->joined = a;
    return ok;
}

static bool mark(uint64_t *bits, uint32_t row) {
    uint32_t local = row % WINDOW;
    uint64_t bit = (uint64_t)1 << local % BLOCK;
    bool before = bits[local / BLOCK] & bit;
    bits[local / BLOCK] |= bit;
    return !before;
}

/// The term's postings among the marked rows, each posting looked at: no branch depends on what is found.
static size_t look_at_all(const pass *p, const uint32_t *rows, size_t count, uint16_t *found) {
    size_t n = 0;
    for (size_t k = 0; k < count; k++) {
        uint32_t local = rows[k] % WINDOW;
        found[n] = (uint16_t)k;
        n += p->window.met[local / BLOCK] >> local % BLOCK & 1;
    }
    return n;
}

static size_t look_for_marked(const pass *p, const uint32_t *rows, size_t count, uint16_t *found) {
    size_t n = 0, at = 0;
    for (uint32_t block = 0; block < BLOCKS; block++) {
        for (uint64_t left = p->window.met[block]; left; left &= left - 1) {
            uint32_t row = (uint32_t)p->window.base + block * BLOCK + (uint32_t)__builtin_ctzll(left);
            size_t place = seek(rows, count, &at, row);
            if (place < count) found[n++] = (uint16_t)place;
        }
    }
    return n;
}

/// Finds the term's postings among the marked rows.
static void look(pass *p, int32_t i) {
    const cpostings_scored_term *t = &p->window.request->terms[i];
    p->from[i] = gallop(t->rows, p->to[i], t->count, (uint32_t)p->window.base);
    p->to[i] = window_end(&p->window, t, p->from[i]);
    size_t count = p->to[i] - p->from[i];
    const uint32_t *rows = t->rows + p->from[i];
    uint16_t *found = p->found + (size_t)i * WINDOW;
    bool few = count / GALLOP_RATIO > p->marked;
    p->found_count[i] = few ? look_for_marked(p, rows, count, found) : look_at_all(p, rows, count, found);
    p->looked[i] = true;
    p->window.work += few ? p->marked : count;
}

/// Leaves marked only what a term of the group holds.
static void narrow(pass *p, const group *g) {
    memset(p->kept, 0, sizeof p->kept);
    size_t marked = 0;
    for (int32_t i = g->first; i >= 0; i = p->next[i]) {
        look(p, i);
        const uint32_t *rows = p->window.request->terms[i].rows + p->from[i];
        const uint16_t *found = p->found + (size_t)i * WINDOW;
        for (size_t k = 0; k < p->found_count[i]; k++) marked += mark(p->kept, rows[found[k]]);
    }
    memcpy(p->window.met, p->kept, sizeof p->kept);
    p->marked = marked;
}

/// Marks the leading rows of the window that begins with lead[at]; gives the end of them.
static size_t mark_lead(pass *p, size_t at) {
    window *w = &p->window;
    w->base = p->lead[at] / WINDOW * WINDOW;
    size_t begin = at;
    for (; at < p->lead_count && p->lead[at] - w->base < WINDOW; at++) mark(w->met, p->lead[at]);
    p->marked = at - begin;
    w->work += p->marked + BLOCKS;
    if (!w->request->filter) return at;
    p->marked = 0;
    for (uint32_t block = 0; block < BLOCKS; block++) {
        w->met[block] &= word_of(w->request->filter, w->request->filter_count, w->base / 64 + block);
        p->marked += (size_t)__builtin_popcountll(w->met[block]);
    }
    return at;
}

/// Scores what is marked, in the order of the terms: some postings found early belong to rows unmarked since, and their
/// blocks are cleared like the others.
static void score(pass *p, const uint64_t *lead) {
    window *w = &p->window;
    for (int32_t i = 0; i < w->request->term_count; i++) {
        const cpostings_scored_term *t = &w->request->terms[i];
        if (!p->looked[i]) look(p, i);
        const uint16_t *found = p->found + (size_t)i * WINDOW;
        for (size_t k = 0; k < p->found_count[i]; k++) window_add(w, t, p->from[i] + found[k]);
    }
    for (uint32_t block = 0; block < BLOCKS; block++) {
        if (!lead[block]) continue;
        uint64_t total = w->ranking->total;
        uint64_t met = window_finish(w, block, w->met[block]);
        for (; p->survivors && met; met &= met - 1, total++) {
            uint32_t row = (uint32_t)w->base + block * BLOCK + (uint32_t)__builtin_ctzll(met);
            if (total < p->survivors_room) p->survivors[total] = row;
        }
    }
}

static cpostings_code run(pass *p) {
    window *w = &p->window;
    for (size_t at = 0; at < p->lead_count;) {
        w->ranking->rows_seen = p->lead[at];
        if (window_late(w)) return CPOSTINGS_DEADLINE;
        at = mark_lead(p, at);
        uint64_t lead[BLOCKS];
        memcpy(lead, w->met, sizeof lead);
        memset(p->looked, 0, sizeof p->looked);
        for (int32_t k = 1; k < p->group_count && p->marked; k++) narrow(p, &p->groups[p->order[k]]);
        if (p->marked) score(p, lead);
        memset(w->met, 0, sizeof w->met);
    }
    w->ranking->rows_seen = (uint64_t)UINT32_MAX + 1;
    return CPOSTINGS_OK;
}

/// Everything but the window; false when memory is short.
static bool prepare(pass *p, const cpostings_request *q) {
    p->window.request = q;
    p->lead = p->joined = NULL;
    p->lead_count = 0;
    memset(p->to, 0, sizeof p->to);
    make_groups(p);
    p->found = malloc(((size_t)q->term_count * WINDOW + 1) * sizeof *p->found);
    return p->found && (p->group_count == 0 || make_lead(p));
}

cpostings_code cpostings_rank_every(const cpostings_request *q, cpostings_hit *hits, cpostings_ranking *ranking,
                                    uint32_t *survivors, size_t survivors_room) {
    *ranking = (cpostings_ranking){0};
    if (!request_ok(q)) return CPOSTINGS_MISUSE;
    pass *p = malloc(sizeof *p);
    if (!p) return CPOSTINGS_NO_MEMORY;
    cpostings_code code = prepare(p, q) ? CPOSTINGS_OK : CPOSTINGS_NO_MEMORY;
    if (code == CPOSTINGS_OK) code = window_open(&p->window, q, ranking, true, p->lead_count);
    if (code == CPOSTINGS_OK) {
        p->survivors = survivors;
        p->survivors_room = survivors_room;
        bool alone = q->term_count == 1 && p->group_count == 1;
        code = alone ? rank_one(&p->window, survivors, survivors_room) : run(p);
        window_close(&p->window, hits);
    }
    free(p->found);
    free(p->joined);
    free(p);
    return code;
}
