// Rows that are known to match, ranked: no window of ids, but pieces of the list given, so that the cost is that of the
// rows and not of the index. Terms that every row has need no list at all.
#include "internal.h"
#include <math.h>
#include <stdlib.h>

enum { PIECE = 1024, CHECK_EVERY = 32, FEW_RATIO = 12 };
#define NOWHERE SIZE_MAX
/// Sums in another order differ by rounding: a row this near the worst hit is scored.
#define SLACK 0.9999f

typedef struct {
    const cpostings_request *request;
    const uint32_t *rows;  ///< of the piece
    size_t count;
    size_t at[TERMS_MAX];  ///< where each term's list goes on
    float scores[PIECE];
    float once[LENGTHS_MAX][PIECE];  ///< what a term that stands once gives, before its weight, by class
    bool has_once[LENGTHS_MAX];
    float most_once;       ///< what all terms that every row has can add together, in a text without length
    int32_t listed;        ///< the one term with a list, where the others are everywhere; else -1
    size_t found[PIECE];   ///< that term's place for each row, or NOWHERE
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

/// What the one listed term adds, and where it stands.
static void find_listed(pass *p) {
    const cpostings_scored_term *t = &p->request->terms[p->listed];
    size_t from = gallop(t->rows, p->at[p->listed], t->count, p->rows[0]), k = from;
    for (size_t i = 0; i < p->count; i++) {
        uint32_t row = p->rows[i];
        while (k < t->count && t->rows[k] < row) k++;
        bool has = k < t->count && t->rows[k] == row;
        p->found[i] = has ? k : NOWHERE;
        p->scores[i] = has ? t->weight * score_row(&p->classes[t->lengths], row, t->tf ? t->tf[k] : 1) : 0;
    }
    p->at[p->listed] = k;
}

/// The row's score, added up in the order of the terms as everywhere.
static float exact_score(const pass *p, size_t i) {
    float score = 0;
    for (int32_t k = 0; k < p->request->term_count; k++) {
        const cpostings_scored_term *t = &p->request->terms[k];
        if (t->rows && p->found[i] == NOWHERE) continue;
        if (!t->rows && !t->count) continue;
        uint32_t tf = t->rows && t->tf ? t->tf[p->found[i]] : 1;
        score += t->weight * score_row(&p->classes[t->lengths], p->rows[i], tf);
    }
    return score;
}

/// One list, the rest everywhere: a row that the rest can't lift over the worst hit needs no lengths but one.
static void rank_bounded(pass *p, top *best) {
    float least = top_least(best);
    find_listed(p);
    for (size_t i = 0; i < p->count; i++) {
        if (p->scores[i] + p->most_once < least * SLACK) continue;
        float score = exact_score(p, i);
        if (score < least) continue;
        top_offer(best, top_key(false, score, p->rows[i]));
        least = top_least(best);
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
    if (p->listed >= 0) {
        rank_bounded(p, best);
        return;
    }
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

/// Whether one term has a list and the others are everywhere, and what those add at most.
static void choose_bound(pass *p, size_t rows) {
    const cpostings_request *q = p->request;
    p->listed = -1;
    p->most_once = 0;
    int32_t lists = 0, everywhere = 0;
    for (int32_t i = 0; i < q->term_count; i++) {
        const cpostings_scored_term *t = &q->terms[i];
        if (!t->count) continue;
        if (t->rows) {
            p->listed = i;
            lists++;
            continue;
        }
        everywhere++;
        p->most_once += t->weight * score_unweighted(q->formula, 1, 0, q->lengths[t->lengths].average);
    }
    bool is_long = lists == 1 && q->terms[p->listed].count / FEW_RATIO < rows;
    if (lists != 1 || !everywhere || !is_long) p->listed = -1;
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
    choose_bound(p, count);
    bool tabled = count > TABLE_LENGTH;
    for (int32_t i = 0; i < q->lengths_count; i++) score_class_make(&p->classes[i], q->formula, q->lengths[i], tabled);
    cpostings_code code = run(p, rows, count, &best, ranking);
    ranking->hit_count = top_close(&best, hits);
    free(p);
    return code;
}
