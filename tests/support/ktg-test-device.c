/* ktg-test-device.c - a device without a store: signs what it says
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-test-device.h"

#include <ktg-event-json.h>
#include <ktg-random.h>
#include <ktg-sha256.h>
#include <ktg-signed-envelope.h>

#include <string.h>

#define REGION "34.71.04.1002"

KtgTestDevice *
ktg_test_device_new (guint port)
{
  KtgTestDevice *self = g_new0 (KtgTestDevice, 1);

  self->key = ktg_signing_key_new ();
  self->port = port;
  return self;
}

void
ktg_test_device_free (KtgTestDevice *self)
{
  ktg_signing_key_unref (self->key);
  g_free (self->prev);
  g_free (self->server_key);
  g_free (self);
}

const char *
ktg_test_device_get_key (const KtgTestDevice *self)
{
  return ktg_signing_key_get_public (self->key);
}

/* --- events --- */

KtgEnvelope *
ktg_test_device_sign_bytes (KtgTestDevice *self, const char *bytes)
{
  g_autoptr (GBytes) copy = g_bytes_new (bytes, strlen (bytes));

  return ktg_signed_envelope_new (copy, self->key);
}

KtgEnvelope *
ktg_test_device_sign (KtgTestDevice *self, KtgEvent *event)
{
  g_autoptr (GBytes) bytes = NULL;
  KtgEnvelope *envelope;

  event->author = g_strdup (ktg_signing_key_get_public (self->key));
  event->seq = ++self->seq;
  event->prev = g_strdup (self->prev);
  event->at.wall_us = G_GINT64_CONSTANT (1730419953) * G_USEC_PER_SEC;
  event->at.utc_offset_s = 7 * 3600;
  event->at.boot_ms = 812345;

  bytes = ktg_event_json_write (event);
  envelope = ktg_signed_envelope_new (bytes, self->key);
  g_free (self->prev);
  self->prev = g_strdup (envelope->id);
  return envelope;
}

/* @report_id: (nullable): a new one's */
static KtgEvent *
new_event (KtgEventKind kind, const char *report_id)
{
  KtgEvent *event = ktg_event_new ();

  event->kind = kind;
  event->type = g_strdup (ktg_event_kind_get_type_name (kind));
  event->report_id = report_id != NULL ? g_strdup (report_id) : ktg_random_dup_uuid ();
  return event;
}

/* @evidence: (nullable) (element-type KtgEvidence) */
static KtgReport *
make_report (const char *region, GPtrArray *evidence)
{
  KtgReport *report = ktg_report_new ();

  report->kind = g_strdup ("lhp");
  report->place_region = g_strdup (region);
  report->region_version = g_strdup ("2025-04-25");
  report->known = g_strdup ("2024-11-12");
  report->filed = g_strdup ("2024-11-12T20:31:07+07:00");
  report->account = g_strdup ("Terduga berfoto di depan spanduk pasangan calon.");
  for (guint i = 0; evidence != NULL && i < evidence->len; i++)
    g_ptr_array_add (report->evidence, ktg_evidence_copy (g_ptr_array_index (evidence, i)));

  return report;
}

static KtgEnvelope *
file (KtgTestDevice *self, const char *report_id, const char *region, GPtrArray *evidence)
{
  g_autoptr (KtgEvent) event = new_event (KTG_EVENT_FILED, report_id);

  event->report = make_report (region, evidence);
  return ktg_test_device_sign (self, event);
}

KtgEnvelope *
ktg_test_device_file (KtgTestDevice *self, const char *report_id, GPtrArray *evidence)
{
  return file (self, report_id, REGION, evidence);
}

KtgEnvelope *
ktg_test_device_file_there (KtgTestDevice *self,
                            const char    *report_id,
                            const char    *region,
                            GBytes        *photo)
{
  g_autoptr (GPtrArray) evidence
      = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_evidence_free);

  g_ptr_array_add (evidence, ktg_test_evidence_new (photo, NULL));
  return file (self, report_id, region, evidence);
}

KtgEnvelope *
ktg_test_device_file_photo (KtgTestDevice *self, GBytes *photo)
{
  return ktg_test_device_file_there (self, NULL, REGION, photo);
}

/* Of a report that nobody filed, which is no matter to the server. */
KtgEnvelope *
ktg_test_device_withdraw (KtgTestDevice *self, const char *reason)
{
  g_autoptr (KtgEvent) event = new_event (KTG_EVENT_WITHDRAWN, NULL);

  event->reason = g_strdup (reason);
  return ktg_test_device_sign (self, event);
}

KtgEnvelope *
ktg_test_device_amend (KtgTestDevice *self, const char *report_id, const char *replaces)
{
  return ktg_test_device_move (self, report_id, replaces, REGION);
}

KtgEnvelope *
ktg_test_device_move (KtgTestDevice *self,
                      const char    *report_id,
                      const char    *replaces,
                      const char    *region)
{
  g_autoptr (KtgEvent) event = new_event (KTG_EVENT_AMENDED, report_id);

  event->replaces = g_strdup (replaces);
  event->report = make_report (region, NULL);
  return ktg_test_device_sign (self, event);
}

KtgEnvelope *
ktg_test_device_step (KtgTestDevice *self,
                      const char    *report_id,
                      const char    *case_id,
                      const char    *version,
                      const char    *to)
{
  g_autoptr (KtgEvent) event = new_event (KTG_EVENT_STEP, report_id);

  event->case_id = g_strdup (case_id);
  event->step = ktg_case_step_new ();
  event->step->code = g_strdup (to != NULL ? "handed_over" : "registered");
  event->step->version = g_strdup (version);
  event->step->to = g_strdup (to);
  return ktg_test_device_sign (self, event);
}

KtgEnvelope *
ktg_test_device_note (KtgTestDevice *self,
                      const char    *report_id,
                      const char    *case_id,
                      gboolean       is_for_office)
{
  g_autoptr (KtgEvent) event = new_event (KTG_EVENT_NOTE, report_id);

  event->case_id = g_strdup (case_id);
  event->is_for_office = is_for_office;
  event->note = g_strdup ("Saksi ditelepon.");
  return ktg_test_device_sign (self, event);
}

GBytes *
ktg_test_photo_new (gsize size_bytes)
{
  guint8 *bytes = g_malloc (size_bytes);

  ktg_random_fill (bytes, size_bytes);
  return g_bytes_new_take (bytes, size_bytes);
}

KtgEvidence *
ktg_test_evidence_new (GBytes *bytes, GBytes *preview)
{
  KtgEvidence *evidence = ktg_evidence_new ();

  evidence->sha256 = ktg_sha256_of_bytes (bytes);
  evidence->size_bytes = g_bytes_get_size (bytes);
  evidence->media_type = g_strdup ("image/jpeg");
  evidence->original_name = g_strdup ("IMG-20241112-WA0003.jpg");
  if (preview != NULL)
    {
      evidence->preview_sha256 = ktg_sha256_of_bytes (preview);
      evidence->preview_size_bytes = g_bytes_get_size (preview);
    }

  return evidence;
}
