/* ktg-world-server.c - the real server, beside the devices in one program
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-world-server.h"

#include <ktg-backup.h>
#include <ktg-test-server.h>

#include <glib/gstdio.h>

#define REGION "34.71"

struct _KtgWorldServer
{
  KtgTestServer *server;
  KtgTestDevice *office;
  GPtrArray     *steps;  /* (element-type KtgEnvelope) */
  char          *backup; /* folder; NULL before the first */
};

KtgWorldServer *
ktg_world_server_new (void)
{
  KtgWorldServer *self = g_new0 (KtgWorldServer, 1);

  g_assert_true (ktg_seal_init ());
  self->server = ktg_test_server_new ();
  ktg_test_server_start (self->server);
  self->office = ktg_test_server_new_device (self->server, KTG_ROLE_OFFICE, REGION);

  self->steps = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_envelope_unref);

  return self;
}

/* cp and rm do what a person at a terminal does. */
static void
call (const char *program, const char *option, const char *from, const char *to)
{
  const char *words[] = { program, option, "--", from, to, NULL };
  int         status;

  g_assert_true (g_spawn_sync (NULL,
                               (char **)words,
                               NULL,
                               G_SPAWN_SEARCH_PATH,
                               NULL,
                               NULL,
                               NULL,
                               NULL,
                               &status,
                               NULL));
  g_assert_cmpint (status, ==, 0);
}

static void
forget_backup (KtgWorldServer *self)
{
  if (self->backup != NULL)
    call ("rm", "-rf", self->backup, NULL);
  g_clear_pointer (&self->backup, g_free);
}

void
ktg_world_server_free (KtgWorldServer *self)
{
  if (self == NULL)
    return;

  forget_backup (self);
  g_ptr_array_unref (self->steps);
  ktg_test_device_free (self->office);
  ktg_test_server_free (self->server);
  g_free (self);
}

void
ktg_world_server_stop (KtgWorldServer *self)
{
  ktg_test_server_stop (self->server);
}

void
ktg_world_server_start (KtgWorldServer *self)
{
  ktg_test_server_start (self->server);
}

guint
ktg_world_server_get_port (KtgWorldServer *self)
{
  return self->server->port;
}

const char *
ktg_world_server_get_folder (KtgWorldServer *self)
{
  return self->server->folder;
}

char *
ktg_world_server_make_officer_code (KtgWorldServer *self, const char *region)
{
  return ktg_test_server_make_code (self->server, KTG_ROLE_OFFICER, region);
}

char *
ktg_world_server_make_office_code (KtgWorldServer *self, const char *region)
{
  return ktg_test_server_make_code (self->server, KTG_ROLE_OFFICE, region);
}

void
ktg_world_server_confirm (KtgWorldServer *self, const char *device_key)
{
  ktg_test_server_confirm (self->server, device_key);
}

void
ktg_world_server_take_step (KtgWorldServer *self, const char *report_id, const char *case_id)
{
  g_autoptr (GPtrArray) events
      = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_envelope_unref);
  g_autoptr (KtgExchangeAnswer) answer = NULL;
  KtgEnvelope *step = ktg_test_device_step (self->office, report_id, case_id, case_id, NULL);

  g_ptr_array_add (self->steps, step);
  g_ptr_array_add (events, ktg_envelope_ref (step));
  answer = ktg_test_device_exchange (self->office, events, NULL);
  g_assert_cmpuint (answer->refused->len, ==, 0);
  g_assert_cmpuint (answer->receipts->len, ==, 1);
}

gboolean
ktg_world_server_list (KtgWorldServer *self, char **json)
{
  return ktg_test_server_run (self->server, json, "list", "--json", NULL) == 0;
}

gboolean
ktg_world_server_verify (KtgWorldServer *self, char **said)
{
  return ktg_test_server_run (self->server, said, "verify", NULL) == 0;
}

static void
take_by_verb (KtgWorldServer *self)
{
  g_autofree char *snapshot = NULL;
  g_autoptr (KtgBackup) backup = NULL;
  g_autoptr (GError) error = NULL;

  backup = ktg_backup_new (self->server->folder, self->backup, TRUE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (ktg_test_server_run (self->server, &snapshot, "snapshot", NULL), ==, 0);
  g_assert_true (ktg_backup_write (backup, snapshot, &error));
}

void
ktg_world_server_back_up (KtgWorldServer *self, gboolean by_hand)
{
  forget_backup (self);
  self->backup = g_strconcat (self->server->folder, "-backup", NULL);
  if (!by_hand)
    {
      take_by_verb (self);
      return;
    }

  ktg_test_server_stop (self->server);
  call ("cp", "-a", self->server->folder, self->backup);
  ktg_test_server_start (self->server);
}

void
ktg_world_server_put_back (KtgWorldServer *self)
{
  ktg_test_server_stop (self->server);
  call ("rm", "-rf", self->server->folder, NULL);
  call ("cp", "-a", self->backup, self->server->folder);
  ktg_test_server_start (self->server);
}

void
ktg_world_server_say_steps_again (KtgWorldServer *self)
{
  g_autoptr (KtgExchangeAnswer) answer = ktg_test_device_exchange (self->office, self->steps, NULL);

  g_assert_cmpuint (answer->refused->len, ==, 0);
}
