/* ktg-lookup-page.c - the pages where something is looked up, by name
 *
 * Each takes the whole window, stands above whatever was open and changes nothing below it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-lookup-page.h"

#include "ktg-calendar-page.h"
#include "ktg-help-page.h"
#include "ktg-library-page.h"
#include "ktg-recap-page.h"

#include <string.h>

typedef struct
{
  const char *name;
  GtkWidget *(*make) (KtgSession *session, const char *topic);
} LookupPage;

static const LookupPage pages[] = {
  { "calendar", ktg_calendar_page_new },
  { "help", ktg_help_page_new },
  { "library", ktg_library_page_new },
  { "recap", ktg_recap_page_new },
  { NULL, NULL },
};

/**
 * ktg_lookup_page_new:
 * @target: a page's name, or its name and a topic of it, as in `help:queue`
 * @session: the open profile
 *
 * Returns: (transfer floating) (nullable): the page, or %NULL where none has that name
 */
GtkWidget *
ktg_lookup_page_new (const char *target, KtgSession *session)
{
  const char       *colon = strchr (target, ':');
  const char       *topic = colon != NULL ? colon + 1 : NULL;
  g_autofree char  *name = colon != NULL ? g_strndup (target, colon - target) : g_strdup (target);
  const LookupPage *page = pages;

  while (page->name != NULL && !g_str_equal (page->name, name))
    page++;

  return page->name != NULL ? page->make (session, topic) : NULL;
}
