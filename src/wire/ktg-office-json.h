/* ktg-office-json.h - what an office's device asks its server about those below it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-roster-json.h"

G_BEGIN_DECLS

/* So long may a wish be. */
#define KTG_OFFICE_MAX_BYTES 4096

/* For whom a code is to be. */
typedef struct
{
  char *name;
  char *role;
  char *region; /* "": the whole country */
} KtgAdmitRequest;

/* A device, or a code that waits. */
typedef struct
{
  char  *device; /* its key; or NULL */
  gint64 code;   /* the number of one; or 0 */
} KtgOfficeSubject;

/* A part of what is below an office. */
typedef struct
{
  GPtrArray *devices; /* (element-type KtgDeviceLine) */
  GPtrArray *codes;   /* (element-type KtgCodeLine) */
  gint64     next;    /* after which number there are more; 0: no more */
} KtgOfficePage;

KTG_DECLARE_RECORD (KtgAdmitRequest, ktg_admit_request)
KTG_DECLARE_RECORD (KtgOfficeSubject, ktg_office_subject)
KTG_DECLARE_RECORD (KtgOfficePage, ktg_office_page)

KtgAdmitRequest  *ktg_admit_request_parse (GBytes *text, GError **error);
GBytes           *ktg_admit_request_write (const KtgAdmitRequest *request);
KtgOfficeSubject *ktg_office_subject_parse (GBytes *text, GError **error);
GBytes           *ktg_office_subject_write (const KtgOfficeSubject *subject);

KtgOfficePage *ktg_office_page_new (void);
KtgOfficePage *ktg_office_page_parse (GBytes *text, GError **error);
GBytes        *ktg_office_page_write (const KtgOfficePage *page, gboolean is_for_people);
KtgCodeLine   *ktg_office_code_parse (GBytes *text, GError **error);

G_END_DECLS
