// What gathering and laying out share.
#ifndef CPOSTINGS_GATHER_INTERNAL_H
#define CPOSTINGS_GATHER_INTERNAL_H

#include "internal.h"

/// FTS5's own page size, and the byte it puts before the terms of the main index.
enum { LEAF_SIZE = 4050, MAIN_INDEX = '0' };
/// A full leaf, its last entry, and the footer of up to one offset for each three bytes.
enum { LEAF_ROOM = 2 * LEAF_SIZE + 64, TERM_ROOM = CPOSTINGS_GATHER_TERM + 1 };

typedef struct {
    uint64_t key;  ///< 0: empty
    uint32_t id, count;
    uint32_t last_row;  ///< the count of rows when it came last, so that a row has it once
} gather_slot;

struct cpostings_gather {
    gather_slot *slots;
    size_t slot_count, term_count;
    uint32_t *stream;  ///< numbers of terms, row by row
    size_t posting_count, posting_capacity;
    uint32_t *rows;
    size_t *starts;  ///< by row: where its terms begin in `stream`
    size_t row_count, row_capacity, start_capacity;
    gather_slot *terms;  ///< sorted by key
    uint32_t *lists;     ///< the rows of all terms in their order
    // laying out
    size_t term, list;  ///< the term at hand, and where its rows begin
    uint32_t done;      ///< how many of its rows are written; the term itself is, where it is `begun`
    bool begun;
    int32_t leaves;
    uint8_t previous[TERM_ROOM];
    size_t previous_size;
    uint8_t leaf[LEAF_ROOM], footer[LEAF_SIZE + 16], separator[TERM_ROOM];
};

#endif
