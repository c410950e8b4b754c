// A window of rows small enough that their scores stay in the nearest cache; both rankings go through the rows so.
#ifndef CPOSTINGS_WINDOW_H
#define CPOSTINGS_WINDOW_H

#include "internal.h"
#include <float.h>

enum { WINDOW = 4096, BLOCK = 64, BLOCKS = WINDOW / BLOCK, CHECK_EVERY = 16384 };
/// Scores above 0 are never below this (see request_ok), which is what says that a row was met.
#define LEAST_SCORE FLT_MIN

typedef struct {
    const cpostings_request *request;
    cpostings_ranking *ranking;
    top best;
    uint64_t base;         ///< first row of the window
    bool all_every;        ///< every row met matches every word; the request's own list is then not looked at
    size_t every_at, work;
    uint64_t met[BLOCKS];  ///< a bit for each row met; zero between windows
    float scores[WINDOW];  ///< zero between windows
    score_class classes[LENGTHS_MAX];
} window;

cpostings_code window_open(
    window *w, const cpostings_request *q, cpostings_ranking *ranking, bool all_every, size_t postings);
void window_close(window *w, cpostings_hit *hits);
/// Whether the deadline has passed; the clock is looked at every some thousand postings.
bool window_late(window *w);
/// The end of the part of the term's postings that lies in the window.
size_t window_end(const window *w, const cpostings_scored_term *t, size_t from);
/// A bit for each of the block's scores that is not below `least`.
uint64_t window_at_least(const window *w, uint32_t block, float least);
/// Counts the block's rows of `met` that the filter lets through, offers them, and clears the block's scores.
uint64_t window_finish(window *w, uint32_t block, uint64_t met);
/// The whole ranking where the request has one term, and in rank_any no list of its own for `every`.
cpostings_code rank_one(window *w, uint32_t *survivors, size_t survivors_room);

/// Adds the term's postings of the window, from number `from` on; gives the number of the first behind it, which is met
/// sooner than sought.
size_t window_add_all(window *w, const cpostings_scored_term *t, size_t from);

static inline void window_add(window *w, const cpostings_scored_term *t, size_t i) {
    uint32_t row = t->rows[i];
    w->scores[row % WINDOW] += t->weight * score_row(&w->classes[t->lengths], row, t->tf ? t->tf[i] : 1);
}

#endif
