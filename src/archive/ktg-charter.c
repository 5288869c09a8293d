/* ktg-charter.c - what lets this server speak, and whom it lets in, signed for everybody to check
 *
 * The root admits the server, and the server admits devices and revokes them: each is an event, and
 * who has the root's key can check them all (docs/PROTOCOL.md, "Trust").
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-charter.h"

#include "ktg-archive-error.h"
#include "ktg-digest.h"
#include "ktg-lineage.h"
#include "ktg-link-table.h"
#include "ktg-proof-table.h"
#include "ktg-timestamp.h"
#include "ktg-upstream-settings.h"

#include <ktg-box-key.h>
#include <ktg-event-json.h>
#include <ktg-query.h>
#include <ktg-random.h>
#include <ktg-receipt.h>
#include <ktg-signed-envelope.h>

#define CERTIFIED_DAYS 400
#define CERTIFIED_MS (CERTIFIED_DAYS * 24 * 60 * 60 * G_GINT64_CONSTANT (1000))

#define TICK_US 1000 /* shorter than it takes to sign some and have them on the disk */
#define FIRST_TICK (G_GINT64_CONSTANT (1704067200) * 1000) /* 1 January 2024, UTC */

/* --- one event --- */

static KtgEvent *
new_event (const KtgCharter *self, KtgEventKind kind)
{
  KtgEvent *event = ktg_event_new ();

  event->kind = kind;
  event->type = g_strdup (ktg_event_kind_get_type_name (kind));
  event->report_id = ktg_random_dup_uuid ();
  event->at.wall_us = self->now_ms () * 1000;
  return event;
}

/* Numbers go with the clock. So whoever was put back gives none anew that was given since, however
 * little is left of that, and what he lost finds its place free. */
static guint64
choose_seq (guint64 newest, const KtgEvent *event)
{
  gint64 tick = event->at.wall_us / TICK_US - FIRST_TICK;

  return newest == 0 ? 1 : MAX (newest + 1, (guint64)MAX (tick, 0));
}

/* As the next of its signer's, also in the lists that have something of whom it is about.
 * @word: (out) (optional) (transfer full): what was signed */
static gboolean
append (KtgDb *db, KtgSigningKey *signer, KtgEvent *event, KtgEnvelope **word, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (KtgEnvelope) envelope = NULL;
  guint64 seq;
  gint64  number;

  event->author = g_strdup (ktg_signing_key_get_public (signer));
  if (!ktg_link_table_get_end (db, event->author, &seq, &event->prev, error))
    return FALSE;

  event->seq = choose_seq (seq, event);
  bytes = ktg_event_json_write (event);
  envelope = ktg_signed_envelope_new (bytes, signer);
  if (!ktg_link_table_add (db, envelope, event, &number, error)
      || !ktg_proof_table_follow (db, number, error))
    return FALSE;

  if (word != NULL)
    *word = g_steal_pointer (&envelope);
  return TRUE;
}

/**
 * ktg_charter_get_end:
 * @seq: (out): the number of this server's newest link; 0: it wrote none
 *
 * Returns: %FALSE if the database failed
 */
gboolean
ktg_charter_get_end (const KtgCharter *self, KtgDb *db, guint64 *seq, GError **error)
{
  g_autofree char *id = NULL;

  return ktg_link_table_get_end (db, ktg_signing_key_get_public (self->node), seq, &id, error);
}

/* --- servers --- */

static KtgNodeAdmission *
new_certificate (const char *kind, const char *scope, KtgRole may_admit, gint64 from_ms)
{
  KtgNodeAdmission *node = ktg_node_admission_new ();

  node->kind = g_strdup (kind);
  node->scope = g_strdup (scope);
  node->may_admit = g_strdup (ktg_role_get_name (may_admit));
  node->from = ktg_timestamp_dup (from_ms);
  node->until = ktg_timestamp_dup (from_ms + CERTIFIED_MS);
  return node;
}

/* This one, by the root. */
static gboolean
certify (const KtgCharter *self, KtgDb *db, GError **error)
{
  g_autoptr (KtgEvent) event = new_event (self, KTG_EVENT_NODE_ADMITTED);
  KtgNodeAdmission *node = new_certificate ("centre", "", KTG_ROLE_CENTRE, self->now_ms ());

  node->node = g_strdup (ktg_signing_key_get_public (self->node));
  node->box = ktg_box_key_dup_public (self->node);
  event->node_admission = node;
  return append (db, self->root, event, NULL, error);
}

static char *
dup_box (const KtgAdmitted *device)
{
  return device->box != NULL ? g_strdup (device->box) : ktg_box_key_dup_of_signer (device->key);
}

/**
 * ktg_charter_admit_node:
 * @node: a relay, as which it stands among the devices; its region is its scope
 * @until_ms: (out): until when it may ask
 *
 * In the transaction that puts that on record. It may admit officers.
 */
gboolean
ktg_charter_admit_node (const KtgCharter  *self,
                        KtgDb             *db,
                        const KtgAdmitted *node,
                        gint64            *until_ms,
                        GError           **error)
{
  g_autoptr (KtgEvent) event = new_event (self, KTG_EVENT_NODE_ADMITTED);
  KtgNodeAdmission *admission
      = new_certificate ("relay", node->region, KTG_ROLE_OFFICER, node->from_ms);

  *until_ms = node->from_ms + CERTIFIED_MS;
  event->node_admission = admission;
  admission->node = g_strdup (node->key);
  admission->box = dup_box (node);
  return append (db, self->node, event, NULL, error);
}

/* --- devices --- */

/* The newest of its events that came before it was this officer's: for those this says nothing. */
static gboolean
find_seq (KtgDb *db, const KtgAdmitted *device, guint64 *seq, GError **error)
{
  return ktg_query_get_int (db,
                            "SELECT max (coalesce ((SELECT max (seq) FROM event"
                            " WHERE author = ?1 AND enrolment < ?2), 0),"
                            " coalesce ((SELECT max (seq) FROM link WHERE author = ?3), 0))",
                            KTG_WITH (KTG_INT (device->number),
                                      KTG_INT (device->enrolment),
                                      KTG_TEXT (device->key)),
                            (gint64 *)seq,
                            error);
}

/**
 * ktg_charter_admit:
 * @device: who has it now
 *
 * In the transaction that puts that on record.
 */
gboolean
ktg_charter_admit (const KtgCharter *self, KtgDb *db, const KtgAdmitted *device, GError **error)
{
  g_autoptr (KtgEvent) event = new_event (self, KTG_EVENT_DEVICE_ADMITTED);
  KtgDeviceAdmission *admission = ktg_device_admission_new ();

  event->device_admission = admission;
  admission->device = g_strdup (device->key);
  admission->box = dup_box (device);
  admission->officer = g_strdup (device->officer);
  admission->role = g_strdup (ktg_role_get_name (device->role));
  admission->level = g_strdup (ktg_level_get_name (ktg_level_of_region (device->region)));
  admission->region = g_strdup (device->region);
  admission->from = ktg_timestamp_dup (device->from_ms);
  return find_seq (db, device, &admission->seq, error)
         && append (db, self->node, event, NULL, error);
}

typedef struct
{
  guint64 seq;
  char   *id;
} Newest;

static gboolean
find_newest (KtgDb *db, gint64 device, Newest *newest, GError **error)
{
  g_autoptr (KtgStatement) statement
      = ktg_query_begin (db,
                         "SELECT seq, id FROM event WHERE author = ?1"
                         " UNION ALL SELECT seq, id FROM link WHERE author ="
                         " (SELECT key FROM device WHERE number = ?1) ORDER BY seq DESC LIMIT 1",
                         KTG_WITH (KTG_INT (device)),
                         error);
  g_autoptr (GBytes) id = NULL;
  gboolean has_row;

  if (!ktg_statement_step (statement, &has_row, error))
    return FALSE;

  if (has_row)
    id = ktg_statement_dup_bytes (statement, 1);
  newest->seq = has_row ? (guint64)ktg_statement_get_int (statement, 0) : 0;
  newest->id = has_row ? ktg_digest_dup_hex (id) : NULL;
  return TRUE;
}

/**
 * ktg_charter_revoke:
 * @device: also a server that stands among the devices
 *
 * In the transaction that puts that on record: what is here of it stands, and nothing later.
 */
gboolean
ktg_charter_revoke (const KtgCharter *self, KtgDb *db, const KtgDevice *device, GError **error)
{
  KtgEventKind kind = device->is_node ? KTG_EVENT_NODE_REVOKED : KTG_EVENT_DEVICE_REVOKED;
  g_autoptr (KtgEvent) event = new_event (self, kind);
  Newest newest;

  if (!find_newest (db, device->number, &newest, error))
    return FALSE;

  event->revocation = ktg_revocation_new ();
  event->revocation->key = g_strdup (device->key);
  event->revocation->seq = newest.seq;
  event->revocation->id = newest.id;
  return append (db, self->node, event, NULL, error);
}

/* --- packs --- */

/**
 * ktg_charter_publish:
 * @notice: a pack, with its hash
 * @size_bytes: of its file
 * @word: (out) (transfer full): that this server hands it out, as it is on record now
 *
 * Of a server of the centre: nobody believes another. The caller sees to it that of one name and
 * version nothing else was published.
 */
gboolean
ktg_charter_publish (const KtgCharter    *self,
                     KtgDb               *db,
                     const KtgPackNotice *notice,
                     gsize                size_bytes,
                     KtgEnvelope        **word,
                     GError             **error)
{
  g_autoptr (KtgEvent) event = new_event (self, KTG_EVENT_PACK_PUBLISHED);
  KtgPublication *publication = ktg_publication_new ();

  event->publication = publication;
  publication->name = g_strdup (notice->name);
  publication->version = g_strdup (notice->version);
  publication->sha256 = g_strdup (notice->sha256);
  publication->size_bytes = size_bytes;
  return append (db, self->node, event, word, error);
}

/* --- what this server is --- */

/* By what is signed of it; the texts are borrowed from the lineage. */
static gboolean
read_own (const KtgCharter *self,
          KtgDb            *db,
          KtgLineage       *lineage,
          KtgNodeStanding  *own,
          GError          **error)
{
  const char *key = ktg_signing_key_get_public (self->node);
  KtgChain   *chain = ktg_lineage_learn (lineage, db, key, error);

  if (chain != NULL)
    ktg_chain_get_node (chain, key, KTG_CHAIN_NOW, own);
  return chain != NULL;
}

/**
 * ktg_charter_find_holder:
 * @holder: (out) (transfer none): what kind of server this is, as its receipts say it
 *
 * Whom nobody admitted as the centre's is not one: a relay that waits to be confirmed is a relay.
 *
 * Returns: %FALSE if the database failed
 */
gboolean
ktg_charter_find_holder (const KtgCharter *self, KtgDb *db, const char **holder, GError **error)
{
  g_autoptr (KtgLineage) lineage = ktg_lineage_new (self->root_key);
  KtgNodeStanding own;

  if (!read_own (self, db, lineage, &own, error))
    return FALSE;

  *holder = own.belief != KTG_BELIEF_UNKNOWN && own.kind == KTG_SEAT_CENTRE ? KTG_RECEIPT_OF_CENTRE
                                                                            : KTG_RECEIPT_OF_RELAY;
  return TRUE;
}

static gboolean
refuse_to_admit (const KtgNodeStanding *own, gboolean is_refused, GError **error)
{
  if (is_refused)
    g_set_error_literal (error,
                         KTG_ARCHIVE_ERROR,
                         KTG_ARCHIVE_ERROR_NOT_ITS_OWN,
                         "the server above does not accept this relay any more, so it lets in"
                         " nobody; ask its administrator");
  else if (own->belief != KTG_BELIEF_HELD)
    g_set_error_literal (error,
                         KTG_ARCHIVE_ERROR,
                         KTG_ARCHIVE_ERROR_NOT_ITS_OWN,
                         "this server lets in nobody as long as the one above has not confirmed"
                         " it, or has revoked it");
  else if (own->kind == KTG_SEAT_RELAY)
    g_set_error (error,
                 KTG_ARCHIVE_ERROR,
                 KTG_ARCHIVE_ERROR_NOT_ITS_OWN,
                 "a relay lets in officers of its own region alone, %s and what lies below; codes"
                 " for others are made at the centre",
                 own->scope);
  else
    g_set_error_literal (error,
                         KTG_ARCHIVE_ERROR,
                         KTG_ARCHIVE_ERROR_NOT_ITS_OWN,
                         "this server may not let in such a one");

  return FALSE;
}

/**
 * ktg_charter_check_may_admit:
 * @other: what somebody is to be
 * @error: %KTG_ARCHIVE_ERROR_NOT_ITS_OWN where this server may not
 *
 * What it may not say nobody would believe.
 *
 * Returns: whether this server may let in such a one
 */
gboolean
ktg_charter_check_may_admit (const KtgCharter *self,
                             KtgDb            *db,
                             const KtgSeat    *other,
                             GError          **error)
{
  g_autoptr (KtgLineage) lineage = ktg_lineage_new (self->root_key);
  KtgNodeStanding own;
  KtgSeat         seat;
  gboolean        is_refused;

  if (!read_own (self, db, lineage, &own, error)
      || !ktg_upstream_settings_get_refused (db, &is_refused, error))
    return FALSE;

  seat = (KtgSeat){ .kind = own.kind, .role = own.may_admit, .region = own.scope };
  return (!is_refused && own.belief == KTG_BELIEF_HELD && ktg_seat_may_admit (&seat, other))
         || refuse_to_admit (&own, is_refused, error);
}

/* --- a folder of before --- */

/* A charter, and where it writes. */
typedef struct
{
  const KtgCharter *charter;
  KtgDb            *db;
} Opening;

static gboolean
admit_row (KtgStatement *row, gpointer user_data, GError **error)
{
  const Opening *self = user_data;
  KtgAdmitted    device = {
       .key = ktg_statement_get_text (row, 0),
       .officer = ktg_statement_get_text (row, 1),
       .role = KTG_ROLE_OFFICER,
       .region = ktg_statement_get_text (row, 3),
       .from_ms = ktg_statement_get_int (row, 4),
       .number = ktg_statement_get_int (row, 5),
       .enrolment = ktg_statement_get_int (row, 6),
  };

  ktg_role_from_name (ktg_statement_get_text (row, 2), &device.role);
  return ktg_charter_admit (self->charter, self->db, &device, error);
}

static gboolean
revoke_row (KtgStatement *row, gpointer user_data, GError **error)
{
  const Opening  *self = user_data;
  const KtgDevice device = { .key = (char *)ktg_statement_get_text (row, 0),
                             .number = ktg_statement_get_int (row, 1) };

  return ktg_charter_revoke (self->charter, self->db, &device, error);
}

/* Who had which device when, and what became of it, oldest first. */
static gboolean
write_history (const KtgCharter *self, KtgDb *db, GError **error)
{
  Opening opening = { self, db };

  return ktg_query_act_on_each (db,
                                "SELECT d.key, e.officer, e.role, e.region, e.enrolled_at,"
                                " d.number, e.number"
                                " FROM enrolment e JOIN device d ON d.number = e.device"
                                " WHERE e.admitted_at IS NOT NULL"
                                " ORDER BY e.number",
                                NULL,
                                admit_row,
                                &opening,
                                error)
         && ktg_query_act_on_each (db,
                                   "SELECT key, number FROM device WHERE revoked_at IS NOT NULL"
                                   " ORDER BY revoked_at, number",
                                   NULL,
                                   revoke_row,
                                   &opening,
                                   error);
}

/**
 * ktg_charter_open:
 *
 * In a transaction. A folder that has none yet gets its server's certificate, and those of all its
 * devices with what became of them.
 */
gboolean
ktg_charter_open (const KtgCharter *self, KtgDb *db, GError **error)
{
  gboolean has_row;

  if (!ktg_query_has_row (db, "SELECT 1 FROM link LIMIT 1", NULL, &has_row, error))
    return FALSE;

  return has_row || (certify (self, db, error) && write_history (self, db, error));
}
