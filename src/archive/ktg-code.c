/* ktg-code.c - what lets one device in, once
 *
 * Of a code only the hash is kept. It has eighty bits of chance, so a plain hash gives nothing
 * away.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-code.h"

#include <ktg-enrolment-code.h>
#include <ktg-sha256.h>

#include <string.h>

/**
 * ktg_code_free:
 *
 * Nothing for %NULL.
 */
void
ktg_code_free (KtgCode *code)
{
  if (code == NULL)
    return;

  g_free (code->officer);
  g_free (code->region);
  g_clear_pointer (&code->hash, g_bytes_unref);
  g_free (code);
}

/**
 * ktg_code_get_state:
 * @code: a code
 * @now_ms: the server's clock
 *
 * Returns: "used", "cancelled", "expired" or "outstanding"
 */
const char *
ktg_code_get_state (const KtgCode *code, gint64 now_ms)
{
  if (code->used_by != 0)
    return "used";
  if (code->cancelled_at_ms != 0)
    return "cancelled";

  return code->expires_at_ms <= now_ms ? "expired" : "outstanding";
}

/**
 * ktg_code_set_role:
 * @code: (inout): a code
 * @name: (nullable): "officer", "office", "centre" or "node"
 *
 * Returns: %FALSE where it is none of these; nothing has changed then
 */
gboolean
ktg_code_set_role (KtgCode *code, const char *name)
{
  gboolean is_node = g_strcmp0 (name, KTG_ROLE_NAME_OF_NODE) == 0;

  if (!ktg_role_from_name (is_node ? ktg_role_get_name (KTG_ROLE_OFFICE) : name, &code->role))
    return FALSE;

  code->is_node = is_node;
  return TRUE;
}

/**
 * ktg_code_get_role_name:
 * @code: a code
 *
 * Returns: what whoever uses it is called in messages and to the administrator
 */
const char *
ktg_code_get_role_name (const KtgCode *code)
{
  return code->is_node ? KTG_ROLE_NAME_OF_NODE : ktg_role_get_name (code->role);
}

/**
 * ktg_code_get_seat:
 * @code: a code
 *
 * Returns: what it makes of whoever uses it; borrows from @code
 */
KtgSeat
ktg_code_get_seat (const KtgCode *code)
{
  return ktg_device_seat (code->is_node, code->role, code->region);
}

static GBytes *
hash_code (const char *normalised)
{
  guint8 digest[KTG_SHA256_BYTES];

  ktg_sha256_raw ((const guint8 *)normalised, strlen (normalised), digest);
  return g_bytes_new (digest, sizeof digest);
}

/**
 * ktg_code_dup_hash:
 * @typed: what may be a code
 *
 * Returns: (transfer full) (nullable): by which its row is found; %NULL if it cannot be a code
 */
GBytes *
ktg_code_dup_hash (const char *typed)
{
  g_autofree char *normalised = ktg_enrolment_code_normalise (typed);

  return normalised != NULL ? hash_code (normalised) : NULL;
}
