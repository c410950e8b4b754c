// Rows that are known to match, ranked: no window of ids, but pieces of the list given, so that the cost is that of the
// rows and not of the index. Terms that every row has need no list at all, and where there are no others only texts short
// enough are scored. Where a gate (gate.h) can be shut, only the rows that it lets through are.
#include "gate.h"
#include "seeds.h"
#include "seek.h"
#include <stdlib.h>

/// MANY_RATIO, IDLE: where the gate lets through one in so many, so many pieces are scored as a whole.
enum { PIECE = 1024, CHECK_EVERY = 32, MANY_RATIO = 6, IDLE = 4 };
/// From so many rows on some are scored first, for a bar: those in which the gate's term stands most often, so many times as
/// many as hits are asked for.
enum { SEED_FROM = 8192, SEEDS = 8 };

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
    int32_t only_class;  ///< of all terms, where every row has each of them: lengths alone decide then; -1 otherwise
    float only_weight;   ///< their sum
    float longest_for;   ///< the score that `longest` was worked out for
    int32_t longest;     ///< texts longer than this don't reach it
    int32_t idle;        ///< so many pieces are scored as a whole, since the gate let through too many
    float bar;           ///< of the seeds: no row below it is in the answer
    size_t open[PIECE];  ///< places that were let through: of the gate's term, or of rows of the piece
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

/// Seeks the piece's rows among the term's.
static void add_sought(pass *p, const cpostings_scored_term *t, size_t from, size_t to) {
    for (size_t i = 0, k = from; i < p->count; i++) {
        size_t place = seek(t->rows, to, &k, p->rows[i]);
        if (place < to) add(p, t, i, place);
    }
}

/// The other way around.
static void add_seeking(pass *p, const cpostings_scored_term *t, size_t from, size_t to) {
    for (size_t k = from, i = 0; k < to; k++) {
        size_t place = seek(p->rows, p->count, &i, t->rows[k]);
        if (place < p->count) add(p, t, place, k);
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
    (to - from < p->count ? add_seeking : add_sought)(p, t, from, to);
}

static void offer(const pass *p, top *best) {
    float least = top_least(best);
    for (size_t i = 0; i < p->count; i++) {
        if (p->scores[i] < least) continue;
        top_offer(best, top_key(false, p->scores[i], p->rows[i]));
        least = top_least(best);
    }
}

static float worth(const pass *p, const top *best) {
    float least = top_least(best);
    return least > p->bar ? least : p->bar;
}

/// The row's score, added up in the order of the terms as everywhere; `k` is its place in the gate's list. Rows ascend from
/// call to call.
static float exact_score(pass *p, uint32_t row, size_t k) {
    float score = 0;
    for (int32_t i = 0; i < p->request->term_count; i++) {
        const cpostings_scored_term *t = &p->request->terms[i];
        uint32_t tf = 1;
        if (!t->count) continue;
        if (t->rows) {
            size_t at = t == p->gate.term ? k : seek(t->rows, t->count, &p->at[i], row);
            if (at == t->count) continue;
            if (t->tf) tf = t->tf[at];
        }
        score += t->weight * score_row(&p->classes[t->lengths], row, tf);
    }
    return score;
}

/// The places from `k` on that the gate lets through; which they are is no branch. Most go by one length alone.
static size_t pass_gate(pass *p, size_t k, size_t to) {
    const cpostings_scored_term *t = p->gate.term;
    const uint32_t *rows = t->rows;
    const uint16_t *tf = t->tf;
    size_t some = 0, count = 0;
    for (; k < to; k++) {
        p->open[some] = k;
        some += gate_may_let(&p->gate, rows[k], tf ? tf[k] : 1);
    }
    for (size_t n = 0; n < some; n++) {
        k = p->open[count] = p->open[n];
        count += gate_lets(&p->gate, rows[k], tf ? tf[k] : 1);
    }
    return count;
}

/// Goes through the gate's part of the piece; what would come in is looked up among the rows last.
static void rank_gated(pass *p, top *best) {
    const cpostings_scored_term *t = p->gate.term;
    size_t *at = &p->at[t - p->request->terms], i = 0;
    size_t k = gallop(t->rows, *at, t->count, p->rows[0]);
    uint32_t last = p->rows[p->count - 1];
    size_t to = *at = last == UINT32_MAX ? t->count : gallop(t->rows, k, t->count, last + 1);
    for (; k < to; k = to - k < PIECE ? to : k + PIECE) {
        float least = worth(p, best);
        gate_shut(&p->gate, least);
        size_t end = to - k < PIECE ? to : k + PIECE, count = pass_gate(p, k, end);
        if (count > (end - k) / MANY_RATIO) p->idle = IDLE;
        for (size_t n = 0; n < count; n++) {
            uint32_t row = t->rows[p->open[n]];
            float score = exact_score(p, row, p->open[n]);
            if (score < least) continue;
            if (seek(p->rows, p->count, &i, row) == p->count) continue;
            top_offer(best, top_key(false, score, row));
            least = worth(p, best);
        }
    }
}

/// The class whose terms every row has, where there are no others; -1 for none.
static int32_t only_class(const cpostings_request *q, float *weight) {
    int32_t class = -1;
    *weight = 0;
    for (int32_t i = 0; i < q->term_count; i++) {
        const cpostings_scored_term *t = &q->terms[i];
        if (!t->count) continue;
        if (t->rows || (class >= 0 && t->lengths != class)) return -1;
        class = t->lengths;
        *weight += t->weight;
    }
    bool tell = class >= 0 && q->lengths[class].average > 0 && q->formula.b > 0;
    return tell ? class : -1;  // else a length changes nothing
}

/// Only texts short enough are scored.
static void rank_by_length(pass *p, top *best) {
    cpostings_lengths lengths = p->classes[p->only_class].lengths;
    float least = top_least(best);
    if (least > p->longest_for) {
        p->longest_for = least;
        p->longest = longest_text(p->request->formula, p->only_weight, lengths.average, least * SLACK);
    }
    const uint32_t *rows = p->rows;
    const int32_t longest = p->longest;
    size_t open = 0;
    for (size_t i = 0; i < p->count; i++) {
        p->open[open] = i;
        open += lengths.values[rows[i]] <= longest;
    }
    for (size_t n = 0; n < open; n++) {
        uint32_t row = rows[p->open[n]];
        float score = exact_score(p, row, 0);
        if (score < least) continue;
        top_offer(best, top_key(false, score, row));
        least = top_least(best);
    }
}

static void rank_piece(pass *p, top *best) {
    uint32_t last = p->rows[p->count - 1];
    if (p->only_class >= 0 && last < p->classes[p->only_class].lengths.count) {
        rank_by_length(p, best);
        return;
    }
    if (p->idle > 0) {
        p->idle--;
    } else if (last < p->gate.own.count && last < p->gate.other.count && gate_shut(&p->gate, worth(p, best))) {
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

/// Scores the rows in which the gate's term stands most often: the worst of their best is a bar for all.
static void seed(pass *p, const uint32_t *rows, size_t count) {
    const cpostings_scored_term *t = p->gate.term;
    if (!t || !t->tf || count < SEED_FROM) return;
    size_t places[SEEDS_ROOM], found = most_often(t->tf, t->count, (size_t)p->request->limit * SEEDS, places);
    top best;
    if (!found || !top_open(&best, p->request)) return;
    for (size_t n = 0, i = 0; n < found; n++) {
        uint32_t row = t->rows[places[n]];
        if (seek(rows, count, &i, row) < count)
            top_offer(&best, top_key(false, exact_score(p, row, places[n]), row));
    }
    if (best.count == best.limit && best.limit) p->bar = top_least(&best);
    free(best.keys);
    memset(p->at, 0, sizeof p->at);
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
    gate_make(&p->gate, q, p->classes);
    p->only_class = only_class(q, &p->only_weight);
    p->longest_for = 0;
    p->longest = INT32_MAX;
    p->idle = 0;
    p->bar = 0;
    seed(p, rows, count);
    cpostings_code code = run(p, rows, count, &best, ranking);
    ranking->hit_count = top_close(&best, hits);
    free(p);
    return code;
}
