/* ktg-report-filter.c - which reports a list shows
 *
 * Every report stands in one group, and in "all".
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-report-filter.h"

#include <glib/gi18n.h>

static const char *const names[KTG_N_REPORT_FILTERS]
    = { "all", "draft", "waiting", "action", "done", "withdrawn" };

/**
 * ktg_report_filter_of:
 * @fields: of a report or draft
 *
 * Returns: the group it stands in, never %KTG_REPORT_FILTER_ALL
 */
KtgReportFilter
ktg_report_filter_of (const KtgSummaryFields *fields)
{
  if (fields->is_withdrawn && fields->state != KTG_STATE_PARKED)
    return KTG_REPORT_FILTER_WITHDRAWN;

  switch (fields->state)
    {
    case KTG_STATE_DRAFT:
      return KTG_REPORT_FILTER_DRAFT;
    case KTG_STATE_PARKED:
      return KTG_REPORT_FILTER_ACTION;
    case KTG_STATE_QUEUED:
    case KTG_STATE_DELIVERED:
    case KTG_STATE_COMPLETE:
    case KTG_STATE_REPLACED:
      break;
    }

  return ktg_summary_fields_is_going (fields) ? KTG_REPORT_FILTER_WAITING : KTG_REPORT_FILTER_DONE;
}

/**
 * ktg_report_filter_get_name:
 * @filter: a filter
 *
 * Returns: its name, to be remembered
 */
const char *
ktg_report_filter_get_name (KtgReportFilter filter)
{
  return names[filter];
}

/**
 * ktg_report_filter_from_name:
 * @name: (nullable): as remembered
 *
 * Returns: the filter of that name; all, if there is none
 */
KtgReportFilter
ktg_report_filter_from_name (const char *name)
{
  for (guint i = 0; i < KTG_N_REPORT_FILTERS; i++)
    {
      if (g_strcmp0 (names[i], name) == 0)
        return (KtgReportFilter)i;
    }

  return KTG_REPORT_FILTER_ALL;
}

/**
 * ktg_report_filter_dup_label:
 * @filter: a filter
 * @n_reports: how many it lets through
 *
 * Returns: "Waiting 3"
 */
char *
ktg_report_filter_dup_label (KtgReportFilter filter, guint n_reports)
{
  switch (filter)
    {
    case KTG_REPORT_FILTER_ALL:
      return g_strdup_printf (_ ("All %u"), n_reports);
    case KTG_REPORT_FILTER_DRAFT:
      return g_strdup_printf (_ ("Drafts %u"), n_reports);
    case KTG_REPORT_FILTER_WAITING:
      return g_strdup_printf (_ ("Waiting %u"), n_reports);
    case KTG_REPORT_FILTER_ACTION:
      return g_strdup_printf (_ ("Needs action %u"), n_reports);
    case KTG_REPORT_FILTER_DONE:
      return g_strdup_printf (_ ("Done %u"), n_reports);
    case KTG_REPORT_FILTER_WITHDRAWN:
      return g_strdup_printf (_ ("Withdrawn %u"), n_reports);
    }

  return g_strdup ("");
}
