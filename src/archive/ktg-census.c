/* ktg-census.c - the rows of devices, level with what is signed of them
 *
 * A device that comes with a code has a row and a link from the same transaction. Of one that
 * somebody else admitted only links come: it gets its row with the first that counts, so that it
 * can be seen and revoked before it says a word, and what is signed of it later changes the row.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-census.h"

#include "ktg-charter.h"
#include "ktg-device-table.h"
#include "ktg-enrolment-table.h"
#include "ktg-link-table.h"
#include "ktg-writer-private.h"

#include <ktg-moment.h>
#include <ktg-query.h>
#include <string.h>

static KtgDb *
get_db (const KtgCensus *self)
{
  return self->catalog->db;
}

static void
note_changed (const KtgCensus *self, const KtgDevice *device)
{
  g_ptr_array_add (self->changed, ktg_device_ref ((KtgDevice *)device));
}

/* --- what a device is now --- */

/* What its row is to say; the texts are borrowed from the chain. */
typedef struct
{
  KtgStanding standing;
  gboolean    is_node;
  gint64      until_ms; /* 0: nobody said an end */
} Place;

static void
read_node (KtgChain *chain, const char *key, Place *place)
{
  KtgNodeStanding node;

  ktg_chain_get_node (chain, key, KTG_CHAIN_NOW, &node);
  if (node.belief == KTG_BELIEF_UNKNOWN)
    return;

  place->is_node = TRUE;
  place->standing = (KtgStanding){ .belief = node.belief,
                                   .role = KTG_ROLE_OFFICE,
                                   .region = node.scope,
                                   .officer = KTG_ROLE_NAME_OF_NODE };
}

/* What cannot be read has passed. */
static gint64
read_until (const char *until)
{
  gint64 until_us;

  if (until == NULL)
    return 0;

  return ktg_moment_parse_server_time (until, &until_us) ? MAX (until_us / 1000, 1) : 1;
}

static void
read_place (KtgChain *chain, const char *key, Place *place)
{
  const KtgDeviceAdmission *device = ktg_chain_get_device_admission (chain, key, KTG_CHAIN_NOW);
  const KtgNodeAdmission   *node = ktg_chain_get_node_admission (chain, key, KTG_CHAIN_NOW);

  *place = (Place){ 0 };
  ktg_chain_get_standing (chain, key, KTG_CHAIN_NOW, &place->standing);
  if (node != NULL)
    read_node (chain, key, place);
  if (node != NULL || device != NULL)
    place->until_ms = read_until (node != NULL ? node->until : device->until);
}

/* Not by a code: by what others signed. */
static KtgCode
get_account (const KtgStanding *standing)
{
  return (KtgCode){ .officer = (char *)standing->officer,
                    .role = standing->role,
                    .region = (char *)standing->region };
}

static gboolean
shut_out (const KtgCensus *self, KtgDevice **device, GError **error)
{
  g_autoptr (KtgDevice) before = g_steal_pointer (device);

  *device = ktg_device_new_revoked (before);
  return ktg_device_table_revoke (get_db (self), before->number, self->now_ms, error);
}

static gboolean
set_term (const KtgCensus *self, const Place *place, KtgDevice **device, GError **error)
{
  gint64           number = (*device)->number;
  g_autofree char *key = g_strdup ((*device)->key);

  g_clear_pointer (device, ktg_device_unref);
  return ktg_device_table_set_term (get_db (self), number, place->is_node, place->until_ms, error)
         && ktg_device_table_find (get_db (self), key, device, error);
}

static gboolean
put_row (const KtgCensus *self,
         const char      *key,
         const Place     *place,
         KtgDevice      **device,
         GError         **error)
{
  const KtgCode account = get_account (&place->standing);

  return ktg_device_table_enrol (get_db (self),
                                 key,
                                 NULL,
                                 NULL,
                                 &account,
                                 self->now_ms,
                                 device,
                                 error)
         && set_term (self, place, device, error)
         && (place->standing.belief == KTG_BELIEF_HELD || shut_out (self, device, error));
}

static gboolean
is_own (const KtgCensus *self, const char *key)
{
  return strcmp (key, ktg_signing_key_get_public (self->catalog->charter->node)) == 0;
}

/* Another key that begins the same, which is no accident, keeps it out. */
static gboolean
add_row (const KtgCensus *self,
         KtgChain        *chain,
         const char      *key,
         KtgDevice      **device,
         GError         **error)
{
  g_autoptr (KtgDevice) namesake = NULL;
  Place place;

  if (!ktg_device_table_find_namesake (get_db (self), key, &namesake, error))
    return FALSE;

  read_place (chain, key, &place);
  if (namesake != NULL || place.standing.belief == KTG_BELIEF_UNKNOWN)
    return TRUE;
  if (!put_row (self, key, &place, device, error))
    return FALSE;

  note_changed (self, *device);
  return TRUE;
}

static gboolean
find_or_add_row (const KtgCensus *self,
                 KtgChain        *chain,
                 const char      *key,
                 KtgDevice      **device,
                 GError         **error)
{
  *device = NULL;

  return ktg_device_table_find (get_db (self), key, device, error)
         && (*device != NULL || add_row (self, chain, key, device, error));
}

/**
 * ktg_census_find_or_add:
 * @key: of a device or a server, who is believed to be one
 * @device: (out) (nullable) (transfer full): its row; %NULL: the key of another begins like it
 * @error: set with %FALSE
 *
 * Returns: %FALSE if the database failed
 */
gboolean
ktg_census_find_or_add (const KtgCensus *self, const char *key, KtgDevice **device, GError **error)
{
  KtgChain *chain = ktg_lineage_learn (self->lineage, get_db (self), key, error);

  return chain != NULL && find_or_add_row (self, chain, key, device, error);
}

/* --- what an author was --- */

static gboolean
find_enrolment (const KtgCensus   *self,
                gint64             device,
                const KtgStanding *standing,
                gint64            *enrolment,
                GError           **error)
{
  const KtgCode account = get_account (standing);

  return ktg_enrolment_table_find_of (get_db (self), device, standing, enrolment, error)
         && (*enrolment != 0
             || ktg_enrolment_table_add (get_db (self),
                                         device,
                                         NULL,
                                         NULL,
                                         &account,
                                         self->now_ms,
                                         enrolment,
                                         error));
}

/* As he was at his event: that a later one is not believed takes nothing from what he was. */
static gboolean
find_as (const KtgCensus   *self,
         const KtgDevice   *row,
         const KtgStanding *standing,
         KtgDevice        **author,
         GError           **error)
{
  gint64 enrolment;

  if (!find_enrolment (self, row->number, standing, &enrolment, error))
    return FALSE;

  *author = ktg_device_new (row->number, row->key, standing->role, standing->region, FALSE);
  (*author)->enrolment = enrolment;
  return TRUE;
}

/**
 * ktg_census_find_author:
 * @id: of the event
 * @event: an event whose signature is its author's
 * @author: (out) (nullable) (transfer full): who wrote it, with the role and region that he had
 * there; %NULL: nobody who is believed says who that is
 * @is_late: (out): whether he was revoked before it
 * @error: set with %FALSE
 *
 * An author who has no row gets one.
 *
 * Returns: %FALSE if the database failed
 */
gboolean
ktg_census_find_author (const KtgCensus *self,
                        const char      *id,
                        const KtgEvent  *event,
                        KtgDevice      **author,
                        gboolean        *is_late,
                        GError         **error)
{
  KtgChain *chain = ktg_lineage_learn (self->lineage, get_db (self), event->author, error);
  g_autoptr (KtgDevice) row = NULL;
  KtgStanding standing;

  *author = NULL;
  if (chain == NULL)
    return FALSE;

  ktg_chain_judge_event (chain, id, event, &standing);
  *is_late = standing.belief == KTG_BELIEF_LATE;
  if (standing.belief == KTG_BELIEF_UNKNOWN)
    return TRUE;

  return find_or_add_row (self, chain, event->author, &row, error)
         && (row == NULL || find_as (self, row, &standing, author, error));
}

/* --- what is signed of it later --- */

static gboolean
is_same (const KtgDevice *row, const Place *place, gint64 enrolment)
{
  return enrolment == row->enrolment && place->is_node == row->is_node
         && place->until_ms == row->until_ms;
}

/* No link says what a relay is called: that is what its code said. */
static gboolean
find_name (const KtgCensus  *self,
           const KtgDevice  *row,
           const Place      *place,
           KtgEnrolmentRow **name,
           GError          **error)
{
  return !place->is_node || !row->is_node
         || ktg_enrolment_table_find (get_db (self), row->enrolment, name, error);
}

static gboolean
change_row (const KtgCensus *self, const KtgDevice *row, Place *place, GError **error)
{
  g_autoptr (KtgEnrolmentRow) name = NULL;
  g_autoptr (KtgDevice) device = NULL;
  gint64 enrolment;

  if (!find_name (self, row, place, &name, error))
    return FALSE;
  if (name != NULL)
    place->standing.officer = name->officer;
  if (!ktg_enrolment_table_find_of (get_db (self),
                                    row->number,
                                    &place->standing,
                                    &enrolment,
                                    error))
    return FALSE;
  if (is_same (row, place, enrolment))
    return TRUE;
  if (!put_row (self, row->key, place, &device, error))
    return FALSE;

  note_changed (self, device);
  return TRUE;
}

static gboolean
revoke_row (const KtgCensus *self, KtgDevice *row, GError **error)
{
  g_autoptr (KtgDevice) device = ktg_device_ref (row);

  if (!shut_out (self, &device, error))
    return FALSE;

  note_changed (self, device);
  return TRUE;
}

/* Nothing lets one in again that was shut out, and who waits here waits, whatever is signed
 * elsewhere. */
static gboolean
level_row (const KtgCensus *self, const char *key, GError **error)
{
  KtgChain *chain = ktg_lineage_learn (self->lineage, get_db (self), key, error);
  g_autoptr (KtgDevice) row = NULL;
  Place place;

  if (chain == NULL || !ktg_device_table_find (get_db (self), key, &row, error))
    return FALSE;
  if (row == NULL)
    return is_own (self, key) || add_row (self, chain, key, &row, error);
  if (row->is_revoked)
    return TRUE;

  read_place (chain, key, &place);
  if (row->is_pending && place.standing.belief != KTG_BELIEF_LATE)
    return TRUE;

  return place.standing.belief == KTG_BELIEF_HELD ? change_row (self, row, &place, error)
                                                  : revoke_row (self, row, error);
}

static gboolean
follow (const KtgCensus *self, const char *key, GHashTable *followed, GError **error)
{
  g_autoptr (GPtrArray) subjects = NULL;

  if (!g_hash_table_add (followed, g_strdup (key)))
    return TRUE;
  if (!level_row (self, key, error))
    return FALSE;

  subjects = ktg_link_table_list_subjects (get_db (self), key, error);
  for (guint i = 0; subjects != NULL && i < subjects->len; i++)
    if (!follow (self, g_ptr_array_index (subjects, i), followed, error))
      return FALSE;

  return subjects != NULL;
}

/**
 * ktg_census_follow:
 * @key: of whom something was signed that is on record now
 * @error: set with %FALSE
 *
 * Brings the row of that device level, which it gets where it had none, and those of all whom it
 * admitted, since what they are rests on what it is. Of this server's own key nothing follows: who
 * doubts that believes nothing here.
 *
 * Returns: %FALSE if the database failed
 */
gboolean
ktg_census_follow (const KtgCensus *self, const char *key, GError **error)
{
  g_autoptr (GHashTable) followed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return is_own (self, key) || follow (self, key, followed, error);
}

/* --- a folder of before --- */

static gboolean
level_all_without_row (const KtgCensus *self, GError **error)
{
  g_autoptr (GPtrArray) keys = ktg_link_table_list_without_row (get_db (self), error);

  for (guint i = 0; keys != NULL && i < keys->len; i++)
    if (!level_row (self, g_ptr_array_index (keys, i), error))
      return FALSE;

  return keys != NULL;
}

/**
 * ktg_census_open:
 * @error: set with %FALSE
 *
 * In a folder of before a device that links admit has no row where nothing came of it. It gets one
 * when that folder is first opened; whoever has none later was taken out.
 *
 * Returns: %FALSE if the database failed
 */
gboolean
ktg_census_open (const KtgCensus *self, GError **error)
{
  KtgDb   *db = get_db (self);
  gboolean is_due;

  if (!ktg_query_has_row (db,
                          "SELECT 1 FROM setting WHERE name = 'census_is_due'",
                          NULL,
                          &is_due,
                          error))
    return FALSE;

  return !is_due
         || (level_all_without_row (self, error)
             && ktg_query_run (db,
                               "DELETE FROM setting WHERE name = 'census_is_due'",
                               NULL,
                               error));
}
