#ifndef CICU_INTERNAL_H
#define CICU_INTERNAL_H

#include "CICU.h"
#include <unicode/ubrk.h>
#include <unicode/udata.h>
#include <unicode/utypes.h>

/// The Hanzi that `dictionary_first` has a slot for.
enum { DICTIONARY_FIRST = 0x3005, DICTIONARY_LAST = 0x9fff };

/// What may begin at a unit: most Hanzi begin neither, and need no closer look.
enum { BEGINS_WORD = 1, BEGINS_NUMERAL = 2 };

enum { KIND_IGNORED = 0, KIND_HAN = 1, KIND_ALNUM = 2, KIND_BREAK = 3 };

/// A folding longer than one unit: `count` units at `at` of the pool.
typedef struct {
    uint32_t at;
    uint8_t count;
} expansion;

struct cicu_tables {
    uint16_t folded[65536];  ///< the one unit a BMP code point folds to; 0xFFFF: see `expansions`
    uint8_t kind[65536];     ///< KIND_… of a folded unit
    uint8_t begins[65536];   ///< BEGINS_… of a folded unit
    expansion *expansions;   ///< by order of code point; looked up by binary search in `expanded`
    uint16_t *expanded;
    int expansion_count, expansion_room;
    uint16_t *pool;
    int pool_count, pool_room;
    uint32_t *astral_from, *astral_to;  ///< variants beyond the BMP, sorted
    int astral_count;
    // ICU's Chinese word list where ICU has mapped it, NULL where its form or ICU's version is not the one known
    const uint16_t *dictionary;
    uint32_t *dictionary_first;  ///< by first Hanzi: where its words go on in `dictionary`, 0 for nowhere
    UDataMemory *dictionary_memory;
    // the domain words: a trie whose edges are an open hash of (node << 16 | unit) -> node
    uint64_t *edge_keys;
    uint32_t *edge_values;
    uint32_t edge_room, edge_count;
    uint8_t *terminal;  ///< by node
    uint32_t node_count, node_room;
};

/// Folds one code point; writes UTF-16 units (room for 64), returns how many.
int fold_units(const cicu_tables *tables, uint32_t code_point, uint16_t *out);
int kind_of_code_point(const cicu_tables *tables, uint32_t code_point);

void tables_note_numerals(cicu_tables *tables);
/// The node behind `unit`, 0 where there is none (0 is the root, never a target).
uint32_t trie_step(const cicu_tables *tables, uint32_t node, uint16_t unit);

/// Opens ICU's word list; where that cannot be done, ICU itself cuts.
void tables_open_dictionary(cicu_tables *tables);
void tables_close_dictionary(cicu_tables *tables);

/// One folded UTF-16 unit's place in the original.
typedef struct {
    int32_t start, end;
} span;

struct cicu_analyzer {
    const cicu_tables *tables;
    UBreakIterator *words;
    uint16_t *units;  ///< the folded text
    span *spans;      ///< by unit
    uint8_t *kinds;   ///< by unit
    uint8_t *bounds;  ///< by unit: a word may begin here
    int32_t *atom_of; ///< by unit: the atom it belongs to, -1 for none
    int32_t unit_count, unit_room;
    cicu_atom *atoms;
    int32_t *atom_units;  ///< by atom: its first unit
    int32_t atom_count, atom_room;
    uint8_t *pool;
    int32_t pool_count, pool_room, squeezed_size;
    cicu_token *tokens;
    int32_t token_count, token_room;
    uint64_t *seen;  ///< open hash of this text's bigrams and Hanzi
    uint32_t *seen_stamp;
    uint32_t seen_room, stamp;
    uint32_t *costs;    ///< by unit of a run of Hanzi: the cost of the best cut before it
    int32_t *previous;  ///< by unit of a run of Hanzi: where the last word of that cut begins
    int32_t cost_room;
    int32_t word_count, bigram_count, hanzi_count, first_field_words;
    bool failed;
    const char *source;
    cicu_analysis result;
};

bool analyzer_fold(cicu_analyzer *a, const char *utf8, int32_t size);
void analyzer_atoms(cicu_analyzer *a);
/// Marks the bounds of words within runs of Hanzi, as ICU would. False where ICU must be asked itself.
bool analyzer_cut_hanzi(cicu_analyzer *a);
bool analyzer_words(cicu_analyzer *a);
void analyzer_numbers(cicu_analyzer *a);
void analyzer_pairs(cicu_analyzer *a, bool once);
void push_token(cicu_analyzer *a, cicu_token token);
/// Appends text to the pool, returning its start.
int32_t push_term(cicu_analyzer *a, const void *bytes, int32_t size);
int encode_utf8(uint32_t code_point, uint8_t *out);

/// Makes `*array` hold at least `need` elements of `size` bytes; false when memory is short.
bool grow(void **array, int32_t *room, int32_t need, size_t size);

#endif
