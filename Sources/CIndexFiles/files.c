#include "CIndexFiles.h"

// #embed copies a file into the binary as it is; a file added to Index/ gets a line here, which a test checks.
#define FILE_BYTES(symbol) symbol, sizeof symbol

static const unsigned char company_forms[] = {
#embed "../../Index/company-forms.tsv"
};
static const unsigned char hanzi_readings[] = {
#embed "../../Index/hanzi-readings.tsv"
};
static const unsigned char holidays[] = {
#embed "../../Index/holidays.tsv"
};
static const unsigned char issue_topics[] = {
#embed "../../Index/issue-topics.tsv"
};
static const unsigned char issue_words[] = {
#embed "../../Index/issue-words.tsv"
};
static const unsigned char match_weights[] = {
#embed "../../Index/match-weights.tsv"
};
static const unsigned char migration_1[] = {
#embed "../../Index/migrations/0001-complaints.sql"
};
static const unsigned char migration_2[] = {
#embed "../../Index/migrations/0002-full-text.sql"
};
static const unsigned char migration_3[] = {
#embed "../../Index/migrations/0003-duplicates.sql"
};
static const unsigned char migration_9[] = {
#embed "../../Index/migrations/0009-merchant-terms.sql"
};
static const unsigned char migration_10[] = {
#embed "../../Index/migrations/0010-changes-without-insert-triggers.sql"
};
static const unsigned char migration_11[] = {
#embed "../../Index/migrations/0011-waiting-and-recovered.sql"
};
static const unsigned char migration_12[] = {
#embed "../../Index/migrations/0012-signed-keys.sql"
};
static const unsigned char migration_13[] = {
#embed "../../Index/migrations/0013-pairs-by-the-later-one.sql"
};
static const unsigned char migration_4[] = {
#embed "../../Index/migrations/0004-merchants.sql"
};
static const unsigned char migration_5[] = {
#embed "../../Index/migrations/0005-clusters.sql"
};
static const unsigned char migration_6[] = {
#embed "../../Index/migrations/0006-alerts.sql"
};
static const unsigned char migration_7[] = {
#embed "../../Index/migrations/0007-access.sql"
};
static const unsigned char migration_8[] = {
#embed "../../Index/migrations/0008-alert-evaluations.sql"
};
static const unsigned char places[] = {
#embed "../../Index/places.tsv"
};
static const unsigned char queries_access[] = {
#embed "../../Index/queries/access.sql"
};
static const unsigned char queries_alerts[] = {
#embed "../../Index/queries/alerts.sql"
};
static const unsigned char queries_clusters[] = {
#embed "../../Index/queries/clusters.sql"
};
static const unsigned char queries_duplicates[] = {
#embed "../../Index/queries/duplicates.sql"
};
static const unsigned char queries_erase[] = {
#embed "../../Index/queries/erase.sql"
};
static const unsigned char queries_bench[] = {
#embed "../../Index/queries/bench.sql"
};
static const unsigned char queries_intake[] = {
#embed "../../Index/queries/intake.sql"
};
static const unsigned char queries_links[] = {
#embed "../../Index/queries/links.sql"
};
static const unsigned char queries_maintenance[] = {
#embed "../../Index/queries/maintenance.sql"
};
static const unsigned char queries_merchants[] = {
#embed "../../Index/queries/merchants.sql"
};
static const unsigned char queries_search[] = {
#embed "../../Index/queries/search.sql"
};
static const unsigned char queries_stats[] = {
#embed "../../Index/queries/stats.sql"
};
static const unsigned char queries_store[] = {
#embed "../../Index/queries/store.sql"
};
static const unsigned char readings[] = {
#embed "../../Index/readings.tsv"
};
static const unsigned char report_css[] = {
#embed "../../Index/report.css"
};
static const unsigned char shingle_frequency[] = {
#embed "../../Index/shingle-frequency.bin"
};
static const unsigned char trades[] = {
#embed "../../Index/trades.tsv"
};
static const unsigned char variants[] = {
#embed "../../Index/variants.tsv"
};
static const unsigned char weak_words[] = {
#embed "../../Index/weak-words.tsv"
};
static const unsigned char words[] = {
#embed "../../Index/words.tsv"
};

static const cindexfiles_file files[] = {
    {"company-forms.tsv", FILE_BYTES(company_forms)},
    {"hanzi-readings.tsv", FILE_BYTES(hanzi_readings)},
    {"holidays.tsv", FILE_BYTES(holidays)},
    {"issue-topics.tsv", FILE_BYTES(issue_topics)},
    {"issue-words.tsv", FILE_BYTES(issue_words)},
    {"match-weights.tsv", FILE_BYTES(match_weights)},
    {"migrations/0001-complaints.sql", FILE_BYTES(migration_1)},
    {"migrations/0002-full-text.sql", FILE_BYTES(migration_2)},
    {"migrations/0003-duplicates.sql", FILE_BYTES(migration_3)},
    {"migrations/0004-merchants.sql", FILE_BYTES(migration_4)},
    {"migrations/0005-clusters.sql", FILE_BYTES(migration_5)},
    {"migrations/0006-alerts.sql", FILE_BYTES(migration_6)},
    {"migrations/0007-access.sql", FILE_BYTES(migration_7)},
    {"migrations/0008-alert-evaluations.sql", FILE_BYTES(migration_8)},
    {"migrations/0009-merchant-terms.sql", FILE_BYTES(migration_9)},
    {"migrations/0010-changes-without-insert-triggers.sql", FILE_BYTES(migration_10)},
    {"migrations/0011-waiting-and-recovered.sql", FILE_BYTES(migration_11)},
    {"migrations/0012-signed-keys.sql", FILE_BYTES(migration_12)},
    {"migrations/0013-pairs-by-the-later-one.sql", FILE_BYTES(migration_13)},
    {"places.tsv", FILE_BYTES(places)},
    {"queries/access.sql", FILE_BYTES(queries_access)},
    {"queries/alerts.sql", FILE_BYTES(queries_alerts)},
    {"queries/bench.sql", FILE_BYTES(queries_bench)},
    {"queries/clusters.sql", FILE_BYTES(queries_clusters)},
    {"queries/duplicates.sql", FILE_BYTES(queries_duplicates)},
    {"queries/erase.sql", FILE_BYTES(queries_erase)},
    {"queries/intake.sql", FILE_BYTES(queries_intake)},
    {"queries/links.sql", FILE_BYTES(queries_links)},
    {"queries/maintenance.sql", FILE_BYTES(queries_maintenance)},
    {"queries/merchants.sql", FILE_BYTES(queries_merchants)},
    {"queries/search.sql", FILE_BYTES(queries_search)},
    {"queries/stats.sql", FILE_BYTES(queries_stats)},
    {"queries/store.sql", FILE_BYTES(queries_store)},
    {"readings.tsv", FILE_BYTES(readings)},
    {"report.css", FILE_BYTES(report_css)},
    {"shingle-frequency.bin", FILE_BYTES(shingle_frequency)},
    {"trades.tsv", FILE_BYTES(trades)},
    {"variants.tsv", FILE_BYTES(variants)},
    {"weak-words.tsv", FILE_BYTES(weak_words)},
    {"words.tsv", FILE_BYTES(words)},
};

const cindexfiles_file *cindexfiles_all(size_t *count) {
    *count = sizeof files / sizeof *files;
    return files;
}
