/* ktg-code.h - what lets one device in, once
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-device.h"

G_BEGIN_DECLS

/* What a code stands for; 0 where something has not happened. */
typedef struct
{
  char    *officer;
  KtgRole  role;
  char    *region;
  gint64   expires_at_ms;
  gint64   used_by; /* device number */
  gint64   number;
  GBytes  *hash; /* 32 bytes */
  gint64   made_at_ms;
  gint64   used_at_ms;
  gint64   cancelled_at_ms;
  gint64   asked_by; /* device number; 0: an administrator asked */
  gboolean is_node;  /* it makes a relay, which stands there as an office of its region */
} KtgCode;

void ktg_code_free (KtgCode *code);

const char *ktg_code_get_state (const KtgCode *code, gint64 now_ms);
gboolean    ktg_code_set_role (KtgCode *code, const char *name);
const char *ktg_code_get_role_name (const KtgCode *code);
KtgSeat     ktg_code_get_seat (const KtgCode *code);
GBytes     *ktg_code_dup_hash (const char *typed);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgCode, ktg_code_free)

G_END_DECLS
