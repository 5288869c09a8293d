/* ktg-office-list.c - what is below the office whose device this is, as its server lists it
 *
 * The six words of a device are worked out here: a server's word on them would prove nothing.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-office-list.h"

#include "ktg-await.h"
#include "ktg-cli-sentences.h"
#include "ktg-terminal.h"

#include <glib/gi18n.h>
#include <ktg-dates.h>
#include <ktg-question.h>
#include <ktg-six-words.h>

#include <string.h>

/* So many answers at most, each of which has further numbers: no server is asked for ever. */
#define MAX_PAGES 10000

/**
 * ktg_office_list_ask:
 * @cli: the program
 * @store: an open profile
 * @method: as in HTTP
 * @path: of the request
 * @body: (nullable): JSON
 * @exit: (out): set with %NULL
 *
 * Returns: (transfer full) (nullable): the answer; %NULL: what is wrong has been said
 */
GBytes *
ktg_office_list_ask (KtgCli     *cli,
                     KtgStore   *store,
                     const char *method,
                     const char *path,
                     GBytes     *body,
                     KtgExit    *exit)
{
  g_auto (KtgAwait) await = KTG_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  GBytes *answer;

  ktg_question_async (KTG_PARTY (store),
                      cli->world,
                      method,
                      path,
                      body,
                      NULL,
                      ktg_await_done_cb,
                      &await);
  answer = ktg_question_finish (ktg_await_result (&await), &error);
  if (answer == NULL)
    *exit = ktg_cli_sentences_complain_of_question (error);

  return answer;
}

/**
 * ktg_office_list_tell:
 * @cli: the program
 * @store: an open profile
 * @path: what is to be done
 * @subject: with which device or code
 *
 * Returns: %KTG_EXIT_DONE when the server did it; else what is wrong has been said
 */
KtgExit
ktg_office_list_tell (KtgCli                 *cli,
                      KtgStore               *store,
                      const char             *path,
                      const KtgOfficeSubject *subject)
{
  g_autoptr (GBytes) body = ktg_office_subject_write (subject);
  KtgExit exit = KTG_EXIT_DONE;
  g_autoptr (GBytes) answer = ktg_office_list_ask (cli, store, "POST", path, body, &exit);

  return answer != NULL ? KTG_EXIT_DONE : exit;
}

/* --- all of it --- */

static KtgOfficePage *
load_page (KtgCli *cli, KtgStore *store, const char *what, gint64 after, KtgExit *exit)
{
  g_autofree char *path = g_strdup_printf ("/v1/admitted/%s-%" G_GINT64_FORMAT, what, after);
  g_autoptr (GBytes) answer = ktg_office_list_ask (cli, store, "GET", path, NULL, exit);
  g_autoptr (GError) error = NULL;
  KtgOfficePage *page = answer != NULL ? ktg_office_page_parse (answer, NULL) : NULL;

  if (answer != NULL && page == NULL)
    {
      error = g_error_new_literal (KTG_SYNC_ERROR,
                                   KTG_SYNC_ERROR_NOT_KENTONGAN,
                                   "What came does not speak this protocol");
      *exit = ktg_cli_sentences_complain (error);
    }

  return page;
}

static gboolean
add_pages (KtgCli *cli, KtgStore *store, const char *what, KtgOfficePage *into, KtgExit *exit)
{
  gint64 after = 0;

  for (guint i = 0; i < MAX_PAGES; i++)
    {
      g_autoptr (KtgOfficePage) page = load_page (cli, store, what, after, exit);

      if (page == NULL)
        return FALSE;

      g_ptr_array_extend_and_steal (into->devices, g_steal_pointer (&page->devices));
      g_ptr_array_extend_and_steal (into->codes, g_steal_pointer (&page->codes));
      if (page->next <= after)
        break;
      after = page->next;
    }

  return TRUE;
}

static void
work_words_out (const KtgAccount *account, KtgDeviceLine *line)
{
  g_free (line->words);
  line->words = line->device != NULL && account->root_key != NULL
                        && (!line->is_elsewhere || line->is_pending)
                    ? ktg_six_words_dup (account->root_key, account->server_key, line->device)
                    : NULL;
}

/**
 * ktg_office_list_load:
 * @cli: the program
 * @store: an open profile
 * @exit: (out): set with %NULL
 *
 * Returns: (transfer full) (nullable): the devices below the office, and the codes that wait;
 * %NULL: what is wrong has been said
 */
KtgOfficePage *
ktg_office_list_load (KtgCli *cli, KtgStore *store, KtgExit *exit)
{
  g_autoptr (KtgOfficePage) all = ktg_office_page_new ();

  if (!add_pages (cli, store, "devices", all, exit) || !add_pages (cli, store, "codes", all, exit))
    return NULL;

  for (guint i = 0; i < all->devices->len; i++)
    work_words_out (ktg_store_get_account (store), g_ptr_array_index (all->devices, i));

  return g_steal_pointer (&all);
}

/* --- in words --- */

static char *
dup_when (KtgCli *cli, gint64 time_ms)
{
  KtgMoment now = cli->world->now ();

  return ktg_dates_dup_near (time_ms * 1000, now.wall_us, now.utc_offset_s);
}

static char *
dup_standing (KtgCli *cli, const KtgDeviceLine *line)
{
  g_autofree char *when = NULL;

  if (line->is_revoked)
    return g_strdup (_ ("revoked"));
  if (line->is_pending)
    return g_strdup (_ ("waits to be confirmed"));
  if (line->seen_at_ms == 0)
    return g_strdup (_ ("not seen since it was enrolled"));

  when = dup_when (cli, line->seen_at_ms);
  /* Translators: a date or a clock time */
  return g_strdup_printf (_ ("seen %s"), when);
}

static const char *
get_region (const char *region)
{
  return region != NULL && *region != '\0' ? region : _ ("the whole country");
}

/**
 * ktg_office_list_say_device:
 * @cli: the program
 * @line: a device below the office
 *
 * In two lines: who has it and how it stands, and its six words, which are over the server that it
 * enrolled at: of one that enrolled elsewhere they are others than could be worked out here.
 */
void
ktg_office_list_say_device (KtgCli *cli, const KtgDeviceLine *line)
{
  g_autofree char *officer = ktg_terminal_dup_safe (line->officer != NULL ? line->officer : "");
  g_autofree char *name = line->name != NULL ? ktg_terminal_dup_safe (line->name) : NULL;
  g_autofree char *called = name != NULL ? g_strdup_printf (" (%s)", name) : g_strdup ("");
  g_autofree char *standing = dup_standing (cli, line);
  g_autofree char *text = g_strdup_printf ("%4" G_GINT64_FORMAT "  %-7s  %s  %s%s  %s",
                                           line->number,
                                           line->role,
                                           get_region (line->region),
                                           officer,
                                           called,
                                           standing);
  g_autofree char *words = NULL;

  ktg_terminal_say (text);
  if (line->words != NULL)
    /* Translators: six Indonesian words, which stay as they are */
    words = g_strdup_printf (_ ("      words: %s"), line->words);
  else
    words = g_strdup (_ ("      words: compared at the server that it enrolled at"));
  ktg_terminal_say (words);
}

/**
 * ktg_office_list_tell_device:
 * @cli: the program
 * @store: an open profile
 * @path: what is to be done
 * @line: with which device, as it stands then
 * @done: what is said above its line
 *
 * Returns: the exit
 */
KtgExit
ktg_office_list_tell_device (KtgCli              *cli,
                             KtgStore            *store,
                             const char          *path,
                             const KtgDeviceLine *line,
                             const char          *done)
{
  const KtgOfficeSubject subject = { .device = line->device };
  KtgExit                exit = ktg_office_list_tell (cli, store, path, &subject);

  if (exit != KTG_EXIT_DONE)
    return exit;

  ktg_terminal_say (done);
  ktg_office_list_say_device (cli, line);
  return KTG_EXIT_DONE;
}

/**
 * ktg_office_list_say_code:
 * @cli: the program
 * @line: a code that waits
 *
 * Its number, for whom it is and until when; never the code.
 */
void
ktg_office_list_say_code (KtgCli *cli, const KtgCodeLine *line)
{
  g_autofree char *officer = ktg_terminal_dup_safe (line->officer != NULL ? line->officer : "");
  g_autofree char *until = dup_when (cli, line->expires_at_ms);
  /* Translators: the number of a code, a role, a region, a person, a date or clock time */
  g_autofree char *text = g_strdup_printf (_ ("code %u  %-7s  %s  %s  until %s"),
                                           (guint)line->number,
                                           line->role,
                                           get_region (line->region),
                                           officer,
                                           until);

  ktg_terminal_say (text);
}

/* --- one of them --- */

static gboolean
is_exact (const KtgDeviceLine *line, const char *word)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, line->number);

  return g_strcmp0 (line->device, word) == 0 || strcmp (number, word) == 0;
}

static gboolean
is_called (const char *name, const char *word)
{
  g_autofree char *own = name != NULL ? g_utf8_casefold (name, -1) : NULL;
  g_autofree char *said = g_utf8_casefold (word, -1);

  return g_strcmp0 (own, said) == 0;
}

static GPtrArray *
find_all (const KtgOfficePage *page, const char *word)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  for (guint i = 0; i < page->devices->len; i++)
    {
      KtgDeviceLine *line = g_ptr_array_index (page->devices, i);

      if (is_exact (line, word))
        {
          g_ptr_array_set_size (found, 0);
          g_ptr_array_add (found, line);
          break;
        }
      if (is_called (line->officer, word) || is_called (line->name, word))
        g_ptr_array_add (found, line);
    }

  return g_steal_pointer (&found);
}

/**
 * ktg_office_list_find:
 * @cli: the program
 * @page: what is below the office
 * @word: the number, the key or the name of a device, or its officer
 *
 * Returns: (transfer none) (nullable): the one that is meant; %NULL: why not has been said
 */
KtgDeviceLine *
ktg_office_list_find (KtgCli *cli, const KtgOfficePage *page, const char *word)
{
  g_autoptr (GPtrArray) found = find_all (page, word);

  if (found->len == 1)
    return g_ptr_array_index (found, 0);

  if (found->len == 0)
    {
      ktg_terminal_complain (
          _ ("Below your office no device has this number, key or name. “ktg admitted” lists "
             "them."));
      return NULL;
    }

  ktg_terminal_complain (_ ("Several devices may be meant. Say the number of one:"));
  for (guint i = 0; i < found->len; i++)
    ktg_office_list_say_device (cli, g_ptr_array_index (found, i));
  return NULL;
}
