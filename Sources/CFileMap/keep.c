// SQLite's own methods of a file, with one of them replaced: the one that gives the map back.
//
// What makes it safe to keep an old map: it is shared, so what is written to the file is seen in it; a page is only
// asked for when the snapshot's size says that it exists and the log does not hold it, so that it lies inside the file;
// and where SQLite itself shortens a file through this connection, it shortens what counts as mapped (unixTruncate).
#include "CFileMap.h"
#include <pthread.h>

/// What a file may grow past its map before that is made anew.
enum { GROWTH = 8 << 20 };
/// As long as the longest of SQLite's pages, so that no page reaches past what was tried.
enum { TRIED = 64 << 10 };

static const sqlite3_io_methods *usual;
static sqlite3_io_methods keeping;
static pthread_mutex_t making = PTHREAD_MUTEX_INITIALIZER;

/// Whether the map reaches to the end of the file, or of what may be mapped, but for `GROWTH`.
static bool reaches(sqlite3_file *file) {
    sqlite3_int64 size, most = -1;  // -1 asks without setting
    if (usual->xFileSize(file, &size) != SQLITE_OK) return false;
    if (usual->xFileControl(file, SQLITE_FCNTL_MMAP_SIZE, &most) != SQLITE_OK) return false;
    sqlite3_int64 tried = (size < most ? size : most) - GROWTH - TRIED;
    void *page = NULL;
    if (tried < 0 || usual->xFetch(file, tried, TRIED, &page) != SQLITE_OK || !page) return false;
    return usual->xUnfetch(file, tried, page) == SQLITE_OK;
}

/// Without a page, SQLite asks for the whole map to be given back.
static int give_back(sqlite3_file *file, sqlite3_int64 offset, void *page) {
    if (!page && reaches(file)) return SQLITE_OK;
    return usual->xUnfetch(file, offset, page);
}

/// The one copy of the methods, made from those of the first file.
static bool make(const sqlite3_io_methods *of) {
    pthread_mutex_lock(&making);
    if (!usual && of->iVersion >= 3) {
        keeping = *of;
        keeping.xUnfetch = give_back;
        usual = of;
    }
    bool made = usual == of;
    pthread_mutex_unlock(&making);
    return made;
}

bool cfilemap_keep(sqlite3 *db) {
    sqlite3_file *file = NULL;
    if (sqlite3_file_control(db, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK) return false;
    if (!file || !file->pMethods || !make(file->pMethods)) return false;
    file->pMethods = &keeping;
    return true;
}
