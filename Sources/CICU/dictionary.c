// ICU's own Chinese word list, searched where it lies, without the machinery around it (UText, UnicodeString, growing
// vectors, the root's 12,000 children searched anew for each Hanzi), which is three quarters of ICU's time. It covers runs of
// Hanzi between what is neither Hanzi nor kana; other texts, and other versions of ICU, are left to ICU's break iterator.
//
// The trie's format is that of UCharsTrie, described in ICU's ucharstrie.h; the file's header that of
// DictionaryData in dictionarydata.h. The search is CjkBreakEngine::divideUpDictionaryRange of ICU 72 (dictbe.cpp): of all
// ways to cut a run into words, the one with the smallest sum of the words' costs.
#include "internal.h"
#include <stdlib.h>
#include <string.h>
#include <unicode/udata.h>
#include <unicode/uversion.h>

enum {
    LINEAR_BRANCH = 5, MIN_LINEAR_MATCH = 0x30, MIN_VALUE_LEAD = 0x40, NODE_TYPE = 0x3f, FINAL_VALUE = 0x8000,
    TWO_UNIT_VALUE = 0x4000, THREE_UNIT_VALUE = 0x7fff, TWO_UNIT_NODE = 0x4040, THREE_UNIT_NODE = 0x7fc0,
    TWO_UNIT_DELTA = 0xfc00, THREE_UNIT_DELTA = 0xffff
};

/// The longest word that is looked for, and the cost of a Hanzi that is no word by itself, both as in ICU.
enum { LONGEST_WORD = 20, UNKNOWN_COST = 255 };

/// A place in the trie: behind `left` of the units of a run that must all match, or at a node (`left` 0).
typedef struct {
    const uint16_t *at;
    int32_t left;
} place;

static int32_t wide(const uint16_t *p) { return (int32_t)((uint32_t)p[0] << 16 | p[1]); }

static int32_t read_value(const uint16_t *p) {
    int32_t lead = *p++ & 0x7fff;
    if (lead < TWO_UNIT_VALUE) return lead;
    return lead < THREE_UNIT_VALUE ? (lead - TWO_UNIT_VALUE) << 16 | *p : wide(p);
}

static const uint16_t *skip_value(const uint16_t *p) {
    int32_t lead = *p++ & 0x7fff;
    return lead < TWO_UNIT_VALUE ? p : lead < THREE_UNIT_VALUE ? p + 1 : p + 2;
}

static int32_t read_node_value(const uint16_t *p) {
    int32_t lead = *p++;
    if (lead & FINAL_VALUE) return read_value(p - 1);
    if (lead < TWO_UNIT_NODE) return (lead >> 6) - 1;
    return lead < THREE_UNIT_NODE ? ((lead & 0x7fc0) - TWO_UNIT_NODE) << 10 | *p : wide(p);
}

static const uint16_t *skip_delta(const uint16_t *p) {
    int32_t delta = *p++;
    return delta < TWO_UNIT_DELTA ? p : delta < THREE_UNIT_DELTA ? p + 1 : p + 2;
}

static const uint16_t *jump(const uint16_t *p) {
    int32_t delta = *p++;
    if (delta < TWO_UNIT_DELTA) return p + delta;
    if (delta < THREE_UNIT_DELTA) return p + 1 + ((delta - TWO_UNIT_DELTA) << 16 | *p);
    return p + 2 + wide(p);
}

/// Behind the unit of a branch: its final value, or the node it leads to.
static const uint16_t *follow(const uint16_t *p) {
    if (*p & FINAL_VALUE) return p;
    return skip_value(p) + read_value(p);
}

static const uint16_t *branch(const uint16_t *p, int32_t length, uint16_t unit) {
    if (!length) length = *p++;
    length++;
    while (length > LINEAR_BRANCH) {  // a binary search
        if (unit < *p++) {
            length >>= 1;
            p = jump(p);
        } else {
            length -= length >> 1;
            p = skip_delta(p);
        }
    }
    for (; length > 1; length--) {
        if (unit == *p++) return follow(p);
        p = skip_value(p);
    }
    return unit == *p ? p + 1 : NULL;
}

/// Goes on by one unit; false where no word goes on so.
static bool step(place *w, uint16_t unit) {
    const uint16_t *p = w->at;
    if (w->left) {
        if (*p != unit) return false;
        w->at++;
        w->left--;
        return true;
    }
    int32_t node = *p++;
    if (node & FINAL_VALUE) return false;
    if (node >= MIN_VALUE_LEAD) {
        if (node >= TWO_UNIT_NODE) p += node < THREE_UNIT_NODE ? 1 : 2;
        node &= NODE_TYPE;
    }
    if (node < MIN_LINEAR_MATCH) {
        w->at = branch(p, node, unit);
        return w->at != NULL;
    }
    if (*p != unit) return false;
    w->at = p + 1;
    w->left = node - MIN_LINEAR_MATCH;
    return true;
}

/// The root's children, so that the first step of every look-up (half the time of a binary search over 12,000) is one load.
static void index_branch(cicu_tables *t, const uint16_t *p, int32_t length) {
    while (length > LINEAR_BRANCH) {
        p++;
        index_branch(t, jump(p), length >> 1);
        length -= length >> 1;
        p = skip_delta(p);
    }
    for (; length > 0; length--) {
        uint16_t unit = *p++;
        const uint16_t *child = length > 1 ? follow(p) : p;
        if (unit >= DICTIONARY_FIRST && unit <= DICTIONARY_LAST)
            t->dictionary_first[unit - DICTIONARY_FIRST] = (uint32_t)(child - t->dictionary);
        if (length > 1) p = skip_value(p);
    }
}

/// ICU 72 is the version whose search this is; another may search in another way, and cuts by itself.
static bool known_version(void) {
    UVersionInfo version;
    u_getVersion(version);
    return version[0] == 72;
}

void tables_open_dictionary(cicu_tables *t) {
    UErrorCode e = U_ZERO_ERROR;
    if (!known_version()) return;
    UDataMemory *memory = udata_open(U_ICUDATA_NAME "-brkitr", "dict", "cjdict", &e);
    if (U_FAILURE(e)) return;
    const int32_t *header = udata_getMemory(memory);
    bool fits = (header[4] & 7) == 1 && header[5] == 0;  // a trie of UTF-16 units, untransformed
    const uint16_t *trie = (const uint16_t *)((const uint8_t *)header + header[0]);
    t->dictionary_first = fits && *trie < MIN_LINEAR_MATCH
        ? calloc(DICTIONARY_LAST - DICTIONARY_FIRST + 1, sizeof *t->dictionary_first) : NULL;
    if (!t->dictionary_first) {
        udata_close(memory);
        return;
    }
    t->dictionary = trie;
    t->dictionary_memory = memory;
    int32_t length = *trie ? *trie : trie[1];
    index_branch(t, *trie ? trie + 1 : trie + 2, length + 1);
}

void tables_close_dictionary(cicu_tables *t) {
    if (t->dictionary_memory) udata_close(t->dictionary_memory);
    free(t->dictionary_first);
    t->dictionary_memory = NULL;
    t->dictionary_first = NULL;
    t->dictionary = NULL;
}

void cicu_tables_cut_by_icu(cicu_tables *t) { tables_close_dictionary(t); }

/// Whether ICU's range of dictionary characters surely ends beside this unit: what is not written with Hanzi or kana.
static bool ends_range(const cicu_analyzer *a, int32_t i) {
    if (i < 0 || i >= a->unit_count) return true;
    uint16_t u = a->units[i];
    if (u < 0x2e80) return true;
    if (u >= 0x3000 && u <= 0x3020) return u <= 0x3004 || u >= 0x3008;
    if (u >= 0xfe10 && u <= 0xff20) return true;
    if ((u & 0xfc00) == 0xdc00) return i > 0 && a->units[i - 1] >= 0xd83d && a->units[i - 1] <= 0xd83e;
    return u >= 0xd83d && u <= 0xd83e;  // emoji
}

static bool room_for_costs(cicu_analyzer *a, int32_t need) {
    int32_t r1 = a->cost_room, r2 = a->cost_room;
    if (!grow((void **)&a->costs, &r1, need, sizeof *a->costs) || !grow((void **)&a->previous, &r2, need, sizeof *a->previous))
        return false;
    a->cost_room = r1;
    return true;
}

static void offer(cicu_analyzer *a, int32_t from, int32_t to, uint32_t cost) {
    if (cost >= a->costs[to]) return;
    a->costs[to] = cost;
    a->previous[to] = from;
}

/// All words of the dictionary that begin at unit `i` of the run, as steps of the search.
static void offer_words(cicu_analyzer *a, const uint16_t *run, int32_t count, int32_t i) {
    const cicu_tables *t = a->tables;
    uint32_t cost = a->costs[i], first = t->dictionary_first[run[i] - DICTIONARY_FIRST];
    place w = {t->dictionary + first, 0};
    bool alone = first && *w.at >= MIN_VALUE_LEAD;
    if (alone) offer(a, i, i + 1, cost + (uint32_t)read_node_value(w.at));
    int32_t end = count - i < LONGEST_WORD ? count : i + LONGEST_WORD;
    for (int32_t k = i + 1; first && k < end && step(&w, run[k]); k++) {
        if (w.left || *w.at < MIN_VALUE_LEAD) continue;
        offer(a, i, k + 1, cost + (uint32_t)read_node_value(w.at));
        if (*w.at & FINAL_VALUE) break;
    }
    if (!alone) offer(a, i, i + 1, cost + UNKNOWN_COST);
}

static bool cut_run(cicu_analyzer *a, int32_t from, int32_t to) {
    int32_t count = to - from;
    if (!room_for_costs(a, count + 1)) return false;
    memset(a->costs, 0xff, sizeof *a->costs * ((size_t)count + 1));
    a->costs[0] = 0;
    for (int32_t i = 0; i < count; i++) offer_words(a, a->units + from, count, i);
    for (int32_t i = count; i > 0; i = a->previous[i]) a->bounds[from + i] = 1;
    a->bounds[from] = 1;
    return true;
}

static bool covers(uint16_t u) {
    return (u >= 0x4e00 && u <= 0x9fff) || (u >= 0x3400 && u <= 0x4dbf) || u == 0x3005 || u == 0x3007;
}

bool analyzer_cut_hanzi(cicu_analyzer *a) {
    if (!a->tables->dictionary) return false;
    for (int32_t i = 0; i < a->unit_count; i++) {
        if (a->kinds[i] != KIND_HAN) continue;
        int32_t from = i;
        while (i < a->unit_count && covers(a->units[i])) i++;
        if (i == from || !ends_range(a, from - 1) || !ends_range(a, i) || !cut_run(a, from, i)) return false;
    }
    return true;
}
