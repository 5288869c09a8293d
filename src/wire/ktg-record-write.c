/* ktg-record-write.c - a record to JSON, by its description
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-record-write.h"

#include "ktg-envelope-members.h"
#include "ktg-json-values.h"

#include <ktg-moment.h>

/* What is written, and as what. */
typedef struct
{
  KtgJsonWriter    *writer;
  KtgReportJsonForm form;
} Writing;

static void     write_fields (const Writing *writing, const KtgRecord *record, gconstpointer from);
static gboolean is_said (const KtgField *field, gconstpointer from);

static gboolean
is_any_said (const KtgRecord *record, gconstpointer from)
{
  for (guint i = 0; i < record->n_fields; i++)
    if (is_said (&record->fields[i], from))
      return TRUE;

  return FALSE;
}

static gboolean
is_value_said (const KtgField *field, const gpointer member)
{
  switch (field->type)
    {
    case KTG_FIELD_VERSION:
    case KTG_FIELD_KIND:
    case KTG_FIELD_WALL:
      return TRUE;
    case KTG_FIELD_NUMBER:
    case KTG_FIELD_MOMENT_MS:
    case KTG_FIELD_MOMENT_US:
      return *(gint64 *)member != 0;
    case KTG_FIELD_COUNT:
    case KTG_FIELD_FLAG:
    case KTG_FIELD_DENIAL:
      return *(int *)member != 0;
    case KTG_FIELD_REAL:
      return *(double *)member != 0;
    case KTG_FIELD_CHOICE:
      return *field->names[*(int *)member] != '\0';
    default:
      return *(char **)member != NULL && **(char **)member != '\0';
    }
}

static gboolean
is_said (const KtgField *field, gconstpointer from)
{
  const gpointer *member = G_STRUCT_MEMBER_P (from, field->offset);

  if (field->flag != 0 && field->type != KTG_FIELD_RECORD && field->type != KTG_FIELD_RECORDS)
    return G_STRUCT_MEMBER (gboolean, from, field->flag);

  switch (field->type)
    {
    case KTG_FIELD_GROUP:
      return is_any_said (field->record, member);
    case KTG_FIELD_RECORD:
      return *member != NULL || (field->flag != 0 && G_STRUCT_MEMBER (gboolean, from, field->flag));
    case KTG_FIELD_TEXTS_OR_NONE:
    case KTG_FIELD_ENVELOPE:
    case KTG_FIELD_REST:
      return *member != NULL;
    case KTG_FIELD_VALUES:
      return ktg_values_get_n (*member) > 0;
    case KTG_FIELD_NUMBERS:
      return ((GArray *)*member)->len > 0;
    case KTG_FIELD_TEXTS:
    case KTG_FIELD_HASHES:
    case KTG_FIELD_RECORDS:
    case KTG_FIELD_ENVELOPES:
      return *member != NULL && ((GPtrArray *)*member)->len > 0;
    default:
      return is_value_said (field, (gpointer)member);
    }
}

/* What must have a form is better absent than empty. */
static gboolean
is_written_empty (const Writing *writing, const KtgField *field)
{
  if (ktg_field_is_text (field) && field->type != KTG_FIELD_TEXT)
    return FALSE;

  return field->need == KTG_NEED_WHOLE || field->need == KTG_NEED_WRITTEN
         || (field->need == KTG_NEED_ALWAYS && writing->form != KTG_REPORT_JSON_DRAFT);
}

static void
write_object (const Writing *writing, const char *key, const KtgRecord *record, gconstpointer from)
{
  ktg_json_writer_begin_object (writing->writer, key);
  write_fields (writing, record, from);
  ktg_json_writer_end_object (writing->writer);
}

static void
write_texts (const Writing *writing, const KtgField *field, const GPtrArray *texts)
{
  ktg_json_writer_begin_array (writing->writer, field->key);
  for (guint i = 0; i < texts->len; i++)
    ktg_json_writer_put_needed_text (writing->writer, NULL, g_ptr_array_index (texts, i));
  ktg_json_writer_end_array (writing->writer);
}

static void
write_records (const Writing *writing, const KtgField *field, const GPtrArray *records)
{
  ktg_json_writer_begin_array (writing->writer, field->key);
  for (guint i = 0; i < records->len; i++)
    write_object (writing, NULL, field->record, g_ptr_array_index (records, i));
  ktg_json_writer_end_array (writing->writer);
}

/* One that is said not to be is false. */
static void
write_record (const Writing *writing, const KtgField *field, gconstpointer record)
{
  if (record != NULL)
    write_object (writing, field->key, field->record, record);
  else
    ktg_json_writer_put_flag (writing->writer, field->key, FALSE);
}

static void
write_envelope (const Writing *writing, const KtgField *field, const KtgEnvelope *envelope)
{
  if (field->key != NULL)
    ktg_json_writer_begin_object (writing->writer, field->key);
  ktg_envelope_members_write (writing->writer, envelope);
  if (field->key != NULL)
    ktg_json_writer_end_object (writing->writer);
}

/* "2024-11-12T13:40:02+00:00", or "" for never. */
static void
write_moment (const Writing *writing, const KtgField *field, gint64 time_us)
{
  KtgMoment        moment = { .wall_us = time_us };
  g_autofree char *text = time_us != 0 ? ktg_moment_dup_wall (&moment) : NULL;

  ktg_json_writer_put_needed_text (writing->writer, field->key, text);
}

static void
write_wall (const Writing *writing, const KtgField *field, const KtgMoment *moment)
{
  g_autofree char *wall = ktg_moment_dup_wall (moment);

  ktg_json_writer_put_text (writing->writer, field->key, wall);
}

static void
write_value (const Writing *writing, const KtgField *field, const gpointer member)
{
  KtgJsonWriter *writer = writing->writer;

  switch (field->type)
    {
    case KTG_FIELD_VERSION:
      ktg_json_writer_put_number (writer, field->key, (gint64)field->max);
      break;
    case KTG_FIELD_KIND:
      ktg_json_writer_put_text (writer, field->key, field->names[0]);
      break;
    case KTG_FIELD_NUMBER:
      ktg_json_writer_put_number (writer, field->key, *(gint64 *)member);
      break;
    case KTG_FIELD_WALL:
      write_wall (writing, field, member);
      break;
    case KTG_FIELD_MOMENT_MS:
      write_moment (writing, field, *(gint64 *)member * 1000);
      break;
    case KTG_FIELD_MOMENT_US:
      write_moment (writing, field, *(gint64 *)member);
      break;
    case KTG_FIELD_COUNT:
      ktg_json_writer_put_number (writer, field->key, *(int *)member);
      break;
    case KTG_FIELD_REAL:
      ktg_json_writer_put_real (writer, field->key, *(double *)member);
      break;
    case KTG_FIELD_FLAG:
      ktg_json_writer_put_flag (writer, field->key, *(gboolean *)member);
      break;
    case KTG_FIELD_DENIAL:
      ktg_json_writer_put_flag (writer, field->key, !*(gboolean *)member);
      break;
    case KTG_FIELD_CHOICE:
      ktg_json_writer_put_text (writer, field->key, field->names[*(int *)member]);
      break;
    default:
      ktg_json_writer_put_needed_text (writer, field->key, *(char **)member);
      break;
    }
}

static void
write_field (const Writing *writing, const KtgField *field, gconstpointer from)
{
  const gpointer *member = G_STRUCT_MEMBER_P (from, field->offset);

  switch (field->type)
    {
    case KTG_FIELD_GROUP:
      write_object (writing, field->key, field->record, member);
      break;
    case KTG_FIELD_RECORD:
      write_record (writing, field, *member);
      break;
    case KTG_FIELD_RECORDS:
      write_records (writing, field, *member);
      break;
    case KTG_FIELD_TEXTS:
    case KTG_FIELD_TEXTS_OR_NONE:
    case KTG_FIELD_HASHES:
      write_texts (writing, field, *member);
      break;
    case KTG_FIELD_NUMBERS:
      ktg_json_writer_put_number_array (writing->writer, field->key, *member);
      break;
    case KTG_FIELD_VALUES:
      ktg_json_values_write (writing->writer, field->key, *member);
      break;
    case KTG_FIELD_ENVELOPE:
      write_envelope (writing, field, *member);
      break;
    case KTG_FIELD_ENVELOPES:
      ktg_envelopes_write (writing->writer, field->key, *member);
      break;
    default:
      write_value (writing, field, (gpointer)member);
      break;
    }
}

static gboolean
is_written (const Writing *writing, const KtgField *field, gconstpointer from)
{
  if (field->key == NULL && field->type != KTG_FIELD_ENVELOPE)
    return FALSE;

  return is_said (field, from) || is_written_empty (writing, field);
}

/* What was said since under a key of this version stands before what another said under it. */
static gboolean
is_key_written (const Writing   *writing,
                const KtgRecord *record,
                const char      *key,
                gconstpointer    from)
{
  for (guint i = 0; i < record->n_fields; i++)
    if (g_strcmp0 (record->fields[i].key, key) == 0)
      return is_written (writing, &record->fields[i], from);

  return FALSE;
}

static void
write_rest (const Writing   *writing,
            const KtgRecord *record,
            const KtgValues *rest,
            gconstpointer    from)
{
  for (guint i = 0; rest != NULL && i < ktg_values_get_n (rest); i++)
    {
      const char *key = ktg_values_get_code (rest, i);

      if (!is_key_written (writing, record, key, from))
        ktg_json_values_write_one (writing->writer, key, rest, key);
    }
}

static void
write_fields (const Writing *writing, const KtgRecord *record, gconstpointer from)
{
  for (guint i = 0; i < record->n_fields; i++)
    if (record->fields[i].type == KTG_FIELD_REST)
      write_rest (writing,
                  record,
                  G_STRUCT_MEMBER (KtgValues *, from, record->fields[i].offset),
                  from);
    else if (is_written (writing, &record->fields[i], from))
      write_field (writing, &record->fields[i], from);
}

/**
 * ktg_record_write:
 * @writer: has begun the record's object
 * @record: its description
 * @form: how complete it must be
 * @from: what to write
 *
 * Writes the fields in the order of the description.
 */
void
ktg_record_write (KtgJsonWriter    *writer,
                  const KtgRecord  *record,
                  KtgReportJsonForm form,
                  gconstpointer     from)
{
  const Writing writing = { writer, form };

  write_fields (&writing, record, from);
}
