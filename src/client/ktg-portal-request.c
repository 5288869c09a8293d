/* ktg-portal-request.c - something is asked of the system, which may ask whoever sits there
 *
 * org.freedesktop.portal.*: a method is called, and what was decided comes by a signal of the
 * request's own path, whenever somebody has decided.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-portal-request.h"

#define ANSWERING "org.freedesktop.portal.Request"

typedef struct
{
  GDBusConnection *bus;
  char            *interface;
  char            *method;
  GVariant        *first; /* or NULL */
  GVariantDict    *options;
  guint            answer_id; /* while somebody is asked */
  GSource         *cancelled;
} Request;

/* As it was answered. */
typedef struct
{
  guint     response;
  GVariant *results;
} Answer;

static void
stop_asking (Request *request)
{
  if (request->answer_id != 0)
    g_dbus_connection_signal_unsubscribe (request->bus, request->answer_id);
  if (request->cancelled != NULL)
    g_source_destroy (request->cancelled);

  request->answer_id = 0;
  g_clear_pointer (&request->cancelled, g_source_unref);
}

static void
request_free (Request *request)
{
  stop_asking (request);
  g_clear_object (&request->bus);
  g_free (request->interface);
  g_free (request->method);
  g_clear_pointer (&request->first, g_variant_unref);
  g_variant_dict_unref (request->options);
  g_free (request);
}

static void
answer_free (Answer *answer)
{
  g_clear_pointer (&answer->results, g_variant_unref);
  g_free (answer);
}

static void
answered_cb (GDBusConnection *bus,
             const char      *sender,
             const char      *path,
             const char      *interface,
             const char      *name,
             GVariant        *arguments,
             gpointer         user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);
  Answer *answer;

  stop_asking (g_task_get_task_data (task));
  if (!g_variant_is_of_type (arguments, G_VARIANT_TYPE ("(ua{sv})")))
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "no answer");
      return;
    }

  answer = g_new0 (Answer, 1);
  g_variant_get (arguments, "(u@a{sv})", &answer->response, &answer->results);
  g_task_return_pointer (task, answer, (GDestroyNotify)answer_free);
}

static gboolean
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);

  stop_asking (g_task_get_task_data (task));
  g_task_return_error_if_cancelled (task);
  return G_SOURCE_REMOVE;
}

static void
asked_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Request *request = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) handle
      = g_dbus_connection_call_finish (G_DBUS_CONNECTION (object), result, &error);

  if (handle != NULL || request->answer_id == 0)
    return;

  stop_asking (request);
  g_task_return_error (task, g_steal_pointer (&error));
}

/* The answer may come before the call returns, so it is listened for first. */
static void
listen (GTask *task, const char *token)
{
  Request         *request = g_task_get_task_data (task);
  g_autofree char *sender = g_strdup (g_dbus_connection_get_unique_name (request->bus) + 1);
  g_autofree char *path = NULL;

  g_strdelimit (sender, ".", '_');
  path = g_strdup_printf (KTG_PORTAL_PATH "/request/%s/%s", sender, token);
  request->answer_id = g_dbus_connection_signal_subscribe (request->bus,
                                                           KTG_PORTAL_NAME,
                                                           ANSWERING,
                                                           "Response",
                                                           path,
                                                           NULL,
                                                           G_DBUS_SIGNAL_FLAGS_NONE,
                                                           answered_cb,
                                                           g_object_ref (task),
                                                           g_object_unref);
  request->cancelled = g_cancellable_source_new (g_task_get_cancellable (task));
  g_source_set_callback (request->cancelled,
                         G_SOURCE_FUNC (cancelled_cb),
                         g_object_ref (task),
                         g_object_unref);
  g_source_attach (request->cancelled, NULL);
}

static GVariant *
name_arguments (Request *request)
{
  GVariant *options = g_variant_dict_end (request->options);

  return request->first != NULL ? g_variant_new ("(@*@a{sv})", request->first, options)
                                : g_variant_new ("(@a{sv})", options);
}

static void
connected_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  static guint n_asked;
  g_autoptr (GTask) task = user_data;
  Request *request = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autofree char *token = g_strdup_printf ("kentongan_%u", n_asked++);

  request->bus = g_bus_get_finish (result, &error);
  if (g_task_return_error_if_cancelled (task))
    return;
  if (request->bus == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  listen (task, token);
  g_variant_dict_insert (request->options, "handle_token", "s", token);
  g_dbus_connection_call (request->bus,
                          KTG_PORTAL_NAME,
                          KTG_PORTAL_PATH,
                          request->interface,
                          request->method,
                          name_arguments (request),
                          G_VARIANT_TYPE ("(o)"),
                          G_DBUS_CALL_FLAGS_NONE,
                          -1,
                          NULL,
                          asked_cb,
                          g_object_ref (task));
}

/**
 * ktg_portal_request_async:
 * @interface: of the portal
 * @method: what is asked
 * @first: (nullable): what stands before the options; taken if floating
 * @options: (transfer full): what is asked in particular
 * @cancellable: when nobody wants it any more
 * @callback: called on the main loop
 * @user_data: for @callback
 *
 * The system may ask whoever sits there, which takes as long as it takes.
 */
void
ktg_portal_request_async (const char         *interface,
                          const char         *method,
                          GVariant           *first,
                          GVariantDict       *options,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  GTask   *task = g_task_new (NULL, cancellable, callback, user_data);
  Request *request = g_new0 (Request, 1);

  request->interface = g_strdup (interface);
  request->method = g_strdup (method);
  request->first = first != NULL ? g_variant_ref_sink (first) : NULL;
  request->options = options;
  g_task_set_source_tag (task, ktg_portal_request_async);
  g_task_set_task_data (task, request, (GDestroyNotify)request_free);
  g_bus_get (G_BUS_TYPE_SESSION, cancellable, connected_cb, task);
}

/**
 * ktg_portal_request_finish:
 * @result: given to the callback
 * @response: (out): %KTG_PORTAL_ALLOWED, or another number
 * @error: there is no such portal, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): what came with it, a vardict; %NULL: nobody was asked
 */
GVariant *
ktg_portal_request_finish (GAsyncResult *result, guint *response, GError **error)
{
  Answer   *answer = g_task_propagate_pointer (G_TASK (result), error);
  GVariant *results;

  if (answer == NULL)
    return NULL;

  *response = answer->response;
  results = g_steal_pointer (&answer->results);
  answer_free (answer);
  return results;
}
