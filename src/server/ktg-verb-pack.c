/* ktg-verb-pack.c - `pack`: what devices are offered of rules, words and places
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-verb.h"

#include "ktg-publishing.h"
#include "ktg-service.h"

#include <ktg-pack-list-json.h>

#include <string.h>

/* --- list --- */

static KtgShelfLine
get_line (const KtgShelvedPack *pack)
{
  return (KtgShelfLine){ .name = pack->notice->name,
                         .version = pack->notice->version,
                         .sha256 = pack->notice->sha256,
                         .size_bytes = g_bytes_get_size (pack->content),
                         .packed_bytes = g_bytes_get_size (pack->packed),
                         .is_published = pack->is_published };
}

static void
print_line (KtgVerb *self, const KtgShelfLine *line)
{
  g_string_append_printf (self->out,
                          "%s %s  %" G_GUINT64_FORMAT " bytes  %s  %s\n",
                          line->name,
                          line->version,
                          line->packed_bytes,
                          line->is_published ? "published" : "installed",
                          line->sha256);
}

static int
list (KtgVerb *self, gboolean as_json)
{
  g_autoptr (KtgShelfList) packs = ktg_shelf_dup_list (ktg_archive_get_shelf (self->archive));
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GBytes) document = NULL;

  for (guint i = 0; i < packs->packs->len; i++)
    {
      KtgShelfLine line = get_line (g_ptr_array_index (packs->packs, i));

      if (as_json)
        g_ptr_array_add (lines, g_memdup2 (&line, sizeof line));
      else
        print_line (self, &line);
    }

  if (as_json)
    {
      document = ktg_pack_list_json_write_shelf (lines);
      ktg_verb_print_bytes (self, document);
    }
  return 0;
}

/* --- publish --- */

static int
publish (KtgVerb *self, const char *content)
{
  g_autoptr (GBytes) bytes = g_bytes_new (content, strlen (content));
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local (ktg_service_get_now_ms () / 1000);
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgPackNotice) notice = ktg_publishing_publish (self->archive, bytes, today, &error);

  if (notice == NULL)
    {
      ktg_verb_fail (self, error);
      return KTG_EXIT_FAILED; /* what was asked was sound: this pack is refused */
    }

  g_string_append_printf (self->out,
                          "%s %s is handed out from now on  %s\n",
                          notice->name,
                          notice->version,
                          notice->sha256);
  return 0;
}

/**
 * ktg_verb_pack:
 * @self: a verb at work
 * @words: "pack", "list" or "publish", and what follows: of the latter what the file says, since
 * whoever has the folder may not read where the file is
 *
 * Returns: an exit status
 */
int
ktg_verb_pack (KtgVerb *self, char **words)
{
  g_auto (GStrv) rest = NULL;
  gboolean as_json = FALSE;

  if (g_strcmp0 (words[1], "publish") == 0 && words[2] != NULL && words[3] == NULL)
    return publish (self, words[2]);
  if (g_strcmp0 (words[1], "list") == 0
      && ktg_verb_parse_json (self, words + 1, 0, &rest, &as_json))
    return list (self, as_json);

  g_string_append (self->err, ktg_verb_get_usage ());
  return KTG_EXIT_USAGE;
}
