/* ktg-link-cost.c - whether bytes cost money here
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-link-cost.h"

#include "ktg-flatpak.h"

#define ANSWER_MS 1000 /* of another process of this computer */

/* Where it does not answer in time it may say so the next time; until then nothing is spent. */
static gboolean
is_metered_without_answer (const GError *error)
{
  return !g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN)
         && !g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_METHOD)
         && !g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_INTERFACE);
}

/* GIO asks it as well, but has no answer yet when a program starts, and takes a link for free until
 * then. */
static gboolean
ask_portal (void)
{
  gboolean is_metered = FALSE;
  g_autoptr (GVariant) answer = NULL;
  g_autoptr (GVariant) status = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);

  if (bus == NULL)
    return FALSE;

  answer = g_dbus_connection_call_sync (bus,
                                        "org.freedesktop.portal.Desktop",
                                        "/org/freedesktop/portal/desktop",
                                        "org.freedesktop.portal.NetworkMonitor",
                                        "GetStatus",
                                        NULL,
                                        G_VARIANT_TYPE ("(a{sv})"),
                                        G_DBUS_CALL_FLAGS_NONE,
                                        ANSWER_MS,
                                        NULL,
                                        &error);
  if (answer == NULL)
    return is_metered_without_answer (error);

  status = g_variant_get_child_value (answer, 0);
  g_variant_lookup (status, "metered", "b", &is_metered);
  return is_metered;
}

/**
 * ktg_link_costs:
 *
 * Main thread; for the programs, which pass it down. In a sandbox a call of the bus, so it is
 * not for each byte.
 *
 * Returns: whether this computer takes its present link for one on which data is paid for by its
 * amount, as NetworkManager or, in a sandbox, the portal says; where nobody knows it is taken for
 * free
 */
gboolean
ktg_link_costs (void)
{
  return ktg_flatpak_is_around ()
             ? ask_portal ()
             : g_network_monitor_get_network_metered (g_network_monitor_get_default ());
}
