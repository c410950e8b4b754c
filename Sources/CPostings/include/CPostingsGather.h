// Posting lists of a bulk import, gathered outside FTS5 and laid out as one of its segments.
//
// FTS5 puts each occurrence of a term into a hash of scattered entries, two cache misses a token; here a token is one look-up in a
// compact table and four bytes behind the last ones. Only for tables with detail=none, whose lists hold rows and nothing
// else, and for rows that are new: a segment written so replaces no older one. The layout is that of fts5_index.c
// (fts5FlushOneHash, fts5WriteAppendTerm), format version 4, without doclist indexes, which FTS5 does not need to read a list.
#ifndef CPOSTINGS_GATHER_H
#define CPOSTINGS_GATHER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct cpostings_gather cpostings_gather;

/// The longest term in bytes; none may hold U+0000.
enum { CPOSTINGS_GATHER_TERM = 8 };

/// NULL when memory is short. Used by one thread at a time.
cpostings_gather *cpostings_gather_open(void);
void cpostings_gather_close(cpostings_gather *gather);

/// Begins a row, higher than those before it. False when memory is short.
bool cpostings_gather_row(cpostings_gather *gather, uint32_t row);
/// Adds a term of the row begun last; again in the same row it changes nothing. False when memory is short, the term is
/// empty, too long or holds U+0000 alone, or no row was begun.
bool cpostings_gather_term(cpostings_gather *gather, const void *term, size_t size);

size_t cpostings_gather_rows(const cpostings_gather *gather);
size_t cpostings_gather_postings(const cpostings_gather *gather);

/// Sorts what was gathered; afterwards the leaves are read off, and nothing more can be added. O(postings + terms · log
/// terms). False when memory is short.
bool cpostings_gather_sort(cpostings_gather *gather);

size_t cpostings_gather_terms(const cpostings_gather *gather);
/// The term at a place in their order, once sorted; `out` has room for CPOSTINGS_GATHER_TERM bytes. Its size; 0 past the last.
size_t cpostings_gather_sorted_term(const cpostings_gather *gather, size_t place, uint8_t *out);

/// One leaf of the segment, valid until the next call.
typedef struct {
    int32_t number;  ///< from 1 on
    const uint8_t *bytes;
    size_t size;
    bool is_indexed;  ///< whether %_idx gets an entry for it
    const uint8_t *term;
    size_t term_size;
} cpostings_leaf;

/// The next leaf; false after the last.
bool cpostings_gather_leaf(cpostings_gather *gather, cpostings_leaf *leaf);

/// A segment id that the structure record does not use; 0 when the record can't be read or has no room.
int32_t cpostings_structure_free_id(const void *record, size_t size);
/// Writes the record with one more segment, the newest of the lowest level; `out` has room for 64 bytes more than the
/// record. The new size, 0 when the record can't be read.
size_t cpostings_structure_add(const void *record, size_t size, int32_t segment, int32_t leaves, uint8_t *out);

#endif
