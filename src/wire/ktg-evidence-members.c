/* ktg-evidence-members.c - the keys of one file of evidence
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-report-members.h"

#include "ktg-wire-forms.h"

#include <string.h>

/* by KtgOrigin; an unknown origin is not written */
static const char *const origin_names[] = {
  "", "camera", "whatsapp_photo", "whatsapp_document", "screenshot", "scan", "download",
};

static const KtgJsonText posted_texts[] = {
  { "where", G_STRUCT_OFFSET (KtgPosted, where) },
  { "account", G_STRUCT_OFFSET (KtgPosted, account) },
  { "url", G_STRUCT_OFFSET (KtgPosted, url) },
  { "when", G_STRUCT_OFFSET (KtgPosted, when) },
  { "found", G_STRUCT_OFFSET (KtgPosted, found) },
  { NULL },
};

static char *
read_time (KtgJsonReader *reader, const char *key, KtgReportJsonForm form)
{
  if (form == KTG_REPORT_JSON_DRAFT)
    return ktg_json_reader_dup_text (reader, key, KTG_JSON_OPTIONAL);

  return ktg_json_reader_dup_formed (reader,
                                     key,
                                     KTG_JSON_OPTIONAL,
                                     ktg_wire_is_time,
                                     KTG_WIRE_TIME);
}

/* A newer device may know more origins; to this one such a file's origin is unknown. */
static KtgOrigin
read_origin (KtgJsonReader *reader)
{
  const char *name = ktg_json_reader_get_text (reader, "origin", KTG_JSON_OPTIONAL);

  for (gsize i = 1; name != NULL && i < G_N_ELEMENTS (origin_names); i++)
    if (strcmp (name, origin_names[i]) == 0)
      return i;

  return KTG_ORIGIN_UNKNOWN;
}

static void
read_position (KtgJsonReader *reader, KtgEvidence *evidence)
{
  if (!ktg_json_reader_enter (reader, "position", KTG_JSON_OPTIONAL))
    return;

  evidence->has_position = TRUE;
  evidence->latitude = ktg_json_reader_get_real (reader, "latitude", KTG_JSON_REQUIRED, -90, 90);
  evidence->longitude
      = ktg_json_reader_get_real (reader, "longitude", KTG_JSON_REQUIRED, -180, 180);
  ktg_json_reader_leave (reader);
}

static void
read_posted (KtgJsonReader *reader, KtgEvidence *evidence, KtgReportJsonForm form)
{
  KtgPosted *posted = NULL;

  if (ktg_json_reader_is_false (reader, "posted"))
    {
      ktg_json_reader_skip (reader, "posted");
      evidence->is_not_posted = TRUE;
      return;
    }

  if (!ktg_json_reader_enter (reader, "posted", KTG_JSON_OPTIONAL))
    return;

  posted = evidence->posted = ktg_posted_new ();
  posted->where = ktg_json_reader_dup_text (reader, "where", KTG_JSON_OPTIONAL);
  posted->account = ktg_json_reader_dup_text (reader, "account", KTG_JSON_OPTIONAL);
  posted->url = ktg_json_reader_dup_text (reader, "url", KTG_JSON_OPTIONAL);
  posted->when = read_time (reader, "when", form);
  posted->found = read_time (reader, "found", form);
  ktg_json_reader_leave (reader);
}

static void
read_preview (KtgJsonReader *reader, KtgEvidence *evidence)
{
  if (!ktg_json_reader_enter (reader, "preview", KTG_JSON_OPTIONAL))
    return;

  evidence->preview_sha256 = ktg_wire_read_hash (reader, "sha256");
  evidence->preview_size_bytes
      = ktg_json_reader_get_number (reader, "bytes", KTG_JSON_REQUIRED, 1, KTG_JSON_MAX_NUMBER);
  ktg_json_reader_leave (reader);
}

static void
write_posted (KtgJsonWriter *writer, const KtgEvidence *evidence)
{
  if (evidence->posted != NULL)
    {
      ktg_json_writer_begin_object (writer, "posted");
      ktg_json_writer_put_texts (writer, posted_texts, evidence->posted);
      ktg_json_writer_end_object (writer);
    }
  else if (evidence->is_not_posted)
    ktg_json_writer_put_flag (writer, "posted", FALSE);
}

static void
write_position (KtgJsonWriter *writer, const KtgEvidence *evidence)
{
  if (!evidence->has_position)
    return;

  ktg_json_writer_begin_object (writer, "position");
  ktg_json_writer_put_real (writer, "latitude", evidence->latitude);
  ktg_json_writer_put_real (writer, "longitude", evidence->longitude);
  ktg_json_writer_end_object (writer);
}

static void
write_preview (KtgJsonWriter *writer, const KtgEvidence *evidence)
{
  if (evidence->preview_sha256 == NULL)
    return;

  ktg_json_writer_begin_object (writer, "preview");
  ktg_json_writer_put_text (writer, "sha256", evidence->preview_sha256);
  ktg_json_writer_put_number (writer, "bytes", evidence->preview_size_bytes);
  ktg_json_writer_end_object (writer);
}

KtgEvidence *
ktg_evidence_members_read (KtgJsonReader *reader, KtgReportJsonForm form)
{
  KtgEvidence *evidence = ktg_evidence_new ();
  KtgJsonNeed  need = form == KTG_REPORT_JSON_DRAFT ? KTG_JSON_OPTIONAL : KTG_JSON_REQUIRED;

  evidence->sha256
      = ktg_json_reader_dup_formed (reader, "sha256", need, ktg_wire_is_hash, KTG_WIRE_HASH);
  evidence->size_bytes = ktg_json_reader_get_number (reader, "bytes", need, 1, KTG_JSON_MAX_NUMBER);
  evidence->media_type = ktg_json_reader_dup_formed (reader,
                                                     "media_type",
                                                     need,
                                                     ktg_wire_is_media_type,
                                                     KTG_WIRE_MEDIA_TYPE);
  evidence->original_name = ktg_json_reader_dup_formed (reader,
                                                        "original_name",
                                                        need,
                                                        ktg_wire_is_file_name,
                                                        KTG_WIRE_FILE_NAME);
  evidence->origin = read_origin (reader);
  evidence->taken = read_time (reader, "taken", form);
  evidence->camera = ktg_json_reader_dup_text (reader, "camera", KTG_JSON_OPTIONAL);
  read_position (reader, evidence);
  read_posted (reader, evidence, form);
  evidence->gesture = ktg_json_reader_dup_text (reader, "gesture", KTG_JSON_OPTIONAL);
  evidence->caption = ktg_json_reader_dup_text (reader, "caption", KTG_JSON_OPTIONAL);
  read_preview (reader, evidence);
  return evidence;
}

void
ktg_evidence_members_write (KtgJsonWriter *writer, const KtgEvidence *evidence)
{
  ktg_json_writer_put_text (writer, "sha256", evidence->sha256);

  if (evidence->size_bytes > 0)
    ktg_json_writer_put_number (writer, "bytes", evidence->size_bytes);

  ktg_json_writer_put_text (writer, "media_type", evidence->media_type);
  ktg_json_writer_put_text (writer, "original_name", evidence->original_name);
  ktg_json_writer_put_text (writer, "origin", origin_names[evidence->origin]);
  ktg_json_writer_put_text (writer, "taken", evidence->taken);
  ktg_json_writer_put_text (writer, "camera", evidence->camera);
  write_position (writer, evidence);
  write_posted (writer, evidence);
  ktg_json_writer_put_text (writer, "gesture", evidence->gesture);
  ktg_json_writer_put_text (writer, "caption", evidence->caption);
  write_preview (writer, evidence);
}
