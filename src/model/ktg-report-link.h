/* ktg-report-link.h - how a report is named outside the app: in the code on paper, and in a link
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define KTG_REPORT_LINK_SCHEME "kentongan"

char *ktg_report_link_new (const char *id, const char *event);
char *ktg_report_link_dup_id (const char *link);
char *ktg_report_link_dup_kept_id (const char *given);

G_END_DECLS
