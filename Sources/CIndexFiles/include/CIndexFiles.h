// The files of Index/, carried inside the binary by #embed: one binary needs nothing beside it.
#ifndef CINDEXFILES_H
#define CINDEXFILES_H

#include <stddef.h>

typedef struct {
    const char *name;  ///< the path below Index/
    const unsigned char *bytes;
    size_t size;
} cindexfiles_file;

/// All files, ordered by name.
const cindexfiles_file *cindexfiles_all(size_t *count);

#endif
