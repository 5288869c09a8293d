/* ktg-verb.h - what an administrator asks of a data folder
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "ktg-archive.h"
#include "ktg-catalog.h"

G_BEGIN_DECLS

#define KTG_EXIT_FAILED 1
#define KTG_EXIT_USAGE 2
#define KTG_EXIT_NO_LINK 3
#define KTG_EXIT_LOCKED 5
#define KTG_EXIT_UNTOLD 7

/* An option that is put behind `code` by the program where somebody looks at its output. */
#define KTG_VERB_FOR_TERMINAL "for-terminal"

/* Takes a page on its way: FALSE if whoever asked has gone, or cannot be told. */
typedef gboolean (*KtgVerbSend) (const GString *out, const GString *err, gpointer user_data);

/* One verb at work, in the process that has the folder, be it the server or not. */
typedef struct
{
  KtgArchive   *archive;
  gboolean      is_serving;  /* devices are being answered meanwhile */
  GCancellable *cancellable; /* the server stops */
  GString      *out;         /* for standard output: what no page has taken yet */
  GString      *err;         /* for standard error, the same */
  KtgVerbSend   send;        /* NULL: all of it stays in `out` and `err` */
  gpointer      send_data;
} KtgVerb;

gboolean    ktg_verb_is_known (const char *name);
gboolean    ktg_verb_may_create (const char *name);
const char *ktg_verb_get_usage (void);
int         ktg_verb_run (KtgVerb *self, char **words);

/* The verbs; @words begins with the verb's name. Each returns an exit status. */
int ktg_verb_audit (KtgVerb *self, char **words);
int ktg_verb_cancel (KtgVerb *self, char **words);
int ktg_verb_code (KtgVerb *self, char **words);
int ktg_verb_confirm (KtgVerb *self, char **words);
int ktg_verb_codes (KtgVerb *self, char **words);
int ktg_verb_aside (KtgVerb *self, char **words);
int ktg_verb_devices (KtgVerb *self, char **words);
int ktg_verb_gather (KtgVerb *self, char **words); /* the first half of `export` */
int ktg_verb_list (KtgVerb *self, char **words);
int ktg_verb_pack (KtgVerb *self, char **words);
int ktg_verb_revoke (KtgVerb *self, char **words);
int ktg_verb_show (KtgVerb *self, char **words);
int ktg_verb_snapshot (KtgVerb *self, char **words); /* the first half of `backup` */
int ktg_verb_upstream (KtgVerb *self, char **words);
int ktg_verb_verify (KtgVerb *self, char **words);

/* Whether something is so of one thing on record. */
typedef gboolean (*KtgVerbQuestion) (KtgCatalog *catalog,
                                     const char *id,
                                     gboolean   *is_so,
                                     GError    **error);

/* How a verb reads what may be much.
 *
 * list: on the writer's thread, as one job, and perhaps more than once: at most KTG_PAGE_ROWS rows,
 * or KTG_PAGE_REPORTS reports.
 * tell: of a page, on the verb's thread, while devices are answered. */
typedef struct
{
  KtgCatalogList list;
  void (*tell) (KtgVerb *verb, GPtrArray *rows, gpointer data);
} KtgVerbListing;

/* A table that a verb shows, a line for each row or as JSON.
 *
 * line: what is said of a row, borrowed from it; NULL: the row itself says it
 * free_line: NULL: g_free() */
typedef struct
{
  KtgCatalogList list;
  gpointer (*line) (KtgVerb *verb, gconstpointer row);
  void (*print) (KtgVerb *verb, gconstpointer line);
  GBytes *(*write) (GPtrArray *lines);
  gboolean is_after_missing; /* what is known not to be here is said first, on standard error */
  GDestroyNotify free_line;
} KtgVerbTable;

/* What else hears of the pages of one report, before they become the holding's. */
typedef struct
{
  void (*events) (KtgVerb *verb, GPtrArray *events, gpointer data);
  void (*files) (KtgVerb *verb, GPtrArray *files, gpointer data);
} KtgVerbHearing;

/* For verbs. */
gboolean
ktg_verb_parse (KtgVerb *self, char **words, GOptionEntry *entries, guint n_words, char ***rest);
gboolean
ktg_verb_parse_json (KtgVerb *self, char **words, guint n_words, char ***rest, gboolean *as_json);
int      ktg_verb_fail (KtgVerb *self, const GError *error);
gboolean ktg_verb_ask_of (KtgVerb        *self,
                          KtgVerbQuestion question,
                          const char     *id,
                          gboolean       *is_so,
                          GError        **error);
gboolean ktg_verb_send_page (KtgVerb *self);
int ktg_verb_tell_pages (KtgVerb *self, const KtgVerbListing *listing, KtgPage page, gpointer data);
int ktg_verb_tell_table (KtgVerb *self, const KtgVerbTable *table, KtgPage page, gboolean as_json);
int ktg_verb_run_table (KtgVerb *self, char **words, const KtgVerbTable *table);
int ktg_verb_tell_missing (KtgVerb *self, GString *into, guint *n_gone);
int ktg_verb_read_holding (KtgVerb              *self,
                           const char           *id,
                           const KtgVerbHearing *hearing,
                           gpointer              data,
                           KtgHolding          **holding);
void ktg_verb_append_said (GString *text, const char *said);
void ktg_verb_print_said (KtgVerb *self, const char *label, const char *said);
void ktg_verb_print_bytes (KtgVerb *self, GBytes *bytes);

G_END_DECLS
