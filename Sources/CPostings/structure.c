// The structure record: which segments make up the index, and which of them is newer.
//
// Four bytes of configuration cookie; number of levels, number of segments, write counter; then for each level how many
// segments a running merge takes in, how many there are, and each as id, first and last page, oldest first. A level is
// older than the one before it. The halves of a running merge hold different terms, so their order is of no matter.
#include "internal.h"

const uint8_t *varint_long(const uint8_t *p, uint64_t *value) {
    uint64_t v = 0;
    for (int i = 0; i < 8; i++) {
        v = v << 7 | (p[i] & 0x7f);
        if (p[i] < 0x80) {
            *value = v;
            return p + i + 1;
        }
    }
    *value = v << 8 | p[8];
    return p + 9;
}

bool record_number(record *in, uint64_t *value) {
    size_t left = (size_t)(in->end - in->at);
    if (!left) return false;
    uint8_t padded[16] = {0};  // a cut number is copied out first
    memcpy(padded, in->at, left < 9 ? left : 9);
    size_t size = (size_t)(varint(padded, value) - padded);
    if (size > left) return false;
    in->at += size;
    return true;
}

static bool read_segment(record *in, segment *s) {
    uint64_t id, first, last;
    if (!record_number(in, &id) || !record_number(in, &first) || !record_number(in, &last)) return false;
    *s = (segment){.id = (int64_t)id, .first = (int64_t)first, .last = (int64_t)last};
    if (first == 0 && last == 0) return true;  // a merge has taken all of it
    return id > 0 && id < 1 << 16 && first > 0 && first <= last && last < (uint64_t)1 << 31;
}

static cpostings_code read_levels(cpostings *r, record in) {
    uint64_t levels, segments, counter;
    if (!record_number(&in, &levels) || !record_number(&in, &segments) || !record_number(&in, &counter))
        return fail(r, CPOSTINGS_CORRUPT, "the structure record is cut short");
    if (levels > SEGMENTS_MAX || segments > SEGMENTS_MAX)
        return fail(r, CPOSTINGS_CORRUPT, "the structure record counts %llu levels", (unsigned long long)levels);
    segment *all = grown(r->segments, &r->segment_capacity, segments + 1, sizeof *all);
    if (!all) return no_memory(r);
    r->segments = all;
    // newest comes first in the record, level by level: fill from the back
    size_t kept = 0, room = segments;
    for (uint64_t level = 0; level < levels; level++) {
        uint64_t merging, count;
        if (!record_number(&in, &merging) || !record_number(&in, &count) || count > room || merging > count)
            return fail(r, CPOSTINGS_CORRUPT, "level %d of the structure record is damaged", (int)level);
        room -= count;
        for (uint64_t i = 0; i < count; i++) {
            if (!read_segment(&in, all + room + i))
                return fail(r, CPOSTINGS_CORRUPT, "a segment of the structure record is damaged");
        }
    }
    if (room) return fail(r, CPOSTINGS_CORRUPT, "the structure record misses %zu segments", room);
    for (uint64_t i = 0; i < segments; i++) {
        if (all[i].first) all[kept++] = all[i];
    }
    r->segment_count = (int32_t)kept;
    return CPOSTINGS_OK;
}

cpostings_code parse_structure(cpostings *r, const uint8_t *bytes, size_t size) {
    if (!bytes || size < 7) return fail(r, CPOSTINGS_CORRUPT, "the structure record is cut short");
    static const uint8_t newer[4] = {0xff, 0, 0, 1};  // contentless-delete tables of SQLite 3.43 and later
    if (size >= 8 && !memcmp(bytes + 4, newer, 4))
        return fail(r, CPOSTINGS_UNKNOWN_FORMAT, "the structure record is of a newer kind");
    return read_levels(r, (record){bytes + 4, bytes + size});
}
