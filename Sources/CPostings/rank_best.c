// The best rows with at least one term, without scoring them all: MaxScore (Turtle & Flood, Query Evaluation: Strategies
// and Optimizations, 1995) over windows of rows.
//
// Terms that together can't lift a row into the list are not added up at first: only rows whose other terms come near
// enough go on, and each further term, the strongest first, leaves fewer of them. Those that are left are scored anew in
// the order of the terms, so that every score given is the sum that the other rankings give, bit by bit.
#include "window.h"
#include "seek.h"
#include <stdlib.h>

/// So many rows of the strongest terms are scored first, for a bar that the rest has to pass: more cost what they save.
enum { SEED_ROWS = 256, SEED_LISTS = 2 };
/// How many postings are added up in the time that one row is looked up in.
enum { LOOK_RATIO = 12 };

typedef struct {
    window window;
    float bound[TERMS_MAX];    ///< the most a term can add
    int32_t order[TERMS_MAX];  ///< terms by bound, lowest first
    size_t dense[TERMS_MAX];   ///< postings in a window, on average
    bool needed[TERMS_MAX];    ///< added up in each window; the others are looked up
    size_t at[TERMS_MAX], looked[TERMS_MAX];  ///< where adding and looking up go on in each list
    float bar;                 ///< of the seeds: no row below it is in the answer
    float below[TERMS_MAX + 1];  ///< the most that all terms weaker than each of `order` add together
    int32_t others;            ///< so many of the weakest terms are not needed
    uint64_t near[BLOCKS];     ///< rows of the window that may still come into the list
} pass;

static float worth(const pass *p) {
    float least = top_least(&p->window.best);
    return least > p->bar ? least : p->bar;
}

static void sort_terms(pass *p) {
    const cpostings_request *q = p->window.request;
    for (int32_t i = 0; i < q->term_count; i++) {
        const cpostings_scored_term *t = &q->terms[i];
        // a count that grows without end, or one, in a text without length
        p->bound[i] = t->weight * (t->tf ? q->formula.k1 + 1 + q->formula.delta
                                         : score_unweighted(q->formula, 1, 0, q->lengths[t->lengths].average));
        uint64_t windows = t->count ? ((uint64_t)t->rows[t->count - 1] - t->rows[0]) / WINDOW + 1 : 1;
        p->dense[i] = (size_t)(t->count / windows);
        int32_t k = i;
        for (; k && p->bound[p->order[k - 1]] > p->bound[i]; k--) p->order[k] = p->order[k - 1];
        p->order[k] = i;
    }
}

/// As many of the weakest terms as stay below the bar together need not be added up.
static void choose_needed(pass *p) {
    const cpostings_request *q = p->window.request;
    float bar = worth(p) * SLACK, sum = 0;
    p->others = 0;
    for (int32_t k = 0; k < q->term_count; k++) {
        int32_t i = p->order[k];
        p->below[k] = sum;
        sum += p->bound[i];
        p->needed[i] = sum >= bar;
        if (!p->needed[i]) p->others = k + 1;
    }
    p->below[q->term_count] = sum;
}

static float exact_score(pass *p, uint32_t row) {
    const cpostings_request *q = p->window.request;
    float score = 0;
    for (int32_t i = 0; i < q->term_count; i++) {
        const cpostings_scored_term *t = &q->terms[i];
        size_t at = seek(t->rows, t->count, &p->looked[i], row);
        if (at < t->count)
            score += t->weight * score_row(&p->window.classes[t->lengths], row, t->tf ? t->tf[at] : 1);
    }
    return score;
}

static bool next_window(pass *p) {
    const cpostings_request *q = p->window.request;
    uint64_t lowest = (uint64_t)UINT32_MAX + 1;
    for (int32_t i = 0; i < q->term_count; i++) {
        const cpostings_scored_term *t = &q->terms[i];
        if (p->needed[i] && p->at[i] < t->count && t->rows[p->at[i]] < lowest) lowest = t->rows[p->at[i]];
    }
    p->window.ranking->rows_seen = lowest;
    p->window.base = lowest / WINDOW * WINDOW;
    return lowest <= UINT32_MAX;
}

/// Where the window begins in the term's list.
static size_t find(pass *p, int32_t i) {
    const cpostings_scored_term *t = &p->window.request->terms[i];
    return p->at[i] = gallop(t->rows, p->at[i], t->count, (uint32_t)p->window.base);
}

/// Adds the term's postings in the window. Where it ends is met sooner than sought.
static void add_part(pass *p, int32_t i) {
    window *w = &p->window;
    const cpostings_scored_term *t = &w->request->terms[i];
    size_t from = find(p, i);
    p->at[i] = window_add_all(w, t, from);
    w->work += p->at[i] - from;
}

static void add_needed(pass *p) {
    for (int32_t i = 0; i < p->window.request->term_count; i++) {
        if (p->needed[i]) add_part(p, i);
    }
}

/// Adds the term to the rows that are near, one by one.
static void look_up(pass *p, int32_t i) {
    const cpostings_scored_term *t = &p->window.request->terms[i];
    size_t at = find(p, i);
    for (uint32_t block = 0; block < BLOCKS; block++) {
        for (uint64_t near = p->near[block]; near; near &= near - 1) {
            uint32_t row = (uint32_t)p->window.base + block * BLOCK + (uint32_t)__builtin_ctzll(near);
            size_t place = seek(t->rows, t->count, &at, row);
            if (place < t->count) window_add(&p->window, t, place);
        }
    }
}

/// Keeps near what the terms weaker than order[k] can still lift over the bar; gives how many rows that is.
static size_t narrow(pass *p, int32_t k, bool first) {
    window *w = &p->window;
    const cpostings_request *q = w->request;
    float least = worth(p) * SLACK - p->below[k];
    if (!(least > LEAST_SCORE)) least = LEAST_SCORE;
    size_t count = 0;
    for (uint32_t block = 0; block < BLOCKS; block++) {
        if (first) p->near[block] = q->filter ? word_of(q->filter, q->filter_count, w->base / 64 + block) : ~(uint64_t)0;
        if (!p->near[block]) continue;
        p->near[block] &= window_at_least(w, block, least);
        count += (size_t)__builtin_popcountll(p->near[block]);
    }
    return count;
}

static void offer_near(pass *p) {
    window *w = &p->window;
    for (uint32_t block = 0; block < BLOCKS; block++) {
        for (uint64_t near = p->near[block]; near; near &= near - 1) {
            uint32_t i = block * BLOCK + (uint32_t)__builtin_ctzll(near), row = (uint32_t)w->base + i;
            if (w->scores[i] < worth(p) * SLACK) continue;
            float score = p->others ? exact_score(p, row) : w->scores[i];
            if (score >= p->bar) top_offer(&w->best, top_key(false, score, row));
        }
    }
}

static void finish_window(pass *p) {
    window *w = &p->window;
    size_t rows = narrow(p, p->others, true);
    for (int32_t k = p->others - 1; k >= 0 && rows; k--) {
        int32_t i = p->order[k];
        if (p->dense[i] < rows * LOOK_RATIO) add_part(p, i);
        else look_up(p, i);
        rows = narrow(p, k, false);
    }
    if (rows) offer_near(p);
    memset(w->scores, 0, sizeof w->scores);
    w->work += BLOCKS;
}

static cpostings_code run(pass *p) {
    for (;;) {
        choose_needed(p);
        if (!next_window(p)) return CPOSTINGS_OK;
        if (window_late(&p->window)) return CPOSTINGS_DEADLINE;
        add_needed(p);
        finish_window(p);
    }
}

/// Scores some rows of a strong term: the worst of their best is a bar for all others.
static cpostings_code seed(pass *p, const cpostings_scored_term *t, cpostings_hit *hits) {
    const cpostings_request *q = p->window.request;
    uint32_t rows[SEED_ROWS];
    size_t count = t->count < SEED_ROWS ? t->count : SEED_ROWS;
    memcpy(rows, t->rows, count * sizeof *rows);
    if (q->filter) count = cpostings_intersect_bits(rows, count, q->filter, q->filter_count, rows);
    cpostings_request some = *q;
    some.every_count = 0;
    cpostings_ranking ranking;
    cpostings_code code = cpostings_rank_rows(&some, rows, count, hits, &ranking);
    if (code == CPOSTINGS_OK && ranking.hit_count == q->limit && hits[q->limit - 1].score > p->bar)
        p->bar = hits[q->limit - 1].score;
    return code;
}

static cpostings_code seed_all(pass *p, cpostings_hit *hits) {
    const cpostings_request *q = p->window.request;
    for (int32_t k = q->term_count - 1, lists = 0; k >= 0 && lists < SEED_LISTS; k--) {
        const cpostings_scored_term *t = &q->terms[p->order[k]];
        if (t->count < q->limit) continue;
        CHECK(seed(p, t, hits));
        lists++;
    }
    return CPOSTINGS_OK;
}

cpostings_code cpostings_rank_best(const cpostings_request *q, cpostings_hit *hits, cpostings_ranking *ranking) {
    *ranking = (cpostings_ranking){0};
    if (!request_ok(q) || q->every_count) return CPOSTINGS_MISUSE;
    pass *p = calloc(1, sizeof *p);
    cpostings_code code = p ? window_open(&p->window, q, ranking, true, request_postings(q)) : CPOSTINGS_NO_MEMORY;
    if (code == CPOSTINGS_OK) {
        sort_terms(p);
        if (q->limit) code = seed_all(p, hits);
        if (code == CPOSTINGS_OK) code = run(p);
        window_close(&p->window, hits);
    }
    free(p);
    return code;
}
