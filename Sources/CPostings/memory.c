// Buffers that only grow.
#include "internal.h"
#include <stdlib.h>
#if defined(__GLIBC__)
#include <malloc.h>
#endif

void *grown(void *buffer, size_t *capacity, size_t need, size_t item) {
    if (need <= *capacity && buffer) return buffer;
    size_t room = *capacity + *capacity / 2;
    if (room < need) room = need;
    if (room < 64 / item) room = 64 / item;  // bytes: thousands of terms have three or four stands each
    if (room > SIZE_MAX / 2 / item) return NULL;
    void *bigger = realloc(buffer, room * item);
    if (bigger) *capacity = room;
    return bigger;
}

/// The arrays of a list share one capacity, so each is brought to it by itself.
static bool resize(void **array, size_t room, size_t item, bool wanted) {
    if (!wanted && !*array) return true;
    void *bigger = realloc(*array, room * item);
    if (bigger) *array = bigger;
    return bigger != NULL;
}

static bool list_resize(cpostings_list *list, size_t room, unsigned want) {
    void *rows = list->rows, *tf = list->tf, *start = list->place_start, *size = list->place_size;
    bool places = want & CPOSTINGS_PLACES;
    bool ok = room < SIZE_MAX / 8 && resize(&rows, room, 4, true) && resize(&tf, room, 2, want & CPOSTINGS_TF)
        && resize(&start, room, 4, places) && resize(&size, room, 4, places);
    list->rows = rows, list->tf = tf, list->place_start = start, list->place_size = size;
    if (ok) list->capacity = room;
    return ok;
}

bool list_reserve(cpostings_list *list, size_t need, unsigned want) {
    if (need <= list->capacity) return true;
    size_t room = list->capacity + list->capacity / 2;
    return list_resize(list, room < need ? need : room, want);
}

/// Arrays that are not wanted go, so that NULL can mean "not asked for".
void list_clear(cpostings_list *list, unsigned want) {
    list->count = list->places_size = 0;
    bool missing = !list->rows || ((want & CPOSTINGS_TF) && !list->tf)
        || ((want & CPOSTINGS_PLACES) && (!list->place_start || !list->place_size));
    if (missing) list->capacity = 0;
    if (!(want & CPOSTINGS_TF)) {
        free(list->tf);
        list->tf = NULL;
    }
    if (!(want & CPOSTINGS_PLACES)) {
        free(list->place_start);
        free(list->place_size);
        list->place_start = list->place_size = NULL;
    }
}

bool list_add_places(cpostings_list *list, const uint8_t *bytes, size_t size, uint32_t *start) {
    if (list->places_size + size + PAGE_PADDING > UINT32_MAX) return false;
    uint8_t *places = grown(list->places, &list->places_capacity, list->places_size + size + PAGE_PADDING, 1);
    if (!places) return false;
    list->places = places;
    memcpy(places + list->places_size, bytes, size);
    *start = (uint32_t)list->places_size;
    list->places_size += size;
    memset(places + list->places_size, 0, PAGE_PADDING);  // reading eight bytes at the end stays inside
    return true;
}

void cpostings_list_free(cpostings_list *list) {
    free(list->rows);
    free(list->tf);
    free(list->place_start);
    free(list->place_size);
    free(list->places);
    memset(list, 0, sizeof *list);
}

void cpostings_give_back(void) {
#if defined(__GLIBC__)
    malloc_trim(0);
#endif
}

void cpostings_share_freed(void) {
#if defined(__GLIBC__)
    mallopt(M_ARENA_MAX, 2);
#endif
}
