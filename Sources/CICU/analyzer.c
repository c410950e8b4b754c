// The kernel: one pass from UTF-8 to tokens, with scratch memory that is kept between texts.
#include "internal.h"
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

bool grow(void **array, int32_t *room, int32_t need, size_t size) {
    if (need <= *room) return true;
    int32_t next = *room ? *room : 1024;
    while (next < need) next = next > INT32_MAX / 2 ? need : next * 2;
    void *p = realloc(*array, size * (size_t)next);
    if (!p) return false;
    *array = p;
    *room = next;
    return true;
}

cicu_analyzer *cicu_analyzer_open(const cicu_tables *tables) {
    UErrorCode e = U_ZERO_ERROR;
    cicu_analyzer *a = calloc(1, sizeof *a);
    if (!a) return NULL;
    a->tables = tables;
    a->words = ubrk_open(UBRK_WORD, "zh", NULL, 0, &e);
    if (U_SUCCESS(e)) return a;
    free(a);
    return NULL;
}

void cicu_analyzer_close(cicu_analyzer *a) {
    if (!a) return;
    ubrk_close(a->words);
    free(a->units);
    free(a->spans);
    free(a->kinds);
    free(a->bounds);
    free(a->atom_of);
    free(a->atoms);
    free(a->atom_units);
    free(a->pool);
    free(a->tokens);
    free(a->seen);
    free(a->seen_stamp);
    free(a->costs);
    free(a->previous);
    free(a);
}

static bool room_for_units(cicu_analyzer *a, int32_t need) {
    if (need <= a->unit_room) return true;
    int32_t r1 = a->unit_room, r2 = r1, r3 = r1, r4 = r1, r5 = r1;
    bool ok = grow((void **)&a->units, &r1, need, sizeof *a->units) && grow((void **)&a->spans, &r2, need, sizeof *a->spans)
        && grow((void **)&a->kinds, &r3, need, 1) && grow((void **)&a->bounds, &r4, need, 1)
        && grow((void **)&a->atom_of, &r5, need, sizeof *a->atom_of);
    if (ok) a->unit_room = r1;
    return ok;
}

static void append_unit(cicu_analyzer *a, uint16_t unit, uint8_t kind, int32_t start, int32_t end) {
    int32_t n = a->unit_count++;
    a->units[n] = unit;
    a->kinds[n] = kind;
    a->spans[n] = (span){start, end};
}

static void append_folded(cicu_analyzer *a, const uint16_t *units, int n, int32_t start, int32_t end) {
    for (int i = 0; i < n;) {
        UChar32 x;
        int at = i;
        U16_NEXT(units, i, n, x);
        uint8_t kind = (uint8_t)kind_of_code_point(a->tables, (uint32_t)x);
        for (; at < i; at++) append_unit(a, units[at], kind, start, end);
    }
}

bool analyzer_fold(cicu_analyzer *a, const char *utf8, int32_t size) {
    const uint8_t *s = (const uint8_t *)utf8;
    const cicu_tables *t = a->tables;
    a->unit_count = 0;
    if (!room_for_units(a, size + 64)) return false;
    for (int32_t i = 0; i < size;) {
        int32_t start = i, c = s[i];
        if (c < 0x80) i++;
        else U8_NEXT(s, i, size, c);
        if (c < 0) continue;
        if (c < 65536 && t->folded[c] != 0xffff) {
            uint16_t f = t->folded[c];
            append_unit(a, f, t->kind[f], start, i);
            continue;
        }
        uint16_t units[64];
        int n = fold_units(t, (uint32_t)c, units);
        if (!room_for_units(a, a->unit_count + n + (size - i) + 64)) return false;
        append_folded(a, units, n, start, i);
    }
    return true;
}

int encode_utf8(uint32_t c, uint8_t *out) {
    int32_t n = 0;
    U8_APPEND_UNSAFE(out, n, (UChar32)c);
    return n;
}

int32_t push_term(cicu_analyzer *a, const void *bytes, int32_t size) {
    int32_t at = a->pool_count;
    if (!grow((void **)&a->pool, &a->pool_room, at + size, 1)) { a->failed = true; return 0; }
    memcpy(a->pool + at, bytes, (size_t)size);
    a->pool_count += size;
    return at;
}

void push_token(cicu_analyzer *a, cicu_token token) {
    if (!grow((void **)&a->tokens, &a->token_room, a->token_count + 1, sizeof token)) { a->failed = true; return; }
    a->tokens[a->token_count++] = token;
}

static bool first_time(cicu_analyzer *a, uint64_t key) {
    uint32_t mask = a->seen_room - 1, i = (uint32_t)((key * 0x9e3779b97f4a7c15ull) >> 32) & mask;
    for (; a->seen_stamp[i] == a->stamp; i = (i + 1) & mask)
        if (a->seen[i] == key) return false;
    a->seen_stamp[i] = a->stamp;
    a->seen[i] = key;
    return true;
}

static bool begin_seen(cicu_analyzer *a) {
    uint32_t need = 1024;
    while (need < (uint32_t)a->atom_count * 4) need *= 2;
    if (need > a->seen_room) {
        free(a->seen);
        free(a->seen_stamp);
        a->seen = malloc(sizeof *a->seen * need);
        a->seen_stamp = calloc(need, sizeof *a->seen_stamp);
        a->seen_room = a->seen && a->seen_stamp ? need : 0;
        a->stamp = 0;
        if (!a->seen_room) return false;
    }
    if (++a->stamp == 0) {
        memset(a->seen_stamp, 0, sizeof *a->seen_stamp * a->seen_room);
        a->stamp = 1;
    }
    return true;
}

static void push_slice(cicu_analyzer *a, int32_t atom, int32_t atoms, int32_t term_class) {
    const cicu_atom *first = a->atoms + atom, *last = first + atoms - 1;
    push_token(a, (cicu_token){first->start, last->end, first->squeezed_start, last->squeezed_end, atom, atoms, term_class, 0});
}

static bool short_run(const cicu_atom *atom) {
    return !atom->hanzi && atom->squeezed_end - atom->squeezed_start - 2 <= CICU_PAIR_RUN;
}

/// A Hanzi and a short run beside it: one term, without the run's marks.
static void push_mixed(cicu_analyzer *a, int32_t atom, bool once) {
    uint8_t bytes[2 * CICU_PAIR_RUN + 4];
    int32_t size = 0;
    uint64_t key = 0xcbf29ce484222325ull;
    for (int32_t i = atom; i < atom + 2; i++) {
        int32_t mark = a->atoms[i].hanzi ? 0 : 1;
        for (int32_t k = a->atoms[i].squeezed_start + mark; k < a->atoms[i].squeezed_end - mark; k++) bytes[size++] = a->pool[k];
    }
    for (int32_t k = 0; k < size; k++) key = (key ^ bytes[k]) * 0x100000001b3ull;  // FNV-1a
    if (once && !first_time(a, key | 1ull << 63)) return;
    const cicu_atom *first = a->atoms + atom, *last = first + 1;
    int32_t start = first->start, end = last->end, at = push_term(a, bytes, size);
    push_token(a, (cicu_token){start, end, at, at + size, atom, 2, CICU_BIGRAM, 0});
}

/// Bigrams and single Hanzi. Two atoms are neighbours when nothing but punctuation, space or symbols lies between.
void analyzer_pairs(cicu_analyzer *a, bool once) {
    if (once && !begin_seen(a)) { a->failed = true; return; }
    for (int32_t i = 0; i < a->atom_count; i++) {
        const cicu_atom *atom = a->atoms + i, *next = atom + 1;
        if (atom->hanzi) {
            a->hanzi_count++;
            if (!once || first_time(a, atom->hanzi)) push_slice(a, i, 1, CICU_HANZI);
        }
        if (i + 1 >= a->atom_count || next->squeezed_start != atom->squeezed_end) continue;  // a field ends between them
        if (atom->hanzi && next->hanzi) {
            a->bigram_count++;
            if (!once || first_time(a, (uint64_t)atom->hanzi << 32 | next->hanzi)) push_slice(a, i, 2, CICU_BIGRAM);
        } else if ((atom->hanzi && short_run(next)) || (next->hanzi && short_run(atom))) {
            a->bigram_count++;
            push_mixed(a, i, once);
        }
    }
}

static int by_place(const void *x, const void *y) {
    const cicu_token *a = x, *b = y;
    if (a->atom != b->atom) return a->atom < b->atom ? -1 : 1;
    if (a->term_class != b->term_class) return a->term_class < b->term_class ? -1 : 1;
    return a->atoms == b->atoms ? a->derived - b->derived : b->atoms - a->atoms;
}

const cicu_analysis *cicu_analyze(cicu_analyzer *a, const char *utf8, int32_t size, cicu_mode mode) {
    a->atom_count = a->pool_count = a->token_count = 0;
    a->word_count = a->bigram_count = a->hanzi_count = a->first_field_words = 0;
    a->failed = false;
    a->source = utf8;
    if (!analyzer_fold(a, utf8, size)) return NULL;
    analyzer_atoms(a);
    a->squeezed_size = a->pool_count;
    if (mode != CICU_SQUEEZE && !a->failed) {
        if (!analyzer_words(a)) return NULL;
        analyzer_numbers(a);
        a->word_count = a->token_count;
        analyzer_pairs(a, mode == CICU_INDEX);
        if (mode == CICU_SEQUENCE) qsort(a->tokens, (size_t)a->token_count, sizeof *a->tokens, by_place);
    }
    if (a->failed) return NULL;
    a->result = (cicu_analysis){a->pool, a->squeezed_size, a->pool_count, a->atoms, a->atom_count, a->tokens,
        a->token_count, a->word_count, a->bigram_count, a->hanzi_count, a->first_field_words};
    return &a->result;
}
