// One term alone needs no window: each posting is a row, scored once and held against the worst hit kept.
#include "window.h"

static bool passes(const cpostings_request *q, uint32_t row) {
    return !q->filter || (row < q->filter_count && q->filter[row / 64] >> row % 64 & 1);
}

static void part(window *w, size_t from, size_t to) {
    const cpostings_request *q = w->request;
    const cpostings_scored_term *t = q->terms;
    const score_class *class = &w->classes[t->lengths];
    const uint32_t *rows = t->rows;
    const uint16_t *tf = t->tf;
    float weight = t->weight;
    float least = top_least(&w->best);
    uint64_t total = 0;
    for (size_t i = from; i < to; i++) {
        uint32_t row = rows[i];
        if (!passes(q, row)) continue;
        total++;
        if (q->matched && row < q->matched_count) q->matched[row / 64] |= (uint64_t)1 << row % 64;
        float score = weight * score_row(class, row, tf ? tf[i] : 1);
        if (score < least) continue;
        top_offer(&w->best, top_key(w->all_every, score, row));
        least = top_least(&w->best);
    }
    w->ranking->total += total;
}

cpostings_code rank_one(window *w, uint32_t *survivors, size_t survivors_room) {
    const cpostings_scored_term *t = w->request->terms;
    for (size_t at = 0; at < t->count; at += WINDOW) {
        w->ranking->rows_seen = t->rows[at];
        if (window_late(w)) return CPOSTINGS_DEADLINE;
        size_t end = t->count - at < WINDOW ? t->count : at + WINDOW;
        uint64_t before = w->ranking->total;
        part(w, at, end);
        w->work += end - at;
        for (size_t i = at; survivors && i < end && before < survivors_room; i++) {
            if (passes(w->request, t->rows[i])) survivors[before++] = t->rows[i];
        }
    }
    w->ranking->rows_seen = (uint64_t)UINT32_MAX + 1;
    return CPOSTINGS_OK;
}
