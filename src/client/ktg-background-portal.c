/* ktg-background-portal.c - whether the system lets an app go on without a window
 *
 * org.freedesktop.portal.Background. Where there is no such portal nobody forbids it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-background-portal.h"

#include "ktg-portal-request.h"

#define INTERFACE "org.freedesktop.portal.Background"

static gboolean
is_refused (GAsyncResult *result)
{
  guint    response = KTG_PORTAL_ALLOWED;
  gboolean is_background = TRUE;
  g_autoptr (GVariant) results = ktg_portal_request_finish (result, &response, NULL);

  if (results == NULL)
    return FALSE;

  g_variant_lookup (results, "background", "b", &is_background);
  return response != KTG_PORTAL_ALLOWED || !is_background;
}

static void
answered_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  g_task_return_boolean (task, is_refused (result));
}

/**
 * ktg_background_portal_ask_async:
 * @reason: why, for whoever is asked
 * @cancellable: when nobody wants to know any more
 * @callback: called on the main loop
 * @user_data: for @callback
 *
 * The system may ask whoever sits there, which takes as long as it takes.
 */
void
ktg_background_portal_ask_async (const char         *reason,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  GTask        *task = g_task_new (NULL, cancellable, callback, user_data);
  GVariantDict *options = g_variant_dict_new (NULL);

  g_task_set_source_tag (task, ktg_background_portal_ask_async);
  g_task_set_check_cancellable (task, FALSE);
  g_variant_dict_insert (options, "reason", "s", reason);
  g_variant_dict_insert (options, "autostart", "b", FALSE);
  ktg_portal_request_async (INTERFACE,
                            "RequestBackground",
                            g_variant_new_string (""), /* no window asks */
                            options,
                            cancellable,
                            answered_cb,
                            task);
}

/**
 * ktg_background_portal_is_refused_finish:
 * @result: given to the callback
 *
 * Returns: whether the system said that it does not want it
 */
gboolean
ktg_background_portal_is_refused_finish (GAsyncResult *result)
{
  return g_task_propagate_boolean (G_TASK (result), NULL);
}
