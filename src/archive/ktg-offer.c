/* ktg-offer.c - an event is taken, or refused with a reason
 *
 * The same event twice gets the same index. One that contradicts what is held is kept aside for a
 * person; nothing that is held ever changes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-offer.h"

#include "ktg-announcement.h"
#include "ktg-archive-event-table.h"
#include "ktg-archive-file-table.h"
#include "ktg-archive-report-table.h"
#include "ktg-aside-table.h"
#include "ktg-carriage-table.h"
#include "ktg-digest.h"
#include "ktg-enrolment-table.h"
#include "ktg-routing.h"
#include "ktg-succession.h"
#include "ktg-upstream-table.h"
#include "ktg-writer-private.h"

#include <ktg-event-json.h>
#include <ktg-region-tree.h>
#include <ktg-sha256.h>
#include <ktg-signed-envelope.h>

#include <string.h>

typedef struct
{
  const char *type;
  const char *detail;
  gboolean    is_for_author; /* it is no matter of who brings it */
} Refusal;

static const Refusal refusals[] = {
  { "not-an-event", "The bytes are not an event of version 1" },
  { "signature", "The event is not signed by its author" },
  { "author", "The author is not the device that sends the event" },
  { "stranger", "Nothing that is here or was brought says who the author is" },
  { "fork", "The author signed that another event stands there; both are kept", TRUE },
  { "other-report", "The report was filed by another author, or by nobody", TRUE },
  { "role",
    "The author's role does not allow such an event, or it is one that has to be carried",
    TRUE },
  { "too-large", "The event is too large" },
  { "too-much-owed", "The device has named more files than it may before it brings them" },
};

static const Refusal *
find_refusal (const KtgOffer *offer)
{
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    if (g_strcmp0 (refusals[i].type, offer->refusal) == 0)
      return &refusals[i];

  return NULL;
}

/**
 * ktg_offer_get_refusal_detail:
 *
 * Returns: an English sentence
 */
const char *
ktg_offer_get_refusal_detail (const KtgOffer *offer)
{
  const Refusal *refusal = find_refusal (offer);

  return refusal != NULL ? refusal->detail : "";
}

/**
 * ktg_offer_is_for_author:
 * @offer: one that somebody else carried
 *
 * Returns: whether it was refused for what its author wrote, which he has to hear
 */
gboolean
ktg_offer_is_for_author (const KtgOffer *offer)
{
  const Refusal *refusal = find_refusal (offer);

  return offer->author != NULL && refusal != NULL && refusal->is_for_author;
}

/* --- by what it says --- */

static gboolean
is_of_case (const KtgEvent *event)
{
  return event->kind == KTG_EVENT_CUSTODY || ktg_event_type_is_of_case (event->type);
}

static gboolean
names_hashes (const GArray *files)
{
  for (guint i = 0; i < files->len; i++)
    if (!ktg_sha256_is_hex (g_array_index (files, KtgNamedFile, i).sha256))
      return FALSE;

  return TRUE;
}

static const char *
judge (KtgOffer *offer)
{
  if (g_bytes_get_size (offer->envelope->bytes) > KTG_EVENT_MAX_BYTES)
    return "too-large";

  offer->event = ktg_event_json_parse (offer->envelope->bytes, NULL);
  if (offer->event == NULL)
    return "not-an-event";
  offer->files = ktg_named_file_list (offer->event);
  if (!names_hashes (offer->files))
    return "not-an-event";
  if (offer->author != NULL && g_strcmp0 (offer->event->author, offer->author->key) != 0)
    return "author";

  return ktg_envelope_has_signature_of (offer->envelope, offer->event->author) ? NULL : "signature";
}

/**
 * ktg_offer_new:
 * @envelope: with the id that follows from its bytes
 * @author: (nullable): who sends it as his own; %NULL: whoever it says
 *
 * Reads the event, checks its signature, and judges it as far as that needs no database. From any
 * thread.
 */
KtgOffer *
ktg_offer_new (KtgEnvelope *envelope, KtgDevice *author)
{
  KtgOffer *offer = g_new0 (KtgOffer, 1);

  offer->envelope = ktg_envelope_ref (envelope);
  offer->author = author != NULL ? ktg_device_ref (author) : NULL;
  offer->verdict = judge (offer);

  return offer;
}

/**
 * ktg_offer_free:
 * @offer: (nullable): an offer
 *
 * Lets go of it.
 */
void
ktg_offer_free (KtgOffer *offer)
{
  if (offer == NULL)
    return;

  ktg_envelope_unref (offer->envelope);
  g_clear_pointer (&offer->files, g_array_unref);
  ktg_event_free (offer->event);
  ktg_device_unref (offer->author);
  g_free (offer);
}

/* --- by what is held --- */

static gboolean
refuse (KtgOffer *offer, const char *type)
{
  offer->refusal = type;
  return TRUE;
}

/* 0: nobody's who asked here. */
static gint64
get_number (const KtgDevice *sender)
{
  return sender != NULL ? sender->number : 0;
}

static gboolean
put_aside (KtgDb           *db,
           const KtgDevice *sender,
           KtgOffer        *offer,
           const char      *type,
           gint64           now_ms,
           GError         **error)
{
  return ktg_aside_table_put (db, offer->envelope, get_number (sender), type, now_ms, error)
         && refuse (offer, type);
}

static gboolean
is_own_report_needed (const KtgEvent *event)
{
  return event->kind == KTG_EVENT_FILED || event->kind == KTG_EVENT_AMENDED
         || event->kind == KTG_EVENT_WITHDRAWN;
}

/**
 * ktg_offer_is_filed:
 *
 * Returns: whether it says what its author observed, and not something of a report that is here
 */
gboolean
ktg_offer_is_filed (const KtgOffer *offer)
{
  return offer->event != NULL && is_own_report_needed (offer->event);
}

/**
 * ktg_offer_is_link:
 *
 * Returns: whether it says who is who; such a one has no index, and is not for ktg_offer_take()
 */
gboolean
ktg_offer_is_link (const KtgOffer *offer)
{
  return offer->event != NULL && ktg_event_kind_is_of_chain (offer->event->kind);
}

/* A report is its author's: one UUID that two authors use is two reports, which `case` tells
 * apart. */
static gboolean
find_report (KtgDb                *db,
             const KtgDevice      *device,
             const KtgEvent       *event,
             KtgArchiveReportRow **report,
             GError              **error)
{
  const char *id = event->report_id;

  if (is_own_report_needed (event))
    return ktg_archive_report_table_find_of_filer (db, id, device->number, report, error);
  if (event->case_id != NULL)
    return ktg_archive_report_table_find_case (db, id, event->case_id, report, error);

  return ktg_archive_report_table_find_any (db, id, device->number, report, error);
}

static gboolean
could_review (KtgDb           *db,
              const KtgScope  *scope,
              const KtgDevice *device,
              gboolean        *could,
              GError         **error)
{
  g_autoptr (GPtrArray) regions
      = ktg_enrolment_table_list_office_regions (db, device->number, error);

  *could = FALSE;
  for (guint i = 0; regions != NULL && !*could && i < regions->len; i++)
    *could = ktg_reach_could_review (device, g_ptr_array_index (regions, i), scope);

  return regions != NULL;
}

/* Whether @device wrote or may see anything of it, or could. */
static gboolean
can_review (KtgDb                     *db,
            const KtgArchiveReportRow *report,
            const KtgDevice           *device,
            gboolean                  *can,
            GError                   **error)
{
  g_autofree char *also = ktg_routing_dup_regions (db, report->number, report->filer, error);
  const KtgScope   scope
      = { .filer = report->filer, .region = report->region, .place = report->place, .also = also };

  *can = report->filer != 0
         && (report->filer == device->number || ktg_reach_can_review (device, &scope));
  return also != NULL
         && (*can || report->filer == 0 || could_review (db, &scope, device, can, error));
}

/* Why this device may say nothing of this kind about this report, or NULL. Of a report that it
 * could never see it hears what it hears of one that nobody filed. */
static gboolean
find_objection (KtgDb                     *db,
                const KtgArchiveReportRow *report,
                const KtgDevice           *device,
                const KtgEvent            *event,
                const char               **objection,
                GError                   **error)
{
  gboolean can = TRUE;

  if (is_of_case (event) && event->case_id != NULL && !can_review (db, report, device, &can, error))
    return FALSE;

  *objection = can ? NULL : "other-report";
  return TRUE;
}

/* Where it says that it happened; empty where it does not. */
static const char *
get_place (const KtgEvent *event)
{
  return event->report != NULL && event->report->place_region != NULL
                 && ktg_region_code_is_valid (event->report->place_region)
             ? event->report->place_region
             : "";
}

static void
set_text (char **text, const char *value)
{
  g_free (*text);
  *text = g_strdup (value);
}

/* Whose the report is, whoever said something of it before: a type that nobody knows here makes no
 * filer. */
static void
project_filer (KtgArchiveReportRow *report, const KtgDevice *author, const KtgEvent *event)
{
  if (report->filer == 0 && is_own_report_needed (event))
    {
      report->filer = author->number;
      report->enrolment = author->enrolment;
      set_text (&report->region, author->region);
    }
}

/* What an older version says counts no more, whenever it comes. */
static void
project_version (KtgArchiveReportRow *report, const KtgEvent *event)
{
  if (event->report == NULL || event->seq < report->version)
    return;

  report->version = event->seq;
  set_text (&report->place, get_place (event));
  if (event->report->number != NULL)
    set_text (&report->short_number, event->report->number);
}

/* Brings the projection up to date; FALSE if the event changes nothing of it. */
static gboolean
project (KtgArchiveReportRow *report, const KtgOffer *offer)
{
  const KtgEvent *event = offer->event;
  gboolean        is_new = report->number == 0;

  project_filer (report, offer->author, event);
  if (offer->event->kind == KTG_EVENT_FILED && report->filing == NULL)
    report->filing = g_strdup (offer->envelope->id);
  project_version (report, event);
  if (event->kind == KTG_EVENT_WITHDRAWN)
    report->is_withdrawn = TRUE;

  return is_new || ktg_event_kind_is_of_report (event->kind);
}

static gboolean
name_files (KtgDb *db, const KtgOffer *offer, GError **error)
{
  for (guint i = 0; i < offer->files->len; i++)
    if (!ktg_archive_file_table_name (db,
                                      offer->index,
                                      offer->author->number,
                                      &g_array_index (offer->files, KtgNamedFile, i),
                                      error))
      return FALSE;

  return TRUE;
}

/* Who carries an event brings its files, too. */
static gboolean
announce_files (KtgDb *db, const KtgDevice *carrier, const GArray *files, GError **error)
{
  for (guint i = 0; i < files->len; i++)
    if (!ktg_archive_file_table_announce (db,
                                          carrier->number,
                                          &g_array_index (files, KtgNamedFile, i),
                                          error))
      return FALSE;

  return TRUE;
}

/* A version is of its own place, and what else its filer says of none: it goes where the version in
 * force goes; what is said of a case is told by what it judges. An event that tells nothing here of
 * the report it names, where its author may not see that one, is nobody's but his: it is stored as
 * if nobody had filed the report. */
static KtgScope
get_scope (const KtgArchiveReportRow *report, const KtgDevice *author, const KtgEvent *event)
{
  KtgScope scope = { .filer = report->filer,
                     .author = author->number,
                     .region = report->region,
                     .place = report->place,
                     .also = "",
                     .is_for_office = event->is_for_office };
  KtgScope unseen = { .filer = report->filer, .region = report->region, .place = report->place };

  if (report->filer == author->number)
    scope.place = get_place (event);
  else if (is_of_case (event) && event->case_id != NULL)
    scope.place = "";
  else if (!ktg_event_kind_is_of_report (event->kind)
           && (is_of_case (event) || !ktg_reach_can_see (author, &unseen)))
    scope = (KtgScope){ .author = author->number, .region = "", .place = "", .also = "" };

  return scope;
}

static gboolean
route (KtgDb                    *db,
       const KtgOffer           *offer,
       const KtgArchiveEventRow *row,
       gboolean                  is_alone,
       GError                  **error)
{
  const KtgRoutedEvent event = {
    .index = offer->index,
    .id = offer->envelope->id,
    .author = offer->event->author,
    .seq = row->seq,
    .report = row->report,
    .scope = row->scope,
    .author_region = offer->author->region,
    .version = row->version,
    .is_version = offer->event->report != NULL,
    .is_of_case = is_of_case (offer->event),
    .hands_on = *row->handed_to != '\0',
    .is_alone = is_alone,
  };

  return ktg_routing_add (db, &event, error);
}

/* The version of the report that it judges. */
static GBytes *
dup_judged (const KtgEvent *event)
{
  const char *version = event->step != NULL ? event->step->version : NULL;

  return version != NULL && ktg_sha256_is_hex (version) ? ktg_digest_new (version) : NULL;
}

/* Who was revoked hands nothing on. */
static const char *
get_handed_to (const KtgOffer *offer)
{
  const KtgCaseStep *step = offer->event->step;
  const char        *to = step != NULL && !offer->is_late ? step->to : NULL;

  return to != NULL && ktg_region_code_is_valid (to) ? to : "";
}

static gboolean
add (KtgDb *db, KtgOffer *offer, KtgArchiveReportRow *report, gint64 now_ms, GError **error)
{
  g_autoptr (GBytes) id = ktg_digest_new (offer->envelope->id);
  g_autoptr (GBytes) version = dup_judged (offer->event);
  KtgArchiveEventRow row = {
    .id = id,
    .version = version,
    .handed_to = get_handed_to (offer),
    .author = offer->author->number,
    .seq = offer->event->seq,
    .type = offer->event->type,
    .enrolment = offer->author->enrolment,
  };

  gboolean is_alone = report->number == 0;

  if (project (report, offer) && !ktg_archive_report_table_put (db, report, error))
    return FALSE;

  offer->is_new = TRUE;
  row.report = report->number;
  row.scope = get_scope (report, offer->author, offer->event);
  return ktg_archive_event_table_add (db, &row, offer->envelope, now_ms, &offer->index, error)
         && route (db, offer, &row, is_alone, error) && name_files (db, offer, error);
}

/* What rules it out whatever is held of its report. */
static const char *
judge_author (const KtgOffer *offer)
{
  if (offer->verdict != NULL)
    return offer->verdict;
  if (offer->author == NULL)
    return "stranger";

  return ktg_offer_is_link (offer) || offer->author->is_node ? "role" : NULL;
}

/* Of those who are to bring its files whoever sends it, where he has them. */
static gboolean
fits_budget (KtgDb           *db,
             const KtgDevice *sender,
             const KtgOffer  *offer,
             gboolean        *fits,
             GError         **error)
{
  const KtgDevice *bringer = offer->is_text ? offer->author : sender;

  *fits = TRUE;

  return sender == NULL || ktg_announcement_fits (db, bringer->number, offer->files, fits, error);
}

static gboolean
is_own (const KtgDevice *sender, const KtgOffer *offer)
{
  return sender != NULL && sender->number == offer->author->number;
}

static gboolean
is_carried (const KtgDevice *sender, const KtgOffer *offer)
{
  return sender != NULL && !is_own (sender, offer);
}

static gboolean
take_new (KtgDb *db, const KtgDevice *sender, KtgOffer *offer, gint64 now_ms, GError **error)
{
  g_autoptr (KtgArchiveReportRow) report = NULL;
  const char *objection;
  gboolean    fits;

  if (!find_report (db, offer->author, offer->event, &report, error)
      || !find_objection (db, report, offer->author, offer->event, &objection, error))
    return FALSE;
  if (objection != NULL)
    return put_aside (db, sender, offer, objection, now_ms, error);

  if (!fits_budget (db, sender, offer, &fits, error))
    return FALSE;

  return fits ? add (db, offer, report, now_ms, error) : refuse (offer, "too-much-owed");
}

static gboolean
note_carrier (KtgDb           *db,
              const KtgDevice *carrier,
              const KtgOffer  *offer,
              gint64           now_ms,
              GError         **error)
{
  const KtgCarriageRow row = {
    .carrier = carrier->number,
    .event = (gint64)offer->index,
    .author = offer->author->key,
    .id = offer->envelope->id,
    .is_text = offer->is_text,
    .at_ms = now_ms,
  };

  return ktg_carriage_table_add (db, &row, error)
         && (offer->is_text || announce_files (db, carrier, offer->files, error));
}

/* What is on record, by whomever, and is brought by somebody else now. */
static gboolean
take_known (KtgDb *db, const KtgDevice *carrier, KtgOffer *offer, gint64 now_ms, GError **error)
{
  gboolean fits = TRUE;

  if (!offer->is_text && !fits_budget (db, carrier, offer, &fits, error))
    return FALSE;

  return fits ? note_carrier (db, carrier, offer, now_ms, error) : refuse (offer, "too-much-owed");
}

/**
 * ktg_offer_take:
 * @sender: (nullable): who brings it, and whose budgets it counts against; %NULL: this server was
 * told it where it asked
 * @offer: gets its `index`, or a `refusal`
 *
 * On the writer's thread, in a transaction.
 *
 * Returns: FALSE if the database failed
 */
gboolean
ktg_offer_take (KtgCatalog      *catalog,
                const KtgDevice *sender,
                KtgOffer        *offer,
                gint64           now_ms,
                GError         **error)
{
  KtgDb   *db = catalog->db;
  gboolean is_fork;
  gboolean is_known;

  offer->is_new = FALSE;
  offer->refusal = judge_author (offer);
  if (offer->refusal != NULL)
    return TRUE;

  if (!ktg_succession_find (catalog,
                            offer->author->number,
                            offer->envelope,
                            offer->event,
                            &offer->index,
                            &is_fork,
                            error))
    return FALSE;
  if (is_fork)
    return put_aside (db, sender, offer, "fork", now_ms, error);

  is_known = offer->index != 0;
  if (!is_known && !take_new (db, sender, offer, now_ms, error))
    return FALSE;
  if (offer->refusal != NULL)
    return TRUE;
  if (is_own (sender, offer))
    return !is_known || ktg_upstream_table_forget_told (db, offer->index, error);
  if (!is_carried (sender, offer))
    return TRUE;

  return is_known ? take_known (db, sender, offer, now_ms, error)
                  : note_carrier (db, sender, offer, now_ms, error);
}
