// FTS5's own posting lists as plain arrays, and what ranking does with them.
//
// FTS5 stays the one store of postings. This module reads the segment leaves it keeps in %_data, which is some hundred
// times faster than asking for one hit after another through a virtual table, and ranks over sorted arrays of rows.
// Nothing here writes to the database. The format is that of FTS5's version 4 (SQLite 3.9 to 3.4x, unless secure-delete was ever
// switched on); anything else is answered with CPOSTINGS_UNKNOWN_FORMAT, and the caller goes through FTS5 itself.
//
// One reader belongs to one connection and one thread. Every reading call happens inside the caller's read transaction;
// cpostings_refresh opens each one. While another connection writes (WAL), the reader sees its own snapshot; rows that
// this connection itself inserted and FTS5 has not flushed yet (before COMMIT, or a query of that table) are not seen.
//
// The kernels in the second half know no database and no state: arrays in, arrays out, safe on any thread.
#ifndef CPOSTINGS_H
#define CPOSTINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct sqlite3;

typedef enum {
    CPOSTINGS_OK = 0,
    CPOSTINGS_DEADLINE = 1,        ///< stopped by the deadline; what is there is said beside each call
    CPOSTINGS_UNKNOWN_FORMAT = 2,  ///< not the format read here, or rows outside 0 … 2^32 - 1: ask FTS5 itself
    CPOSTINGS_CORRUPT = 3,         ///< a damaged page or record; never read past, never looped over
    CPOSTINGS_SQLITE = 4,          ///< SQLite failed: see cpostings_sqlite_code
    CPOSTINGS_NO_MEMORY = 5,
    CPOSTINGS_MISUSE = 6,          ///< arguments outside their contract
} cpostings_code;

/// The `detail` option of the FTS5 table; `column` is not read here.
typedef enum { CPOSTINGS_FULL = 0, CPOSTINGS_NONE = 1 } cpostings_detail;

/// What a list should hold beside rows. Of a detail=none table neither is to be had: `tf` stays NULL, meaning 1.
enum { CPOSTINGS_ROWS = 0, CPOSTINGS_TF = 1, CPOSTINGS_PLACES = 2 };

// ---- Reading --------------------------------------------------------------------------------------------------------

typedef struct cpostings cpostings;

/// Prepares the statements and reads the structure as cpostings_refresh does. `*reader` is set even on failure, so that
/// cpostings_message can be asked, and is closed by the caller either way; NULL only when memory is short.
cpostings_code cpostings_open(
    struct sqlite3 *db, const char *schema, const char *table, cpostings_detail detail, cpostings **reader);

/// To be called first in every read transaction, since any commit may move segments: reads version and structure, two
/// rows. After a failure the reader knows no segments and every reading call repeats the code until a refresh succeeds.
cpostings_code cpostings_refresh(cpostings *reader);

/// Between calls no statement is left running, so a reader may be kept as long as its connection. NULL is allowed.
void cpostings_close(cpostings *reader);

/// A sentence on the last failure, owned by the reader.
const char *cpostings_message(const cpostings *reader);
/// The extended result code of the last CPOSTINGS_SQLITE (say, interrupted or busy).
int cpostings_sqlite_code(const cpostings *reader);

/// Long lists of common terms, kept decoded for all readers of one table, up to so many bytes; those asked for least
/// often go first. May be used from any thread. NULL when memory is short.
typedef struct cpostings_kept cpostings_kept;
cpostings_kept *cpostings_kept_open(size_t bytes);
/// From now on up to so many bytes, if that is more. NULL is allowed.
void cpostings_kept_widen(cpostings_kept *kept, size_t bytes);
/// No reader that uses it may be left. NULL is allowed.
void cpostings_kept_close(cpostings_kept *kept);
size_t cpostings_kept_bytes(cpostings_kept *kept);
/// From now on the reader takes lists from there and adds to them; `kept` outlives it. NULL for none, as at the start.
void cpostings_use_kept(cpostings *reader, cpostings_kept *kept);
/// How many of a term's rows stand in kept lists, in which single rows are looked up quickly (cpostings_among).
cpostings_code cpostings_kept_rows(cpostings *reader, const uint8_t *term, size_t size, uint64_t *rows);

/// Reading calls give up once CLOCK_MONOTONIC passes `nanoseconds`; 0 (the start) means never.
void cpostings_set_deadline(cpostings *reader, int64_t nanoseconds);
int64_t cpostings_now(void);

/// The segments of the structure last read: what decides how many seeks a rare term costs.
int32_t cpostings_segment_count(const cpostings *reader);

/// Grows when a refresh finds another structure record than the one before: every flush, merge or deletion writes one, so
/// that what was counted is still true while this stays, as long as the table is not filled anew from nothing.
uint64_t cpostings_generation(const cpostings *reader);

/// Looks anew at which segments are still the same. Where terms stand in a segment is remembered while that one stays, how
/// many rows they have while the generation stays: to be called where a table may have been filled anew from nothing
/// though that is the same.
void cpostings_recheck(cpostings *reader);

/// Rows in ascending order, each once. Zero-initialized by the caller, filled and grown by reading calls, which replace
/// what was there and reuse the memory; freed with cpostings_list_free.
typedef struct {
    uint32_t *rows;
    uint16_t *tf;           ///< occurrences in all columns, up to 65,535; NULL when not asked for or none were found
    uint32_t *place_start;  ///< row i's places: place_size[i] bytes from places + place_start[i]; NULL likewise
    uint32_t *place_size;
    size_t count, capacity;
    uint8_t *places;
    size_t places_size, places_capacity;
} cpostings_list;

void cpostings_list_free(cpostings_list *list);

/// The rows of one exact term over all segments; deletes and updates honoured, a missing term is an empty list.
/// `want` is a sum of CPOSTINGS_TF and CPOSTINGS_PLACES. O(postings). On DEADLINE the list holds rows of the older
/// segments, among them possibly some that newer ones delete; after any other failure it is empty.
cpostings_code cpostings_term(
    cpostings *reader, const uint8_t *term, size_t size, unsigned want, cpostings_list *list);

/// Those of the term's rows that are among `rows` (sorted, each once): cpostings_term intersected with them. Pages that
/// begin past one of the rows and end before the next are passed over undecoded: O(pages + rows × a page's postings).
cpostings_code cpostings_among(
    cpostings *reader, const uint8_t *term, size_t size, unsigned want, const uint32_t *rows, size_t count,
    cpostings_list *list);

/// In how many rows the term stands: cpostings_term without its list, hence without counting occurrences.
cpostings_code cpostings_count(cpostings *reader, const uint8_t *term, size_t size, uint64_t *rows);

/// The union of the first `limit` terms (in byte order) that begin with `prefix`, the term equal to it included; tf is
/// summed. `*terms` says how many had rows, `*more` whether the limit cut any off. DEADLINE: what was read until then.
cpostings_code cpostings_prefix(
    cpostings *reader, const uint8_t *prefix, size_t size, uint32_t limit, unsigned want, cpostings_list *list,
    uint32_t *terms, bool *more);

/// Called with each term that has rows, in byte order; false stops. The bytes last for the call only.
typedef bool (*cpostings_term_visitor)(void *context, const uint8_t *term, size_t size, uint64_t rows);
cpostings_code cpostings_each_term(
    cpostings *reader, const uint8_t *prefix, size_t size, cpostings_term_visitor visit, void *context);

/// The places of row number `index` in a list read with CPOSTINGS_PLACES, each column << 32 | position, in order.
/// Writes up to `room`, returns how many there are.
size_t cpostings_places(const cpostings_list *list, size_t index, uint64_t *places, size_t room);

/// Rows in which, within one column, lists[i] has a place at p + offsets[i] for some p; tf is the number of such p.
/// The lists were read with CPOSTINGS_PLACES; `out` is none of them.
cpostings_code cpostings_phrase(
    const cpostings_list *const *lists, const uint32_t *offsets, int32_t count, int64_t deadline, cpostings_list *out);

/// The same among `rows` (sorted, each once), where the phrase begins at a position below the row's `ends`, all in the first
/// column. A list needs to hold only those of the rows that it has: cpostings_among will do.
cpostings_code cpostings_phrase_among(
    const cpostings_list *const *lists, const uint32_t *offsets, int32_t count, const uint32_t *rows,
    const uint32_t *ends, size_t row_count, int64_t deadline, cpostings_list *out);

// ---- Sets: sorted arrays, each row once -----------------------------------------------------------------------------

/// Rows in both. `out` has room for the smaller and may be `a`. O(smaller · log ratio).
size_t cpostings_intersect(const uint32_t *a, size_t a_count, const uint32_t *b, size_t b_count, uint32_t *out);
/// Rows in either. `out` has room for both and overlaps neither.
size_t cpostings_union(const uint32_t *a, size_t a_count, const uint32_t *b, size_t b_count, uint32_t *out);
/// Rows of `a` that are not in `b`. `out` has room for `a` and may be `a`.
size_t cpostings_subtract(const uint32_t *a, size_t a_count, const uint32_t *b, size_t b_count, uint32_t *out);
/// Rows of `a` whose bit is set. `out` may be `a`.
size_t cpostings_intersect_bits(
    const uint32_t *a, size_t count, const uint64_t *bits, uint32_t bit_count, uint32_t *out);
/// Sets or clears one bit a row (row r is bit r % 64 of word r / 64); rows from bit_count on are passed over.
void cpostings_set_bits(const uint32_t *a, size_t count, bool value, uint64_t *bits, uint32_t bit_count);

// ---- Scores ---------------------------------------------------------------------------------------------------------

/// BM25+ (Lv & Zhai 2011): weight * (tf * (k1 + 1) / (tf + k1 * (1 - b + b * length / average)) + delta).
typedef struct { float k1, b, delta; } cpostings_formula;

/// The lengths of one class of tokens, one number a row. A row past the array, and every row when `values` is NULL,
/// counts as being of average length (rounded).
typedef struct {
    const uint16_t *values;
    uint32_t count;
    float average;
} cpostings_lengths;

/// The dull reference: what one term adds to one row's score, in single precision. Ranking gives exactly the sum of
/// these, taken in the order of the terms.
float cpostings_score_one(cpostings_formula formula, float weight, uint32_t tf, uint32_t length, float average);

/// One query term. Terms of one group stand for one word of the query (its spellings, its homophones).
typedef struct {
    const uint32_t *rows;  ///< rank_rows: NULL with a count where every row has the term, once
    const uint16_t *tf;  ///< at least 1 each; NULL: 1 everywhere
    size_t count;
    float weight;        ///< class × query weight × idf; at least 1e-6
    int32_t lengths;     ///< index into the request's lengths
    int32_t group;       ///< 0 … 63; -1: adds to the score, never needed. Of no meaning to cpostings_rank_any
} cpostings_scored_term;

typedef struct {
    uint32_t row;
    float score;
    bool every;  ///< the row matches every word
} cpostings_hit;

typedef struct {
    const cpostings_scored_term *terms;
    int32_t term_count;  ///< up to 256
    const cpostings_lengths *lengths;
    int32_t lengths_count;  ///< up to 8
    cpostings_formula formula;
    const uint64_t *filter;  ///< NULL, or one bit a row; only rows whose bit is set exist
    uint32_t filter_count;
    const uint32_t *every;  ///< rank_any only: sorted rows to be put before all others, or NULL
    size_t every_count;
    uint64_t *matched;  ///< NULL, or zeroed bits in which every matching row is set (for facets)
    uint32_t matched_count;
    const cpostings_hit *after;  ///< NULL, or the last hit of the page before: only hits behind it are returned
    uint32_t limit;    ///< how many hits
    int64_t deadline;  ///< CLOCK_MONOTONIC in nanoseconds, 0 for none; looked at every some thousand postings
} cpostings_request;

typedef struct {
    uint64_t total;      ///< rows that match, the filter applied; `after` and `limit` do not touch it
    uint32_t hit_count;  ///< hits written
    uint64_t rows_seen;  ///< on DEADLINE: totals, bits and hits are exact for the rows below this one
} cpostings_ranking;

/// Rows with at least one of the terms, in one pass over windows of 4,096 rows. `hits` has room for `limit`. Order:
/// rows of `every` first, then score descending, then row descending.
cpostings_code cpostings_rank_any(const cpostings_request *request, cpostings_hit *hits, cpostings_ranking *ranking);

/// Rows with a term of every group; driven from the rarest group, scoring only survivors. Same order, same scores. When
/// `survivors` is not NULL it gets all matching rows (sorted, capacity survivors_room; more are counted, not written).
cpostings_code cpostings_rank_every(
    const cpostings_request *request, cpostings_hit *hits, cpostings_ranking *ranking, uint32_t *survivors,
    size_t survivors_room);

/// The hits of rank_any without its totals, `matched` and `every` (of which there are none): rows that can't be among
/// the hits are passed over unscored. `ranking->total` is not counted.
cpostings_code cpostings_rank_best(const cpostings_request *request, cpostings_hit *hits, cpostings_ranking *ranking);

/// The given rows (sorted, each once), ranked; no other row exists, and none is left out for having no term. Of the
/// request, terms, lengths, formula, after, limit and deadline count. Same order, same scores. O(rows × terms).
cpostings_code cpostings_rank_rows(
    const cpostings_request *request, const uint32_t *rows, size_t count, cpostings_hit *hits,
    cpostings_ranking *ranking);

/// Gives the system what was freed but is kept for each thread apart (glibc): lists come and go by the megabyte on every
/// thread of a service. Takes milliseconds, during which those who allocate wait.
void cpostings_give_back(void);

/// Has threads share what they free (glibc): two pools for all instead of one for nearly each. For a service, once, before
/// its threads begin.
void cpostings_share_freed(void);

#include "CPostingsGather.h"

#endif
