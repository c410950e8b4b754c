// The reader: its statements, its messages, and what it knows of the index for the length of one read transaction.
#include "internal.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

cpostings_code fail(cpostings *r, cpostings_code code, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(r->message, sizeof r->message, format, arguments);
    va_end(arguments);
    return code;
}

cpostings_code fail_sqlite(cpostings *r, int code) {
    r->sqlite_code = sqlite3_extended_errcode(r->db);
    int kind = code & 0xff;
    if (kind == SQLITE_NOMEM) return no_memory(r);
    bool damaged = kind == SQLITE_CORRUPT || kind == SQLITE_NOTADB;
    return fail(r, damaged ? CPOSTINGS_CORRUPT : CPOSTINGS_SQLITE, "%s", sqlite3_errmsg(r->db));
}

cpostings_code done(cpostings *r, cpostings_code code) {
    sqlite3_reset(r->pages);
    sqlite3_reset(r->index);
    r->next_page = -1;
    return code;
}

static cpostings_code prepare(cpostings *r, const char *format, const char *schema, const char *table,
                              sqlite3_stmt **statement) {
    char *sql = sqlite3_mprintf(format, schema, table);
    if (!sql) return no_memory(r);
    int code = sqlite3_prepare_v3(r->db, sql, -1, SQLITE_PREPARE_PERSISTENT, statement, NULL);
    sqlite3_free(sql);
    return code == SQLITE_OK ? CPOSTINGS_OK : fail_sqlite(r, code);
}

static cpostings_code prepare_all(cpostings *r, const char *schema, const char *table) {
    CHECK(prepare(r, "SELECT v FROM \"%w\".\"%w_config\" WHERE k = 'version'", schema, table, &r->version));
    CHECK(prepare(r, "SELECT block FROM \"%w\".\"%w_data\" WHERE id = 10", schema, table, &r->structure));
    // a range, so that the pages of one doclist are steps and not seeks
    CHECK(prepare(r, "SELECT id, block FROM \"%w\".\"%w_data\" WHERE id >= ?1 AND id <= ?2 ORDER BY id", schema, table,
                  &r->pages));
    return prepare(r, "SELECT pgno FROM \"%w\".\"%w_idx\" WHERE segid = ?1 AND term <= ?2 ORDER BY term DESC LIMIT 1",
                   schema, table, &r->index);
}

cpostings_code cpostings_open(sqlite3 *db, const char *schema, const char *table, cpostings_detail detail,
                              cpostings **reader) {
    cpostings *r = *reader = calloc(1, sizeof *r);
    if (!r) return CPOSTINGS_NO_MEMORY;
    r->db = db;
    r->detail = detail;
    r->next_page = -1;
    if (!db || !schema || !table || (detail != CPOSTINGS_FULL && detail != CPOSTINGS_NONE))
        return r->state = fail(r, CPOSTINGS_MISUSE, "no connection, schema, table or known detail was given");
    r->state = prepare_all(r, schema, table);
    return r->state == CPOSTINGS_OK ? cpostings_refresh(r) : r->state;
}

void cpostings_close(cpostings *r) {
    if (!r) return;
    sqlite3_finalize(r->version);
    sqlite3_finalize(r->structure);
    sqlite3_finalize(r->pages);
    sqlite3_finalize(r->index);
    cursor_free(&r->exact);
    cpostings_list_free(&r->term);
    cpostings_list_free(&r->spare);
    free(r->segments);
    free(r->seen);
    free(r->record);
    free(r->runs);
    free(r->dead);
    free(r->joined);
    free(r->keys);
    free(r->other_keys);
    free(r->sums);
    known_clear(r);
    free(r);
}

static cpostings_code read_version(cpostings *r) {
    int code = sqlite3_step(r->version);
    if (code != SQLITE_ROW && code != SQLITE_DONE) return fail_sqlite(r, code);
    if (code == SQLITE_DONE) return fail(r, CPOSTINGS_UNKNOWN_FORMAT, "the index names no version");
    sqlite3_int64 version = sqlite3_column_int64(r->version, 0);
    if (version == 4) return CPOSTINGS_OK;
    return fail(r, CPOSTINGS_UNKNOWN_FORMAT, "the index is of version %lld, not 4", (long long)version);
}

/// Keeps the record, to tell when it is another one.
static cpostings_code note_record(cpostings *r, const uint8_t *bytes, size_t size) {
    if (size == r->record_size && (size == 0 || !memcmp(bytes, r->record, size))) return CPOSTINGS_OK;
    r->generation++;
    r->record_size = 0;
    uint8_t *record = grown(r->record, &r->record_capacity, size, 1);
    if (!record) return no_memory(r);
    r->record = record;
    if (size) memcpy(record, bytes, size);
    r->record_size = size;
    return CPOSTINGS_OK;
}

static cpostings_code read_structure(cpostings *r) {
    int code = sqlite3_step(r->structure);
    if (code == SQLITE_DONE) return fail(r, CPOSTINGS_CORRUPT, "the structure record is missing");
    if (code != SQLITE_ROW) return fail_sqlite(r, code);
    int size = sqlite3_column_bytes(r->structure, 0);
    const uint8_t *bytes = sqlite3_column_blob(r->structure, 0);
    CHECK(note_record(r, bytes, bytes ? (size_t)size : 0));
    CHECK(parse_structure(r, bytes, (size_t)size));
    if (r->named == r->generation) {
        recall_segments(r);
        return CPOSTINGS_OK;
    }
    return name_segments(r) ? CPOSTINGS_OK : no_memory(r);
}

cpostings_code cpostings_refresh(cpostings *r) {
    r->segment_count = 0;
    if (!r->index) return r->state;  // the statements could not be prepared: open it again
    r->state = read_version(r);
    if (r->state == CPOSTINGS_OK) r->state = read_structure(r);
    if (r->state != CPOSTINGS_OK) r->segment_count = 0;
    sqlite3_reset(r->version);
    sqlite3_reset(r->structure);
    return r->state;
}

void cpostings_recheck(cpostings *r) {
    if (r->state == CPOSTINGS_OK && !name_segments(r)) known_clear(r);
}

const char *cpostings_message(const cpostings *r) { return r->message; }
int cpostings_sqlite_code(const cpostings *r) { return r->sqlite_code; }
uint64_t cpostings_generation(const cpostings *r) { return r->generation; }
int32_t cpostings_segment_count(const cpostings *r) { return r->segment_count; }
void cpostings_set_deadline(cpostings *r, int64_t nanoseconds) { r->deadline = nanoseconds; }

int64_t cpostings_now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}
