/* fake-charter.c - what proves the accounts that a fake server gives
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fake-charter.h"

#include <ktg-box-key.h>
#include <ktg-envelope.h>
#include <ktg-event-json.h>
#include <ktg-random.h>
#include <ktg-role.h>
#include <ktg-sha256.h>

#define FROM "2024-01-01T00:00:00Z"
#define UNTIL "2099-01-01T00:00:00Z"

static const guint8 root_seed[KTG_KEY_SEED_BYTES] = "the root of all fake servers!!!";

static KtgSigningKey *
new_root (void)
{
  return ktg_signing_key_new_from_seed (root_seed);
}

char *
fake_charter_dup_root (void)
{
  g_autoptr (KtgSigningKey) root = new_root ();

  return g_strdup (ktg_signing_key_get_public (root));
}

static KtgEvent *
new_event (KtgEventKind kind)
{
  KtgEvent *event = ktg_event_new ();

  event->kind = kind;
  event->type = g_strdup (ktg_event_kind_get_type_name (kind));
  event->report_id = ktg_random_dup_uuid ();
  event->seq = 1;
  return event;
}

static KtgEnvelope *
sign (KtgSigningKey *signer, KtgEvent *event)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *id = NULL;
  guint8           signature[KTG_KEY_SIGNATURE_BYTES];

  event->author = g_strdup (ktg_signing_key_get_public (signer));
  bytes = ktg_event_json_write (event);
  id = ktg_sha256_of_bytes (bytes);
  ktg_signing_key_sign (signer,
                        g_bytes_get_data (bytes, NULL),
                        g_bytes_get_size (bytes),
                        signature);
  return ktg_envelope_new (id, bytes, signature);
}

static KtgEnvelope *
admit_node (KtgSigningKey *signer, KtgSigningKey *node)
{
  g_autoptr (KtgEvent) event = new_event (KTG_EVENT_NODE_ADMITTED);
  KtgNodeAdmission *admission = ktg_node_admission_new ();

  event->node_admission = admission;
  admission->node = g_strdup (ktg_signing_key_get_public (node));
  admission->box = ktg_box_key_dup_public (node);
  admission->kind = g_strdup ("centre");
  admission->scope = g_strdup ("");
  admission->may_admit = g_strdup ("centre");
  admission->from = g_strdup (FROM);
  admission->until = g_strdup (UNTIL);
  return sign (signer, event);
}

static KtgEnvelope *
admit_device (KtgSigningKey *node, const KtgAccount *account, const char *region)
{
  g_autoptr (KtgEvent) event = new_event (KTG_EVENT_DEVICE_ADMITTED);
  KtgDeviceAdmission *admission = ktg_device_admission_new ();

  event->device_admission = admission;
  admission->device = g_strdup (account->device);
  admission->box = ktg_box_key_dup_of_signer (account->device);
  admission->officer = g_strdup (account->officer);
  admission->role = g_strdup (account->role);
  admission->level = g_strdup (ktg_level_get_name (ktg_level_of_region (region)));
  admission->region = g_strdup (region);
  admission->from = g_strdup (FROM);
  return sign (node, event);
}

/* The account gets its root and its chain: a whole one, or one that a liar would try. */
void
fake_charter_prove (KtgAccount *account, KtgSigningKey *node, FakeLie lie)
{
  g_autoptr (KtgSigningKey) root = new_root ();
  g_autoptr (KtgSigningKey) nobody = ktg_signing_key_new ();
  KtgSigningKey *admits_node = lie == FAKE_ROOTLESS ? nobody : root;
  KtgSigningKey *admits_device = lie == FAKE_UNSIGNED_ROLE ? nobody : node;
  const char    *region = lie == FAKE_OTHER_ROLE ? "34" : account->region;

  account->root_key = fake_charter_dup_root ();
  g_ptr_array_add (account->chain, admit_node (admits_node, node));
  g_ptr_array_add (account->chain, admit_device (admits_device, account, region));
  if (lie == FAKE_FORGED_ROLE)
    ((KtgEnvelope *)g_ptr_array_index (account->chain, 1))->signature[3] ^= 1;
}
