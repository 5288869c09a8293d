/* ktg-join.c - the program: a folder becomes that of a relay
 *
 * It is enrolled at the server above as a device is, with a code that was made for a relay. What
 * may be judged here is judged before the code is spent.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-join.h"

#include "ktg-archive-join.h"
#include "ktg-relay.h"
#include "ktg-serve.h"
#include "ktg-service.h"
#include "ktg-upstream-words.h"
#include "ktg-verb.h"

#include <ktg-authority.h>
#include <ktg-enrolment-code.h>
#include <ktg-sync-error.h>
#include <ktg-whole-file.h>
#include <stdio.h>
#include <sys/stat.h>

#define MAX_CA_BYTES (256 * 1024)

static int
complain (const char *words, int status)
{
  fprintf (stderr, "kentongan-server: %s\n", words);
  return status;
}

/* --- what may be judged here --- */

/* An authority of their own, as PEM text. */
static gboolean
read_authority (const char *path, char **pem, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  if (path == NULL)
    return TRUE;

  bytes = ktg_whole_file_read (path, MAX_CA_BYTES, error);
  *pem = bytes != NULL ? ktg_authority_dup_pem (bytes, error) : NULL;
  return *pem != NULL;
}

/* One that cannot be read is refused with better words later. */
static gboolean
is_of_another (const KtgAccount *present, const char *typed)
{
  g_autoptr (KtgEnrolmentCode) code = ktg_enrolment_code_read (typed);

  return present != NULL && code != NULL
         && !ktg_enrolment_code_is_from (code, present->root_key, present->server_key);
}

/* --- joining --- */

static int
complain_of_enrolling (const char *url, const GError *error)
{
  g_autofree char *absent = g_strdup_printf ("the server above cannot be reached at %s; check the"
                                             " address, then join again with the same code",
                                             url);

  if (g_error_matches (error, KTG_SYNC_ERROR, KTG_SYNC_ERROR_NO_LINK))
    return complain (absent, KTG_EXIT_NO_LINK);

  return complain (ktg_upstream_words_get (error),
                   ktg_upstream_words_is_no_link (error) ? KTG_EXIT_NO_LINK : KTG_EXIT_FAILED);
}

static int
join (KtgArchive *archive, const char *url, const char *code, const char *ca)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgRelay) relay = NULL;

  if (!ktg_archive_join_check (archive, &error))
    return complain (error->message, KTG_EXIT_FAILED);

  relay = ktg_relay_new (archive, &error);
  if (relay == NULL)
    return complain (error->message, KTG_EXIT_FAILED);
  if (is_of_another (ktg_relay_get_account (relay), code))
    return complain ("this data folder is a relay of another server than made this code, which was"
                     " not used",
                     KTG_EXIT_FAILED);
  if (!ktg_relay_enrol (relay, url, code, ca, &error))
    return complain_of_enrolling (url, error);

  if (!ktg_archive_note (archive, "join", 0, 0, &error))
    complain (error->message, KTG_EXIT_FAILED);
  return 0;
}

static KtgArchive *
open_folder (const char *folder, int *status)
{
  g_autoptr (GError) error = NULL;
  KtgArchive *archive = ktg_archive_open (folder, ktg_service_get_now_ms, &error);

  if (g_error_matches (error, KTG_ARCHIVE_ERROR, KTG_ARCHIVE_ERROR_LOCKED))
    *status = complain ("a server runs on this data folder; stop it first", KTG_EXIT_LOCKED);
  else if (archive == NULL)
    *status = complain (error->message, KTG_EXIT_FAILED);

  return archive;
}

/* It rests on another root then, so it is opened anew: by the verb that says how it stands. */
static int
join_folder (const char *folder, char **words, const char *ca)
{
  char *upstream[] = { (char *)"upstream", NULL };
  int   status = 0;
  g_autoptr (KtgArchive) archive = open_folder (folder, &status);

  if (archive != NULL)
    status = join (archive, words[0], words[1], ca);
  g_clear_pointer (&archive, ktg_archive_close);
  return status == 0 ? ktg_serve_ask (folder, upstream) : status;
}

/**
 * ktg_join_run:
 * @folder: of a server that nobody uses yet, made where there is none; or of a relay
 * @words: "join" and what follows it
 *
 * Returns: an exit status; what there is to say has been printed
 */
int
ktg_join_run (const char *folder, char **words)
{
  g_autofree char *ca_path = NULL;
  g_autofree char *ca = NULL;
  GOptionEntry     entries[] = {
        { "ca", 0, 0, G_OPTION_ARG_FILENAME, &ca_path, NULL, NULL },
        { NULL },
  };
  g_autoptr (GString) err = g_string_new (NULL);
  g_auto (GStrv) rest = NULL;
  g_autoptr (GError) error = NULL;
  KtgVerb verb = { .err = err };

  if (!ktg_verb_parse (&verb, words, entries, 2, &rest))
    {
      fputs (err->str, stderr);
      return KTG_EXIT_USAGE;
    }
  if (!read_authority (ca_path, &ca, &error))
    return complain (ktg_upstream_words_get (error), KTG_EXIT_FAILED);

  umask (0077);
  return join_folder (folder, rest, ca);
}
