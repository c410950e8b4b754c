#include "CPageFiles.h"

// #embed copies a file into the binary as it is; a file added to assets/ or templates/ gets a line here, which a test
// checks.
#define FILE_BYTES(symbol) symbol, sizeof symbol

static const unsigned char icon_svg[] = {
#embed "assets/icon.svg"
};
static const unsigned char pages_css[] = {
#embed "assets/pages.css"
};
static const unsigned char pages_js[] = {
#embed "assets/pages.js"
};
static const unsigned char complaint[] = {
#embed "templates/complaint.mustache"
};
static const unsigned char duplicates[] = {
#embed "templates/duplicates.mustache"
};
static const unsigned char error[] = {
#embed "templates/error.mustache"
};
static const unsigned char field[] = {
#embed "templates/field.mustache"
};
static const unsigned char layout[] = {
#embed "templates/layout.mustache"
};
static const unsigned char login[] = {
#embed "templates/login.mustache"
};
static const unsigned char search[] = {
#embed "templates/search.mustache"
};

static const cpagefiles_file files[] = {
    {"assets/icon.svg", FILE_BYTES(icon_svg)},
    {"assets/pages.css", FILE_BYTES(pages_css)},
    {"assets/pages.js", FILE_BYTES(pages_js)},
    {"templates/complaint.mustache", FILE_BYTES(complaint)},
    {"templates/duplicates.mustache", FILE_BYTES(duplicates)},
    {"templates/error.mustache", FILE_BYTES(error)},
    {"templates/field.mustache", FILE_BYTES(field)},
    {"templates/layout.mustache", FILE_BYTES(layout)},
    {"templates/login.mustache", FILE_BYTES(login)},
    {"templates/search.mustache", FILE_BYTES(search)},
};

const cpagefiles_file *cpagefiles_all(size_t *count) {
    *count = sizeof files / sizeof *files;
    return files;
}
