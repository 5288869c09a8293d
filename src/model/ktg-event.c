/* ktg-event.c - one signed statement about a report, read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-event.h"

#include "ktg-text-fields.h"

static const gsize event_texts[] = {
  G_STRUCT_OFFSET (KtgEvent, type),
  G_STRUCT_OFFSET (KtgEvent, report_id),
  G_STRUCT_OFFSET (KtgEvent, author),
  G_STRUCT_OFFSET (KtgEvent, prev),
  G_STRUCT_OFFSET (KtgEvent, replaces),
  G_STRUCT_OFFSET (KtgEvent, reason),
  G_STRUCT_OFFSET (KtgEvent, review_state),
  G_STRUCT_OFFSET (KtgEvent, note),
  KTG_TEXT_FIELDS_END,
};

/* by KtgEventKind */
static const char *const type_names[] = {
  "report.filed",
  "report.amended",
  "report.withdrawn",
  "review.state",
};

KtgEvent *
ktg_event_new (void)
{
  return g_new0 (KtgEvent, 1);
}

KtgEvent *
ktg_event_copy (const KtgEvent *event)
{
  KtgEvent *copy = NULL;

  if (event == NULL)
    return NULL;

  copy = g_memdup2 (event, sizeof *event);
  ktg_text_fields_copy (event_texts, copy, event);
  copy->report = ktg_report_copy (event->report);
  return copy;
}

void
ktg_event_free (KtgEvent *event)
{
  if (event == NULL)
    return;

  ktg_text_fields_clear (event_texts, event);
  ktg_report_free (event->report);
  g_free (event);
}

/**
 * ktg_event_kind_get_type_name:
 *
 * Returns: (nullable): "report.filed"; %NULL for %KTG_EVENT_OTHER
 */
const char *
ktg_event_kind_get_type_name (KtgEventKind kind)
{
  return (gsize)kind < G_N_ELEMENTS (type_names) ? type_names[kind] : NULL;
}

KtgEventKind
ktg_event_kind_from_type_name (const char *type)
{
  for (gsize i = 0; i < G_N_ELEMENTS (type_names); i++)
    if (g_strcmp0 (type, type_names[i]) == 0)
      return i;

  return KTG_EVENT_OTHER;
}
