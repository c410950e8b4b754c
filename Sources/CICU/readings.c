// Readings and scripts by ICU's transliterators. Slow to open, so only on demand, once per process.
#include "internal.h"
#include <pthread.h>
#include <string.h>
#include <unicode/utf16.h>
#include <unicode/utrans.h>
#include <unicode/uversion.h>
#include <unicode/ustring.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static UTransliterator *latin, *simplify;

static UTransliterator *open_once(UTransliterator **slot, const char *id) {
    if (*slot) return *slot;
    UErrorCode e = U_ZERO_ERROR;
    UChar name[64];
    u_uastrcpy(name, id);
    *slot = utrans_openU(name, -1, UTRANS_FORWARD, NULL, 0, NULL, &e);
    if (U_FAILURE(e)) *slot = NULL;
    return *slot;
}

static int32_t transliterate(UTransliterator **slot, const char *id, uint32_t c, UChar *text, int32_t room) {
    int32_t n = 0;
    U16_APPEND_UNSAFE(text, n, (UChar32)c);
    pthread_mutex_lock(&lock);
    UTransliterator *t = open_once(slot, id);
    UErrorCode e = U_ZERO_ERROR;
    int32_t limit = n;
    if (t) utrans_transUChars(t, text, &n, room, 0, &limit, &e);
    pthread_mutex_unlock(&lock);
    return t && U_SUCCESS(e) ? n : -1;
}

int cicu_reading(uint32_t hanzi, char *out, int room) {
    UChar text[64];
    int32_t n = transliterate(&latin, "Han-Latin; Latin-ASCII; Lower", hanzi, text, 64), count = 0;
    for (int32_t i = 0; i < n; i++) {
        if (text[i] < 'a' || text[i] > 'z' || count + 1 >= room) return 0;
        out[count++] = (char)text[i];
    }
    if (room > 0) out[count] = 0;
    return count;
}

uint32_t cicu_simplified(uint32_t c) {
    UChar text[64];
    int32_t n = transliterate(&simplify, "Traditional-Simplified", c, text, 64), i = 0;
    if (n <= 0) return c;
    UChar32 x;
    U16_NEXT(text, i, n, x);
    return i == n ? (uint32_t)x : c;
}

const char *cicu_version(void) {
    static char text[U_MAX_VERSION_STRING_LENGTH];
    UVersionInfo v;
    u_getVersion(v);
    pthread_mutex_lock(&lock);
    if (!text[0]) u_versionToString(v, text);
    pthread_mutex_unlock(&lock);
    return text;
}
