// Rows with at least one term, in one pass. In a crowded window a score above zero says that a row was met; in one that
// is nearly empty bits do, so that only what was met is looked at.
#include "window.h"
#include <stdlib.h>

/// Postings in a window from which on looking through its scores is cheaper than keeping bits.
enum { CROWDED = 1024 };

typedef struct {
    window window;
    size_t from[TERMS_MAX], to[TERMS_MAX];  ///< each term's postings in the window
} pass;

/// Moves the window to the lowest row not looked at; false when there is none. Gives the postings in it.
static bool next_window(pass *p, size_t *postings) {
    const cpostings_request *q = p->window.request;
    uint64_t lowest = (uint64_t)UINT32_MAX + 1;
    for (int32_t i = 0; i < q->term_count; i++) {
        const cpostings_scored_term *t = &q->terms[i];
        p->from[i] = p->to[i];
        if (p->from[i] < t->count && t->rows[p->from[i]] < lowest) lowest = t->rows[p->from[i]];
    }
    p->window.ranking->rows_seen = lowest;
    if (lowest > UINT32_MAX) return false;
    p->window.base = lowest / WINDOW * WINDOW;
    *postings = 0;
    for (int32_t i = 0; i < q->term_count; i++) {
        p->to[i] = window_end(&p->window, &q->terms[i], p->from[i]);
        *postings += p->to[i] - p->from[i];
    }
    return true;
}

static void crowded(pass *p) {
    window *w = &p->window;
    for (int32_t i = 0; i < w->request->term_count; i++) {
        const cpostings_scored_term *t = &w->request->terms[i];
        for (size_t k = p->from[i]; k < p->to[i]; k++) window_add(w, t, k);
    }
    for (uint32_t block = 0; block < BLOCKS; block++) {
        uint64_t met = window_at_least(w, block, LEAST_SCORE);
        if (met) window_finish(w, block, met);
    }
}

static void sparse(pass *p) {
    window *w = &p->window;
    uint64_t blocks = 0;
    for (int32_t i = 0; i < w->request->term_count; i++) {
        const cpostings_scored_term *t = &w->request->terms[i];
        for (size_t k = p->from[i]; k < p->to[i]; k++) {
            uint32_t local = t->rows[k] % WINDOW;
            window_add(w, t, k);
            w->met[local / BLOCK] |= (uint64_t)1 << local % BLOCK;
            blocks |= (uint64_t)1 << local / BLOCK;
        }
    }
    for (; blocks; blocks &= blocks - 1) {
        uint32_t block = (uint32_t)__builtin_ctzll(blocks);
        window_finish(w, block, w->met[block]);
        w->met[block] = 0;
    }
}

static cpostings_code run(pass *p) {
    size_t postings;
    while (next_window(p, &postings)) {
        if (window_late(&p->window)) return CPOSTINGS_DEADLINE;
        p->window.work += postings + BLOCKS;
        if (postings < CROWDED) sparse(p);
        else crowded(p);
    }
    return CPOSTINGS_OK;
}

cpostings_code cpostings_rank_any(const cpostings_request *q, cpostings_hit *hits, cpostings_ranking *ranking) {
    *ranking = (cpostings_ranking){0};
    if (!request_ok(q)) return CPOSTINGS_MISUSE;
    pass *p = malloc(sizeof *p);
    cpostings_code code = p ? window_open(&p->window, q, ranking, false, request_postings(q)) : CPOSTINGS_NO_MEMORY;
    if (code == CPOSTINGS_OK) {
        memset(p->to, 0, sizeof p->to);
        code = q->term_count == 1 && !q->every ? rank_one(&p->window, NULL, 0) : run(p);
        window_close(&p->window, hits);
    }
    free(p);
    return code;
}
