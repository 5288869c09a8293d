/* ktg-record-form.h - how complete and how strict a record's document is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  KTG_REPORT_JSON_BODY,   /* the whole body of an event: evidence allowed, "times.filed" required,
                             required keys enforced */
  KTG_REPORT_JSON_INPUT,  /* what a person offers. What `ktg file` takes: no evidence, no
                             times.filed, required keys enforced, unknown keys refused; times as they
                             were typed. Of a pack: words that mean nothing refused */
  KTG_REPORT_JSON_CHANGE, /* the same, put into a report that is there: what is not named stays as
                             it was */
  KTG_REPORT_JSON_DRAFT,  /* a draft at rest: everything optional */
} KtgReportJsonForm;

G_END_DECLS
