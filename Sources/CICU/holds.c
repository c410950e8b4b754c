// Whether a text holds some Hanzi side by side, told while it is folded: nothing is written, no text is cut. Folding looks
// at one code point at a time, so this is the same answer that the squeezed form gives.
#include "internal.h"
#include <unicode/utf16.h>
#include <unicode/utf8.h>

/// Knuth, Morris and Pratt: how much of the needle stands just before, and what of that remains after another Hanzi.
typedef struct {
    const uint32_t *needle;
    int32_t count, found;
    uint8_t border[CICU_NEEDLE_MAX];
} matcher;

static int32_t step(const matcher *m, int32_t found, uint32_t hanzi) {
    while (found && m->needle[found] != hanzi) found = m->border[found - 1];
    return found + (m->needle[found] == hanzi);
}

static void matcher_make(matcher *m, const uint32_t *needle, int32_t count) {
    m->needle = needle;
    m->count = count;
    m->found = m->border[0] = 0;
    for (int32_t i = 1; i < count; i++) m->border[i] = (uint8_t)step(m, m->border[i - 1], needle[i]);
}

/// True once the whole needle has been met. Signs and spaces between Hanzi are passed over; letters and digits part them.
static bool take(matcher *m, uint32_t folded, int kind) {
    if (kind == KIND_HAN) m->found = step(m, m->found, folded);
    else if (kind != KIND_IGNORED) m->found = 0;
    return m->found == m->count;
}

static bool take_folded(matcher *m, const cicu_tables *t, uint32_t c) {
    uint16_t units[64];
    int n = fold_units(t, c, units);
    for (int i = 0; i < n;) {
        UChar32 x;
        U16_NEXT(units, i, n, x);
        if (take(m, (uint32_t)x, kind_of_code_point(t, (uint32_t)x))) return true;
    }
    return false;
}

bool cicu_holds(const cicu_tables *t, const char *utf8, int32_t size, const uint32_t *needle, int32_t count) {
    if (count < 1 || count > CICU_NEEDLE_MAX) return false;
    const uint8_t *s = (const uint8_t *)utf8;
    matcher m;
    matcher_make(&m, needle, count);
    for (int32_t i = 0; i < size;) {
        int32_t c = s[i];
        if (c < 0x80) i++;
        else U8_NEXT(s, i, size, c);
        if (c < 0) continue;
        uint16_t f = c < 65536 ? t->folded[c] : 0xffff;
        if (f != 0xffff ? take(&m, f, t->kind[f]) : take_folded(&m, t, (uint32_t)c)) return true;
    }
    return false;
}
