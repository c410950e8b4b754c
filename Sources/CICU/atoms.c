// Atoms: a Hanzi each, and runs of other letters and digits, numbers brought to one spelling (2,800.00 = 2800).
#include "internal.h"
#include <string.h>
#include <unicode/utf16.h>

static bool digit(uint16_t u) { return u >= '0' && u <= '9'; }

static int32_t digits_from(const cicu_analyzer *a, int32_t i) {
    while (i < a->unit_count && digit(a->units[i])) i++;
    return i;
}

/// The end of a number with separators that begins at `i` (1,234,567.80 or 3.5), or `i` where there is none. A second
/// point makes it a date or a version, which stay separate numbers; a full-width comma is punctuation.
static int32_t separated_number(const cicu_analyzer *a, int32_t i) {
    int32_t n = a->unit_count, end = digits_from(a, i), at = end;
    if (end - i <= 3)
        while (at + 3 < n && a->units[at] == ',' && a->source[a->spans[at].start] == ',' && digits_from(a, at + 1) == at + 4)
            at += 4;
    int32_t whole = at;
    if (at + 1 < n && a->units[at] == '.' && digit(a->units[at + 1])) {
        int32_t stop = digits_from(a, at + 1);
        bool again = stop + 1 < n && a->units[stop] == '.' && digit(a->units[stop + 1]);
        if (!again) at = stop;
        else if (whole == end) return i;
    }
    return at > end ? at : i;
}

static bool room_for_atom(cicu_analyzer *a) {
    int32_t r1 = a->atom_room, r2 = a->atom_room;
    bool ok = grow((void **)&a->atoms, &r1, a->atom_count + 1, sizeof *a->atoms)
        && grow((void **)&a->atom_units, &r2, a->atom_count + 1, sizeof *a->atom_units);
    if (ok) a->atom_room = r1;
    else a->failed = true;
    return ok;
}

static void add_atom(cicu_analyzer *a, int32_t from, int32_t to, const uint8_t *bytes, int32_t size, uint32_t hanzi) {
    if (!room_for_atom(a)) return;
    int32_t at = push_term(a, bytes, size);
    for (int32_t i = from; i < to; i++) a->atom_of[i] = a->atom_count;
    a->atom_units[a->atom_count] = from;
    a->atoms[a->atom_count++] = (cicu_atom){a->spans[from].start, a->spans[to - 1].end, at, at + size, hanzi};
}

/// Writes a run of letters and digits between two marks.
static void add_run(cicu_analyzer *a, int32_t from, int32_t to) {
    uint8_t bytes[CICU_ATOM_MAX * 3 + 2];
    int32_t size = 0;
    bytes[size++] = CICU_ATOM_MARK;
    for (int32_t i = from; i < to;) {
        UChar32 c;
        U16_NEXT(a->units, i, to, c);
        size += encode_utf8((uint32_t)c, bytes + size);
    }
    bytes[size++] = CICU_ATOM_MARK;
    add_atom(a, from, to, bytes, size, 0);
}

/// Writes a number without its commas and without zeros behind the point.
static void add_number(cicu_analyzer *a, int32_t from, int32_t to) {
    uint8_t bytes[CICU_ATOM_MAX * 3 + 2];
    int32_t size = 0;
    bool point = false;
    bytes[size++] = CICU_ATOM_MARK;
    for (int32_t i = from; i < to && size < CICU_ATOM_MAX; i++) {
        if (a->units[i] == ',') continue;
        point |= a->units[i] == '.';
        bytes[size++] = (uint8_t)a->units[i];
    }
    while (point && (bytes[size - 1] == '0' || bytes[size - 1] == '.')) {
        if (bytes[--size] == '.') break;
    }
    bytes[size++] = CICU_ATOM_MARK;
    add_atom(a, from, to, bytes, size, 0);
}

static int32_t take_run(cicu_analyzer *a, int32_t i) {
    // behind a point or a stroke that hangs on a number or a word, digits are a part of a date or an order number
    bool part = i > 1 && (a->units[i - 1] == '.' || a->units[i - 1] == '_') && a->kinds[i - 2] == KIND_ALNUM;
    if (digit(a->units[i]) && !part) {
        int32_t to = separated_number(a, i);
        if (to > i) {
            add_number(a, i, to);
            return to;
        }
    }
    int32_t to = i;
    while (to < a->unit_count && a->kinds[to] == KIND_ALNUM && to - i < CICU_ATOM_MAX) to++;
    if (to < a->unit_count && U16_IS_TRAIL(a->units[to]) && to - i > 1) to--;  // never between two surrogates
    add_run(a, i, to);
    return to;
}

void analyzer_atoms(cicu_analyzer *a) {
    for (int32_t i = 0; i < a->unit_count && !a->failed;) {
        a->atom_of[i] = -1;
        if (a->kinds[i] == KIND_HAN) {
            UChar32 c;
            int32_t from = i;
            uint8_t bytes[4];
            U16_NEXT(a->units, i, a->unit_count, c);
            add_atom(a, from, i, bytes, encode_utf8((uint32_t)c, bytes), (uint32_t)c);
        } else if (a->kinds[i] == KIND_ALNUM) {
            i = take_run(a, i);
        } else {
            if (a->kinds[i] == KIND_BREAK) {
                uint8_t mark = CICU_FIELD_BREAK;
                push_term(a, &mark, 1);
            }
            i++;
        }
    }
}
