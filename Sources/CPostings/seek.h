// Where rows stand in a longer list, one after the other.
#ifndef CPOSTINGS_SEEK_H
#define CPOSTINGS_SEEK_H

#include "internal.h"

/// Ascending rows are sought in steps of a block, each next one not below the last: how far the block moves is all that
/// the next search waits for, not where in it the row stands, and the block is compared as a whole. With as many rows as
/// are sought, up to some hundred times as many, it takes a third of the time of jumping or of going side by side.
enum { SEEK_BLOCK = 16, SEEK_FAR = 8 * SEEK_BLOCK, SEEK_LEAP = 8 * SEEK_FAR };

/// Moves `*at` to the block in which the row would stand; fewer than a block may be left behind it.
static inline void seek_block(const uint32_t *rows, size_t count, size_t *at, uint32_t row) {
    size_t j = *at;
    if (count - j >= SEEK_LEAP && rows[j + SEEK_LEAP - 1] < row) j = gallop(rows, j + SEEK_LEAP - 1, count, row);
    while (count - j >= SEEK_FAR && rows[j + SEEK_FAR - 1] < row) j += SEEK_FAR;
    while (count - j >= SEEK_BLOCK && rows[j + SEEK_BLOCK - 1] < row) j += SEEK_BLOCK;
    *at = j;
}

/// Whether the row is one of the block's or, at the end, of those left.
static inline bool block_holds(const uint32_t *rows, size_t count, size_t at, uint32_t row) {
    uint32_t found = 0;
    if (count - at >= SEEK_BLOCK) {
        for (int i = 0; i < SEEK_BLOCK; i++) found |= rows[at + i] == row;
    } else {
        for (; at < count; at++) found |= rows[at] == row;
    }
    return found;
}

/// Where in the block a row stands that it holds.
static inline size_t block_place(const uint32_t *rows, size_t at, uint32_t row) {
    while (rows[at] != row) at++;
    return at;
}

/// The place of the row, or `count` where there is none; `*at` goes on.
static inline size_t seek(const uint32_t *rows, size_t count, size_t *at, uint32_t row) {
    seek_block(rows, count, at, row);
    return block_holds(rows, count, *at, row) ? block_place(rows, *at, row) : count;
}

#endif
