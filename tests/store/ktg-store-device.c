/* ktg-store-device.c - a device and the server it was enrolled with, for tests of the store
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-store-device.h"

#include <ktg-db.h>
#include <ktg-event-json.h>
#include <ktg-fault-disk.h>
#include <ktg-node-life-json.h>
#include <ktg-pack-json.h>
#include <ktg-receipt-json.h>
#include <ktg-signed-envelope.h>
#include <string.h>

#define PROCEDURE "data/packs/procedure-2022-09-01.2.json"

static const KtgMoment now = { KTG_DEVICE_NOW_US, 7 * 3600, 812345, FALSE, 0 };

void
ktg_store_device_answered_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **slot = user_data;

  *slot = g_object_ref (result);
}

GAsyncResult *
ktg_store_device_wait_for (GAsyncResult **slot)
{
  while (*slot == NULL)
    g_main_context_iteration (NULL, TRUE);

  return *slot;
}

KtgStoreDevice *
ktg_store_device_new (void)
{
  KtgStoreDevice *self = g_new0 (KtgStoreDevice, 1);

  g_assert_true (ktg_seal_init ());
  self->folder = g_dir_make_tmp ("ktg-store-XXXXXX", NULL);
  self->profile = g_build_filename (self->folder, "profile", NULL);
  self->server = ktg_signing_key_new ();
  self->book = G_MAXINT32;
  return self;
}

void
ktg_store_device_free (KtgStoreDevice *self)
{
  if (self == NULL)
    return;

  if (self->store != NULL)
    ktg_store_device_close (self);
  ktg_signing_key_unref (self->server);
  ktg_fault_disk_remove_folder (self->folder);
  g_free (self->profile);
  g_free (self->folder);
  g_free (self);
}

gboolean
ktg_store_device_open_at (KtgStoreDevice *self, gint64 now_us, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  g_assert_null (self->store);
  ktg_store_open_async (self->profile, now_us, ktg_store_device_answered_cb, &result);
  self->store = ktg_store_open_finish (ktg_store_device_wait_for (&result), error);
  return self->store != NULL;
}

gboolean
ktg_store_device_open (KtgStoreDevice *self, GError **error)
{
  return ktg_store_device_open_at (self, KTG_DEVICE_NOW_US, error);
}

void
ktg_store_device_close (KtgStoreDevice *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ktg_store_close_async (self->store, ktg_store_device_answered_cb, &result);
  g_assert_true (ktg_store_close_finish (self->store, ktg_store_device_wait_for (&result), &error));
  g_clear_object (&self->store);
}

void
ktg_store_device_reopen (KtgStoreDevice *self)
{
  g_autoptr (GError) error = NULL;

  if (self->store != NULL)
    ktg_store_device_close (self);
  ktg_store_device_open (self, &error);
  g_assert_no_error (error);
}

KtgAccount *
ktg_store_device_new_account (KtgStoreDevice *self,
                              KtgSigningKey  *server,
                              const char     *role,
                              const char     *region)
{
  KtgAccount *account = ktg_account_new ();

  account->url = g_strdup ("https://server.example");
  account->device = g_strdup (ktg_store_get_device (self->store));
  account->officer = g_strdup ("Siti");
  account->role = g_strdup (role);
  account->region = g_strdup (region);
  account->server_key = g_strdup (ktg_signing_key_get_public (server));
  return account;
}

gboolean
ktg_store_device_set_account (KtgStoreDevice *self, const KtgAccount *account, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ktg_store_set_account_async (self->store, account, ktg_store_device_answered_cb, &result);
  return ktg_store_set_account_finish (self->store, ktg_store_device_wait_for (&result), error);
}

gboolean
ktg_store_device_enrol_with (KtgStoreDevice *self, KtgSigningKey *server, GError **error)
{
  g_autoptr (KtgAccount) account
      = ktg_store_device_new_account (self, server, "officer", "34.71.04");

  return ktg_store_device_set_account (self, account, error);
}

void
ktg_store_device_tamper (KtgStoreDevice *self, const char *sql)
{
  g_autofree char *path = g_build_filename (self->profile, "store.db", NULL);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) migrations
      = g_resources_enumerate_children ("/id/kentongan/store/migrations", 0, &error);
  g_autoptr (KtgDb) db = NULL;

  /* It is of the version of today, so that none of these names is taken for a script. */
  g_assert_no_error (error);
  db = ktg_db_open (path, (const char *const *)migrations, &error);
  g_assert_no_error (error);
  g_assert_true (ktg_db_execute (db, "PRAGMA foreign_keys = OFF", &error));
  g_assert_true (ktg_db_execute (db, sql, &error));
  g_assert_no_error (error);
}

gboolean
ktg_store_device_enrol (KtgStoreDevice *self, GError **error)
{
  return ktg_store_device_enrol_with (self, self->server, error);
}

gboolean
ktg_store_device_save_draft (KtgStoreDevice *self, KtgDraft *draft, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ktg_store_save_draft_async (self->store,
                              draft,
                              KTG_DEVICE_NOW_US,
                              ktg_store_device_answered_cb,
                              &result);
  return ktg_store_save_draft_finish (self->store, ktg_store_device_wait_for (&result), error);
}

KtgDraft *
ktg_store_device_load_draft (KtgStoreDevice *self, const char *id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ktg_store_load_draft_async (self->store, id, NULL, ktg_store_device_answered_cb, &result);
  return ktg_store_load_draft_finish (self->store, ktg_store_device_wait_for (&result), error);
}

gboolean
ktg_store_device_discard_draft (KtgStoreDevice *self, const char *id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ktg_store_discard_draft_async (self->store, id, ktg_store_device_answered_cb, &result);
  return ktg_store_discard_draft_finish (self->store, ktg_store_device_wait_for (&result), error);
}

KtgIncoming *
ktg_store_device_receive (KtgStoreDevice *self, const char *bytes, gsize size_bytes, GError **error)
{
  g_autoptr (KtgIncoming) incoming = ktg_store_begin_evidence (self->store, error);

  return incoming != NULL && ktg_incoming_write (incoming, (const guint8 *)bytes, size_bytes, error)
                 && ktg_incoming_finish (incoming, error)
             ? g_steal_pointer (&incoming)
             : NULL;
}

KtgEvidence *
ktg_store_device_import_with (KtgStoreDevice *self,
                              const char     *bytes,
                              gsize           size_bytes,
                              GBytes         *preview,
                              GError        **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  KtgIncoming *incoming = ktg_store_device_receive (self, bytes, size_bytes, error);

  if (incoming == NULL)
    return NULL;

  ktg_store_import_evidence_async (self->store,
                                   incoming,
                                   preview,
                                   ktg_store_device_answered_cb,
                                   &result);
  return ktg_store_import_evidence_finish (self->store, ktg_store_device_wait_for (&result), error);
}

char *
ktg_store_device_import (KtgStoreDevice *self, const char *text, GError **error)
{
  g_autoptr (KtgEvidence) evidence
      = ktg_store_device_import_with (self, text, strlen (text), NULL, error);

  return evidence != NULL ? g_steal_pointer (&evidence->sha256) : NULL;
}

static GBytes *
read_all (GInputStream *stream, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint8 piece[4000];
  gssize n_bytes;

  while ((n_bytes = g_input_stream_read (stream, piece, sizeof piece, NULL, error)) > 0)
    g_byte_array_append (bytes, piece, (guint)n_bytes);

  return n_bytes < 0 ? NULL : g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

GInputStream *
ktg_store_device_open_file (KtgStoreDevice *self,
                            const char     *sha256,
                            guint64         offset,
                            GError        **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ktg_store_open_file_async (self->store,
                             sha256,
                             offset,
                             NULL,
                             ktg_store_device_answered_cb,
                             &result);
  return ktg_store_open_file_finish (self->store, ktg_store_device_wait_for (&result), error);
}

GBytes *
ktg_store_device_read (KtgStoreDevice *self, const char *sha256, guint64 offset, GError **error)
{
  g_autoptr (GInputStream) stream = ktg_store_device_open_file (self, sha256, offset, error);

  return stream != NULL ? read_all (stream, error) : NULL;
}

char *
ktg_store_device_file (KtgStoreDevice  *self,
                       const char      *id,
                       const KtgReport *report,
                       GError         **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ktg_store_file_report_async (self->store,
                               id,
                               ktg_report_copy (report),
                               &now,
                               ktg_store_device_answered_cb,
                               &result);
  return ktg_store_file_report_finish (self->store, ktg_store_device_wait_for (&result), error);
}

char *
ktg_store_device_file_photo (KtgStoreDevice *self, const char *photo, const char *preview)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) small = g_bytes_new (preview, strlen (preview));
  g_autoptr (KtgEvidence) file
      = ktg_store_device_import_with (self, photo, strlen (photo), small, &error);
  const char *evidence[] = { NULL, NULL, NULL };
  g_autoptr (KtgReport) report = NULL;
  char *id;

  g_assert_no_error (error);
  evidence[0] = file->sha256;
  evidence[1] = file->preview_sha256;
  report = ktg_store_device_new_report ("What happened.", evidence);
  id = ktg_store_device_file (self, NULL, report, &error);
  g_assert_no_error (error);
  return id;
}

char *
ktg_store_device_act (KtgStoreDevice  *self,
                      const char      *report_id,
                      KtgEvent        *said,
                      const KtgMoment *moment,
                      GError         **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ktg_store_act_on_case_async (self->store,
                               report_id,
                               said,
                               moment,
                               ktg_store_device_answered_cb,
                               &result);
  return ktg_store_act_on_case_finish (self->store, ktg_store_device_wait_for (&result), error);
}

gboolean
ktg_store_device_amend (KtgStoreDevice  *self,
                        const char      *id,
                        const KtgReport *report,
                        GError         **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ktg_store_amend_report_async (self->store,
                                id,
                                report,
                                "Something was added",
                                &now,
                                ktg_store_device_answered_cb,
                                &result);
  return ktg_store_amend_report_finish (self->store, ktg_store_device_wait_for (&result), error);
}

KtgDraft *
ktg_store_device_begin_amendment (KtgStoreDevice  *self,
                                  const char      *draft_id,
                                  const char      *id,
                                  const KtgReport *report,
                                  const char      *reason,
                                  GError         **error)
{
  g_autoptr (KtgReportHeld) held = ktg_store_device_load (self, id, error);
  g_autoptr (KtgAmendment) amends = NULL;
  g_autoptr (KtgDraft) draft = NULL;

  if (held == NULL)
    return NULL;

  amends = ktg_amendment_new (id, ktg_history_get_version_id (held->history), reason);
  draft = ktg_draft_new_amendment (draft_id, report, amends);
  return ktg_store_device_save_draft (self, draft, error) ? g_steal_pointer (&draft) : NULL;
}

gboolean
ktg_store_device_file_amendment (KtgStoreDevice *self, KtgDraft *draft, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ktg_store_file_amendment_async (self->store, draft, &now, ktg_store_device_answered_cb, &result);
  return ktg_store_file_amendment_finish (self->store, ktg_store_device_wait_for (&result), error);
}

gboolean
ktg_store_device_withdraw (KtgStoreDevice *self, const char *id, GError **error)
{
  return ktg_store_device_withdraw_since (self, id, "A mistake", error);
}

gboolean
ktg_store_device_withdraw_since (KtgStoreDevice *self,
                                 const char     *id,
                                 const char     *reason,
                                 GError        **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ktg_store_withdraw_report_async (self->store,
                                   id,
                                   reason,
                                   &now,
                                   ktg_store_device_answered_cb,
                                   &result);
  return ktg_store_withdraw_report_finish (self->store, ktg_store_device_wait_for (&result), error);
}

char *
ktg_store_device_refile (KtgStoreDevice *self, const char *id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ktg_store_refile_report_async (self->store, id, &now, ktg_store_device_answered_cb, &result);
  return ktg_store_refile_report_finish (self->store, ktg_store_device_wait_for (&result), error);
}

KtgReportHeld *
ktg_store_device_load (KtgStoreDevice *self, const char *id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ktg_store_load_report_async (self->store, id, NULL, ktg_store_device_answered_cb, &result);
  return ktg_store_load_report_finish (self->store, ktg_store_device_wait_for (&result), error);
}

KtgOwed *
ktg_store_device_load_owed (KtgStoreDevice *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  KtgOwed *owed;

  ktg_store_load_owed_async (self->store, NULL, ktg_store_device_answered_cb, &result);
  owed = ktg_store_load_owed_finish (self->store, ktg_store_device_wait_for (&result), &error);
  g_assert_no_error (error);
  return owed;
}

GPtrArray *
ktg_store_device_load_events (KtgStoreDevice *self, GPtrArray *ids, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ktg_store_load_events_async (self->store, ids, NULL, ktg_store_device_answered_cb, &result);
  return ktg_store_load_events_finish (self->store, ktg_store_device_wait_for (&result), error);
}

gboolean
ktg_store_device_apply (KtgStoreDevice *self, KtgNews *news, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ktg_store_apply_news_async (self->store, news, ktg_store_device_answered_cb, &result);
  return ktg_store_apply_news_finish (self->store, ktg_store_device_wait_for (&result), error);
}

/* What cannot be wrong. */
void
ktg_store_device_take (KtgStoreDevice *self, KtgNews *news)
{
  g_autoptr (GError) error = NULL;

  ktg_store_device_apply (self, news, &error);
  g_assert_no_error (error);
}

gboolean
ktg_store_device_keep_pack (KtgStoreDevice      *self,
                            const KtgPackNotice *notice,
                            GBytes              *parcel,
                            GError             **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ktg_store_keep_pack_async (self->store, notice, parcel, ktg_store_device_answered_cb, &result);
  return ktg_store_keep_pack_finish (self->store, ktg_store_device_wait_for (&result), error);
}

gboolean
ktg_store_device_bring_pack (KtgStoreDevice *self,
                             KtgPackPiece   *piece,
                             guint64        *n_here,
                             GError        **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ktg_store_bring_pack_async (self->store, piece, ktg_store_device_answered_cb, &result);
  return ktg_store_bring_pack_finish (self->store,
                                      ktg_store_device_wait_for (&result),
                                      n_here,
                                      error);
}

gboolean
ktg_store_device_set_rules (KtgStoreDevice *self, const KtgSendingRules *rules, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ktg_store_set_sending_rules_async (self->store, rules, ktg_store_device_answered_cb, &result);
  return ktg_store_set_sending_rules_finish (self->store,
                                             ktg_store_device_wait_for (&result),
                                             error);
}

gboolean
ktg_store_device_note_spent (KtgStoreDevice *self,
                             const KtgSpent *added,
                             KtgSpent       *spent,
                             GError        **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree KtgSpent *answer = NULL;

  ktg_store_note_spent_async (self->store, added, ktg_store_device_answered_cb, &result);
  answer = ktg_store_note_spent_finish (self->store, ktg_store_device_wait_for (&result), error);
  if (answer == NULL)
    return FALSE;

  *spent = *answer;
  return TRUE;
}

gboolean
ktg_store_device_unpark (KtgStoreDevice *self, const char *id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ktg_store_unpark_async (self->store, id, ktg_store_device_answered_cb, &result);
  return ktg_store_unpark_finish (self->store, ktg_store_device_wait_for (&result), error);
}

GPtrArray *
ktg_store_device_verify (KtgStoreDevice *self, guint *n_checked)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *problems;

  ktg_store_verify_async (self->store, NULL, ktg_store_device_answered_cb, &result);
  problems = ktg_store_verify_finish (self->store,
                                      ktg_store_device_wait_for (&result),
                                      n_checked,
                                      &error);
  g_assert_no_error (error);
  return problems;
}

void
ktg_store_device_assert_sound (KtgStoreDevice *self)
{
  g_autoptr (GPtrArray) problems = ktg_store_device_verify (self, NULL);

  for (guint i = 0; i < problems->len; i++)
    g_test_message ("%s", (const char *)problems->pdata[i]);
  g_assert_cmpuint (problems->len, ==, 0);
}

const KtgSummaryFields *
ktg_store_device_get_summary (KtgStoreDevice *self, const char *id)
{
  KtgSummary *summary = ktg_store_get_summary (self->store, id);

  return summary != NULL ? ktg_summary_get (summary) : NULL;
}

guint
ktg_store_device_get_n_summaries (KtgStoreDevice *self)
{
  return g_list_model_get_n_items (ktg_store_get_summaries (self->store));
}

static KtgEvidence *
new_evidence (const char *sha256, const char *preview)
{
  KtgEvidence *evidence = ktg_evidence_new ();

  evidence->sha256 = g_strdup (sha256);
  evidence->media_type = g_strdup ("image/jpeg");
  evidence->original_name = g_strdup ("IMG-20241112-WA0003.jpg");
  evidence->origin = KTG_ORIGIN_WHATSAPP_PHOTO;
  evidence->size_bytes = 1;
  if (*preview != '\0')
    {
      evidence->preview_sha256 = g_strdup (preview);
      evidence->preview_size_bytes = 1;
    }
  return evidence;
}

KtgReport *
ktg_store_device_new_report (const char *account, const char *const *evidence)
{
  KtgReport *report = ktg_report_new ();

  report->kind = g_strdup ("lhp");
  report->place_region = g_strdup ("34.71.04.1002");
  report->place_words = g_strdup ("Kantor Kelurahan Notoprajan");
  report->happened = g_strdup ("2024-10-31T19:30:00+07:00");
  report->known = g_strdup ("2024-10-31");
  report->account = g_strdup (account);
  g_ptr_array_add (report->violations, g_strdup ("KE-05"));
  for (int i = 0; evidence != NULL && evidence[i] != NULL; i += 2)
    g_ptr_array_add (report->evidence, new_evidence (evidence[i], evidence[i + 1]));
  return report;
}

KtgReceipt *
ktg_store_device_new_receipt (KtgStoreDevice *self, const KtgOwed *owed)
{
  KtgReceipt *receipt = ktg_receipt_new ();

  receipt->node = g_strdup (ktg_signing_key_get_public (self->server));
  receipt->holder = g_strdup (KTG_RECEIPT_OF_CENTRE);
  receipt->device = g_strdup (ktg_store_get_device (self->store));
  receipt->at = g_strdup ("2024-11-01T01:20:00.113Z");
  for (guint i = 0; i < owed->events->len; i++)
    ktg_receipt_add_event (receipt, ((KtgOwedEvent *)owed->events->pdata[i])->event_id, 100 + i);
  for (guint i = 0; i < owed->files->len; i++)
    {
      const KtgOwedFile *file = owed->files->pdata[i];

      ktg_receipt_add_file (receipt, file->sha256, file->size_bytes, ++self->n_deliveries);
    }
  return receipt;
}

KtgEnvelope *
ktg_store_device_sign_receipt (KtgSigningKey *server, const KtgReceipt *receipt)
{
  g_autoptr (GBytes) bytes = ktg_receipt_json_write (receipt);

  return ktg_signed_envelope_new (bytes, server);
}

/* The server's word on what stands of an earlier life. */
KtgEnvelope *
ktg_store_device_sign_life (KtgStoreDevice *self,
                            const char     *life,
                            const char     *of,
                            guint64         last,
                            guint64         file)
{
  g_autoptr (KtgNodeLife) word = ktg_node_life_new ();
  g_autoptr (GBytes) bytes = NULL;

  word->server = g_strdup (ktg_signing_key_get_public (self->server));
  word->life = g_strdup (life);
  word->of = g_strdup (of);
  word->last = last;
  word->file = file;
  word->book = self->book;
  word->at = g_strdup ("2024-11-02T01:20:00.113Z");
  bytes = ktg_node_life_json_write (word);
  return ktg_signed_envelope_new (bytes, self->server);
}

void
ktg_store_device_deliver_all (KtgStoreDevice *self)
{
  g_autoptr (KtgOwed) owed = ktg_store_device_load_owed (self);
  g_autoptr (KtgReceipt) receipt = ktg_store_device_new_receipt (self, owed);
  KtgNews *news = ktg_news_new ();

  g_ptr_array_add (news->receipts, ktg_store_device_sign_receipt (self->server, receipt));
  ktg_store_device_take (self, news);
}

static KtgEvent *
new_event (KtgEventKind   kind,
           KtgSigningKey *author,
           const char    *report_id,
           guint64        seq,
           const char    *prev)
{
  KtgEvent *event = ktg_event_new ();

  event->kind = kind;
  event->type = g_strdup (ktg_event_kind_get_type_name (kind));
  event->report_id = g_strdup (report_id);
  event->author = g_strdup (ktg_signing_key_get_public (author));
  event->seq = seq;
  event->prev = g_strdup (prev);
  event->at = now;
  return event;
}

KtgPack *
ktg_store_device_read_procedure (void)
{
  KtgPack         *pack = ktg_pack_new ();
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", PROCEDURE, NULL);
  g_autofree char *text = NULL;
  gsize            size_bytes;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, &size_bytes, &error);
  g_assert_no_error (error);
  bytes = g_bytes_new (text, size_bytes);
  g_assert_true (ktg_pack_json_read (pack, bytes, &error));
  return pack;
}

KtgEnvelope *
ktg_store_device_sign_step (KtgStoreDevice *self,
                            KtgSigningKey  *author,
                            const char     *report_id,
                            guint64         seq,
                            const char     *prev,
                            const char     *code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgReportHeld) held = ktg_store_device_load (self, report_id, &error);
  g_autoptr (KtgEvent) event = new_event (KTG_EVENT_STEP, author, report_id, seq, prev);
  g_autoptr (GBytes) bytes = NULL;

  g_assert_no_error (error);
  event->case_id = g_strdup (ktg_history_get_version_id (held->history));
  event->step = ktg_case_step_new ();
  event->step->code = g_strdup (code);
  event->step->version = g_strdup (event->case_id);
  event->step->reason = g_strdup ("Seen");
  bytes = ktg_event_json_write (event);
  return ktg_signed_envelope_new (bytes, author);
}

/* @event: (transfer full): with its kind, its report, its number and what it says; it follows one
 * that nobody has where it does not say which. */
KtgEnvelope *
ktg_store_device_sign_event (KtgSigningKey *author, KtgEvent *event)
{
  g_autoptr (GBytes) bytes = NULL;

  event->type = g_strdup (ktg_event_kind_get_type_name (event->kind));
  event->author = g_strdup (ktg_signing_key_get_public (author));
  if (event->seq > 1 && event->prev == NULL)
    event->prev = g_strnfill (64, 'b');
  event->at = now;
  bytes = ktg_event_json_write (event);
  ktg_event_free (event);
  return ktg_signed_envelope_new (bytes, author);
}

KtgEnvelope *
ktg_store_device_sign_report (KtgSigningKey *author, const char *report_id, const KtgReport *report)
{
  g_autoptr (KtgEvent) event = new_event (KTG_EVENT_FILED, author, report_id, 1, NULL);
  g_autoptr (GBytes) bytes = NULL;

  event->report = ktg_report_copy (report);
  g_free (event->report->filed);
  event->report->filed = ktg_moment_dup_wall (&now);
  bytes = ktg_event_json_write (event);
  return ktg_signed_envelope_new (bytes, author);
}
