/* writer.c - a device of another version: its report says what no verb of this one would take
 *
 * Usage: writer PROFILE file BODY.json [ID]
 *        writer PROFILE amend ID ACCOUNT
 *
 * The first files a report's whole body, under another's id where one is named, and prints its id;
 * the second writes the account of what this version holds of it anew.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-report-json.h>
#include <ktg-store-device.h>

#include <string.h>

static gboolean
file_body (KtgStoreDevice *device, const char *path, const char *under, GError **error)
{
  g_autofree char *text = NULL;
  g_autofree char *id = NULL;
  gsize            size_bytes = 0;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (KtgReport) report = NULL;

  if (!g_file_get_contents (path, &text, &size_bytes, error))
    return FALSE;

  bytes = g_bytes_new (text, size_bytes);
  report = ktg_report_json_parse (bytes, KTG_REPORT_JSON_BODY, error);
  id = report != NULL ? ktg_store_device_file (device, under, report, error) : NULL;
  if (id != NULL)
    g_print ("%s\n", id);

  return id != NULL;
}

static gboolean
amend (KtgStoreDevice *device, const char *id, const char *account, GError **error)
{
  g_autoptr (KtgReportHeld) held = ktg_store_device_load (device, id, error);
  g_autoptr (KtgReport) report = NULL;

  if (held == NULL)
    return FALSE;

  report = ktg_report_copy (ktg_history_get_report (held->history));
  g_free (report->account);
  report->account = g_strdup (account);
  return ktg_store_device_amend (device, id, report, error);
}

int
main (int argc, char **argv)
{
  g_autoptr (KtgStoreDevice) device = ktg_store_device_new ();
  g_autoptr (GError) error = NULL;
  gboolean is_done = FALSE;

  g_free (device->profile);
  device->profile = g_strdup (argv[1]);

  if (ktg_store_device_open (device, &error))
    is_done = strcmp (argv[2], "file") == 0 ? file_body (device, argv[3], argv[4], &error)
                                            : amend (device, argv[3], argv[4], &error);
  if (!is_done)
    g_printerr ("%s\n", error->message);

  return is_done ? 0 : 1;
}
