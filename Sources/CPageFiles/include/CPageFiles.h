// The templates, style and script of the staff's pages, carried inside the binary by #embed.
#ifndef CPAGEFILES_H
#define CPAGEFILES_H

#include <stddef.h>

typedef struct {
    const char *name;  ///< the path below Sources/CPageFiles/
    const unsigned char *bytes;
    size_t size;
} cpagefiles_file;

/// All files, ordered by name.
const cpagefiles_file *cpagefiles_all(size_t *count);

#endif
