// The formula. Everything that scores calls score_unweighted or looks up what it gave, so all scores are the same bits.
#include "internal.h"
#include <math.h>

#ifdef __clang__
#pragma STDC FP_CONTRACT OFF
#endif

float score_unweighted(cpostings_formula f, uint32_t tf, uint32_t length, float average) {
    float ratio = average > 0 ? (float)length / average : 1;
    float norm = f.k1 * (1 - f.b + f.b * ratio);
    float count = (float)tf;
    return tf ? count * (f.k1 + 1) / (count + norm) + f.delta : f.delta;
}

float cpostings_score_one(cpostings_formula formula, float weight, uint32_t tf, uint32_t length, float average) {
    return weight * score_unweighted(formula, tf, length, average);
}

int32_t longest_text(cpostings_formula f, float weight, float average, float need) {
    if (need <= 0) return INT32_MAX;
    if (weight <= 0) return -1;
    float gain = need / weight - f.delta;
    if (gain <= 0) return INT32_MAX;
    float norm = (f.k1 + 1) / gain - 1;
    float length = average * (norm / f.k1 - (1 - f.b)) / f.b;
    return length < 0 ? -1 : length < UINT16_MAX ? (int32_t)length + 1 : INT32_MAX;
}

void score_class_make(score_class *s, cpostings_formula formula, cpostings_lengths lengths, bool tabled) {
    s->formula = formula;
    s->lengths = lengths;
    if (!lengths.values) s->lengths.count = 0;
    s->missing = lengths.average >= UINT16_MAX ? UINT16_MAX : (uint16_t)lroundf(lengths.average);
    s->tabled = tabled ? TABLE_LENGTH : 0;
    memset(s->table[0], 0, sizeof s->table[0]);
    for (uint32_t tf = 1; tf <= TABLE_TF; tf++) {
        for (uint32_t length = 0; length < s->tabled; length++)
            s->table[tf][length] = score_unweighted(formula, tf, length, lengths.average);
    }
}

bool term_ok(const cpostings_request *q, const cpostings_scored_term *t) {
    // a score of zero would look like a row that was never touched
    return t->weight >= 1e-6f && isfinite(t->weight) && t->lengths >= 0 && t->lengths < q->lengths_count
        && t->group >= -1 && t->group < GROUPS_MAX;
}

bool formula_ok(const cpostings_request *q) {
    cpostings_formula f = q->formula;
    if (q->term_count < 0 || q->term_count > TERMS_MAX || q->lengths_count < 0 || q->lengths_count > LENGTHS_MAX)
        return false;
    if (!(f.k1 > 0 && isfinite(f.k1) && f.b >= 0 && f.b <= 1 && f.delta >= 0 && isfinite(f.delta))) return false;
    for (int32_t i = 0; i < q->lengths_count; i++) {
        if (!(q->lengths[i].average >= 0 && isfinite(q->lengths[i].average))) return false;
    }
    return true;
}

bool request_ok(const cpostings_request *q) {
    if (!formula_ok(q)) return false;
    for (int32_t i = 0; i < q->term_count; i++) {
        if (!term_ok(q, &q->terms[i]) || (!q->terms[i].rows && q->terms[i].count)) return false;
    }
    return true;
}

size_t request_postings(const cpostings_request *q) {
    size_t sum = 0;
    for (int32_t i = 0; i < q->term_count; i++) sum += q->terms[i].count;
    return sum;
}
