/* ktg-mark-list.h - how far a server's lists are known
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-mark.h>
#include <ktg-owed.h>
#include <ktg-scope-news.h>

G_BEGIN_DECLS

/* Of each list some marks, the newest last. */
typedef struct _KtgMarkList KtgMarkList;

/* What whoever keeps them knows besides. */
typedef struct
{
  guint64 (*hash_next) (guint64 hash, const char *event_id, guint64 index);
  /* @id: NULL where the own event of this number is not here any more */
  gboolean (*find_own) (gpointer user_data, guint64 seq, char **id, GError **error);
  gpointer user_data;
} KtgMarkReader;

KtgMarkList *ktg_mark_list_new (const char *text);
void         ktg_mark_list_free (KtgMarkList *self);
char        *ktg_mark_list_dup_text (const KtgMarkList *self);

gboolean ktg_mark_list_is_asked (const KtgMarkList *self);
void     ktg_mark_list_set_asked (KtgMarkList *self, gboolean is_asked);
gboolean ktg_mark_list_follow (KtgMarkList         *self,
                               const KtgScopeNews  *news,
                               const KtgMarkReader *reader,
                               gboolean            *follows,
                               GError             **error);
void     ktg_mark_list_say (const KtgMarkList *self, KtgOwed *owed);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgMarkList, ktg_mark_list_free)

G_END_DECLS
