// Words: ICU's dictionary cuts, mended by the domain's own words.
#include "internal.h"
#include <string.h>

/// The units of the longest domain word at `i`, 0 for none. A word begins and ends with whole atoms.
static int32_t domain_word(const cicu_analyzer *a, int32_t i) {
    uint32_t node = 0;
    int32_t best = 0;
    for (int32_t k = i; k < a->unit_count && k - i < 32; k++) {
        if (a->atom_of[k] < 0) break;
        node = trie_step(a->tables, node, a->units[k]);
        if (!node) break;
        bool ends = k + 1 == a->unit_count || a->atom_of[k + 1] != a->atom_of[k];
        if (a->tables->terminal[node] && ends) best = k + 1 - i;
    }
    return best;
}

static int32_t first_unit(const cicu_analyzer *a, int32_t i) { return a->atom_units[a->atom_of[i]]; }

/// Joins what a domain word covers. A short word may not cut one of ICU's words in two (定金 in 规定金额); one of three
/// or more units may, since it hardly ever stands there by accident.
static void protect(cicu_analyzer *a) {
    for (int32_t i = 0; i < a->unit_count;) {
        bool begins = a->tables->begins[a->units[i]] & BEGINS_WORD && a->atom_of[i] >= 0 && first_unit(a, i) == i;
        int32_t length = begins ? domain_word(a, i) : 0;
        bool aligned = length && a->bounds[i] && (i + length == a->unit_count || a->bounds[i + length]);
        if (!length || (!aligned && length < 3)) {
            i++;
            continue;
        }
        memset(a->bounds + i + 1, 0, (size_t)length - 1);
        a->bounds[i] = 1;
        if (i + length < a->unit_count) a->bounds[i + length] = 1;
        i += length;
    }
}

static bool cut_by_icu(cicu_analyzer *a) {
    UErrorCode e = U_ZERO_ERROR;
    ubrk_setText(a->words, (const UChar *)a->units, a->unit_count, &e);
    if (U_FAILURE(e)) return false;
    for (int32_t b = ubrk_first(a->words); b != UBRK_DONE; b = ubrk_next(a->words)) a->bounds[b] = 1;
    return true;
}

static bool cut(cicu_analyzer *a) {
    memset(a->bounds, 0, (size_t)a->unit_count + 1);
    if (!analyzer_cut_hanzi(a)) {
        memset(a->bounds, 0, (size_t)a->unit_count + 1);
        if (!cut_by_icu(a)) return false;
    }
    // atoms are the law: a run of letters and digits is never cut, and always ends where it ends
    for (int32_t i = 0; i < a->unit_count; i++) {
        bool same = i > 0 && a->atom_of[i] >= 0 && a->atom_of[i] == a->atom_of[i - 1];
        bool edge = i == 0 || a->kinds[i] != a->kinds[i - 1] || (a->atom_of[i] != a->atom_of[i - 1] && a->kinds[i] != KIND_HAN);
        if (same) a->bounds[i] = 0;
        else if (edge) a->bounds[i] = 1;
    }
    return true;
}

/// A word of one script is a slice of the squeezed form; one that mixes (4s店) gets a copy without the marks.
static void emit(cicu_analyzer *a, int32_t from, int32_t to) {
    const cicu_atom *first = a->atoms + from, *last = a->atoms + to - 1;
    cicu_token token = {first->start, last->end, first->squeezed_start, last->squeezed_end, from, to - from, CICU_WORD, 0};
    bool mixed = false;
    for (int32_t i = from; i < to; i++) mixed |= !a->atoms[i].hanzi && to - from > 1;
    if (!mixed) {
        if (!first->hanzi) token.term_start++, token.term_end--;
        push_token(a, token);
        return;
    }
    token.term_start = a->pool_count;
    for (int32_t i = from; i < to; i++) {
        int32_t mark = a->atoms[i].hanzi ? 0 : 1;
        uint8_t copy[CICU_ATOM_MAX * 3 + 2];
        int32_t size = a->atoms[i].squeezed_end - a->atoms[i].squeezed_start - 2 * mark;
        memcpy(copy, a->pool + a->atoms[i].squeezed_start + mark, (size_t)size);
        push_term(a, copy, size);
    }
    token.term_end = a->pool_count;
    push_token(a, token);
    for (int32_t i = from; i < to; i++)  // its letters and digits stay findable alone
        if (!a->atoms[i].hanzi) emit(a, i, i + 1);
}

/// The first atom of the second field. What ends a field stands between atoms.
static int32_t first_field_end(const cicu_analyzer *a) {
    int32_t i = 0, end = 0;
    for (; i < a->atom_count && a->atoms[i].squeezed_start == end; i++) end = a->atoms[i].squeezed_end;
    return i;
}

bool analyzer_words(cicu_analyzer *a) {
    if (a->unit_count == 0) return true;
    if (!cut(a)) return false;
    protect(a);
    int32_t field_end = first_field_end(a);
    for (int32_t i = 0; i < a->atom_count;) {
        if (i == field_end) a->first_field_words = a->token_count;
        int32_t to = i + 1;
        while (to < a->atom_count && !a->bounds[a->atom_units[to]]
            && a->atoms[to].squeezed_start == a->atoms[to - 1].squeezed_end
            && a->atom_of[a->atom_units[to] - 1] == to - 1) to++;
        emit(a, i, to);
        i = to;
    }
    if (field_end == a->atom_count) a->first_field_words = a->token_count;
    return true;
}
