/* ktg-test-server.c - a real server in the test's own process
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-test-server.h"

#include <ktg-code-issue.h>
#include <ktg-event-json.h>
#include <ktg-server-key.h>
#include <ktg-service.h>
#include <ktg-signed-envelope.h>
#include <ktg-six-words.h>
#include <ktg-verb.h>

#include <ftw.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

KtgTestServer *
ktg_test_server_new (void)
{
  KtgTestServer *self = g_new0 (KtgTestServer, 1);
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("ktg-server-XXXXXX", &error);
  g_assert_no_error (error);
  return self;
}

/* On the port it had before, if it was started before. */
void
ktg_test_server_start (KtgTestServer *self)
{
  g_autofree char *listen = g_strdup_printf ("127.0.0.1:%u", self->port);
  KtgNodeOptions   options = { listen, self->packs_folder, .n_nonces = self->n_nonces };
  g_autoptr (GError) error = NULL;

  if (options.packs_folder == NULL)
    options.packs_folder = self->folder;
  self->archive = ktg_archive_open (self->folder, ktg_service_get_now_ms, &error);
  g_assert_no_error (error);
  self->node = ktg_node_start (self->archive, &options, &error);
  g_assert_no_error (error);
  self->port
      = (guint)g_ascii_strtoull (strrchr (ktg_node_get_address (self->node), ':') + 1, NULL, 10);
}

void
ktg_test_server_stop (KtgTestServer *self)
{
  g_clear_pointer (&self->node, ktg_node_stop);
  g_clear_pointer (&self->archive, ktg_archive_close);
}

void
ktg_test_server_restart (KtgTestServer *self)
{
  ktg_test_server_stop (self);
  ktg_test_server_start (self);
}

static int
remove_entry (const char *path, const struct stat *status, int kind, struct FTW *place)
{
  return remove (path);
}

void
ktg_test_server_free (KtgTestServer *self)
{
  ktg_test_server_stop (self);
  nftw (self->folder, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
  g_free (self->folder);
  g_free (self->packs_folder);
  g_free (self);
}

char *
ktg_test_server_dup_url (KtgTestServer *self)
{
  return g_strdup_printf ("http://127.0.0.1:%u", self->port);
}

static char *
issue (KtgTestServer *self, const KtgCode *wanted)
{
  g_autoptr (GError) error = NULL;
  char *code = ktg_code_issue (self->archive, wanted, g_get_real_time () / 1000, &error);

  g_assert_no_error (error);
  return code;
}

char *
ktg_test_server_make_code (KtgTestServer *self, KtgRole role, const char *region)
{
  const KtgCode wanted = { .officer = (char *)"Siti", .role = role, .region = (char *)region };

  return issue (self, &wanted);
}

char *
ktg_test_server_make_node_code (KtgTestServer *self, const char *region)
{
  KtgCode wanted = { .officer = (char *)"Kantor", .region = (char *)region };

  g_assert_true (ktg_code_set_role (&wanted, KTG_ROLE_NAME_OF_NODE));
  return issue (self, &wanted);
}

int
ktg_test_server_confirm_by (KtgTestServer *self,
                            const char    *device,
                            const char    *six_words,
                            char         **out)
{
  g_auto (GStrv) each = g_strsplit (six_words, " ", -1);

  return ktg_test_server_run (self,
                              out,
                              "confirm",
                              device,
                              each[0],
                              each[1],
                              each[2],
                              each[3],
                              each[4],
                              each[5],
                              NULL);
}

void
ktg_test_server_confirm (KtgTestServer *self, const char *device_key)
{
  g_autofree char *words
      = ktg_six_words_dup (ktg_archive_get_root (self->archive),
                           ktg_signing_key_get_public (ktg_archive_get_key (self->archive)),
                           device_key);

  g_assert_cmpint (ktg_test_server_confirm_by (self, device_key, words, NULL), ==, 0);
}

KtgTestDevice *
ktg_test_server_new_stranger (KtgTestServer *self, KtgSigningKey *key)
{
  KtgTestDevice *device = ktg_test_device_new (self->port);

  if (key != NULL)
    {
      ktg_signing_key_unref (device->key);
      device->key = ktg_signing_key_ref (key);
    }
  device->server_key = g_strdup (ktg_signing_key_get_public (ktg_archive_get_key (self->archive)));
  return device;
}

KtgTestDevice *
ktg_test_server_new_device (KtgTestServer *self, KtgRole role, const char *region)
{
  KtgTestDevice   *device = ktg_test_server_new_stranger (self, NULL);
  g_autofree char *code = ktg_test_server_make_code (self, role, region);
  g_autoptr (KtgTestReply) reply = ktg_test_device_enrol (device, code);

  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_true (reply->is_proven);
  if (role != KTG_ROLE_OFFICER)
    ktg_test_server_confirm (self, ktg_test_device_get_key (device));
  return device;
}

KtgChain *
ktg_test_server_read_chain (KtgTestServer *self, const KtgAccount *account)
{
  KtgChain *chain = ktg_chain_new (ktg_archive_get_root (self->archive));

  for (guint i = 0; i < account->chain->len; i++)
    {
      const KtgEnvelope *envelope = g_ptr_array_index (account->chain, i);
      g_autoptr (KtgEvent) event = ktg_event_json_parse (envelope->bytes, NULL);

      g_assert_true (ktg_envelope_is_signed_by (envelope, event->author));
      g_assert_true (ktg_chain_add (chain, envelope->id, event));
    }

  return chain;
}

KtgSigningKey *
ktg_test_server_load_root (KtgTestServer *self)
{
  g_autoptr (GError) error = NULL;
  KtgSigningKey *root = ktg_server_key_load (self->folder, KTG_SERVER_KEY_ROOT, FALSE, &error);

  g_assert_no_error (error);
  return root;
}

int
ktg_test_server_run (KtgTestServer *self, char **out, ...)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autoptr (GString) printed = g_string_new (NULL);
  KtgVerb verb = {
    .archive = self->archive, .is_serving = self->node != NULL, .out = printed, .err = printed
  };
  const char *word;
  va_list     list;
  int         status;

  va_start (list, out);
  while ((word = va_arg (list, const char *)) != NULL)
    g_ptr_array_add (words, (gpointer)word);
  va_end (list);
  g_ptr_array_add (words, NULL);

  status = ktg_verb_run (&verb, (char **)words->pdata);
  if (out != NULL)
    *out = g_strdup (printed->str);
  return status;
}

int
ktg_test_server_hear (KtgTestServer *self, const char *verb, const char *word, const char *part)
{
  g_autofree char *out = NULL;
  int              status = ktg_test_server_run (self, &out, verb, word, NULL);

  if (strstr (out, part) == NULL)
    g_error ("“%s %s” does not say “%s” but: %s", verb, word, part, out);
  return status;
}

void
ktg_test_server_assert_sound (KtgTestServer *self)
{
  g_autofree char *out = NULL;

  if (ktg_test_server_run (self, &out, "verify", NULL) != 0)
    g_error ("verify: %s", out);
}
