/* ktg-server-notes.h - what people have to be told of the server
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-record.h>

G_BEGIN_DECLS

typedef struct
{
  guint      n_again;     /* reports that a server which was put back has to get or confirm again */
  guint      n_relayed;   /* reports that a relay holds, and the centre not, or not all of them */
  char      *relayed_at;  /* of the relay's first receipt for one of these; NULL: there is none */
  char      *restored_at; /* when it was put back, the server's time; NULL: never */
  char      *received_at; /* of its newest receipt, the server's time; NULL: there is none */
  gint64     roles_at_us; /* as of when roles are known, the server's time; 0: nobody knows */
  guint      keep_days;   /* nothing younger may be freed here; 0: the server said nothing */
  GPtrArray *alarms;      /* (element-type utf8) kinds, docs/STORE.md */
} KtgServerNotes;

KtgServerNotes *ktg_server_notes_new (void);

KTG_DECLARE_RECORD (KtgServerNotes, ktg_server_notes)

G_END_DECLS
