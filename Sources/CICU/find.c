// Finding a needle in squeezed text: the C library's memmem, which Swift's Glibc module leaves out.
#define _GNU_SOURCE
#include "CICU.h"
#include <string.h>

int64_t cicu_find(const void *text, int64_t size, const void *needle, int64_t needle_size) {
    if (needle_size <= 0 || size < needle_size) return -1;
    const char *hit = memmem(text, (size_t)size, needle, (size_t)needle_size);
    return hit ? hit - (const char *)text : -1;
}
