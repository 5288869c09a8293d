/* ktg-theft-scene.c - those from whom something is stolen, and what everybody else then believes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-theft-scene.h"

#include <ktg-enrol-json.h>
#include <ktg-event-json.h>
#include <ktg-signed-envelope.h>
#include <ktg-test-link.h>
#include <ktg-test-news.h>

#include <string.h>

#define FIRST_INDEX 10000 /* in the stores' lists, above those of receipts */
#define NOW ((KtgMoment){ KTG_DEVICE_NOW_US, 7 * 3600, 812345, FALSE, 0 })

const char *
ktg_theft_scene_get_public (const KtgTheftScene *self, KtgTheftWho who)
{
  return ktg_signing_key_get_public (self->keys[who]);
}

/* --- what is said --- */

KtgEvent *
ktg_theft_scene_begin_event (KtgTheftScene *self, KtgEventKind kind, KtgTheftWho who)
{
  KtgEvent *event = ktg_test_link_begin (kind, self->keys[who], ++self->seqs[who]);

  event->at = NOW;
  return event;
}

KtgEnvelope *
ktg_theft_scene_sign (KtgTheftScene *self, KtgTheftWho who, KtgEvent *event)
{
  return ktg_test_link_sign (self->keys[who], event);
}

/* What revokes leaves nothing standing. */
KtgEnvelope *
ktg_theft_scene_link (KtgTheftScene *self, const KtgTheftLink *link)
{
  KtgSigningKey *author = self->keys[link->by];
  const char    *whom = ktg_theft_scene_get_public (self, link->whom);
  guint64        seq = link->seq != 0 ? link->seq : self->seqs[link->by] + 1;

  self->seqs[link->by] = seq;
  switch (link->verb)
    {
    case ADMITS:
      return ktg_test_link_admit (author, seq, whom, "Siti", link->as, link->region);
    case ADMITS_NODE:
      return ktg_test_link_admit_node_of (author,
                                          seq,
                                          self->keys[link->whom],
                                          link->as,
                                          g_str_equal (link->as, "relay") ? "officer" : "centre",
                                          link->region);
    case REVOKES:
      return ktg_test_link_revoke (author, seq, whom, 0);
    case REVOKES_NODE:
      return ktg_test_link_revoke_node (author, seq, whom, 0);
    case NO_LINK:
    default:
      g_assert_not_reached ();
    }
}

/* --- the server --- */

static KtgExchangeAnswer *
carry (KtgTestDevice *carrier, GPtrArray *brought)
{
  g_autoptr (KtgExchangeRequest) message = ktg_exchange_request_new ();

  for (guint i = 0; i < brought->len; i++)
    g_ptr_array_add (message->carry, ktg_envelope_ref (g_ptr_array_index (brought, i)));
  return ktg_test_device_say (carrier, message);
}

/* Who was stolen is known there, and comes as itself. */
KtgTestDevice *
ktg_theft_scene_new_device (KtgTheftScene *self, KtgTheftWho who)
{
  KtgTestDevice *carrier = ktg_test_server_new_stranger (self->server, self->keys[who]);
  g_autoptr (KtgTestReply) reply = ktg_test_device_introduce (carrier, NULL, 0);

  g_assert_cmpuint (reply->status, ==, 200);
  return carrier;
}

char *
ktg_theft_scene_dup_fate (KtgTheftScene *self, KtgTheftWho who, GPtrArray *brought)
{
  g_autoptr (KtgTestDevice) thief = who != NOBODY ? ktg_theft_scene_new_device (self, who) : NULL;
  g_autoptr (KtgExchangeAnswer) answer = carry (who != NOBODY ? thief : self->budi, brought);
  g_autoptr (GString) fate = g_string_new (NULL);

  for (guint i = 0; i < brought->len; i++)
    {
      const char *refusal = ktg_test_answer_get_refusal (answer, g_ptr_array_index (brought, i));

      g_string_append_printf (fate, "%s%s", i > 0 ? ", " : "", refusal != NULL ? refusal : "taken");
    }
  return g_string_free (g_steal_pointer (&fate), FALSE);
}

char *
ktg_theft_scene_dup_rank (KtgTheftScene *self, KtgTheftWho who)
{
  KtgRoster *roster = ktg_archive_get_roster (self->server->archive);
  g_autoptr (KtgDevice) device
      = ktg_roster_dup_device (roster, ktg_theft_scene_get_public (self, who));

  if (device == NULL)
    return g_strdup ("nobody");

  return device->is_revoked
             ? g_strdup ("revoked")
             : g_strdup_printf ("%s %s", ktg_device_get_role_name (device), device->region);
}

/* --- the stores --- */

static void
add_news (KtgTheftScene *self, KtgNews *news, GPtrArray *told)
{
  for (guint i = 0; i < told->len; i++)
    {
      KtgEnvelope *envelope = g_ptr_array_index (told, i);
      g_autoptr (KtgEvent) event = ktg_event_json_parse (envelope->bytes, NULL);
      gboolean is_link = ktg_event_kind_is_of_chain (event->kind);

      ktg_test_news_add (news, is_link ? 0 : ++self->index, envelope);
    }
}

gboolean
ktg_theft_scene_tell (KtgTheftScene *self, KtgStoreDevice *device, GPtrArray *brought)
{
  KtgNews *news = ktg_news_new ();
  g_autoptr (GError) error = NULL;

  add_news (self, news, brought);
  if (ktg_store_device_apply (device, news, &error))
    return TRUE;

  g_assert_error (error, KTG_STORE_ERROR, KTG_STORE_ERROR_UNTRUSTED);
  return FALSE;
}

static KtgStoreDevice *
new_store (KtgTheftScene *self, KtgTheftWho server, const char *role, const char *region)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgAccount) account = NULL;
  KtgStoreDevice *device = ktg_store_device_new ();

  ktg_signing_key_unref (device->server);
  device->server = ktg_signing_key_ref (self->keys[server]);
  ktg_store_device_open (device, &error);
  g_assert_no_error (error);
  account = ktg_store_device_new_account (device, device->server, role, region);
  account->root_key = g_strdup (ktg_theft_scene_get_public (self, ROOT));
  g_ptr_array_add (self->said,
                   ktg_test_link_admit (self->keys[CENTRE],
                                        ++self->seqs[CENTRE],
                                        account->device,
                                        "Siti",
                                        role,
                                        region));
  for (guint i = 0; i < self->said->len; i++)
    g_ptr_array_add (account->chain, ktg_envelope_ref (g_ptr_array_index (self->said, i)));
  ktg_store_device_set_account (device, account, &error);
  g_assert_no_error (error);
  ktg_store_use_pack_async (device->store, self->procedure, NULL, NULL);
  return device;
}

/* --- the scene --- */

static void
assert_taken (KtgTheftScene *self)
{
  g_autofree char *fate = ktg_theft_scene_dup_fate (self, NOBODY, self->said);
  g_auto (GStrv) fates = g_strsplit (fate, ", ", -1);

  for (guint i = 0; fates[i] != NULL; i++)
    g_assert_cmpstr (fates[i], ==, "taken");
}

static void
admit_all (KtgTheftScene *self)
{
  static const KtgTheftLink links[] = {
    { CENTRE, ADMITS_NODE, RELAY, "relay", "34", 0 },
    { CENTRE, ADMITS, PROVINCE, "office", "34", 0 },
    { CENTRE, ADMITS, OFFICE, "office", "34.71", 0 },
    { CENTRE, ADMITS, BESIDE, "office", "33.74", 0 },
    { CENTRE, ADMITS, OFFICER, "officer", "34.71.04", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (links); i++)
    g_ptr_array_add (self->said, ktg_theft_scene_link (self, &links[i]));
}

static void
file_report (KtgTheftScene *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgReport) report = ktg_store_device_new_report ("What happened.", NULL);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (KtgReportHeld) held = NULL;

  g_free (self->report_id);
  self->report_id = ktg_store_device_file (self->officer, NULL, report, &error);
  g_assert_no_error (error);
  held = ktg_store_device_load (self->officer, self->report_id, &error);
  g_assert_no_error (error);
  g_ptr_array_add (ids, (gpointer)ktg_history_get_version_id (held->history));
  events = ktg_store_device_load_events (self->officer, ids, &error);
  g_assert_no_error (error);
  g_clear_pointer (&self->filing, ktg_envelope_unref);
  self->filing = ktg_envelope_ref (events->pdata[0]);
}

/* The officer's device knows who is who, and filed a report. */
void
ktg_theft_scene_begin (KtgTheftScene *self)
{
  for (KtgTheftWho who = RELAY; who < N_WHO; who++)
    {
      g_clear_pointer (&self->keys[who], ktg_signing_key_unref);
      self->keys[who] = ktg_signing_key_new ();
      self->seqs[who] = 0;
    }

  self->n_begun++;
  g_ptr_array_set_size (self->said, 0);
  admit_all (self);
  g_assert_true (ktg_theft_scene_tell (self, self->officer, self->said));
  file_report (self);
}

/* So do the server and the office, and both have the report. */
void
ktg_theft_scene_publish (KtgTheftScene *self)
{
  g_ptr_array_add (self->said, ktg_envelope_ref (self->filing));
  g_assert_true (ktg_theft_scene_tell (self, self->office, self->said));
  assert_taken (self);
}

KtgTheftScene *
ktg_theft_scene_new (void)
{
  static const KtgTheftLink servers[] = {
    { ROOT, ADMITS_NODE, CENTRE, "centre", "", 2 },
    { CENTRE, ADMITS_NODE, HOME, "relay", "", 0 },
  };
  KtgTheftScene *self = g_new0 (KtgTheftScene, 1);

  self->index = FIRST_INDEX;
  self->said = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_envelope_unref);
  self->server = ktg_test_server_new ();
  ktg_test_server_start (self->server);
  self->budi = ktg_test_server_new_device (self->server, KTG_ROLE_OFFICER, "34.04.05");
  self->procedure = ktg_store_device_read_procedure ();
  self->keys[ROOT] = ktg_test_server_load_root (self->server);
  self->keys[CENTRE] = ktg_signing_key_new ();
  self->keys[HOME] = ktg_signing_key_new ();
  for (guint i = 0; i < G_N_ELEMENTS (servers); i++)
    g_ptr_array_add (self->said, ktg_theft_scene_link (self, &servers[i]));
  self->officer = new_store (self, HOME, "officer", "34.71.04");
  self->office = new_store (self, CENTRE, "office", "34.71");
  assert_taken (self);
  return self;
}

void
ktg_theft_scene_free (KtgTheftScene *self)
{
  ktg_store_device_free (self->officer);
  ktg_store_device_free (self->office);
  ktg_test_device_free (self->budi);
  ktg_test_server_free (self->server);
  ktg_pack_free (self->procedure);
  for (KtgTheftWho who = ROOT; who < N_WHO; who++)
    g_clear_pointer (&self->keys[who], ktg_signing_key_unref);
  g_ptr_array_unref (self->said);
  g_clear_pointer (&self->filing, ktg_envelope_unref);
  g_free (self->report_id);
  g_free (self);
}
