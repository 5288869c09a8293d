/* ktg-owed.c - what one party still owes the other
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-owed.h"

static const KtgField event_fields[] = {
  { NULL, KTG_FIELD_HASH, G_STRUCT_OFFSET (KtgOwedEvent, event_id) },
  { NULL, KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgOwedEvent, report_id) },
};

KTG_DEFINE_RECORD (KtgOwedEvent, ktg_owed_event, event_fields)

static const KtgField file_fields[] = {
  { NULL, KTG_FIELD_HASH, G_STRUCT_OFFSET (KtgOwedFile, sha256) },
  { NULL, KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgOwedFile, report_id) },
};

KTG_DEFINE_RECORD (KtgOwedFile, ktg_owed_file, file_fields)

static const KtgField owed_fields[] = {
  { NULL, KTG_FIELD_RECORDS, G_STRUCT_OFFSET (KtgOwed, events), .record = &ktg_owed_event_record },
  { NULL, KTG_FIELD_RECORDS, G_STRUCT_OFFSET (KtgOwed, files), .record = &ktg_owed_file_record },
  { NULL, KTG_FIELD_TEXTS, G_STRUCT_OFFSET (KtgOwed, at) },
  { NULL, KTG_FIELD_TEXTS_OR_NONE, G_STRUCT_OFFSET (KtgOwed, marks) },
  { NULL, KTG_FIELD_LIFE, G_STRUCT_OFFSET (KtgOwed, life) },
  { NULL, KTG_FIELD_HASH, G_STRUCT_OFFSET (KtgOwed, file) },
  { NULL, KTG_FIELD_TEXTS_OR_NONE, G_STRUCT_OFFSET (KtgOwed, lives) },
  { NULL, KTG_FIELD_RECORDS, G_STRUCT_OFFSET (KtgOwed, level), .record = &ktg_level_range_record },
  { NULL, KTG_FIELD_HASH_START, G_STRUCT_OFFSET (KtgOwed, shelf) },
  { NULL, KTG_FIELD_RECORDS, G_STRUCT_OFFSET (KtgOwed, packs), .record = &ktg_pack_notice_record },
};

KTG_DEFINE_RECORD (KtgOwed, ktg_owed, owed_fields)

/**
 * ktg_owed_new:
 *
 * Returns: (transfer full): nothing owed
 */
KtgOwed *
ktg_owed_new (void)
{
  return ktg_record_new (&ktg_owed_record);
}

/**
 * ktg_owed_event_new:
 * @event_id: of the event
 * @report_id: that it is of
 * @size_bytes: of its text
 *
 * Returns: (transfer full): a text that is owed
 */
KtgOwedEvent *
ktg_owed_event_new (const char *event_id, const char *report_id, gsize size_bytes)
{
  KtgOwedEvent *self = ktg_record_new (&ktg_owed_event_record);

  self->event_id = g_strdup (event_id);
  self->report_id = g_strdup (report_id);
  self->size_bytes = size_bytes;
  return self;
}

/**
 * ktg_owed_file_new:
 * @sha256: of the file
 * @report_id: the most urgent one that names it
 * @size_bytes: of the file
 *
 * Returns: (transfer full): a file that is owed
 */
KtgOwedFile *
ktg_owed_file_new (const char *sha256, const char *report_id, guint64 size_bytes)
{
  KtgOwedFile *self = ktg_record_new (&ktg_owed_file_record);

  self->sha256 = g_strdup (sha256);
  self->report_id = g_strdup (report_id);
  self->size_bytes = size_bytes;
  return self;
}
