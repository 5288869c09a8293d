/* ktg-pack-words.h - which packs are here, since when they hold, and what they changed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-fact.h"
#include "ktg-library.h"

G_BEGIN_DECLS

typedef enum
{
  KTG_PACK_COUNTS,  /* now */
  KTG_PACK_WAITS,   /* for its day */
  KTG_PACK_EARLIER, /* another came after it */
} KtgPackStanding;

/* One version of a pack. */
typedef struct
{
  const KtgPackPart *part;   /* the library's */
  const KtgPackPart *before; /* the version before it, the library's; or NULL */
  KtgPackStanding    standing;
  gboolean           is_received; /* and not installed with the program */
  gint64             received_s;  /* when, since the epoch */
  char              *publisher;   /* who signed that he hands it out; NULL: nobody */
} KtgPackState;

GPtrArray *ktg_pack_words_new_states (KtgLibrary *library);
GPtrArray *ktg_pack_words_new_facts (KtgLibrary *library);
char      *ktg_pack_words_dup_title (const KtgPackPart *part);
char      *ktg_pack_words_dup_standing (const KtgPackState *state);
char      *ktg_pack_words_dup_sources (const KtgPackPart *part);
char      *ktg_pack_words_dup_changes (const KtgPackPart *part, const KtgPackPart *before);
char      *ktg_pack_words_dup_news (KtgLibrary *library);
char      *ktg_pack_words_dup_error (const GError *error);

G_END_DECLS
