/* ktg-region-query.h - what was typed to find a region, word by word
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-region-kind.h"
#include "ktg-region-names.h"
#include "ktg-region-row.h"

G_BEGIN_DECLS

#define KTG_REGION_QUERY_MAX_WORDS 8
#define KTG_REGION_QUERY_MAX_TYPED 3
#define KTG_REGION_MATCH_RANKS (2 * KTG_REGION_QUERY_MAX_TYPED + 2)
#define KTG_REGION_QUERY_BYTES (2 * KTG_REGION_NAME_BYTES)

typedef struct
{
  const char   *text;
  gsize         length;
  gboolean      is_prefix; /* "kec.": it is met by a region of its kind, too */
  KtgRegionKind kind;
} KtgRegionWord;

/* What a name may be, or begin with. */
typedef struct
{
  const char *spaced;
  const char *joined; /* without blanks */
  gsize       length; /* of that */
} KtgRegionTyped;

typedef struct
{
  char          *folded;
  char          *spaced;                            /* its words with one blank between them … */
  char          *joined;                            /* … and with none */
  KtgRegionTyped typed[KTG_REGION_QUERY_MAX_TYPED]; /* all of it, then without prefixes before it */
  guint          n_typed;
  KtgRegionWord  words[KTG_REGION_QUERY_MAX_WORDS];
  guint          n_words;
  guint          all_words; /* a bit for each */
  guint          names;     /* those that a region's own name must have one of */
  gboolean       is_joined; /* blanks do not matter */
  GPtrArray     *aliases;   /* (element-type KtgRegionAlias): borrowed, by their regions */
  guint          next_alias;
  const char    *own_code;
  gsize          own_length;
} KtgRegionQuery;

/* What a row is to a query. */
typedef struct
{
  guint    own;           /* a bit for each word that the region itself meets */
  guint    whole;         /* of those, the ones that are a word there; the last may be begun */
  guint    rank;          /* of its name, below KTG_REGION_MATCH_RANKS; the lower, the nearer */
  gboolean is_other_kind; /* than the one that was typed first */
  gboolean is_respelt;    /* its name, with other blanks than were typed */
} KtgRegionMatch;

void ktg_region_query_init (KtgRegionQuery       *query,
                            const char           *needle,
                            const KtgRegionNames *names,
                            const char           *own_code);
void ktg_region_query_join (KtgRegionQuery *query);
void ktg_region_query_clear (KtgRegionQuery *query);
void ktg_region_query_match (KtgRegionQuery *query, const KtgRegionRow *row, KtgRegionMatch *match);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KtgRegionQuery, ktg_region_query_clear)

G_END_DECLS
