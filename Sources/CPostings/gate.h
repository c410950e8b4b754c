// Which rows may still come into the list of the best, told by count and lengths alone.
//
// The usual query is one word: one list with counts, and terms that every row has (its pairs of Hanzi). Once some rows
// are scored, most others can't reach the worst hit: for each count and each length there is a length of the other class
// beyond which no row does, whatever the terms that are not looked at add.
#ifndef CPOSTINGS_GATE_H
#define CPOSTINGS_GATE_H

#include "internal.h"

/// Counts told apart; lengths are taken in steps of 8, and all from the last step on as one.
enum { GATE_COUNTS = 16, GATE_SHIFT = 3, GATE_STEPS = 64 };

typedef struct {
    const cpostings_scored_term *term;  ///< the listed term that the gate goes by; NULL where there can be no gate
    cpostings_formula formula;
    cpostings_lengths own, other;  ///< lengths of the term's class, and of the terms that every row has
    float weight;                  ///< what those terms weigh together
    float rest;                    ///< the most that all further terms add together
    float made_for;                ///< the score that `longest` was made for
    int32_t longest[GATE_COUNTS + 1][GATE_STEPS];  ///< by count and step of the own length; -1: no row
} gate;

void gate_make(gate *g, const cpostings_request *q, const score_class *classes);
/// Whether no row without the term can reach `least`, so that its list is all that has to be looked at. Makes the gate for
/// that score or one a little lower.
bool gate_shut(gate *g, float least);

/// Whether the row would be let through if its own length were the shortest: false for nearly all that don't pass.
static inline bool gate_may_let(const gate *g, uint32_t row, uint32_t tf) {
    return g->other.values[row] <= g->longest[tf < GATE_COUNTS ? tf : GATE_COUNTS][0];
}

/// Whether the row, in which the term stands so often, may reach the score. It must have both lengths.
static inline bool gate_lets(const gate *g, uint32_t row, uint32_t tf) {
    uint32_t step = g->own.values[row] >> GATE_SHIFT;
    return g->other.values[row] <= g->longest[tf < GATE_COUNTS ? tf : GATE_COUNTS][step < GATE_STEPS ? step : GATE_STEPS - 1];
}

#endif
