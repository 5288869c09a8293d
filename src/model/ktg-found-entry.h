/* ktg-found-entry.h - what was found in the library of packs, as a program reads it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-record.h>

G_BEGIN_DECLS

/* Something that is known of an entry beside its text. */
typedef struct
{
  char *name;
  char *value;
  char *detail; /* or NULL */
} KtgFoundFact;

typedef struct
{
  char      *code;
  char      *part; /* of the library, in words */
  char      *name;
  char      *group; /* under which it stands there, or NULL */
  char      *text;  /* or NULL */
  GPtrArray *facts; /* (element-type KtgFoundFact) */
  GPtrArray *see;   /* (element-type utf8) codes */
} KtgFoundEntry;

typedef struct
{
  char      *day;
  char      *rules;   /* which hold on it; NULL: none */
  GPtrArray *entries; /* (element-type KtgFoundEntry) the best first */
} KtgFound;

KtgFound      *ktg_found_new (const char *day, const char *rules);
KtgFoundEntry *ktg_found_add (KtgFound *self, const char *code, const char *part, const char *name);
void           ktg_found_entry_add_fact (KtgFoundEntry *self,
                                         const char    *name,
                                         const char    *value,
                                         const char    *detail);

KTG_DECLARE_RECORD (KtgFoundFact, ktg_found_fact)
KTG_DECLARE_RECORD (KtgFoundEntry, ktg_found_entry)
KTG_DECLARE_RECORD (KtgFound, ktg_found)

G_END_DECLS
