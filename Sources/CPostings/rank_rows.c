// Rows that are known to match, ranked: no window of ids, but pieces of the list given, so that the cost is that of the
// rows and not of the index. Terms that every row has need no list at all.
//
// The usual query is one word: one list with counts, and terms that every row has. Once enough rows are scored, most
// others are told from the worst hit by their count and length alone: for each count there is a length beyond which no
// row comes in, whatever the other terms add. Rows without the word then need no look at all.
#include "internal.h"
#include <math.h>
#include <stdlib.h>

enum { PIECE = 1024, CHECK_EVERY = 32, FEW_RATIO = 12, GATES = 16, MANY_RATIO = 6, IDLE = 4 };
/// Sums in another order differ by rounding: a row this near the worst hit is scored.
#define SLACK 0.9999f

/// The lengths up to which a row may come in, by count of the one listed term; the last is for all higher counts.
typedef struct {
    const cpostings_scored_term *term;  ///< NULL where the request is not of this kind
    float others;                       ///< the most that the other terms add together
    float least;                        ///< what the lengths were found for
    int32_t longest[GATES + 1];         ///< -1: no row
    int32_t idle;                       ///< so many pieces are scored as a whole, since it let through too many
} gate;

typedef struct {
    const cpostings_request *request;
    const uint32_t *rows;  ///< of the piece
    size_t count;
    size_t at[TERMS_MAX];  ///< where each term's list goes on
    float scores[PIECE];
    float once[LENGTHS_MAX][PIECE];  ///< what a term that stands once gives, before its weight, by class
    bool has_once[LENGTHS_MAX];
    score_class classes[LENGTHS_MAX];
    gate gate;
    size_t open[PIECE];  ///< places of the listed term that the gate let through
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

/// Most rows have the term: those without it add zero, so that which they are is no branch. All rows of the piece have
/// lengths, and those and the counts are in the table but for a few.
static void add_aligned(pass *p, const cpostings_scored_term *t, size_t from, size_t to) {
    const score_class *class = &p->classes[t->lengths];
    const uint32_t *rows = p->rows, *others = t->rows;
    const uint16_t *lengths = class->lengths.values, *tfs = t->tf;
    const float weight = t->weight;
    size_t k = from;
    for (size_t i = 0; i < p->count; i++) {
        uint32_t row = rows[i], length = lengths[row];
        while (k < to && others[k] < row) k++;
        if (k == to) return;
        uint32_t has = others[k] == row, tf = tfs ? tfs[k] : 1;
        float once = 0;
        if (tf <= TABLE_TF && length < class->tabled) once = class->table[tf & -has][length];
        else if (has) once = score_unweighted(class->formula, tf, length, class->lengths.average);
        p->scores[i] += weight * once;
        k += has;
    }
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
    if (last < p->classes[t->lengths].lengths.count && to - from < p->count + p->count / 4
        && to - from > p->count / 4) {
        add_aligned(p, t, from, to);
        return;
    }
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

/// Whether one term has a list and all others are everywhere.
static void gate_make(pass *p) {
    const cpostings_request *q = p->request;
    gate *g = &p->gate;
    *g = (gate){.least = -1};
    int32_t lists = 0;
    for (int32_t i = 0; i < q->term_count; i++) {
        const cpostings_scored_term *t = &q->terms[i];
        if (!t->count) continue;
        if (t->rows) {
            g->term = t;
            lists++;
        } else {
            g->others += t->weight * score_unweighted(q->formula, 1, 0, q->lengths[t->lengths].average);
        }
    }
    if (lists != 1) {
        g->term = NULL;
        return;
    }
    const cpostings_lengths *lengths = &p->classes[g->term->lengths].lengths;
    if (!lengths->count || lengths->average <= 0 || q->formula.b <= 0) g->term = NULL;  // a length changes nothing
}

/// The longest text in which so many occurrences still reach `least`: the formula, solved for the length.
static int32_t longest(const gate *g, const score_class *class, uint32_t tf, float least) {
    cpostings_formula f = class->formula;
    float count = (float)tf, gain = (least - g->others) / g->term->weight - f.delta;
    if (gain <= 0) return UINT16_MAX;
    float norm = count * (f.k1 + 1) / gain - count;
    float length = class->lengths.average * (norm / f.k1 - (1 - f.b)) / f.b;
    return length < 0 ? -1 : length < UINT16_MAX ? (int32_t)length + 1 : UINT16_MAX;
}

/// Whether rows without the listed term are out of the question, so that the gate may be used.
static bool gate_shut(pass *p, float least) {
    gate *g = &p->gate;
    if (!g->term || g->others >= least * SLACK) return false;
    if (g->least == least) return true;
    const score_class *class = &p->classes[g->term->lengths];
    g->least = least;
    g->longest[0] = -1;
    for (uint32_t tf = 1; tf < GATES; tf++) g->longest[tf] = longest(g, class, tf, least * SLACK);
    float most = g->term->weight * (class->formula.k1 + 1 + class->formula.delta) + g->others;
    g->longest[GATES] = most >= least * SLACK ? UINT16_MAX : -1;
    return true;
}

/// The row's score, added up in the order of the terms as everywhere; `k` is its place in the one list.
static float exact_score(const pass *p, uint32_t row, size_t k) {
    float score = 0;
    for (int32_t i = 0; i < p->request->term_count; i++) {
        const cpostings_scored_term *t = &p->request->terms[i];
        if (!t->count) continue;
        score += t->weight * score_row(&p->classes[t->lengths], row, t->rows && t->tf ? t->tf[k] : 1);
    }
    return score;
}

/// The places from `k` on that the gate lets through; which they are is no branch.
static size_t pass_gate(pass *p, size_t k, size_t to) {
    const cpostings_scored_term *t = p->gate.term;
    const uint16_t *lengths = p->classes[t->lengths].lengths.values, *tfs = t->tf;
    const uint32_t *rows = t->rows;
    size_t count = 0;
    for (; k < to; k++) {
        uint32_t tf = tfs ? tfs[k] : 1;
        p->open[count] = k;
        count += lengths[rows[k]] <= p->gate.longest[tf < GATES ? tf : GATES];
    }
    for (int32_t c = 0; c < p->request->lengths_count; c++) {
        const cpostings_lengths *all = &p->classes[c].lengths;
        if (all->values == lengths) continue;
        for (size_t n = 0; n < count; n++) {
            if (rows[p->open[n]] < all->count) __builtin_prefetch(&all->values[rows[p->open[n]]]);
        }
    }
    return count;
}

/// Goes through the listed term's part of the piece; what would come in is looked up among the rows last.
static void rank_gated(pass *p, top *best) {
    const cpostings_scored_term *t = p->gate.term;
    size_t *at = &p->at[t - p->request->terms], i = 0;
    size_t k = gallop(t->rows, *at, t->count, p->rows[0]);
    uint32_t last = p->rows[p->count - 1];
    size_t to = *at = last == UINT32_MAX ? t->count : gallop(t->rows, k, t->count, last + 1);
    for (; k < to; k = to - k < PIECE ? to : k + PIECE) {
        float least = top_least(best);
        gate_shut(p, least);
        size_t end = to - k < PIECE ? to : k + PIECE, count = pass_gate(p, k, end);
        if (count > (end - k) / MANY_RATIO) p->gate.idle = IDLE;
        for (size_t n = 0; n < count; n++) {
            uint32_t row = t->rows[p->open[n]];
            float score = exact_score(p, row, p->open[n]);
            if (score < least) continue;
            i = gallop(p->rows, i, p->count, row);
            if (p->rows[i] != row) continue;
            top_offer(best, top_key(false, score, row));
            least = top_least(best);
        }
    }
}

static void rank_piece(pass *p, top *best) {
    bool have_lengths = p->gate.term && p->rows[p->count - 1] < p->classes[p->gate.term->lengths].lengths.count;
    if (p->gate.idle > 0) {
        p->gate.idle--;
    } else if (have_lengths && gate_shut(p, top_least(best))) {
        rank_gated(p, best);
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
    gate_make(p);
    cpostings_code code = run(p, rows, count, &best, ranking);
    ranking->hit_count = top_close(&best, hits);
    free(p);
    return code;
}
