// What Bingan needs of ICU, as plain C types: ICU's own headers cannot be imported into Swift beside Foundation.
//
// One text goes through the kernel once: UTF-8 -> folded UTF-16 with byte offsets -> atoms -> words, bigrams, single
// Hanzi. The loop lives here, in C, because it runs for every byte of every complaint; Swift gets finished arrays.
#ifndef CICU_H
#define CICU_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// What every analysis shares and never changes: the folding table and the domain words. Immutable once the first
/// analyzer is opened on it, hence safe to share between threads.
typedef struct cicu_tables cicu_tables;
/// One thread's break iterator and scratch memory.
typedef struct cicu_analyzer cicu_analyzer;

enum { CICU_WORD = 0, CICU_BIGRAM = 1, CICU_HANZI = 2 };

/// The longest non-Han atom in UTF-16 units; a longer run is cut into several atoms.
enum { CICU_ATOM_MAX = 64 };

/// A byte of the squeezed form around each atom that is not a Hanzi, and the hard break between fields.
enum { CICU_ATOM_MARK = 0x1f, CICU_FIELD_BREAK = 0x1e };

/// The smallest unit of matching: a Hanzi, or a run of other letters and digits.
typedef struct {
    int32_t start, end;      ///< bytes of the original UTF-8, half-open
    int32_t squeezed_start;  ///< bytes of the squeezed form, half-open; the marks of a non-Han atom lie inside
    int32_t squeezed_end;
    uint32_t hanzi;          ///< the folded code point, 0 for a run of letters and digits
} cicu_atom;

/// One index term at one place of the text.
typedef struct {
    int32_t start, end;            ///< bytes of the original UTF-8, half-open
    int32_t term_start, term_end;  ///< bytes of the analysis' pool, half-open
    int32_t atom, atoms;           ///< first atom and how many
    int32_t term_class;            ///< CICU_WORD, CICU_BIGRAM or CICU_HANZI
    int32_t derived;               ///< 1: read out of the text (a numeral's value, a joined number), not a slice of it
} cicu_token;

/// The most bytes of a run of letters and digits that pairs with a Hanzi beside it: 4s店, 3号, a座, 2019年. Longer runs
/// are numbers of orders and phones, whose pairs would be as many as they are.
enum { CICU_PAIR_RUN = 4 };

/// A bigram is two Hanzi, or a Hanzi and a run of at most four bytes beside it (4s店, 3号).
///
/// The arrays of the last call, owned by the analyzer, valid until its next call.
typedef struct {
    const uint8_t *pool;    ///< the squeezed form, then the terms that are no slice of it
    int32_t squeezed_size;  ///< bytes of the squeezed form
    int32_t pool_size;
    const cicu_atom *atoms;
    int32_t atom_count;
    const cicu_token *tokens;
    int32_t token_count;
    int32_t word_count, bigram_count, hanzi_count;  ///< lengths by class, every occurrence counted
    int32_t first_field_words;  ///< words before the first end of a field, derived ones left out; 0 of a squeezed text
} cicu_analysis;

typedef enum {
    CICU_SQUEEZE = 0,   ///< atoms and squeezed form only, no segmentation
    CICU_INDEX = 1,     ///< every word occurrence, each bigram and Hanzi once
    CICU_SEQUENCE = 2,  ///< every occurrence of everything, in order of place
} cicu_mode;

/// Builds the folding table from ICU (NFKC case folding, marks stripped) and the given variants (code point to code
/// point). Returns NULL when ICU has no data or memory is short; `problem` then holds a sentence.
cicu_tables *cicu_tables_create(const uint32_t *from, const uint32_t *to, int count, char *problem, size_t problem_size);
/// Adds a word that segmentation keeps whole. False when it folds to fewer than two atoms or is longer than 32 units.
bool cicu_tables_add_word(cicu_tables *tables, const char *utf8, int32_t size);
/// Leaves all cutting to ICU's break iterator, which gives the same at half the speed: what the search of ICU's word list
/// (`dictionary.c`) is held against.
void cicu_tables_cut_by_icu(cicu_tables *tables);
void cicu_tables_free(cicu_tables *tables);

/// NULL when ICU cannot open its word breaks. `tables` must outlive the analyzer.
cicu_analyzer *cicu_analyzer_open(const cicu_tables *tables);
void cicu_analyzer_close(cicu_analyzer *analyzer);

/// Analyzes `size` bytes of UTF-8; bytes that are not UTF-8 are passed over. NULL when memory is short or ICU fails.
/// O(size).
const cicu_analysis *cicu_analyze(cicu_analyzer *analyzer, const char *utf8, int32_t size, cicu_mode mode);

/// The folded form of one code point as code points: up to `room` written, the full count returned.
int cicu_fold(const cicu_tables *tables, uint32_t code_point, uint32_t *out, int room);

/// The toneless Mandarin reading of a Hanzi by ICU's Han-Latin transliterator, as lower-case ASCII; length, or 0 where
/// there is none. Opens the transliterator at the first call (some .2 s): for tests of Index/hanzi-readings.tsv.
/// Thread-safe.
int cicu_reading(uint32_t hanzi, char *out, int room);
/// ICU's own Traditional-Simplified transliterator for one code point (for tests of the variants table).
uint32_t cicu_simplified(uint32_t code_point);

/// The most Hanzi that cicu_holds looks for; the most code points that fold to one and are looked for as bytes.
enum { CICU_NEEDLE_MAX = 64, CICU_SOURCES_MAX = 24 };

/// Hanzi to look for in many texts.
typedef struct {
    uint32_t hanzi[CICU_NEEDLE_MAX];
    uint8_t border[CICU_NEEDLE_MAX];  ///< by Hanzi: the longest beginning of the needle that ends with it
    int32_t count;                    ///< 0: holds nowhere
    /// The code points that fold to the first Hanzi or to something with it, in UTF-8. None where they are too many or
    /// not of three bytes each: all of a text is folded then.
    uint8_t sources[CICU_SOURCES_MAX][3];
    int32_t source_count;
} cicu_needle;

/// Makes ready what cicu_holds needs of some folded Hanzi. False, and a needle that nothing holds, for none and for more
/// than CICU_NEEDLE_MAX. Passes over the folding table: some 10 us.
bool cicu_needle_make(const cicu_tables *tables, const uint32_t *hanzi, int32_t count, cicu_needle *out);

/// Whether the Hanzi stand side by side in the text: whether its squeezed form holds them. O(size), mostly sixteen bytes
/// at a time.
bool cicu_holds(const cicu_tables *tables, const cicu_needle *needle, const char *utf8, int32_t size);

/// Where `needle` first stands in `text`, in bytes; -1 for nowhere, and for an empty needle.
int64_t cicu_find(const void *text, int64_t size, const void *needle, int64_t needle_size);

/// The version of the ICU library that runs, as "72.1".
const char *cicu_version(void);

#endif
