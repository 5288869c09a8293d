/* ktg-verification.c - everything that is held, looked at again
 *
 * What is wrong is a finding, not an error: an error is only what keeps the rest from being looked
 * at. Nothing is changed; the projection is worked out again in a transaction that is thrown away.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-verification.h"

#include "ktg-alarm-table.h"
#include "ktg-chain-table.h"
#include "ktg-draft-table.h"
#include "ktg-event-table.h"
#include "ktg-file-table.h"
#include "ktg-projection.h"
#include "ktg-receipt-table.h"
#include "ktg-replacement-table.h"
#include "ktg-report-table.h"
#include "ktg-roll.h"
#include "ktg-store-error.h"

#include <ktg-event-json.h>
#include <ktg-sha256.h>
#include <ktg-signed-envelope.h>

#define PIECE_BYTES (64 * 1024)

typedef struct
{
  KtgProfile      *profile;
  KtgLedger       *ledger;
  KtgVerification *found;
  GCancellable    *cancellable;
  guint64          tail_seq; /* of this device's chain, as far as it was walked */
  char            *tail_id;
} Walk;

/**
 * ktg_verification_free:
 *
 * Nothing for %NULL.
 */
void
ktg_verification_free (KtgVerification *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->problems, g_ptr_array_unref);
  g_free (self);
}

static void G_GNUC_PRINTF (2, 3) find (Walk *walk, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_ptr_array_add (walk->found->problems, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

/* TRUE when the next thing may be looked at. */
static gboolean
go_on (Walk *walk, GError **error)
{
  walk->found->n_checked++;
  return !g_cancellable_set_error_if_cancelled (walk->cancellable, error);
}

/* What is looked at, by its id. */
typedef void (*Check) (Walk *walk, const char *id);

/* @ids: (transfer full) (nullable): %NULL where @error is set already */
static gboolean
check_each (Walk *walk, GPtrArray *ids, Check check, GError **error)
{
  g_autoptr (GPtrArray) taken = ids;

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      check (walk, g_ptr_array_index (ids, i));
      if (!go_on (walk, error))
        return FALSE;
    }

  return ids != NULL;
}

/* @lines: (transfer full) (nullable): findings; %NULL where @error is set already */
static gboolean
find_lines (Walk *walk, GPtrArray *lines, GError **error)
{
  if (lines == NULL)
    return FALSE;

  g_ptr_array_extend_and_steal (walk->found->problems, lines);
  return go_on (walk, error);
}

static void
check_database (Walk *walk)
{
  g_autoptr (GError) reason = NULL;

  walk->found->n_checked++;
  if (!ktg_db_check (walk->ledger->db, &reason))
    find (walk, "store.db: %s", reason->message);
}

/* %NULL: that it cannot be read was found. */
static KtgReceipt *
load_receipt_of (Walk *walk, const char *what, const char *id, gint64 number)
{
  g_autoptr (GError) reason = NULL;
  KtgReceipt *receipt = ktg_receipt_table_load (walk->ledger, number, NULL, &reason);

  if (receipt == NULL)
    find (walk, "%s %s: its receipt: %s", what, id, reason->message);
  return receipt;
}

/* @index: (nullable): where the event is to stand there; %NULL: anywhere */
static gboolean
names_event (const KtgReceipt *receipt, const char *id, const guint64 *index)
{
  for (guint i = 0; i < receipt->events->len; i++)
    {
      const KtgReceiptEvent *item = g_ptr_array_index (receipt->events, i);

      if (g_strcmp0 (item->event_id, id) == 0 && (index == NULL || item->index == *index))
        return TRUE;
    }

  return FALSE;
}

static void
check_receipt_of_event (Walk *walk, const char *id, gint64 number, const guint64 *index)
{
  g_autoptr (KtgReceipt) receipt = load_receipt_of (walk, "event", id, number);

  if (receipt != NULL && !names_event (receipt, id, index))
    find (walk, "event %s: its receipt does not name it", id);
}

/* That of its own server, which gave it its place, and the centre's. */
static void
check_receipts_of_event (Walk *walk, const KtgEventRow *row)
{
  const char *id = row->envelope->id;

  if (row->receipt != 0)
    check_receipt_of_event (walk, id, row->receipt, &row->server_index);
  if (row->centre != 0 && row->centre != row->receipt)
    check_receipt_of_event (walk, id, row->centre, NULL);
}

static void
check_chain (Walk *walk, const KtgEventRow *row)
{
  if (row->event->seq != walk->tail_seq + 1 || g_strcmp0 (row->event->prev, walk->tail_id) != 0)
    find (walk,
          "event %s: number %" G_GUINT64_FORMAT
          " of this device does not follow number %" G_GUINT64_FORMAT,
          row->envelope->id,
          row->event->seq,
          walk->tail_seq);

  walk->tail_seq = row->event->seq;
  g_free (walk->tail_id);
  walk->tail_id = g_strdup (row->envelope->id);
}

/* What others said and nobody vouches for is kept, and named. */
static void
check_author (Walk *walk, const KtgEventRow *row)
{
  g_autoptr (GError) reason = NULL;
  KtgTrust trust;

  if (!ktg_projection_trust (walk->ledger, row, &trust, &reason))
    find (walk, "event %s: %s", row->envelope->id, reason->message);
  else if (trust != KTG_TRUST_HELD)
    find (walk,
          "event %s: not proven that its author may say it: %s",
          row->envelope->id,
          ktg_trust_get_name (trust));
}

static void
check_event_row (Walk *walk, const KtgEventRow *row)
{
  gboolean is_own = g_strcmp0 (row->event->author, ktg_profile_get_device (walk->profile)) == 0;

  if (!ktg_envelope_is_signed_by (row->envelope, row->event->author))
    find (walk, "event %s: not signed by its author", row->envelope->id);
  if (is_own != row->is_own)
    find (walk, "event %s: listed under the wrong author", row->envelope->id);
  if (row->is_own)
    check_chain (walk, row);
  check_author (walk, row);
  check_receipts_of_event (walk, row);
}

static void
check_event (Walk *walk, const char *id)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (KtgEventRow) row = ktg_event_table_load (walk->ledger, id, &reason);

  if (row == NULL)
    find (walk, "event %s: %s", id, reason->message);
  else
    check_event_row (walk, row);
}

static void
check_link_event (Walk *walk, KtgEnvelope *envelope, const KtgEvent *event)
{
  g_autoptr (GError) reason = NULL;
  KtgTrust trust;

  if (!ktg_envelope_is_signed_by (envelope, event->author))
    find (walk, "link %s: not signed by its author", envelope->id);
  else if (!ktg_roll_judge_link (walk->ledger, envelope->id, event, &trust, &reason))
    find (walk, "link %s: %s", envelope->id, reason->message);
  else if (trust != KTG_TRUST_HELD)
    find (walk,
          "link %s: not proven that its author may say it: %s",
          envelope->id,
          ktg_trust_get_name (trust));
}

static void
check_link (Walk *walk, const char *id)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (KtgEnvelope) envelope = ktg_chain_table_load (walk->ledger, id, &reason);
  g_autoptr (KtgEvent) event
      = envelope != NULL ? ktg_event_json_parse (envelope->bytes, &reason) : NULL;

  if (event == NULL)
    find (walk, "link %s: %s", id, reason->message);
  else
    check_link_event (walk, envelope, event);
}

/* Now, or before it began anew. */
static gboolean
is_this_device (Walk *walk, const char *device)
{
  gboolean knows = FALSE;

  return g_strcmp0 (device, ktg_profile_get_device (walk->profile)) == 0
         || (ktg_replacement_table_knows_device (walk->ledger, device, &knows, NULL) && knows);
}

static void
check_receipt (Walk *walk, gint64 number)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (KtgEnvelope) envelope = NULL;
  g_autoptr (KtgReceipt) receipt
      = ktg_receipt_table_load (walk->ledger, number, &envelope, &reason);
  gboolean is_known = FALSE;

  if (receipt == NULL)
    {
      find (walk, "receipt %" G_GINT64_FORMAT ": %s", number, reason->message);
      return;
    }

  if (!ktg_envelope_is_signed_by (envelope, receipt->node))
    find (walk, "receipt %s: not signed by its server", envelope->id);
  if (!ktg_receipt_table_knows_server (walk->ledger, receipt->node, &is_known, NULL) || !is_known)
    find (walk, "receipt %s: of a server this device was never enrolled with", envelope->id);
  if (!is_this_device (walk, receipt->device))
    find (walk, "receipt %s: given to another device", envelope->id);
}

static gboolean
check_receipts (Walk *walk, GError **error)
{
  g_autoptr (GArray) numbers = ktg_receipt_table_list_numbers (walk->ledger, error);

  if (numbers == NULL)
    return FALSE;

  for (guint i = 0; i < numbers->len; i++)
    {
      check_receipt (walk, g_array_index (numbers, gint64, i));
      if (!go_on (walk, error))
        return FALSE;
    }

  return TRUE;
}

/* Reads a file to its end. */
static gboolean
hash_file (Walk *walk, const char *sha256, char **actual, guint64 *size_bytes, GError **error)
{
  g_autoptr (GInputStream) stream
      = ktg_evidence_folder_read (walk->profile->evidence, sha256, error);
  g_autoptr (KtgSha256) sum = ktg_sha256_new ();
  g_autofree guint8 *piece = g_malloc (PIECE_BYTES);
  gssize             n_bytes;

  if (stream == NULL)
    return FALSE;

  *size_bytes = 0;
  while ((n_bytes = g_input_stream_read (stream, piece, PIECE_BYTES, walk->cancellable, error)) > 0)
    {
      ktg_sha256_update (sum, piece, (gsize)n_bytes);
      *size_bytes += (guint64)n_bytes;
    }

  *actual = n_bytes == 0 ? ktg_sha256_dup_hex (sum) : NULL;
  return n_bytes == 0;
}

static void
check_receipt_of_file (Walk *walk, const char *sha256, const KtgFileRow *row, gint64 number)
{
  g_autoptr (KtgReceipt) receipt = load_receipt_of (walk, "file", sha256, number);

  if (receipt != NULL && !ktg_receipt_names_file (receipt, sha256, row->size_bytes))
    find (walk, "file %s: its receipt does not name it", sha256);
}

static void
check_content (Walk *walk, const char *sha256, const KtgFileRow *row)
{
  g_autoptr (GError) reason = NULL;
  g_autofree char *actual = NULL;
  guint64          size_bytes;

  if (!hash_file (walk, sha256, &actual, &size_bytes, &reason))
    {
      if (!g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        find (walk, "file %s: %s", sha256, reason->message);
    }
  else if (g_strcmp0 (actual, sha256) != 0)
    find (walk, "file %s: its bytes are another file's", sha256);
  else if (size_bytes != row->size_bytes)
    find (walk, "file %s: its size is recorded wrongly", sha256);
}

static void
check_file (Walk *walk, const char *alias)
{
  g_autoptr (GError) reason = NULL;
  g_autofree char *sha256 = ktg_file_table_dup_sha256 (walk->ledger, alias, &reason);
  g_autofree char *expected = NULL;
  KtgFileRow       row;

  if (sha256 == NULL || !ktg_file_table_find (walk->ledger, sha256, &row, &reason))
    {
      find (walk, "file of alias %s: %s", alias, reason->message);
      return;
    }

  expected = ktg_file_table_dup_alias (walk->ledger, sha256);
  if (g_strcmp0 (expected, alias) != 0)
    {
      find (walk, "file of alias %s: its name is another file's", alias);
      return;
    }

  check_content (walk, sha256, &row);
  if (row.receipt != 0)
    check_receipt_of_file (walk, sha256, &row, row.receipt);
  if (row.centre != 0 && row.centre != row.receipt)
    check_receipt_of_file (walk, sha256, &row, row.centre);
}

static void
check_draft (Walk *walk, const char *id)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (KtgDraft) draft = ktg_draft_table_load (walk->ledger, id, NULL, &reason);

  if (draft == NULL)
    find (walk, "draft %s: %s", id, reason->message);
}

/* What is neither owed nor received is lost to the other side; what is both is said too early. */
static gboolean
check_outbox (Walk *walk, GError **error)
{
  static const char sql[]
      = "SELECT 'event ' || id || iif(receipt IS NULL, ': neither owed nor received', ': owed "
        "although received') "
        "FROM event WHERE is_own AND report NOT IN (SELECT report FROM replaced) "
        "AND (receipt IS NULL) = (number NOT IN (SELECT event FROM "
        "outbox_event)) "
        "UNION ALL SELECT 'file of alias ' || alias || "
        "iif(receipt IS NULL, ': neither owed nor received', ': owed although received') "
        "FROM file WHERE number IN (SELECT event_file.file FROM event_file JOIN event ON "
        "event.number = event "
        "WHERE is_own) AND (receipt IS NULL) = (number NOT IN (SELECT file FROM outbox_file)) "
        "UNION ALL SELECT 'carried ' || id || ': nobody else wrote it' FROM outbox_carry "
        "WHERE id NOT IN (SELECT id FROM event WHERE NOT is_own) "
        "AND id NOT IN (SELECT id FROM link)";

  return find_lines (walk, ktg_query_list_texts (walk->ledger->db, sql, NULL, error), error);
}

/* What else a report is found by is the packs' to say, not its events'. */
static gboolean
is_same_summary (KtgSummary *a, KtgSummary *b)
{
  KtgSummaryFields fields = *ktg_summary_get (a);

  fields.searched = ktg_summary_get (b)->searched;
  return ktg_summary_fields_equal (&fields, ktg_summary_get (b));
}

/* What the list says of a report, and the files that it names. */
typedef struct
{
  KtgSummary *summary;
  char       *files;
} Projected;

static void
clear_projected (gpointer data)
{
  Projected *self = data;

  g_clear_object (&self->summary);
  g_free (self->files);
}

/* Those that cannot be read are left out. */
static GArray *
list_projected (KtgLedger *ledger, const char *uuid)
{
  GArray *projected = g_array_new (FALSE, FALSE, sizeof (Projected));
  g_autoptr (GPtrArray) places = ktg_report_table_list_places (ledger, uuid, NULL);

  g_array_set_clear_func (projected, clear_projected);
  for (guint i = 0; places != NULL && i < places->len; i++)
    {
      const char *id = ((KtgReportPlace *)g_ptr_array_index (places, i))->id;
      Projected   one = { ktg_report_table_load (ledger, id, NULL),
                          ktg_report_table_dup_file_list (ledger, id, NULL) };

      if (one.summary != NULL)
        g_array_append_val (projected, one);
      else
        g_free (one.files);
    }

  return projected;
}

static gboolean
is_same_projection (const GArray *a, const GArray *b)
{
  if (a->len != b->len)
    return FALSE;

  for (guint i = 0; i < a->len; i++)
    {
      const Projected *x = &g_array_index (a, Projected, i);
      const Projected *y = &g_array_index (b, Projected, i);

      if (!is_same_summary (x->summary, y->summary) || g_strcmp0 (x->files, y->files) != 0)
        return FALSE;
    }

  return TRUE;
}

static void
compare_report (Walk *walk, const char *uuid)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (KtgTransaction) thrown_away = ktg_db_begin (walk->ledger->db, &reason);
  g_autoptr (KtgChanges) changes = ktg_changes_new ();
  g_autoptr (GArray) before = list_projected (walk->ledger, uuid);
  g_autoptr (GArray) after = NULL;

  if (thrown_away == NULL || !ktg_projection_update (walk->ledger, uuid, changes, &reason))
    {
      find (walk, "report %s: %s", uuid, reason->message);
      return;
    }

  after = list_projected (walk->ledger, uuid);
  if (!is_same_projection (before, after))
    find (walk, "report %s: its summary is not what its events add up to", uuid);
}

/* What came for another deployment is another profile's to judge. */
static void
check_publisher (Walk              *walk,
                 const KtgPackFile *file,
                 const KtgEnvelope *word,
                 const KtgEvent    *event)
{
  g_autoptr (GError) reason = NULL;
  g_autofree char *id = ktg_pack_notice_dup_id (file->notice);
  KtgTrust         trust = KTG_TRUST_HELD;

  if (event == NULL)
    find (walk, "pack %s: the word beside it is of another file, or not its author's", id);
  else if (!ktg_roll_judge_link (walk->ledger, word->id, event, &trust, &reason))
    find (walk, "pack %s: %s", id, reason->message);
  else if (trust != KTG_TRUST_HELD && trust != KTG_TRUST_UNKNOWN)
    find (walk,
          "pack %s: not proven that who published it may: %s",
          id,
          ktg_trust_get_name (trust));
}

static gboolean
check_packs (Walk *walk, GError **error)
{
  KtgPackFolder *packs = walk->profile->packs;
  g_autoptr (GPtrArray) files = packs != NULL ? ktg_pack_folder_list (packs) : g_ptr_array_new ();

  for (guint i = 0; i < files->len; i++)
    {
      const KtgPackFile *file = g_ptr_array_index (files, i);
      g_autoptr (KtgEvent) event = NULL;
      g_autoptr (KtgEnvelope) word = ktg_pack_folder_load_word (packs, file, &event);

      if (word == NULL)
        continue;
      check_publisher (walk, file, word, event);
      if (!go_on (walk, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * ktg_verification_run:
 *
 * Returns: (transfer full): what was found, or NULL when it could not go on or was cancelled
 */
KtgVerification *
ktg_verification_run (KtgProfile *profile, GCancellable *cancellable, GError **error)
{
  g_autoptr (KtgVerification) found = g_new0 (KtgVerification, 1);
  KtgLedger *ledger = profile->ledger;
  Walk       walk = { profile, ledger, found, cancellable };
  gboolean   is_whole;

  found->problems = g_ptr_array_new_with_free_func (g_free);
  check_database (&walk);
  is_whole
      = check_each (&walk, ktg_event_table_list_ids (ledger, error), check_event, error)
        && check_each (&walk, ktg_chain_table_list_ids (ledger, error), check_link, error)
        && find_lines (&walk, ktg_chain_table_list_forks (ledger, error), error)
        && check_receipts (&walk, error)
        && check_each (&walk, ktg_file_table_list_here (ledger, error), check_file, error)
        && check_each (&walk, ktg_draft_table_list_ids (ledger, error), check_draft, error)
        && check_outbox (&walk, error) && check_packs (&walk, error)
        && check_each (&walk, ktg_event_table_list_uuids (ledger, error), compare_report, error)
        && find_lines (&walk, ktg_alarm_table_list_lines (ledger, error), error);

  g_free (walk.tail_id);
  return is_whole ? g_steal_pointer (&found) : NULL;
}
