// What both rankings do with a window once its scores are there: count, mark, offer, clear.
#include "window.h"
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

cpostings_code window_open(
    window *w, const cpostings_request *q, cpostings_ranking *ranking, bool all_every, size_t postings) {
    if (!top_open(&w->best, q)) return CPOSTINGS_NO_MEMORY;
    w->request = q;
    w->ranking = ranking;
    w->all_every = all_every;
    w->every_at = 0;
    w->work = CHECK_EVERY;
    memset(w->met, 0, sizeof w->met);
    memset(w->scores, 0, sizeof w->scores);
    bool tabled = postings > TABLE_TF * TABLE_LENGTH;
    for (int32_t i = 0; i < q->lengths_count; i++) score_class_make(&w->classes[i], q->formula, q->lengths[i], tabled);
    return CPOSTINGS_OK;
}

void window_close(window *w, cpostings_hit *hits) { w->ranking->hit_count = top_close(&w->best, hits); }

bool window_late(window *w) {
    if (!w->request->deadline || w->work < CHECK_EVERY) return false;
    w->work = 0;
    return cpostings_now() > w->request->deadline;
}

size_t window_end(const window *w, const cpostings_scored_term *t, size_t from) {
    uint64_t end = w->base + WINDOW;
    return end > UINT32_MAX ? t->count : gallop(t->rows, from, t->count, (uint32_t)end);
}

/// A term that stands once in each row that has it: one row of the table, all of whose lengths are known to exist.
static size_t add_once(window *w, const cpostings_scored_term *t, size_t from, uint64_t end) {
    const score_class *class = &w->classes[t->lengths];
    const uint16_t *lengths = class->lengths.values;
    const uint32_t *rows = t->rows, tabled = class->tabled;
    const float weight = t->weight, *once = class->table[1];
    size_t k = from, count = t->count;
    for (; k < count && rows[k] < end; k++) {
        uint32_t row = rows[k], length = lengths[row];
        float score = length < tabled ? once[length]
                                      : score_unweighted(class->formula, 1, length, class->lengths.average);
        w->scores[row % WINDOW] += weight * score;
    }
    return k;
}

size_t window_add_all(window *w, const cpostings_scored_term *t, size_t from) {
    uint64_t end = w->base + WINDOW;
    if (!t->tf && end <= w->classes[t->lengths].lengths.count) return add_once(w, t, from, end);
    size_t k = from;
    for (; k < t->count && t->rows[k] < end; k++) window_add(w, t, k);
    return k;
}

uint64_t window_at_least(const window *w, uint32_t block, float least) {
    const float *scores = w->scores + block * BLOCK;
    uint64_t bits = 0;
#if defined(__SSE2__)
    __m128 bound = _mm_set1_ps(least);
    for (int i = 0; i < BLOCK; i += 4)
        bits |= (uint64_t)_mm_movemask_ps(_mm_cmpge_ps(_mm_loadu_ps(scores + i), bound)) << i;
#else
    for (int i = 0; i < BLOCK; i++) bits |= (uint64_t)(scores[i] >= least) << i;
#endif
    return bits;
}

/// The bits of the rows that the caller says match every word, in the block that begins at `first`.
static uint64_t every_bits(window *w, uint64_t first) {
    const cpostings_request *q = w->request;
    uint64_t bits = 0;
    if (!q->every) return 0;
    w->every_at = gallop(q->every, w->every_at, q->every_count, (uint32_t)first);
    for (; w->every_at < q->every_count && q->every[w->every_at] < first + BLOCK; w->every_at++)
        bits |= (uint64_t)1 << (q->every[w->every_at] - first);
    return bits;
}

uint64_t window_finish(window *w, uint32_t block, uint64_t met) {
    const cpostings_request *q = w->request;
    float *scores = w->scores + block * BLOCK;
    uint64_t first = w->base + (uint64_t)block * BLOCK, word = first / 64;
    if (q->filter) met &= word_of(q->filter, q->filter_count, word);
    w->ranking->total += (uint64_t)__builtin_popcountll(met);
    if (q->matched && word * 64 < q->matched_count) q->matched[word] |= met & bits_below(q->matched_count - word * 64);
    uint64_t every = w->all_every ? 0 : every_bits(w, first), offered = met;
    float least = w->all_every ? top_least(&w->best) : top_threshold(&w->best);
    // where there are many, let the block as a whole say which ones are worth a look
    if (__builtin_popcountll(met) > 8) offered &= every | window_at_least(w, block, least);
    if (w->all_every) every = met;
    for (; offered; offered &= offered - 1) {
        uint32_t i = (uint32_t)__builtin_ctzll(offered);
        top_offer(&w->best, top_key(every >> i & 1, scores[i], (uint32_t)first + i));
    }
    memset(scores, 0, BLOCK * sizeof *scores);
    return met;
}
