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
static const unsigned char alerts[] = {
#embed "templates/alerts.mustache"
};
static const unsigned char candidate[] = {
#embed "templates/candidate.mustache"
};
static const unsigned char chart[] = {
#embed "templates/chart.mustache"
};
static const unsigned char cluster_row[] = {
#embed "templates/cluster-row.mustache"
};
static const unsigned char cluster[] = {
#embed "templates/cluster.mustache"
};
static const unsigned char clusters[] = {
#embed "templates/clusters.mustache"
};
static const unsigned char complaint[] = {
#embed "templates/complaint.mustache"
};
static const unsigned char due[] = {
#embed "templates/due.mustache"
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
static const unsigned char help[] = {
#embed "templates/help.mustache"
};
static const unsigned char intake[] = {
#embed "templates/intake.mustache"
};
static const unsigned char layout[] = {
#embed "templates/layout.mustache"
};
static const unsigned char login[] = {
#embed "templates/login.mustache"
};
static const unsigned char matches[] = {
#embed "templates/matches.mustache"
};
static const unsigned char merchant[] = {
#embed "templates/merchant.mustache"
};
static const unsigned char merchants[] = {
#embed "templates/merchants.mustache"
};
static const unsigned char pager[] = {
#embed "templates/pager.mustache"
};
static const unsigned char review[] = {
#embed "templates/review.mustache"
};
static const unsigned char search[] = {
#embed "templates/search.mustache"
};
static const unsigned char stats[] = {
#embed "templates/stats.mustache"
};
static const unsigned char resume_form[] = {
#embed "templates/resume.mustache"
};
static const unsigned char suggestions[] = {
#embed "templates/suggestions.mustache"
};

static const cpagefiles_file files[] = {
    {"assets/icon.svg", FILE_BYTES(icon_svg)},
    {"assets/pages.css", FILE_BYTES(pages_css)},
    {"assets/pages.js", FILE_BYTES(pages_js)},
    {"templates/alerts.mustache", FILE_BYTES(alerts)},
    {"templates/candidate.mustache", FILE_BYTES(candidate)},
    {"templates/chart.mustache", FILE_BYTES(chart)},
    {"templates/cluster-row.mustache", FILE_BYTES(cluster_row)},
    {"templates/cluster.mustache", FILE_BYTES(cluster)},
    {"templates/clusters.mustache", FILE_BYTES(clusters)},
    {"templates/complaint.mustache", FILE_BYTES(complaint)},
    {"templates/due.mustache", FILE_BYTES(due)},
    {"templates/duplicates.mustache", FILE_BYTES(duplicates)},
    {"templates/error.mustache", FILE_BYTES(error)},
    {"templates/field.mustache", FILE_BYTES(field)},
    {"templates/help.mustache", FILE_BYTES(help)},
    {"templates/intake.mustache", FILE_BYTES(intake)},
    {"templates/layout.mustache", FILE_BYTES(layout)},
    {"templates/login.mustache", FILE_BYTES(login)},
    {"templates/matches.mustache", FILE_BYTES(matches)},
    {"templates/merchant.mustache", FILE_BYTES(merchant)},
    {"templates/merchants.mustache", FILE_BYTES(merchants)},
    {"templates/pager.mustache", FILE_BYTES(pager)},
    {"templates/resume.mustache", FILE_BYTES(resume_form)},
    {"templates/review.mustache", FILE_BYTES(review)},
    {"templates/search.mustache", FILE_BYTES(search)},
    {"templates/stats.mustache", FILE_BYTES(stats)},
    {"templates/suggestions.mustache", FILE_BYTES(suggestions)},
};

const cpagefiles_file *cpagefiles_all(size_t *count) {
    *count = sizeof files / sizeof *files;
    return files;
}
