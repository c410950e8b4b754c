// Numbers that the text spells in another way: 四千九百八 = 4980, 3万5 = 35000, 二零二一 = 2021, 138-0000-1234, AB-12/3.
// Each gives a further word, so that either spelling finds the other; the text's own atoms stay as they are.
#include "internal.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

static int digit_value(uint32_t c) {
    switch (c) {
    case 0x3007: case 0x96f6: return 0;               // 〇 零
    case 0x4e00: case 0x58f9: case 0x5e7a: return 1;  // 一 壹 幺
    case 0x4e8c: case 0x8d30: case 0x4e24: return 2;  // 二 贰 两
    case 0x4e09: case 0x53c1: return 3;               // 三 叁
    case 0x56db: case 0x8086: return 4;               // 四 肆
    case 0x4e94: case 0x4f0d: return 5;               // 五 伍
    case 0x516d: case 0x9646: return 6;               // 六 陆
    case 0x4e03: case 0x67d2: return 7;               // 七 柒
    case 0x516b: case 0x634c: return 8;               // 八 捌
    case 0x4e5d: case 0x7396: return 9;               // 九 玖
    default: return -1;
    }
}

static double unit_value(uint32_t c) {
    switch (c) {
    case 0x5341: case 0x62fe: return 10;    // 十 拾
    case 0x767e: case 0x4f70: return 100;   // 百 佰
    case 0x5343: case 0x4edf: return 1000;  // 千 仟
    case 0x4e07: return 1e4;                // 万
    case 0x4ebf: return 1e8;                // 亿
    default: return 0;
    }
}

void tables_note_numerals(cicu_tables *t) {
    for (uint32_t c = 0; c < 65536; c++)
        if (digit_value(c) >= 0 || unit_value(c) == 10) t->begins[c] |= BEGINS_NUMERAL;
}

/// Words of measure behind which one numeral alone is a count: 三个 七天 两次 五元.
static bool measure(uint32_t c) {
    static const uint32_t words[] = {0x5143, 0x5757, 0x89d2, 0x6bdb, 0x4e2a, 0x4ef6, 0x6b21, 0x5929, 0x65e5, 0x6708, 0x5e74, 0x5468, 0x5c81, 0x540d,
        0x4eba, 0x4f4d, 0x5f20, 0x53f0, 0x90e8, 0x8f86, 0x5957, 0x4efd, 0x65a4, 0x514b, 0x7c73, 0x76d2, 0x888b, 0x74f6, 0x7bb1, 0x53cc, 0x6761,
        0x5c42, 0x697c, 0x53f7, 0x70b9, 0x95f4, 0x672c, 0x6298, 0x500d, 0x671f};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (words[i] == c) return true;
    return false;
}

static bool adjacent(const cicu_analyzer *a, int32_t i) {  // nothing, not even a space, between atoms i and i + 1
    return i + 1 < a->atom_count && a->atoms[i].end == a->atoms[i + 1].start;
}

static bool plain_number(const cicu_analyzer *a, int32_t i, double *value) {
    const cicu_atom *m = a->atoms + i;
    int32_t n = m->squeezed_end - m->squeezed_start - 2;
    if (m->hanzi || n < 1 || n > 12) return false;
    char text[16];
    memcpy(text, a->pool + m->squeezed_start + 1, (size_t)n);
    text[n] = 0;
    for (int32_t k = 0; k < n; k++)
        if (!(text[k] == '.' || (text[k] >= '0' && text[k] <= '9'))) return false;
    return sscanf(text, "%lf", value) == 1;
}

static void push_derived(cicu_analyzer *a, int32_t from, int32_t to, const char *text) {
    int32_t size = (int32_t)strlen(text), at = push_term(a, text, size);
    push_token(a, (cicu_token){a->atoms[from].start, a->atoms[to - 1].end, at, at + size, from, to - from, CICU_WORD, 1});
}

static void push_value(cicu_analyzer *a, int32_t from, int32_t to, double value) {
    char text[40];
    if (value >= 1e15) return;
    int n = snprintf(text, sizeof text, "%.4f", value);
    while (n > 0 && text[n - 1] == '0') n--;
    if (n > 0 && text[n - 1] == '.') n--;
    text[n] = 0;
    push_derived(a, from, to, text);
}

/// The state of reading one numeral: `total` of whole 万 and 亿, `section` below them, `pending` a digit without unit.
typedef struct {
    double total, section, pending, last_unit;
    bool has_pending, zero, had_unit, had_hanzi, nothing;
} numeral;

static bool take_unit(numeral *n, double u) {
    if (!n->has_pending && (u != 10 || n->section || n->total) && u < 1e4) return false;
    if (u >= 1e4) {
        double below = n->section + (n->has_pending ? n->pending : 0);
        if (u == 1e8 && n->total > 0) n->total = (n->total + below) * u;  // 一万亿
        else if (below > 0) n->total += below * u;
        else return false;
        n->section = 0;
    } else {
        n->section += (n->has_pending ? n->pending : 1) * u;
    }
    n->has_pending = n->zero = false;
    n->last_unit = u;
    n->had_unit = true;
    return true;
}

static double value_of(const numeral *n) {
    double tail = n->has_pending ? n->pending : 0;
    // 四千九百八 is 4980 and 两万三 23000: a last digit without 零 counts in tenths of the unit before it
    if (n->has_pending && n->last_unit >= 100 && !n->zero && tail < 10 && tail == floor(tail)) tail *= n->last_unit / 10;
    return n->total + n->section + tail;
}

/// Reads digits with units from atom `from`; returns the atom behind it, or `from`.
static int32_t with_units(const cicu_analyzer *a, int32_t from, double *value) {
    numeral n = {0};
    int32_t i = from, end = from;
    for (; i < a->atom_count && (i == from || adjacent(a, i - 1)); i++) {
        uint32_t c = a->atoms[i].hanzi;
        double number, u = c ? unit_value(c) : 0;
        int d = c ? digit_value(c) : -1;
        if (u) {
            if (!take_unit(&n, u)) break;
        } else if (d == 0 && n.had_unit && !n.has_pending) {
            n.zero = true;
            continue;
        } else if (d >= 0 || plain_number(a, i, &number)) {
            if (n.has_pending) break;
            n.pending = d >= 0 ? d : number;
            n.has_pending = true;
        } else break;
        n.had_hanzi |= c != 0;
        end = i + 1;
        *value = value_of(&n);
    }
    return n.had_unit && n.had_hanzi && end - from > 1 ? end : from;
}

/// Reads bare digits spoken one by one (二零二一, 幺三八…); at least three.
static int32_t spoken_digits(const cicu_analyzer *a, int32_t from, char *text, int32_t room) {
    int32_t i = from;
    for (; i < a->atom_count && (i == from || adjacent(a, i - 1)) && i - from < room - 1; i++) {
        int d = a->atoms[i].hanzi ? digit_value(a->atoms[i].hanzi) : -1;
        if (d < 0 || a->atoms[i].hanzi == 0x4e24) break;
        text[i - from] = (char)('0' + d);
    }
    text[i - from] = 0;
    return i - from >= 3 ? i : from;
}

static int32_t chinese_numeral(cicu_analyzer *a, int32_t i) {
    double value = 0, first;
    char text[24];
    uint32_t c = a->atoms[i].hanzi;
    if (c && (c > 0xffff || !(a->tables->begins[c] & BEGINS_NUMERAL))) return i;
    int d = c ? digit_value(c) : -1;
    if (!c && !plain_number(a, i, &first)) return i;
    int32_t to = with_units(a, i, &value);
    if (to > i) {
        push_value(a, i, to, value);
        return to;
    }
    if (d < 0 && c != 0x5341) return i;
    to = d >= 0 ? spoken_digits(a, i, text, sizeof text) : i;
    if (to > i) {
        push_derived(a, i, to, text);
        return to;
    }
    uint32_t next = adjacent(a, i) ? a->atoms[i + 1].hanzi : 0;
    bool article = c == 0x4e00 && (next == 0x70b9 || next == 0x65e5 || next == 0x53f7);  // 一点 一日 一号 are not counts
    bool inside = i > 0 && adjacent(a, i - 1) && a->atoms[i - 1].hanzi
        && (digit_value(a->atoms[i - 1].hanzi) >= 0 || unit_value(a->atoms[i - 1].hanzi) > 0);  // the 八 of 七八天
    if (!next || !measure(next) || article || inside) return i;
    push_value(a, i, i + 1, d >= 0 ? d : 10);
    return i + 1;
}

static bool ascii_run(const cicu_analyzer *a, int32_t i, bool *has_digit, bool *all_digits) {
    const cicu_atom *m = a->atoms + i;
    if (m->hanzi) return false;
    for (int32_t k = m->squeezed_start + 1; k < m->squeezed_end - 1; k++) {
        uint8_t c = a->pool[k];
        if (c >= 0x80) return false;
        *has_digit |= c >= '0' && c <= '9';
        *all_digits &= c >= '0' && c <= '9';
    }
    return true;
}

static char joiner(const cicu_analyzer *a, int32_t i) {  // the one byte between atoms i and i + 1, 0 if it does not join
    if (i + 1 >= a->atom_count || a->atoms[i + 1].start != a->atoms[i].end + 1) return 0;
    char c = a->source[a->atoms[i].end];
    return c == '-' || c == '_' || c == '.' || c == '/' || c == ' ' ? c : 0;
}

static int32_t run_size(const cicu_analyzer *a, int32_t i) { return a->atoms[i].squeezed_end - a->atoms[i].squeezed_start - 2; }

/// A mobile number in groups of 3, 4 and 4 is read as one.
static bool grouped_phone(cicu_analyzer *a, int32_t i) {
    if (i + 2 >= a->atom_count || run_size(a, i) != 3 || run_size(a, i + 1) != 4 || run_size(a, i + 2) != 4) return false;
    bool some = false, digits = true;
    char first = joiner(a, i);
    if (!(first == '-' || first == ' ') || joiner(a, i + 1) != first) return false;
    for (int32_t k = 0; k < 3; k++)
        if (!ascii_run(a, i + k, &some, &digits)) return false;
    if (!digits || a->pool[a->atoms[i].squeezed_start + 1] != '1') return false;
    char text[12];
    memcpy(text, a->pool + a->atoms[i].squeezed_start + 1, 3);
    memcpy(text + 3, a->pool + a->atoms[i + 1].squeezed_start + 1, 4);
    memcpy(text + 7, a->pool + a->atoms[i + 2].squeezed_start + 1, 4);
    text[11] = 0;
    push_derived(a, i, i + 3, text);
    return true;
}

/// Runs joined by - _ . or / with a digit somewhere: an order number, a date, a model. Kept whole with - for joiner.
static int32_t joined_run(cicu_analyzer *a, int32_t i) {
    char text[CICU_ATOM_MAX * 2];
    int32_t size = 0, k = i;
    bool has_digit = false, all_digits = true;
    for (;; k++) {
        if (!ascii_run(a, k, &has_digit, &all_digits)) return i + 1;
        int32_t n = run_size(a, k);
        if (size + n + 2 > (int32_t)sizeof text) return k + 1;
        memcpy(text + size, a->pool + a->atoms[k].squeezed_start + 1, (size_t)n);
        size += n;
        char c = joiner(a, k);
        if (!c || c == ' ') break;
        bool dummy = false;
        if (!ascii_run(a, k + 1, &dummy, &dummy)) break;
        text[size++] = '-';
    }
    text[size] = 0;
    if (k > i && has_digit) push_derived(a, i, k + 1, text);
    return k + 1;
}

void analyzer_numbers(cicu_analyzer *a) {
    for (int32_t i = 0; i < a->atom_count;) {
        int32_t next = chinese_numeral(a, i);
        i = next > i ? next : i + 1;
    }
    for (int32_t i = 0; i < a->atom_count;) {
        if (a->atoms[i].hanzi) { i++; continue; }
        if (grouped_phone(a, i)) { i += 3; continue; }
        i = joiner(a, i) ? joined_run(a, i) : i + 1;
    }
}
