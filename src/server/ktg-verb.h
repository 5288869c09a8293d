/* ktg-verb.h - what an administrator asks of a data folder
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "ktg-archive.h"

G_BEGIN_DECLS

#define KTG_EXIT_FAILED 1
#define KTG_EXIT_USAGE 2
#define KTG_EXIT_LOCKED 5

/* One verb at work, in the process that has the folder, be it the server or not. */
typedef struct
{
  KtgArchive   *archive;
  gboolean      is_serving;  /* devices are being answered meanwhile */
  GCancellable *cancellable; /* the server stops */
  GString      *out;         /* for standard output */
  GString      *err;         /* for standard error */
} KtgVerb;

gboolean    ktg_verb_is_known (const char *name);
gboolean    ktg_verb_may_create (const char *name);
const char *ktg_verb_get_usage (void);
int         ktg_verb_run (KtgVerb *self, char **words);

/* The verbs; @words begins with the verb's name. Each returns an exit status. */
int ktg_verb_code (KtgVerb *self, char **words);
int ktg_verb_gather (KtgVerb *self, char **words); /* the first half of `export` */
int ktg_verb_list (KtgVerb *self, char **words);
int ktg_verb_revoke (KtgVerb *self, char **words);
int ktg_verb_show (KtgVerb *self, char **words);
int ktg_verb_verify (KtgVerb *self, char **words);

/* For verbs. */
gboolean
ktg_verb_parse (KtgVerb *self, char **words, GOptionEntry *entries, guint n_words, char ***rest);
int ktg_verb_fail (KtgVerb *self, const GError *error);

G_END_DECLS
