/* ktg-tiding.h - what happened to a report that its officer is told without looking
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-pack.h>
#include <ktg-summary.h>

G_BEGIN_DECLS

typedef enum
{
  KTG_TIDING_PARKED,       /* the server refused it: she has to act */
  KTG_TIDING_ASKED,        /* its office gave it back, to be completed */
  KTG_TIDING_DUE_TODAY,    /* the law's time ends today, and its office has nothing of it */
  KTG_TIDING_DUE_TOMORROW, /* or tomorrow */
  KTG_TIDING_STEP,         /* its office took another step */
  KTG_TIDING_COMPLETE,     /* all of it is on the server */
} KtgTidingKind;

#define KTG_N_TIDING_KINDS (KTG_TIDING_COMPLETE + 1)

/* It has nothing of what the report says: a lock screen shows it to whoever passes by. */
typedef struct
{
  KtgTidingKind kind;
  char         *id;     /* of the report or draft */
  char         *number; /* short, for people, or NULL */
  gboolean      is_draft;
} KtgTiding;

void ktg_tiding_free (KtgTiding *tiding);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgTiding, ktg_tiding_free)

GPtrArray *ktg_tidings_new (void);
void       ktg_tidings_add_change (GPtrArray              *tidings,
                                   const KtgSummaryFields *before,
                                   const KtgSummaryFields *after);
void       ktg_tidings_add_due (GPtrArray              *tidings,
                                const KtgSummaryFields *fields,
                                const KtgPack          *pack,
                                const KtgMoment        *now);
GPtrArray *ktg_tidings_list_untold (GPtrArray *tidings, const char *told);
char      *ktg_tidings_dup_told (GPtrArray *tidings);

char *ktg_tidings_dup_title (const GPtrArray *tidings);
char *ktg_tidings_dup_body (const GPtrArray *tidings);

G_END_DECLS
