/* ktg-admitted-endpoint.c - GET /v1/admitted/{what}-{after}: what is below an office
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-admitted-endpoint.h"

#include "ktg-office-ask.h"
#include "ktg-roster-lines.h"

#include <ktg-office-json.h>

#include <string.h>

#define CODES "codes-"
#define DEVICES "devices-"

/* What is asked: of which table, and after which number. */
typedef struct
{
  gboolean of_codes;
  gint64   after;
} Question;

static gpointer
read_question (KtgHttpRequest *request)
{
  const char *what = ktg_http_request_get_parameter (request);
  gboolean    of_codes = g_str_has_prefix (what, CODES);
  gint64      after;
  Question   *question;

  if ((!of_codes && !g_str_has_prefix (what, DEVICES))
      || !g_ascii_string_to_signed (strchr (what, '-') + 1, 10, 0, G_MAXINT64, &after, NULL))
    return NULL;

  question = g_new0 (Question, 1);
  question->of_codes = of_codes;
  question->after = after;
  return question;
}

static gboolean
work (KtgCatalog *catalog, KtgOfficeAsk *ask, GError **error)
{
  const KtgAsker  asker = ktg_office_ask_get_asker (ask);
  const Question *question = ask->message;

  ask->page = (KtgPage){ .after = question->after, .last = question->after };
  ask->rows = question->of_codes
                  ? ktg_catalog_list_codes_for (catalog, &asker, &ask->page, error)
                  : ktg_catalog_list_devices_for (catalog, &asker, &ask->page, error);
  return ask->rows != NULL;
}

/* Without the six words: who compares them works them out. */
static KtgDeviceLine *
new_device (KtgOfficeAsk *ask, const KtgDeviceRow *row)
{
  KtgDeviceLine *line = ktg_roster_lines_new_device (ask->service->archive, row);

  g_clear_pointer (&line->words, g_free);
  return line;
}

static GBytes *
answer (KtgOfficeAsk *ask)
{
  const Question *question = ask->message;
  g_autoptr (KtgOfficePage) page = ktg_office_page_new ();

  for (guint i = 0; i < ask->rows->len; i++)
    {
      gconstpointer row = g_ptr_array_index (ask->rows, i);

      if (question->of_codes)
        g_ptr_array_add (page->codes, ktg_roster_lines_new_code (row, ask->now_ms));
      else
        g_ptr_array_add (page->devices, new_device (ask, row));
    }
  page->next = ask->page.has_more ? ask->page.last : 0;

  return ktg_office_page_write (page, FALSE);
}

/**
 * ktg_admitted_endpoint_ready:
 * @service: the #KtgService
 *
 * The request is here. On an HTTP thread.
 */
void
ktg_admitted_endpoint_ready (KtgHttpRequest *request, gpointer service)
{
  static const KtgOfficeAskKind kind = {
    .read = read_question,
    .work = work,
    .answer = answer,
    .free_message = g_free,
  };

  ktg_office_ask_begin (service, request, &kind);
}
