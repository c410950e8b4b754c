// Whether a text holds some Hanzi side by side, told while it is folded: nothing is written, no text is cut. Folding looks
// at one code point at a time, so this is the same answer that the squeezed form gives. Only what may begin the needle is
// folded: the few code points that fold to its first Hanzi are looked for as bytes.
#include "internal.h"
#include <string.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

typedef uint8_t block __attribute__((vector_size(16)));
/// Code points compared at once.
enum { STRIDE = 64 };

/// Knuth, Morris and Pratt: how much of the needle stands just before, and what of that remains after another Hanzi.
static int32_t step(const cicu_needle *n, int32_t found, uint32_t hanzi) {
    while (found && n->hanzi[found] != hanzi) found = n->border[found - 1];
    return found + (n->hanzi[found] == hanzi);
}

/// A code point that folds to the first Hanzi; what does not fit, or is not of three bytes, makes `source_count` 0.
static void add_source(cicu_needle *n, uint32_t c, bool *fits) {
    if (n->source_count == CICU_SOURCES_MAX || c < 0x800 || c > 0xffff) { *fits = false; return; }
    encode_utf8(c, n->sources[n->source_count++]);
}

static void find_sources(const cicu_tables *t, cicu_needle *n) {
    bool fits = n->hanzi[0] < 0x10000;
    for (uint32_t c = 0; c < 0x10000 && fits; c += STRIDE) {
        uint32_t met = 0;  // of a stride as a whole: few hold any
        for (uint32_t i = 0; i < STRIDE; i++) met |= t->folded[c + i] == n->hanzi[0];
        for (uint32_t i = 0; met && i < STRIDE && fits; i++) {
            if (t->folded[c + i] == n->hanzi[0]) add_source(n, c + i, &fits);
        }
    }
    for (int i = 0; i < t->expansion_count && fits; i++) {
        const uint16_t *units = t->pool + t->expansions[i].at;
        for (int j = 0; j < t->expansions[i].count; j++) {
            if (units[j] != n->hanzi[0]) continue;
            add_source(n, t->expanded[i], &fits);
            break;
        }
    }
    if (!fits) n->source_count = 0;
}

bool cicu_needle_make(const cicu_tables *t, const uint32_t *hanzi, int32_t count, cicu_needle *out) {
    memset(out, 0, sizeof *out);
    if (count < 1 || count > CICU_NEEDLE_MAX) return false;
    memcpy(out->hanzi, hanzi, sizeof *hanzi * (size_t)count);
    out->count = count;
    for (int32_t i = 1; i < count; i++) out->border[i] = (uint8_t)step(out, out->border[i - 1], hanzi[i]);
    find_sources(t, out);
    return true;
}

/// How much of the needle stands before the end of this code point. Signs and spaces between Hanzi are passed over;
/// letters and digits part them.
static int32_t take(const cicu_needle *n, int32_t found, uint32_t folded, int kind) {
    if (kind == KIND_HAN) return step(n, found, folded);
    return kind == KIND_IGNORED ? found : 0;
}

static int32_t take_folded(const cicu_needle *n, int32_t found, const cicu_tables *t, uint32_t c) {
    uint16_t units[64];
    int count = fold_units(t, c, units);
    for (int i = 0; i < count && found < n->count;) {
        UChar32 x;
        U16_NEXT(units, i, count, x);
        found = take(n, found, (uint32_t)x, kind_of_code_point(t, (uint32_t)x));
    }
    return found;
}

/// Folds from `from` on, to the end of the needle or of the text; with `anchored` only as long as something of the needle
/// stands.
static bool fold_from(const cicu_tables *t, const cicu_needle *n, const uint8_t *s, int32_t from, int32_t size,
                      bool anchored) {
    int32_t found = 0;
    for (int32_t i = from; i < size;) {
        int32_t c = s[i];
        if (c < 0x80) i++;
        else U8_NEXT(s, i, size, c);
        if (c < 0) continue;
        uint16_t f = c < 65536 ? t->folded[c] : 0xffff;
        found = f != 0xffff ? take(n, found, f, t->kind[f]) : take_folded(n, found, t, (uint32_t)c);
        if (found == n->count) return true;
        if (anchored && !found) return false;
    }
    return false;
}

static bool any(block b) {
    uint64_t half[2];
    memcpy(half, &b, sizeof half);
    return half[0] | half[1];
}

/// Whether a code point beyond the BMP occurs: what those fold to is not among `sources`.
static bool has_astral(const uint8_t *s, int32_t size) {
    int32_t i = 0;
    for (; i + 16 <= size; i += 16) {
        block b;
        memcpy(&b, s + i, sizeof b);
        if (any((block)(b >= 0xf0))) return true;
    }
    for (; i < size; i++) {
        if (s[i] >= 0xf0) return true;
    }
    return false;
}

/// Where three bytes stand from `i` on; `size` for nowhere. The last two are compared sixteen places at a time: the first
/// byte of a Hanzi tells least.
static int32_t find_source(const uint8_t *s, int32_t i, int32_t size, const uint8_t *sought) {
    for (; i + 18 <= size; i += 16) {
        block middle, last;
        memcpy(&middle, s + i + 1, sizeof middle);
        memcpy(&last, s + i + 2, sizeof last);
        if (!any((block)((middle == sought[1]) & (last == sought[2])))) continue;
        for (int32_t j = i; j < i + 16; j++) {
            if (memcmp(s + j, sought, 3) == 0) return j;
        }
    }
    for (; i + 3 <= size; i++) {
        if (memcmp(s + i, sought, 3) == 0) return i;
    }
    return size;
}

bool cicu_holds(const cicu_tables *t, const cicu_needle *n, const char *utf8, int32_t size) {
    const uint8_t *s = (const uint8_t *)utf8;
    if (!n->count || size < 1) return false;
    if (!n->source_count || has_astral(s, size)) return fold_from(t, n, s, 0, size, false);
    for (int32_t k = 0; k < n->source_count; k++) {
        for (int32_t i = 0; (i = find_source(s, i, size, n->sources[k])) < size; i += 3) {
            if (fold_from(t, n, s, i, size, true)) return true;
        }
    }
    return false;
}
