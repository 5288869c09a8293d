/* ktg-manual.h - the manual, as it is read in the app
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  KTG_MANUAL_HEADING,
  KTG_MANUAL_PARAGRAPH,
  KTG_MANUAL_CODE,
  KTG_MANUAL_ROW, /* of a table: cells, parted by tabs */
} KtgManualBlockKind;

typedef struct
{
  KtgManualBlockKind kind;
  guint              depth;    /* of the list that it stands in, from 0 */
  char              *marker;   /* "•", "2.", or NULL where it goes on */
  char              *markup;   /* its words, for Pango */
  gboolean           is_first; /* of a table: the row that says what the columns are */
} KtgManualBlock;

typedef struct
{
  char      *code; /* "queue" */
  char      *title;
  GPtrArray *blocks;  /* (element-type KtgManualBlock) */
  GPtrArray *anchors; /* (element-type utf8): of its headings */
  char      *folded;  /* all of it, to be searched */
} KtgManualTopic;

GPtrArray            *ktg_manual_new (GBytes *text, GError **error);
const KtgManualTopic *ktg_manual_find (const GPtrArray *topics, const char *code);
const KtgManualTopic *ktg_manual_find_anchor (const GPtrArray *topics, const char *anchor);
GPtrArray            *ktg_manual_search (const GPtrArray *topics, const char *needle);
char                 *ktg_manual_dup_anchor (const char *heading);

G_END_DECLS
