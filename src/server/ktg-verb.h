/* ktg-verb.h - what an administrator asks of a data folder
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "ktg-archive.h"
#include "ktg-catalog.h"

#include <ktg-json-pages.h>

G_BEGIN_DECLS

#define KTG_EXIT_FAILED 1
#define KTG_EXIT_USAGE 2
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
int ktg_verb_codes (KtgVerb *self, char **words);
int ktg_verb_aside (KtgVerb *self, char **words);
int ktg_verb_devices (KtgVerb *self, char **words);
int ktg_verb_gather (KtgVerb *self, char **words); /* the first half of `export` */
int ktg_verb_list (KtgVerb *self, char **words);
int ktg_verb_revoke (KtgVerb *self, char **words);
int ktg_verb_show (KtgVerb *self, char **words);
int ktg_verb_snapshot (KtgVerb *self, char **words); /* the first half of `backup` */
int ktg_verb_verify (KtgVerb *self, char **words);

/* How a verb lists what may be much.
 *
 * load: on the writer's thread, as one job, and perhaps more than once: at most KTG_PAGE_ROWS rows,
 * or KTG_PAGE_REPORTS reports.
 * tell: writes them to `out`, on the verb's thread, while devices are answered. */
typedef struct
{
  GPtrArray *(*load) (KtgCatalog *catalog, KtgPage *page, gpointer data, GError **error);
  void (*tell) (KtgVerb *verb, GPtrArray *rows, gpointer data);
} KtgVerbListing;

/* For verbs. */
gboolean
ktg_verb_parse (KtgVerb *self, char **words, GOptionEntry *entries, guint n_words, char ***rest);
int      ktg_verb_fail (KtgVerb *self, const GError *error);
gboolean ktg_verb_send_page (KtgVerb *self);
int      ktg_verb_tell_pages (KtgVerb *self, const KtgVerbListing *listing, gpointer data);
int      ktg_verb_run_listing (KtgVerb              *self,
                               const KtgVerbListing *listing,
                               KtgJsonPages         *pages,
                               gpointer              data);
int      ktg_verb_tell_missing (KtgVerb *self, GString *into, guint *n_gone);
void     ktg_verb_append_said (GString *text, const char *said);
void     ktg_verb_print_said (KtgVerb *self, const char *label, const char *said);

G_END_DECLS
