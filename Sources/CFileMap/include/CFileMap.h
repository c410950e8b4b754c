#ifndef CFILEMAP_H
#define CFILEMAP_H

#include <sqlite3.h>
#include <stdbool.h>

/// Keeps the file of `db`'s main database mapped from one read transaction to the next.
///
/// SQLite takes the whole map of a file away from a connection as soon as another one has committed
/// (pagerBeginReadTransaction in pager.c), so that its next map reaches the file's new end. A service that stores ten
/// complaints a second pays that with page faults in each search. From this call on the map goes only when the file has
/// grown by more than 8 MiB past it; pages behind its end are read, as SQLite does with any page that is not mapped.
///
/// To be called once, right after `db` was opened. False where its file is not one of SQLite's usual Unix files: then
/// nothing is changed.
bool cfilemap_keep(sqlite3 *db);

#endif
