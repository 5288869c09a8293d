/* ktg-roster-lines.c - what is said of a device or a code, to an administrator or an office
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-roster-lines.h"

#include <ktg-six-words.h>

/* They bind a device to the server that it enrolled at, and there they are compared. */
static char *
dup_words (KtgArchive *archive, const KtgDeviceRow *row)
{
  if (row->is_elsewhere && !row->is_pending)
    return NULL;

  return ktg_six_words_dup (ktg_archive_get_root (archive),
                            ktg_signing_key_get_public (ktg_archive_get_key (archive)),
                            row->key);
}

/**
 * ktg_roster_lines_new_device:
 * @archive: where it is on record
 * @row: a device
 *
 * What the process knows is newer than what is written.
 *
 * Returns: (transfer full): what is said of it
 */
KtgDeviceLine *
ktg_roster_lines_new_device (KtgArchive *archive, const KtgDeviceRow *row)
{
  KtgDeviceLine *line = g_new0 (KtgDeviceLine, 1);
  KtgRoster     *roster = ktg_archive_get_roster (archive);
  g_autoptr (KtgDevice) present = ktg_roster_dup_device (roster, row->key);

  line->number = row->number;
  line->device = g_strdup (row->key);
  line->words = dup_words (archive, row);
  line->officer = g_strdup (row->officer);
  line->name = g_strdup (row->name);
  line->role = g_strdup (row->is_node ? KTG_ROLE_NAME_OF_NODE : ktg_role_get_name (row->role));
  line->region = g_strdup (row->region);
  line->is_elsewhere = row->is_elsewhere;
  line->enrolled_at_ms = row->enrolled_at_ms;
  line->seen_at_ms = MAX (row->seen_at_ms, ktg_roster_get_seen_ms (roster, row->key));
  line->revoked_at_ms = row->revoked_at_ms;
  line->is_revoked = row->revoked_at_ms != 0 || (present != NULL && present->is_revoked);
  line->is_pending = row->is_pending;
  return line;
}

/**
 * ktg_roster_lines_new_code:
 * @code: a code
 * @now_ms: when
 *
 * Returns: (transfer full): what is said of it, which is not the code itself
 */
KtgCodeLine *
ktg_roster_lines_new_code (const KtgCode *code, gint64 now_ms)
{
  KtgCodeLine *line = g_new0 (KtgCodeLine, 1);

  line->number = code->number;
  line->state = g_strdup (ktg_code_get_state (code, now_ms));
  line->officer = g_strdup (code->officer);
  line->role = g_strdup (ktg_code_get_role_name (code));
  line->region = g_strdup (code->region);
  line->made_at_ms = code->made_at_ms;
  line->expires_at_ms = code->expires_at_ms;
  line->used_at_ms = code->used_at_ms;
  line->used_by = code->used_by;
  line->cancelled_at_ms = code->cancelled_at_ms;
  line->asked_by = code->asked_by;
  return line;
}
