/* ktg-call.h - the real ktg, called as a person or a script would
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* A folder with a profile in it, removed at the end. */
typedef struct
{
  char       *folder;
  char       *profile;
  const char *zone;           /* that ktg believes to be in; %NULL: as the test */
  guint       max_file_bytes; /* what one file may grow to while ktg runs; 0: no limit */
} KtgPost;

typedef struct
{
  int   exit;
  char *out;
  char *err;
} KtgCall;

KtgPost *ktg_post_new (void);
void     ktg_post_free (KtgPost *self);
char    *ktg_post_write (KtgPost *self, const char *name, const char *text); /* its path */
/* Of every file under the folder, by their bytes and names. */
char *ktg_post_dup_fingerprint (KtgPost *self);
void  ktg_post_copy_profile (KtgPost *self, const char *from, const char *to);

/* The words after "ktg --profile …". */
KtgCall     *ktg_post_call (KtgPost *self, ...) G_GNUC_NULL_TERMINATED;
GSubprocess *ktg_post_start (KtgPost *self, ...) G_GNUC_NULL_TERMINATED; /* and does not wait */
/* Expects exit 0; gives its output without the last newline. */
char *ktg_post_ask (KtgPost *self, ...) G_GNUC_NULL_TERMINATED;
void  ktg_call_free (KtgCall *self);

/* Files tests/data/report-minimal.json with @photo, which may be NULL; gives the report's id. */
char *ktg_post_file (KtgPost *self, const char *photo);
char *ktg_post_paint (KtgPost *self, const char *name); /* a photo; its path */

/* One JSON document and nothing else. */
JsonNode *ktg_call_parse (const KtgCall *self);
gint64    ktg_post_count (KtgPost *self, const char *key); /* of `status --json` */
char     *ktg_post_dup_words (KtgPost *self);              /* the six, of the same */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgPost, ktg_post_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgCall, ktg_call_free)

G_END_DECLS
