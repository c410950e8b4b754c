// A list of one term in one segment, kept decoded: its form, and what is read from it.
#ifndef CPOSTINGS_KEPT_H
#define CPOSTINGS_KEPT_H

#include "internal.h"

/// Rows between two places from which a list can be read.
enum { KEPT_BLOCK = 128 };

/// The row of number `KEPT_BLOCK` times its own, and how many wide ones stand up to it, itself among them.
typedef struct { uint32_t row, wide; } kept_block;

/// A row costs a byte: the difference to the one before (0: the row itself stands among the wide ones); and, where counts
/// are kept, another one.
typedef struct kept_list {
    uint64_t hash, print;
    int64_t segment;
    struct kept_list *next;  ///< of the same bucket
    size_t place;            ///< among all lists
    size_t size;             ///< of all of it, in bytes
    uint32_t readers;        ///< it is freed once there are none
    bool dropped;
    size_t count, key_size;
    uint32_t last;           ///< row
    kept_block *blocks;
    uint32_t *wide;
    uint8_t *gaps, *tfs, *key;  ///< `tfs` NULL for none
} kept_list;

/// The rows from number `from` on under a key of so many bytes, which is the caller's to fill in; NULL when memory is short
/// or a count doesn't fit.
kept_list *kept_pack(const cpostings_list *list, size_t from, size_t key_size);
/// Appends all rows; the list has room for them.
void kept_spell_out(const kept_list *l, unsigned want, cpostings_list *list);
/// Appends the wanted rows; the list has room for as many as are wanted.
void kept_spell_wanted(const kept_list *l, const wanted *w, cpostings_list *list);

#endif
