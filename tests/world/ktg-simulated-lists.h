/* ktg-simulated-lists.h - what a simulated server tells whom, and how far that is known
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-mark-list.h>

G_BEGIN_DECLS

/* One event in one list. */
typedef struct
{
  guint   index;  /* in the server's log */
  guint64 number; /* of the event, see KtgLogEntry */
  guint   author;
  guint   seq;
  guint64 hash; /* of the list up to here */
  gint64  told_us;
} KtgListRow;

/* By the name of the scope; each position is there once. */
typedef GHashTable KtgSimulatedLists;

/* Who reads a list. */
typedef struct
{
  const char    *name;  /* of the list, on the way */
  const char    *scope; /* as it is kept */
  guint          device;
  const KtgOwed *claim; /* how far it is known */
  gint64         until_us;
  guint          most;           /* so many events at once */
  gboolean       is_by_position; /* the hash of a mark says nothing */
} KtgListReading;

KtgSimulatedLists *ktg_simulated_lists_new (void);
KtgSimulatedLists *ktg_simulated_lists_copy (KtgSimulatedLists *self);
/* Puts it at the end. */
void ktg_simulated_lists_add (KtgSimulatedLists *self, const char *scope, const KtgListRow *row);
/* (nullable) (element-type KtgListRow) */
const GArray *ktg_simulated_lists_get (KtgSimulatedLists *self, const char *scope);
gboolean      ktg_simulated_lists_has (KtgSimulatedLists *self, const char *scope, guint64 number);
/* What follows the mark; NULL: nothing.
 *
 * @asks: (inout): set where the device has to say its older marks first
 * @has_more: (inout): set where there is more */
KtgScopeNews *ktg_simulated_lists_read (KtgSimulatedLists    *self,
                                        const KtgListReading *reading,
                                        gboolean             *asks,
                                        gboolean             *has_more);

/* The name of an event: 64 hexadecimal digits. */
char   *ktg_simulated_lists_dup_id (guint64 number);
guint64 ktg_simulated_lists_parse_id (const char *id);

G_END_DECLS
