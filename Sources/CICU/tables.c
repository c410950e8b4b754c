// The folding table: what every code point becomes before anything else looks at it.
#include "internal.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>

static bool is_hanzi(uint32_t c) { return c == 0x3005 || u_hasBinaryProperty((UChar32)c, UCHAR_IDEOGRAPHIC); }

static int kind_from_icu(uint32_t c) {
    if (c == CICU_FIELD_BREAK) return KIND_BREAK;
    if (is_hanzi(c)) return KIND_HAN;
    return u_isalnum((UChar32)c) || u_isUAlphabetic((UChar32)c) ? KIND_ALNUM : KIND_IGNORED;
}

/// NFKC case folding, then canonical decomposition with the marks left out: é = e, and a composed and a decomposed
/// spelling become one without looking at the neighbours. Hangul stays composed.
static int fold_by_icu(const UNormalizer2 *casefold, const UNormalizer2 *decompose, uint32_t c, uint16_t *out) {
    UErrorCode e = U_ZERO_ERROR;
    UChar in[2], first[64], second[128];
    int32_t n = 0;
    U16_APPEND_UNSAFE(in, n, (UChar32)c);
    int32_t m = unorm2_normalize(casefold, in, n, first, 64, &e);
    if (U_FAILURE(e)) return -1;
    bool hangul = m > 0 && first[0] >= 0xac00 && first[0] <= 0xd7a3;
    int32_t k = hangul ? m : unorm2_normalize(decompose, first, m, second, 128, &e);
    if (U_FAILURE(e)) return -1;
    const UChar *from = hangul ? first : second;
    int count = 0;
    for (int32_t i = 0; i < k;) {
        UChar32 x;
        int32_t at = i;
        U16_NEXT(from, i, k, x);
        if (u_charType(x) == U_NON_SPACING_MARK) continue;
        for (int32_t j = at; j < i && count < 60; j++) out[count++] = from[j];
    }
    return count;
}

static bool add_expansion(cicu_tables *t, uint16_t c, const uint16_t *units, int count) {
    if (t->expansion_count == t->expansion_room) {
        int room = t->expansion_room ? t->expansion_room * 2 : 1024;
        expansion *e = realloc(t->expansions, sizeof *e * (size_t)room);
        if (!e) return false;
        t->expansions = e;
        uint16_t *x = realloc(t->expanded, sizeof *x * (size_t)room);
        if (!x) return false;
        t->expanded = x;
        t->expansion_room = room;
    }
    if (t->pool_count + count > t->pool_room) {
        int room = (t->pool_room ? t->pool_room * 2 : 4096) + count;
        uint16_t *p = realloc(t->pool, sizeof *p * (size_t)room);
        if (!p) return false;
        t->pool = p;
        t->pool_room = room;
    }
    memcpy(t->pool + t->pool_count, units, sizeof *units * (size_t)count);
    t->expansions[t->expansion_count] = (expansion){(uint32_t)t->pool_count, (uint8_t)count};
    t->expanded[t->expansion_count++] = c;
    t->pool_count += count;
    t->folded[c] = 0xffff;
    return true;
}

/// Ranges of the BMP that fold to themselves: unified Hanzi, Hangul, surrogates and private use. Left out of the loop
/// over ICU, which costs most of the process's start otherwise.
static bool inert(uint32_t c) {
    return (c >= 0x3400 && c <= 0x9fff) || (c >= 0xac00 && c <= 0xd7a3) || (c >= 0xd800 && c <= 0xf8ff);
}

static uint8_t kind_fast(uint32_t c) {
    if ((c >= 0x3400 && c <= 0x4dbf) || (c >= 0x4e00 && c <= 0x9fff)) return KIND_HAN;
    if (c >= 0xac00 && c <= 0xd7a3) return KIND_ALNUM;
    if (c >= 0xd800 && c <= 0xf8ff) return KIND_IGNORED;
    return (uint8_t)kind_from_icu(c);
}

static bool build_bmp(cicu_tables *t, const UNormalizer2 *casefold, const UNormalizer2 *decompose) {
    uint16_t units[64];
    for (uint32_t c = 0; c < 65536; c++) {
        t->kind[c] = kind_fast(c);
        t->folded[c] = (uint16_t)c;
        if (c < 0x80) {
            if (c >= 'A' && c <= 'Z') t->folded[c] = (uint16_t)(c + 32);
            continue;
        }
        if (inert(c)) continue;
        int n = fold_by_icu(casefold, decompose, c, units);
        if (n == 1 && units[0] != 0xffff) t->folded[c] = units[0];
        else if (n >= 0 && !add_expansion(t, (uint16_t)c, units, n)) return false;
    }
    return true;
}

static uint16_t variant_of(const uint16_t *to, uint16_t c) { return to[c] ? to[c] : c; }

/// Variants come after the folding, so a compatibility Hanzi that folds to a Traditional one ends Simplified too.
static bool apply_variants(cicu_tables *t, const uint32_t *from, const uint32_t *to, int count) {
    uint16_t *map = calloc(65536, sizeof *map);
    if (!map) return false;
    t->astral_from = malloc(sizeof(uint32_t) * (size_t)(count + 1));
    t->astral_to = malloc(sizeof(uint32_t) * (size_t)(count + 1));
    if (!t->astral_from || !t->astral_to) { free(map); return false; }
    for (int i = 0; i < count; i++) {
        if (from[i] < 65536 && to[i] < 65536) map[from[i]] = (uint16_t)to[i];
        else {
            t->astral_from[t->astral_count] = from[i];
            t->astral_to[t->astral_count++] = to[i];
            if (from[i] < 65536) {
                uint16_t pair[2] = {U16_LEAD(to[i]), U16_TRAIL(to[i])};
                if (!add_expansion(t, (uint16_t)from[i], pair, 2)) { free(map); return false; }
            }
        }
    }
    for (uint32_t c = 0; c < 65536; c++)
        if (t->folded[c] != 0xffff) t->folded[c] = variant_of(map, t->folded[c]);
    for (int i = 0; i < t->pool_count; i++) t->pool[i] = variant_of(map, t->pool[i]);
    free(map);
    return true;
}

static int by_code_point(const void *a, const void *b) {
    return (int)*(const uint16_t *)a - (int)*(const uint16_t *)b;
}

static int find_expansion(const cicu_tables *t, uint16_t c) {
    const uint16_t *hit = bsearch(&c, t->expanded, (size_t)t->expansion_count, sizeof c, by_code_point);
    return hit ? (int)(hit - t->expanded) : -1;
}

/// add_expansion appends out of order when a variant leads beyond the BMP; one insertion sort puts those few in place.
static void sort_expansions(cicu_tables *t) {
    for (int i = 1; i < t->expansion_count; i++) {
        uint16_t c = t->expanded[i];
        expansion e = t->expansions[i];
        int j = i;
        for (; j > 0 && t->expanded[j - 1] > c; j--) {
            t->expanded[j] = t->expanded[j - 1];
            t->expansions[j] = t->expansions[j - 1];
        }
        t->expanded[j] = c;
        t->expansions[j] = e;
    }
}

cicu_tables *cicu_tables_create(const uint32_t *from, const uint32_t *to, int count, char *problem, size_t size) {
    UErrorCode e = U_ZERO_ERROR;
    const UNormalizer2 *casefold = unorm2_getNFKCCasefoldInstance(&e), *decompose = unorm2_getNFDInstance(&e);
    if (U_FAILURE(e)) {
        snprintf(problem, size, "ICU has no normalization data (%s); install libicu72", u_errorName(e));
        return NULL;
    }
    cicu_tables *t = calloc(1, sizeof *t);
    if (t && build_bmp(t, casefold, decompose) && apply_variants(t, from, to, count)) {
        sort_expansions(t);
        t->node_count = 1;
        tables_note_numerals(t);
        tables_open_dictionary(t);
        return t;
    }
    cicu_tables_free(t);
    snprintf(problem, size, "not enough memory for the folding table");
    return NULL;
}

void cicu_tables_free(cicu_tables *t) {
    if (!t) return;
    tables_close_dictionary(t);
    free(t->expansions);
    free(t->expanded);
    free(t->pool);
    free(t->astral_from);
    free(t->astral_to);
    free(t->edge_keys);
    free(t->edge_values);
    free(t->terminal);
    free(t);
}

int kind_of_code_point(const cicu_tables *t, uint32_t c) { return c < 65536 ? t->kind[c] : kind_from_icu(c); }

static uint32_t astral_variant(const cicu_tables *t, uint32_t c) {
    for (int i = 0; i < t->astral_count; i++)
        if (t->astral_from[i] == c) return t->astral_to[i];
    return c;
}

static int fold_astral(const cicu_tables *t, uint32_t c, uint16_t *out) {
    // Hanzi beyond the BMP and emoji fold to themselves; letters (mathematical, Deseret …) and the compatibility
    // supplement go through ICU.
    uint32_t x = astral_variant(t, c);
    if (x != c || (c >= 0x20000 && !(c >= 0x2f800 && c <= 0x2fa1f)) || (c >= 0x1f300 && c <= 0x1faff)) {
        if (x >= 0xe0000 && x <= 0xe0fff) return 0;  // tags and variation selectors say nothing
        int n = 0;
        U16_APPEND_UNSAFE(out, n, (UChar32)x);
        return n;
    }
    UErrorCode e = U_ZERO_ERROR;
    uint16_t raw[64];
    int n = fold_by_icu(unorm2_getNFKCCasefoldInstance(&e), unorm2_getNFDInstance(&e), c, raw), m = 0;
    for (int i = 0; i < n; i++) {
        if (U16_IS_SURROGATE(raw[i])) { out[m++] = raw[i]; continue; }
        m += fold_units(t, raw[i], out + m);
    }
    return m;
}

int fold_units(const cicu_tables *t, uint32_t c, uint16_t *out) {
    if (c >= 65536) return fold_astral(t, c, out);
    uint16_t f = t->folded[c];
    if (f != 0xffff) { out[0] = f; return 1; }
    int i = find_expansion(t, (uint16_t)c);
    if (i < 0) return 0;
    memcpy(out, t->pool + t->expansions[i].at, sizeof *out * t->expansions[i].count);
    return t->expansions[i].count;
}

int cicu_fold(const cicu_tables *t, uint32_t c, uint32_t *out, int room) {
    uint16_t units[64];
    int n = fold_units(t, c, units), count = 0;
    for (int i = 0; i < n;) {
        UChar32 x;
        U16_NEXT(units, i, n, x);
        if (count < room) out[count] = (uint32_t)x;
        count++;
    }
    return count;
}
