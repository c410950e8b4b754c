// Rows that are known to match, ranked: no window of ids, but pieces of the list given, so that the cost is that of the
// rows and not of the index. Terms that every row has need no list at all.
#include "internal.h"
#include <math.h>
#include <stdlib.h>

enum { PIECE = 1024, CHECK_EVERY = 32, FEW_RATIO = 12 };

typedef struct {
    const cpostings_request *request;
    const uint32_t *rows;  ///< of the piece
    size_t count;
    size_t at[TERMS_MAX];  ///< where each term's list goes on
    float scores[PIECE];
    float once[LENGTHS_MAX][PIECE];  ///< what a term that stands once gives, before its weight, by class
    bool has_once[LENGTHS_MAX];
    score_class classes[LENGTHS_MAX];
} pass;

static const float *scores_once(pass *p, int32_t class) {
    if (!p->has_once[class]) {
        for (size_t i = 0; i < p->count; i++) p->once[class][i] = score_row(&p->classes[class], p->rows[i], 1);
        p->has_once[class] = true;
    }
    return p->once[class];
}

static void add_everywhere(pass *p, const cpostings_scored_term *t) {
    const float *once = scores_once(p, t->lengths);
    for (size_t i = 0; i < p->count; i++) p->scores[i] += t->weight * once[i];
}

static inline void add(pass *p, const cpostings_scored_term *t, size_t i, size_t k) {
    p->scores[i] += t->weight * score_row(&p->classes[t->lengths], p->rows[i], t->tf ? t->tf[k] : 1);
}

/// Side by side through both: which one goes on is no branch, and that they meet is mostly foreseen.
static void add_merged(pass *p, const cpostings_scored_term *t, size_t from, size_t to) {
    for (size_t i = 0, k = from; i < p->count && k < to;) {
        uint32_t row = p->rows[i], other = t->rows[k];
        if (row == other) {
            add(p, t, i++, k++);
            continue;
        }
        i += row < other;
        k += other < row;
    }
}

static void add_listed(pass *p, const cpostings_scored_term *t, size_t *at) {
    uint32_t last = p->rows[p->count - 1];
    size_t from = gallop(t->rows, *at, t->count, p->rows[0]);
    size_t to = last == UINT32_MAX ? t->count : gallop(t->rows, from, t->count, last + 1);
    *at = to;
    if ((to - from) / FEW_RATIO < p->count) {
        add_merged(p, t, from, to);
        return;
    }
    for (size_t i = 0, k = from; i < p->count; i++) {
        k = gallop(t->rows, k, to, p->rows[i]);
        if (k == to) break;
        if (t->rows[k] == p->rows[i]) add(p, t, i, k);
    }
}

static void offer(const pass *p, top *best) {
    float least = top_least(best);
    for (size_t i = 0; i < p->count; i++) {
        if (p->scores[i] < least) continue;
        top_offer(best, top_key(false, p->scores[i], p->rows[i]));
        least = top_least(best);
    }
}

static void rank_piece(pass *p, top *best) {
    memset(p->scores, 0, p->count * sizeof *p->scores);
    memset(p->has_once, 0, sizeof p->has_once);
    for (int32_t i = 0; i < p->request->term_count; i++) {
        const cpostings_scored_term *t = &p->request->terms[i];
        if (!t->rows && t->count) add_everywhere(p, t);
        else if (t->count) add_listed(p, t, &p->at[i]);
    }
    offer(p, best);
}

static cpostings_code run(pass *p, const uint32_t *rows, size_t count, top *best, cpostings_ranking *ranking) {
    size_t piece = 0;
    for (size_t at = 0; at < count; at += PIECE, piece++) {
        ranking->rows_seen = rows[at];
        if (p->request->deadline && piece % CHECK_EVERY == 0 && cpostings_now() > p->request->deadline)
            return CPOSTINGS_DEADLINE;
        p->rows = rows + at;
        p->count = count - at < PIECE ? count - at : PIECE;
        rank_piece(p, best);
        ranking->total += p->count;
    }
    ranking->rows_seen = (uint64_t)UINT32_MAX + 1;
    return CPOSTINGS_OK;
}

cpostings_code cpostings_rank_rows(const cpostings_request *q, const uint32_t *rows, size_t count, cpostings_hit *hits,
                                   cpostings_ranking *ranking) {
    *ranking = (cpostings_ranking){0};
    if (!formula_ok(q)) return CPOSTINGS_MISUSE;
    for (int32_t i = 0; i < q->term_count; i++) {
        if (!term_ok(q, &q->terms[i])) return CPOSTINGS_MISUSE;
    }
    pass *p = malloc(sizeof *p);
    top best;
    if (!p || !top_open(&best, q)) {
        free(p);
        return CPOSTINGS_NO_MEMORY;
    }
    p->request = q;
    memset(p->at, 0, sizeof p->at);
    bool tabled = count > TABLE_LENGTH;
    for (int32_t i = 0; i < q->lengths_count; i++) score_class_make(&p->classes[i], q->formula, q->lengths[i], tabled);
    cpostings_code code = run(p, rows, count, &best, ranking);
    ranking->hit_count = top_close(&best, hits);
    free(p);
    return code;
}
