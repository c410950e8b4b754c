// What the files of this module share.
#ifndef CPOSTINGS_INTERNAL_H
#define CPOSTINGS_INTERNAL_H

#define _POSIX_C_SOURCE 200809L
#include "include/CPostings.h"
#include <sqlite3.h>
#include <string.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#define CHECK(call)                                \
    do {                                           \
        cpostings_code code_ = (call);             \
        if (code_ != CPOSTINGS_OK) return code_;   \
    } while (0)

/// FTS5 writes no more segments than this and no longer token.
enum { SEGMENTS_MAX = 2000, TERM_MAX = 32768 };
/// A page's sizes are 16 bits in its own header, but its footer of term offsets comes on top.
enum { PAGE_MAX = 1 << 20, PAGE_PADDING = 16 };

typedef struct {
    int64_t id, first, last;
    uint64_t print;   ///< of its first and last page
    uint32_t serial;  ///< its own, for as long as the reader lives: `id` is given again to others
} segment;

/// One segment leaf, copied and padded with zeros, so that a varint or eight bytes may be read at any place of it.
typedef struct {
    uint8_t *bytes;
    size_t capacity, size;
    size_t leaf;        ///< where the footer (term offsets) begins
    size_t first_row;   ///< offset of the first literal row before any term, 0 for none
    size_t first_term;  ///< offset of the first term, 0 for none
    int64_t number;
} page;

/// A place in one segment: a term, and its doclist's bytes on the page at hand.
typedef struct {
    struct cpostings *reader;
    const segment *segment;
    page page;
    bool valid;       ///< stands on a term
    size_t footer;    ///< offset in the footer of the next term's entry
    size_t term_at;   ///< offset of the term stood on, 0 when it is on an earlier page
    size_t at, end;   ///< the unread bytes of the doclist on this page
    bool ends;        ///< the doclist ends at `end`; otherwise it may go on at the next page
    bool literal;     ///< the next row is a number of its own, not a difference
    bool started;     ///< a row of this doclist has been read
    uint64_t row;
    uint8_t *term;    ///< with the index byte in front
    size_t term_size, term_capacity;
} cursor;

/// Where a cursor stood on a term: what of it says so, and its segment. Or that the segment doesn't hold the term.
typedef struct {
    uint32_t serial;
    bool absent, ends;
    uint32_t page, footer, term_at, at, end;
} term_stand;

/// Where a term stands in the segments that were looked at, and in how many rows.
typedef struct {
    term_stand *stands;
    size_t count, capacity;
    size_t next;       ///< the stand that known_seek looks at next
    uint64_t counted;  ///< the epoch in which `rows` was true, 0 for none
    uint64_t rows;
    size_t size;
    uint8_t key[];  ///< with the index byte in front
} known_term;

struct cpostings {
    sqlite3 *db;
    cpostings_detail detail;
    sqlite3_stmt *version, *structure, *pages, *index;
    segment *segments;  ///< oldest first
    size_t segment_capacity;
    int32_t segment_count;
    int64_t next_page;  ///< the %_data id that stepping `pages` gives next, -1 when it has to be sought
    int64_t deadline;
    uint32_t pages_read;
    uint8_t *record;  ///< the structure record last read, and how often it was another one than before
    size_t record_size, record_capacity;
    uint64_t generation;
    segment *seen;  ///< the segments as they were named last
    size_t seen_count, seen_capacity;
    uint32_t last_serial;
    uint64_t named;  ///< the generation to which `seen` belongs
    uint64_t epoch;  ///< grows whenever the segments may be others
    cpostings_code state;  ///< of the last refresh
    int sqlite_code;
    char message[256];

    cursor exact;            ///< for single terms
    cpostings_list term;     ///< one term's list, where the caller wants none
    cpostings_list spare;    ///< trades memory with the list being resolved
    size_t *runs;            ///< where each segment's part of the list begins
    size_t run_count, run_capacity;
    uint32_t *dead;          ///< indices of the list's tombstones, ascending
    size_t dead_count, dead_capacity;
    uint8_t *joined;         ///< a row's places that cross pages
    size_t joined_size, joined_capacity;
    uint64_t *keys, *other_keys;
    size_t keys_capacity, other_keys_capacity;
    uint16_t *sums;          ///< all zero between calls
    size_t sums_capacity;
    known_term **known;      ///< by hash of the key, NULL where no term is
    size_t known_count;
    cpostings_kept *kept;    ///< NULL for none; shared with other readers
};

// varints, SQLite's: seven bits a byte, highest first, a ninth byte gives eight
const uint8_t *varint_long(const uint8_t *p, uint64_t *value);
static inline const uint8_t *varint(const uint8_t *p, uint64_t *value) {
    if (*p < 0x80) {
        *value = *p;
        return p + 1;
    }
    return varint_long(p, value);
}

static inline uint64_t load64(const uint8_t *p) {
    uint64_t v;
    memcpy(&v, p, 8);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    v = __builtin_bswap64(v);
#endif
    return v;
}

/// The running sums of eight bytes, the lowest first, from `row` on; gives the last.
static inline uint32_t add_bytes(uint64_t bytes, uint32_t row, uint32_t *out) {
#if defined(__SSE2__)
    const __m128i zero = _mm_setzero_si128(), base = _mm_set1_epi32((int)row);
    __m128i sums = _mm_unpacklo_epi8(_mm_cvtsi64_si128((long long)bytes), zero);
    sums = _mm_add_epi16(sums, _mm_slli_si128(sums, 2));
    sums = _mm_add_epi16(sums, _mm_slli_si128(sums, 4));
    sums = _mm_add_epi16(sums, _mm_slli_si128(sums, 8));
    _mm_storeu_si128((__m128i *)out, _mm_add_epi32(base, _mm_unpacklo_epi16(sums, zero)));
    _mm_storeu_si128((__m128i *)(out + 4), _mm_add_epi32(base, _mm_unpackhi_epi16(sums, zero)));
    return row + (uint32_t)_mm_extract_epi16(sums, 7);
#else
    for (size_t i = 0; i < 8; i++, bytes >>= 8) out[i] = row += (uint32_t)(bytes & 0xff);
    return row;
#endif
}

/// Takes differences of a byte each from `row` on, eight at a time, as long as none is 0 or has a bit of `stop` (eight times
/// the same byte). Gives how many were taken.
static inline size_t take_bytes(const uint8_t *bytes, size_t count, uint64_t stop, uint32_t row, uint32_t *out) {
    const uint64_t low = 0x0101010101010101u, high = low << 7;
    size_t taken = 0;
    for (; count - taken >= 8; taken += 8) {
        uint64_t w = load64(bytes + taken);
        if ((w & stop) | ((w - low) & ~w & high)) break;
        row = add_bytes(w, row, out + taken);
    }
    return taken;
}

// memory.c
/// A buffer with room for `need` items, or NULL (the old one then stays valid).
void *grown(void *buffer, size_t *capacity, size_t need, size_t item);
bool list_reserve(cpostings_list *list, size_t need, unsigned want);
bool list_add_places(cpostings_list *list, const uint8_t *bytes, size_t size, uint32_t *start);
void list_clear(cpostings_list *list, unsigned want);

// reader.c
cpostings_code fail(cpostings *r, cpostings_code code, const char *format, ...) __attribute__((format(printf, 3, 4)));
cpostings_code fail_sqlite(cpostings *r, int code);
static inline cpostings_code no_memory(cpostings *r) { return fail(r, CPOSTINGS_NO_MEMORY, "out of memory"); }
/// Ends a public call: no statement stays open, so no snapshot outlives the caller's transaction.
cpostings_code done(cpostings *r, cpostings_code code);

// structure.c
/// The unread bytes of a record, which is SQLite's memory, without padding.
typedef struct { const uint8_t *at, *end; } record;
/// The record's next number; false where it is cut short.
bool record_number(record *in, uint64_t *value);
cpostings_code parse_structure(cpostings *r, const uint8_t *bytes, size_t size);

// serial.c
/// Gives each segment its serial: the one it had, where it is the same one. False when memory is short.
bool name_segments(cpostings *r);
/// The same where the structure record says that nothing has changed.
void recall_segments(cpostings *r);

// page.c
cpostings_code page_load(cpostings *r, const segment *s, int64_t number, page *page);
cpostings_code page_of_term(cpostings *r, const segment *s, const uint8_t *key, size_t size, int64_t *number);

// cursor.c
void cursor_free(cursor *c);
/// Stands on the term equal to `key` or, unless `exact`, on the first one not below it.
cpostings_code cursor_seek(cursor *c, const uint8_t *key, size_t size, bool exact);
cpostings_code cursor_next(cursor *c);
/// Stands where a cursor of the same segment stood on the term.
cpostings_code cursor_stand(cursor *c, const uint8_t *key, size_t size, const term_stand *stand);
/// The next page of the doclist stood on; `at` is behind the header, what stands there is the caller's to know.
cpostings_code cursor_turn(cursor *c);

// doclist.c
/// Rows that are known, sorted, among which those of a term are looked for.
typedef struct {
    const uint32_t *rows;
    size_t count, at;  ///< rows before `at` lie before the page at hand
    unsigned want;
} wanted;
/// Appends the doclist stood on to the list; tombstones go in too and are noted in the reader's `dead`.
cpostings_code doclist_read(cursor *c, unsigned want, cpostings_list *list);
/// Appends those rows of it that begin on the page at hand; where the last one's places cross pages, the cursor stands
/// on the page on which they end.
cpostings_code doclist_read_page(cursor *c, unsigned want, cpostings_list *list);
/// The same for those of them that are wanted, from `at` on, and some others.
cpostings_code doclist_read_wanted(cursor *c, const wanted *w, cpostings_list *list);
/// The next page, at the first row that begins there.
cpostings_code doclist_turn(cursor *c);
cpostings_code note_dead(cpostings *r, size_t index);

// places.c
size_t count_places(const uint8_t *p, size_t size);

// terms.c
/// What of `want` the table holds.
unsigned possible(const cpostings *r, unsigned want);
/// The term with the main index' byte in front, to be freed; NULL when memory is short.
uint8_t *index_key(const uint8_t *term, size_t size);
/// What is known of the term; NULL when memory is short.
known_term *find_term(cpostings *r, const uint8_t *term, size_t size);

// known.c
/// What is known of the term, to be walked through by known_seek from the first segment on; NULL when memory is short.
/// It lasts until the next call.
known_term *known_find(cpostings *r, const uint8_t *key, size_t size);
void known_begin(known_term *t);
/// Stands on the term in segment number `index`, or is not valid. To be asked for each segment in turn.
cpostings_code known_seek(cpostings *r, known_term *t, int32_t index, cursor *c);
void known_clear(cpostings *r);

// kept.c
/// Whether lists of the segment, read so, may be kept ones.
bool kept_is_for(const cpostings *r, const segment *s, unsigned want);
/// Appends the kept list as a run of its own, where there is one; with `among` those of its rows that are wanted.
cpostings_code kept_take(cpostings *r, const known_term *t, const segment *s, unsigned want, const wanted *among,
                         cpostings_list *list, bool *taken);
typedef struct { uint64_t rows, first, last; } kept_extent;
/// What the kept list holds; false where there is none.
bool kept_tell(const cpostings *r, const known_term *t, const segment *s, kept_extent *e);
/// Whether a list that was not kept is asked for so often that it should be read whole, to be offered.
bool kept_wants(const cpostings *r, const known_term *t, const segment *s);
/// Offers to keep the rows from number `from` on: all that the segment has of the term, no tombstone among them. With
/// counts, where there are any.
void kept_offer(const cpostings *r, const known_term *t, const segment *s, const cpostings_list *list, size_t from);

// count.c
/// Counts the rows of a term segment by segment; `*told` is false where their lists must be made one after all.
cpostings_code count_plainly(cpostings *r, known_term *known, bool *told);

// among.c
/// Appends those of the doclist stood on that are wanted; tombstones as doclist_read.
cpostings_code among_segment(cursor *c, wanted *w, cpostings_list *list);
/// Of what was appended from row `begin` on, whose places begin at `places`, leaves the wanted rows; tombstones noted since
/// `dead` keep pointing at theirs.
void keep_wanted(cpostings *r, const wanted *w, size_t begin, size_t dead, size_t places, cpostings_list *list);

// terms.c
/// One exact term's postings; with `among` those of the wanted rows alone.
cpostings_code read_term(
    cpostings *r, const uint8_t *term, size_t size, unsigned want, wanted *among, cpostings_list *list);

// resolve.c
bool runs_begin(cpostings *r, size_t at);
cpostings_code resolve(cpostings *r, unsigned want, cpostings_list *list);
cpostings_code sum_runs(cpostings *r, cpostings_list *list);

// sets.c
/// The first index from `from` on whose row is not below `row`.
size_t gallop(const uint32_t *rows, size_t from, size_t count, uint32_t row);

// score.c
enum { TABLE_TF = 4, TABLE_LENGTH = 512, LENGTHS_MAX = 8, TERMS_MAX = 256, GROUPS_MAX = 64 };
/// What the formula gives before the weight, for the short lengths and small counts that nearly all rows have.
typedef struct {
    cpostings_formula formula;
    cpostings_lengths lengths;
    uint32_t tabled;   ///< lengths below this are in the table
    uint16_t missing;  ///< the length of a row that has none
    float table[TABLE_TF + 1][TABLE_LENGTH];  ///< by count; zeros for none
} score_class;

float score_unweighted(cpostings_formula f, uint32_t tf, uint32_t length, float average);
/// A table costs two thousand divisions: worth it only where there are more postings than that.
void score_class_make(score_class *s, cpostings_formula formula, cpostings_lengths lengths, bool tabled);
static inline float score_row(const score_class *s, uint32_t row, uint32_t tf) {
    uint32_t length = row < s->lengths.count ? s->lengths.values[row] : s->missing;
    if (tf - 1 < TABLE_TF && length < s->tabled) return s->table[tf][length];
    return score_unweighted(s->formula, tf, length, s->lengths.average);
}
/// The longest text in which terms that stand once and weigh so much together add `need`: the formula, solved for length.
/// Not under-estimated; -1 where none does. b and the average are above 0.
int32_t longest_text(cpostings_formula f, float weight, float average, float need);
bool request_ok(const cpostings_request *q);
/// The parts of request_ok that say nothing of where a term's rows are.
bool formula_ok(const cpostings_request *q);
bool term_ok(const cpostings_request *q, const cpostings_scored_term *t);
size_t request_postings(const cpostings_request *q);
/// The lowest `count` bits of a word, all of them from 64 on.
static inline uint64_t bits_below(uint64_t count) { return count < 64 ? ((uint64_t)1 << count) - 1 : ~(uint64_t)0; }
/// Word `index` of some bits of which only the first `count` exist.
static inline uint64_t word_of(const uint64_t *bits, uint32_t count, uint64_t index) {
    return index * 64 < count ? bits[index] & bits_below(count - index * 64) : 0;
}

/// Sums in another order differ by rounding: a row this near the score to reach is looked at.
#define SLACK 0.9999f

// top.c
/// The best `limit` keys, the worst on top. A key sorts as (every, score, row): one comparison of integers.
typedef struct {
    uint64_t *keys;
    uint32_t count, limit;
    uint64_t below;  ///< only keys under this one are taken
} top;

static inline uint64_t top_key(bool every, float score, uint32_t row) {
    uint32_t bits;
    memcpy(&bits, &score, 4);  // scores are positive, and positive floats order as their bits do
    return (uint64_t)every << 63 | (uint64_t)bits << 32 | row;
}
bool top_open(top *t, const cpostings_request *q);
void top_replace(top *t, uint64_t key);
static inline void top_offer(top *t, uint64_t key) {
    if (key >= t->below || (t->count == t->limit && (t->limit == 0 || key <= t->keys[0]))) return;
    top_replace(t, key);
}
/// The least score that a row outside `every` needs for the list.
float top_threshold(const top *t);
/// The same where all rows offered are alike in being of `every` or not.
float top_least(const top *t);
uint32_t top_close(top *t, cpostings_hit *hits);

#endif
