/* ktg-test-link.c - signed events that say who is who, for tests
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-test-link.h"

#include <ktg-box-key.h>
#include <ktg-event-json.h>
#include <ktg-random.h>
#include <ktg-role.h>
#include <ktg-signed-envelope.h>

#define EARLY "2020-01-01T00:00:00Z"
#define FROM "2024-01-01T00:00:00Z"
#define UNTIL "2099-01-01T00:00:00Z"

/* The next of its author's; what comes before it is nobody's to look at. */
KtgEvent *
ktg_test_link_begin (KtgEventKind kind, KtgSigningKey *author, guint64 seq)
{
  KtgEvent *event = ktg_event_new ();

  event->kind = kind;
  event->type = g_strdup (ktg_event_kind_get_type_name (kind));
  event->report_id = ktg_random_dup_uuid ();
  event->author = g_strdup (ktg_signing_key_get_public (author));
  event->seq = seq;
  event->prev = seq > 1 ? g_strnfill (64, 'a') : NULL;
  return event;
}

KtgEnvelope *
ktg_test_link_sign (KtgSigningKey *author, KtgEvent *event)
{
  g_autoptr (KtgEvent) owned = event;
  g_autoptr (GBytes) bytes = ktg_event_json_write (owned);

  return ktg_signed_envelope_new (bytes, author);
}

KtgEnvelope *
ktg_test_link_admit_node (KtgSigningKey *author,
                          guint64        seq,
                          KtgSigningKey *node,
                          const char    *kind,
                          const char    *may_admit)
{
  return ktg_test_link_admit_node_of (author, seq, node, kind, may_admit, "");
}

KtgEnvelope *
ktg_test_link_admit_node_of (KtgSigningKey *author,
                             guint64        seq,
                             KtgSigningKey *node,
                             const char    *kind,
                             const char    *may_admit,
                             const char    *scope)
{
  KtgEvent         *event = ktg_test_link_begin (KTG_EVENT_NODE_ADMITTED, author, seq);
  KtgNodeAdmission *admission = event->node_admission = ktg_node_admission_new ();

  admission->node = g_strdup (ktg_signing_key_get_public (node));
  admission->box = ktg_box_key_dup_public (node);
  admission->kind = g_strdup (kind);
  admission->scope = g_strdup (scope);
  admission->may_admit = g_strdup (may_admit);
  admission->from = g_strdup (FROM);
  admission->until = g_strdup (UNTIL);
  return ktg_test_link_sign (author, event);
}

static KtgEvent *
begin_admission (KtgSigningKey *author,
                 guint64        seq,
                 const char    *device,
                 const char    *officer,
                 const char    *role,
                 const char    *region)
{
  KtgEvent           *event = ktg_test_link_begin (KTG_EVENT_DEVICE_ADMITTED, author, seq);
  KtgDeviceAdmission *admission = event->device_admission = ktg_device_admission_new ();

  admission->device = g_strdup (device);
  admission->box = ktg_box_key_dup_of_signer (device);
  admission->officer = g_strdup (officer);
  admission->role = g_strdup (role);
  admission->level = g_strdup (ktg_level_get_name (ktg_level_of_region (region)));
  admission->region = g_strdup (region);
  return event;
}

KtgEnvelope *
ktg_test_link_admit (KtgSigningKey *author,
                     guint64        seq,
                     const char    *device,
                     const char    *officer,
                     const char    *role,
                     const char    *region)
{
  KtgEvent *event = begin_admission (author, seq, device, officer, role, region);

  event->device_admission->from = g_strdup (FROM);
  return ktg_test_link_sign (author, event);
}

KtgEnvelope *
ktg_test_link_admit_until (KtgSigningKey *author,
                           guint64        seq,
                           const char    *device,
                           const char    *officer,
                           const char    *role,
                           const char    *region,
                           const char    *until)
{
  KtgEvent *event = begin_admission (author, seq, device, officer, role, region);

  event->device_admission->from = g_strdup (EARLY);
  event->device_admission->until = g_strdup (until);
  return ktg_test_link_sign (author, event);
}

static KtgEnvelope *
end_key (KtgEventKind kind, KtgSigningKey *author, guint64 seq, const char *key, guint64 last)
{
  KtgEvent *event = ktg_test_link_begin (kind, author, seq);

  event->revocation = ktg_revocation_new ();
  event->revocation->key = g_strdup (key);
  event->revocation->seq = last;
  return ktg_test_link_sign (author, event);
}

KtgEnvelope *
ktg_test_link_revoke (KtgSigningKey *author, guint64 seq, const char *device, guint64 last)
{
  return end_key (KTG_EVENT_DEVICE_REVOKED, author, seq, device, last);
}

KtgEnvelope *
ktg_test_link_revoke_node (KtgSigningKey *author, guint64 seq, const char *node, guint64 last)
{
  return end_key (KTG_EVENT_NODE_REVOKED, author, seq, node, last);
}

KtgEnvelope *
ktg_test_link_publish (KtgSigningKey       *author,
                       guint64              seq,
                       const KtgPackNotice *notice,
                       GBytes              *content)
{
  KtgEvent       *event = ktg_test_link_begin (KTG_EVENT_PACK_PUBLISHED, author, seq);
  KtgPublication *publication = event->publication = ktg_publication_new ();

  publication->name = g_strdup (notice->name);
  publication->version = g_strdup (notice->version);
  publication->sha256 = g_strdup (notice->sha256);
  publication->size_bytes = g_bytes_get_size (content);
  return ktg_test_link_sign (author, event);
}
