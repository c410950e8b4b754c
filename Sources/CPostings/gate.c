#include "gate.h"

/// The gate is made anew once the score to reach has grown by so much: it costs a thousand divisions.
#define GROWN 1.02f

/// The most the term adds to any row: a count that grows without end, or one, in a text without length.
static float most(const cpostings_request *q, const cpostings_scored_term *t) {
    cpostings_formula f = q->formula;
    return t->weight * (t->tf ? f.k1 + 1 + f.delta : score_unweighted(f, 1, 0, q->lengths[t->lengths].average));
}

/// The class of lengths whose terms that every row has weigh most; -1 where there are none.
static int32_t heaviest_class(const cpostings_request *q, float *weight) {
    float sums[LENGTHS_MAX] = {0};
    int32_t best = -1;
    for (int32_t i = 0; i < q->term_count; i++) {
        const cpostings_scored_term *t = &q->terms[i];
        if (t->rows || !t->count) continue;
        sums[t->lengths] += t->weight;
        if (best < 0 || sums[t->lengths] > sums[best]) best = t->lengths;
    }
    *weight = best < 0 ? 0 : sums[best];
    return best;
}

void gate_make(gate *g, const cpostings_request *q, const score_class *classes) {
    *g = (gate){.formula = q->formula};
    for (int32_t i = 0; i < q->term_count; i++) {
        const cpostings_scored_term *t = &q->terms[i];
        if (t->count && t->rows && (!g->term || t->weight > g->term->weight)) g->term = t;
    }
    if (!g->term) return;
    int32_t class = heaviest_class(q, &g->weight);
    for (int32_t i = 0; i < q->term_count; i++) {
        const cpostings_scored_term *t = &q->terms[i];
        if (t->count && t != g->term && (t->rows || t->lengths != class)) g->rest += most(q, t);
    }
    g->own = classes[g->term->lengths].lengths;
    g->other = class < 0 ? g->own : classes[class].lengths;
    bool tell = g->own.count && g->other.count && g->own.average > 0 && g->other.average > 0 && q->formula.b > 0;
    if (!tell) g->term = NULL;  // a length changes nothing
}

static void fill(gate *g, float least) {
    g->made_for = least;
    float need = least * SLACK - g->rest;
    for (uint32_t tf = 1; tf <= GATE_COUNTS; tf++) {
        for (uint32_t step = 0; step < GATE_STEPS; step++) {
            float own = tf < GATE_COUNTS ? score_unweighted(g->formula, tf, step << GATE_SHIFT, g->own.average)
                                         : g->formula.k1 + 1 + g->formula.delta;
            g->longest[tf][step] = longest_text(g->formula, g->weight, g->other.average, need - g->term->weight * own);
        }
    }
    for (uint32_t step = 0; step < GATE_STEPS; step++) g->longest[0][step] = -1;
}

bool gate_shut(gate *g, float least) {
    if (!g->term) return false;
    float without = g->weight * score_unweighted(g->formula, 1, 0, g->other.average) + g->rest;
    if (without >= least * SLACK) return false;
    if (least > g->made_for * GROWN) fill(g, least);
    return true;
}
