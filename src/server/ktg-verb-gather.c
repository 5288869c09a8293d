/* ktg-verb-gather.c - `gather`: the first half of an export, in the process that has the folder
 *
 * What the database knows of a report goes into a bundle, which whoever asked writes into a folder;
 * the files are named only, since they never change and can be read where they lie. So the server
 * needs no right to write anywhere but in its own folder.
 *
 * A bundle is a line for each entry: a name, a blank and the bytes as base64url; or the name of a
 * file alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-verb.h"

#include "ktg-holding.h"
#include "ktg-signed-receipt.h"

#include <ktg-base64url.h>
#include <ktg-exchange-json.h>
#include <ktg-file-ending.h>

#include <string.h>

static void
add_bytes (KtgVerb *self, const char *name, const char *bytes, gsize size_bytes)
{
  g_autofree char *text = ktg_base64url_encode ((const guint8 *)bytes, size_bytes);

  g_string_append_printf (self->out, "%s %s\n", name, text);
}

/* NAME.json has the signed bytes, NAME.sig the signature as text. */
static void
add_signed (KtgVerb *self, const char *name, const KtgEnvelope *envelope)
{
  g_autofree char *bytes_name = g_strconcat (name, ".json", NULL);
  g_autofree char *sig_name = g_strconcat (name, ".sig", NULL);
  g_autofree char *sig = ktg_base64url_encode (envelope->signature, KTG_SIGNATURE_BYTES);
  gsize            size;
  const char      *bytes = g_bytes_get_data (envelope->bytes, &size);

  add_bytes (self, bytes_name, bytes, size);
  add_bytes (self, sig_name, sig, strlen (sig));
}

static void
add_events (KtgVerb *self, GPtrArray *events, gpointer data)
{
  for (guint i = 0; i < events->len; i++)
    {
      const KtgIndexedEvent *event = g_ptr_array_index (events, i);
      g_autofree char       *name = g_strdup_printf ("events/%012" G_GUINT64_FORMAT "-%s",
                                               event->index,
                                               event->envelope->id);

      ktg_receipt_add_event (data, event->envelope->id, event->index);
      add_signed (self, name, event->envelope);
    }
}

static void
add_file (KtgVerb *self, const KtgArchiveFileRow *file, KtgReceipt *receipt)
{
  g_autofree char *name
      = g_strconcat ("files/", file->sha256, ktg_file_ending_get (file->name), NULL);

  if (!file->is_complete)
    {
      g_string_append_printf (self->err, "file %s has not come yet\n", file->sha256);
      return;
    }

  ktg_receipt_add_file (receipt, file->sha256, file->size_bytes, 0);
  g_string_append_printf (self->out, "%s\n", name);
}

static void
add_files (KtgVerb *self, GPtrArray *files, gpointer data)
{
  for (guint i = 0; i < files->len; i++)
    add_file (self, g_ptr_array_index (files, i), data);
}

/* --- what covers them --- */

static void
add_receipt (KtgVerb *self, KtgReceipt *receipt)
{
  KtgSigningKey *key = ktg_archive_get_key (self->archive);
  g_autoptr (KtgEnvelope) envelope = NULL;

  receipt->life = ktg_archive_dup_life (self->archive);
  envelope = ktg_signed_receipt_new (receipt,
                                     key,
                                     ktg_signing_key_get_public (key),
                                     ktg_archive_get_holder (self->archive),
                                     g_get_real_time () / 1000);

  add_signed (self, "receipt", envelope);
}

static void
add_report (KtgVerb *self, const KtgHolding *holding)
{
  g_autoptr (KtgReportStatus) status = ktg_holding_dup_status (holding);
  g_autoptr (GBytes) text = ktg_status_json_write_report (status, holding->history);
  gsize       size;
  const char *bytes = g_bytes_get_data (text, &size);

  add_bytes (self, "report.json", bytes, size);
}

/**
 * ktg_verb_gather:
 * @self: a verb at work
 * @words: "gather" and what follows it
 *
 * Says what the database knows of a report, for an export.
 *
 * Returns: an exit status
 */
int
ktg_verb_gather (KtgVerb *self, char **words)
{
  static const KtgVerbHearing hearing = { add_events, add_files };
  g_auto (GStrv) rest = NULL;
  g_autoptr (KtgHolding) holding = NULL;
  g_autoptr (KtgReceipt) receipt = ktg_receipt_new ();
  int status;

  if (!ktg_verb_parse (self, words, NULL, 1, &rest))
    return KTG_EXIT_USAGE;

  status = ktg_verb_read_holding (self, rest[0], &hearing, receipt, &holding);
  if (status != 0)
    return status;

  add_report (self, holding);
  add_receipt (self, receipt);
  return 0;
}
