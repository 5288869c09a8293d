/* ktg-server-notes.c - what people have to be told of the server
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-server-notes.h"

static const KtgField fields[] = {
  { NULL, KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgServerNotes, relayed_at) },
  { NULL, KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgServerNotes, restored_at) },
  { NULL, KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgServerNotes, received_at) },
  { NULL, KTG_FIELD_TEXTS, G_STRUCT_OFFSET (KtgServerNotes, alarms) },
};

KTG_DEFINE_RECORD (KtgServerNotes, ktg_server_notes, fields)

/**
 * ktg_server_notes_new:
 *
 * Returns: (transfer full): nothing to say of a server
 */
KtgServerNotes *
ktg_server_notes_new (void)
{
  return ktg_record_new (&ktg_server_notes_record);
}
