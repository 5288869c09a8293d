/* ktg-report.h - what an officer reports, whole
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-evidence.h>
#include <ktg-person.h>
#include <ktg-values.h>

G_BEGIN_DECLS

#define KTG_REPORT_MAX_POLLING_PLACE 999

/* The body of report.filed and report.amended. Its maker fills the fields; once handed on it does
 * not change: an edit is a copy. Strings may be NULL where the report does not say; arrays are
 * never NULL. kind, phase, place_class, openness, violations, tags: codes of the packs, kept as
 * they came even when no pack knows them. happened, known, filed: times as in ktg-moment.h. */
typedef struct
{
  char      *kind;
  char      *number;         /* short, for people only: "TL-0128"; two reports may have the same */
  char      *on_behalf_of;   /* whose report it is, where somebody else types it */
  char      *place_region;   /* official code with dots, "34.71.06.1002" */
  char      *region_version; /* which code list, e.g. "2025-04-25" */
  int        polling_place;  /* nomor TPS in the village; 0: not said */
  char      *place_class;
  char      *place_words;
  char      *happened;
  char      *known;
  char      *filed;
  char      *phase;
  char      *openness;
  int        ballot_number; /* nomor urut; 0: not said */
  GPtrArray *violations;    /* (element-type utf8), pack codes; suspected, always */
  GPtrArray *tags;          /* (element-type utf8) */
  GPtrArray *persons;       /* (element-type KtgPerson) */
  char      *account;       /* uraian kejadian */
  char      *rules_version; /* of the rules that what is suspected was chosen from */
  GPtrArray *evidence;      /* (element-type KtgEvidence) */
  char      *form_code;     /* of the form it was written on; NULL: the default of its kind */
  char      *form_version;  /* which edition of it, or NULL */
  KtgValues *values;        /* what it says in fields that have no place above; never NULL */
  KtgValues *form_rest; /* what another version said, each NULL where it did not: of the form … */
  KtgValues *place_rest; /* … of the place … */
  KtgValues *times_rest; /* … of the times … */
  KtgValues *rest;       /* … and of itself */
} KtgReport;

KtgReport *ktg_report_new (void);

char              *ktg_report_dup_number (const char *initials, guint count);
const KtgPerson   *ktg_report_get_person (const KtgReport *report, KtgPersonRole role);
const KtgEvidence *ktg_report_find_evidence (const KtgReport *report, const char *sha256);

KTG_DECLARE_RECORD (KtgReport, ktg_report)

G_END_DECLS
