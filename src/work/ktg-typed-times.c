/* ktg-typed-times.c - the times of a report as somebody typed them
 *
 * Those that are understood take the form that a report has them in. The clock is that of the
 * place.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-typed-times.h"

#include "ktg-dates.h"
#include "ktg-doubts.h"
#include "ktg-time-entry.h"
#include "ktg-time-words.h"

#include <string.h>

typedef struct
{
  GPtrArray *times; /* (element-type KtgTypedTime) */
  KtgMoment  now;
  int        place_offset_s;
} Settling;

static void
typed_time_free (KtgTypedTime *self)
{
  g_free (self->path);
  g_free (self->typed);
  g_free (self->words);
  g_free (self);
}

static char *
parse (const Settling *settling, KtgFormFieldType type, const char *typed, KtgTimeFault *fault)
{
  char *time;

  if (type == KTG_FORM_FIELD_TIME)
    return ktg_time_entry_parse_clock (typed, fault);

  time = ktg_time_entry_parse (typed, &settling->now, settling->place_offset_s, fault);
  if (time != NULL && type == KTG_FORM_FIELD_DATE)
    time[strlen ("2024-11-12")] = '\0';

  return time;
}

static char *
dup_words (const Settling *settling, KtgFormFieldType type, const char *time, KtgTimeFault fault)
{
  if (time == NULL)
    return g_strdup (ktg_time_words_get_request (fault));

  if (type == KTG_FORM_FIELD_DATE_TIME)
    return ktg_time_words_dup (time, &settling->now, settling->place_offset_s);

  return type == KTG_FORM_FIELD_DATE ? ktg_time_words_dup_day (time, &settling->now)
                                     : g_strdup (time);
}

static void
note (Settling *settling, const char *path, const char *typed, char *words, KtgTimeFault fault)
{
  KtgTypedTime *time = g_new0 (KtgTypedTime, 1);

  time->path = g_strdup (path);
  time->typed = g_strdup (typed);
  time->words = words;
  time->fault = fault;
  g_ptr_array_add (settling->times, time);
}

/* Returns: (nullable): what @typed becomes; %NULL if it stays */
static char *
settle_text (Settling *settling, KtgFormFieldType type, const char *path, const char *typed)
{
  KtgTimeFault     fault = KTG_TIME_FAULT_NONE;
  g_autofree char *time = parse (settling, type, typed, &fault);

  if (g_strcmp0 (time, typed) == 0)
    return NULL;

  note (settling, path, typed, dup_words (settling, type, time, fault), fault);
  return g_steal_pointer (&time);
}

/* When it happened and was known is asked about if there is a doubt, however it is written. */
static void
settle_spine (Settling *settling, const char *path, char **text)
{
  char *time = *text != NULL ? settle_text (settling, KTG_FORM_FIELD_DATE_TIME, path, *text) : NULL;
  char *doubt = NULL;

  if (time != NULL)
    {
      g_free (*text);
      *text = time;
    }
  else if (ktg_moment_parse (*text, 0, NULL))
    doubt = ktg_time_words_dup_doubt (*text, &settling->now, settling->place_offset_s);

  if (doubt != NULL)
    note (settling, path, *text, doubt, KTG_TIME_FAULT_NONE);
}

static void
settle_order (Settling *settling, const KtgReport *report)
{
  char *doubt = ktg_doubts_dup_order (report, settling->place_offset_s);

  if (doubt != NULL)
    note (settling, "times.known", report->known, doubt, KTG_TIME_FAULT_NONE);
}

static GPtrArray *
settle_list (Settling *settling, KtgFormFieldType type, const char *path, const GPtrArray *texts)
{
  GPtrArray *settled = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < texts->len; i++)
    {
      const char *text = g_ptr_array_index (texts, i);
      char       *time = settle_text (settling, type, path, text);

      g_ptr_array_add (settled, time != NULL ? time : g_strdup (text));
    }

  return settled;
}

static void
settle_field (Settling *settling, const KtgFormField *field, KtgValues *values)
{
  const char      *text = ktg_values_get_text (values, field->code);
  const GPtrArray *texts = ktg_values_get_list (values, field->code);
  g_autofree char *path = g_strdup_printf ("fields.%s", field->code);
  g_autofree char *time = NULL;
  g_autoptr (GPtrArray) settled = NULL;

  if (texts != NULL)
    {
      settled = settle_list (settling, field->type, path, texts);
      ktg_values_set_list (values, field->code, settled);
    }
  else if (ktg_values_get_kind (values, field->code) == KTG_VALUE_TEXT)
    time = settle_text (settling, field->type, path, text);

  if (time != NULL)
    ktg_values_set_text (values, field->code, time);
}

static gboolean
asks_for_time (const KtgFormField *field)
{
  return field->spine == NULL
         && (field->type == KTG_FORM_FIELD_DATE || field->type == KTG_FORM_FIELD_TIME
             || field->type == KTG_FORM_FIELD_DATE_TIME);
}

/**
 * ktg_typed_times_settle:
 * @pack: zones and forms
 * @report: what somebody wrote; its times become times as in ktg-moment.h, and what is no time
 *   stays
 * @now: the present, with this device's zone
 *
 * Returns: (transfer full) (element-type KtgTypedTime): those that were written otherwise, those
 *   that are not understood among them, and those that are in doubt
 */
GPtrArray *
ktg_typed_times_settle (const KtgPack *pack, KtgReport *report, const KtgMoment *now)
{
  Settling settling = {
    .times = g_ptr_array_new_with_free_func ((GDestroyNotify)typed_time_free),
    .now = *now,
    .place_offset_s = ktg_pack_get_utc_offset_s (pack, report->place_region, now->utc_offset_s),
  };
  const KtgForm *form = NULL;

  settle_spine (&settling, "times.happened", &report->happened);
  settle_spine (&settling, "times.known", &report->known);
  settle_order (&settling, report);
  form = ktg_pack_get_form_of_report (pack, report);

  for (guint i = 0; form != NULL && i < form->fields->len; i++)
    if (asks_for_time (g_ptr_array_index (form->fields, i)))
      settle_field (&settling, g_ptr_array_index (form->fields, i), report->values);

  return settling.times;
}
