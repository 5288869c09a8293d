/* ktg-store-error.c - why the store could not do what was asked
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-store-error-private.h"

#include <errno.h>
#include <gio/gio.h>
#include <ktg-db.h>
#include <ktg-seal-error.h>
#include <ktg-wire-error.h>

/**
 * ktg_store_error_quark:
 *
 * Returns: the domain of this room's errors
 */
GQuark
ktg_store_error_quark (void)
{
  return g_quark_from_static_string ("ktg-store-error-quark");
}

static KtgStoreError
code_of_db (int code)
{
  switch ((KtgDbError)code)
    {
    case KTG_DB_ERROR_FULL:
      return KTG_STORE_ERROR_NO_SPACE;
    case KTG_DB_ERROR_DAMAGED:
      return KTG_STORE_ERROR_DAMAGED;
    case KTG_DB_ERROR_TOO_NEW:
      return KTG_STORE_ERROR_TOO_NEW;
    case KTG_DB_ERROR_CONSTRAINT:
    case KTG_DB_ERROR_UNKNOWN:
    case KTG_DB_ERROR_FAILED:
      break;
    }
  return KTG_STORE_ERROR_FAILED;
}

static KtgStoreError
code_of_seal (int code)
{
  switch ((KtgSealError)code)
    {
    case KTG_SEAL_ERROR_DAMAGED:
      return KTG_STORE_ERROR_DAMAGED;
    case KTG_SEAL_ERROR_NO_KEY:
      return KTG_STORE_ERROR_NO_KEY;
    case KTG_SEAL_ERROR_IO:
      break;
    }
  return KTG_STORE_ERROR_FAILED;
}

static KtgStoreError
code_of (const GError *error)
{
  if (error->domain == KTG_DB_ERROR)
    return code_of_db (error->code);
  if (error->domain == KTG_SEAL_ERROR)
    return code_of_seal (error->code);
  if (error->domain == KTG_WIRE_ERROR)
    return KTG_STORE_ERROR_DAMAGED;
  if (g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOSPC)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
    return KTG_STORE_ERROR_NO_SPACE;

  return KTG_STORE_ERROR_FAILED;
}

/**
 * ktg_store_error_restate:
 * @error: (inout): becomes one of this room's, unless it is already or says that a read was
 * cancelled
 */
void
ktg_store_error_restate (GError **error)
{
  g_autoptr (GError) lower = NULL;

  if ((*error)->domain == KTG_STORE_ERROR
      || g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  lower = g_steal_pointer (error);
  g_set_error_literal (error, KTG_STORE_ERROR, code_of (lower), lower->message);
}

/**
 * ktg_store_error_is_damage:
 *
 * Returns: TRUE if something kept cannot be read any more, so that trying again helps nobody
 */
gboolean
ktg_store_error_is_damage (const GError *error)
{
  return error->domain == KTG_WIRE_ERROR
         || g_error_matches (error, KTG_SEAL_ERROR, KTG_SEAL_ERROR_DAMAGED)
         || g_error_matches (error, KTG_STORE_ERROR, KTG_STORE_ERROR_DAMAGED);
}

/**
 * ktg_store_error_is_full_disk:
 *
 * Returns: TRUE if there was no room for what was asked, and nothing of it is kept
 */
gboolean
ktg_store_error_is_full_disk (const GError *error)
{
  return g_error_matches (error, KTG_DB_ERROR, KTG_DB_ERROR_FULL)
         || g_error_matches (error, KTG_STORE_ERROR, KTG_STORE_ERROR_NO_SPACE);
}

/**
 * ktg_store_error_set_errno:
 * @number: what a call on a file left in errno
 * @what: "Naming an evidence file"
 *
 * Sets @error to KTG_STORE_ERROR_NO_SPACE or KTG_STORE_ERROR_FAILED.
 *
 * Returns: %FALSE
 */
gboolean
ktg_store_error_set_errno (GError **error, int number, const char *what)
{
  gboolean is_full = number == ENOSPC || number == EDQUOT || number == EFBIG;

  g_set_error (error,
               KTG_STORE_ERROR,
               is_full ? KTG_STORE_ERROR_NO_SPACE : KTG_STORE_ERROR_FAILED,
               "%s: %s",
               what,
               g_strerror (number));
  return FALSE;
}
