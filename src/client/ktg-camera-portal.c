/* ktg-camera-portal.c - a camera is asked of the system, from within a sandbox
 *
 * org.freedesktop.portal.Camera: AccessCamera asks whoever sits there, once, and answers by a
 * signal of the request's own path; then OpenPipeWireRemote gives a descriptor, on which PipeWire
 * shows the cameras and nothing else.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-camera-portal.h"

#include "ktg-camera-program.h"

#include <gio/gunixfdlist.h>
#include <unistd.h>

#define ASKING "org.freedesktop.portal.Request"
#define ALLOWED 0 /* what a request answers */

typedef struct
{
  GDBusConnection *bus;
  guint            answer_id; /* while somebody is asked */
  GSource         *cancelled;
} Request;

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
  g_free (request);
}

static void
refuse (GTask *task, KtgCameraError code, const char *cause)
{
  g_task_return_new_error (task, KTG_CAMERA_ERROR, code, "%s", cause);
}

static void
remote_opened_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GUnixFDList) descriptors = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer
      = g_dbus_connection_call_with_unix_fd_list_finish (G_DBUS_CONNECTION (object),
                                                         &descriptors,
                                                         result,
                                                         &error);
  int index, remote = -1;

  if (answer != NULL && descriptors != NULL)
    {
      g_variant_get (answer, "(h)", &index);
      remote = g_unix_fd_list_get (descriptors, index, &error);
    }

  if (remote < 0)
    refuse (task, KTG_CAMERA_ERROR_ABSENT, error != NULL ? error->message : "no descriptor");
  else if (g_task_return_error_if_cancelled (task))
    close (remote);
  else
    g_task_return_int (task, remote);
}

static void
open_remote (GTask *task)
{
  Request *request = g_task_get_task_data (task);

  g_dbus_connection_call_with_unix_fd_list (request->bus,
                                            KTG_CAMERA_PORTAL_NAME,
                                            KTG_CAMERA_PORTAL_PATH,
                                            KTG_CAMERA_PORTAL_INTERFACE,
                                            "OpenPipeWireRemote",
                                            g_variant_new ("(a{sv})", NULL),
                                            G_VARIANT_TYPE ("(h)"),
                                            G_DBUS_CALL_FLAGS_NONE,
                                            -1,
                                            NULL,
                                            g_task_get_cancellable (task),
                                            remote_opened_cb,
                                            g_object_ref (task));
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
  g_autoptr (GVariant) answer = NULL;

  stop_asking (g_task_get_task_data (task));
  answer = g_variant_get_child_value (arguments, 0);
  if (g_variant_is_of_type (answer, G_VARIANT_TYPE_UINT32)
      && g_variant_get_uint32 (answer) == ALLOWED)
    open_remote (task);
  else
    refuse (task, KTG_CAMERA_ERROR_REFUSED, "whoever was asked did not allow it");
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
  refuse (task, KTG_CAMERA_ERROR_ABSENT, error->message);
}

/* The answer may come before the call returns, so it is listened for first. */
static void
listen (GTask *task, const char *token)
{
  Request         *request = g_task_get_task_data (task);
  g_autofree char *sender = g_strdup (g_dbus_connection_get_unique_name (request->bus) + 1);
  g_autofree char *path = NULL;

  g_strdelimit (sender, ".", '_');
  path = g_strdup_printf (KTG_CAMERA_PORTAL_PATH "/request/%s/%s", sender, token);
  request->answer_id = g_dbus_connection_signal_subscribe (request->bus,
                                                           KTG_CAMERA_PORTAL_NAME,
                                                           ASKING,
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

static void
connected_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  static guint n_asked;
  g_autoptr (GTask) task = user_data;
  Request *request = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autofree char *token = g_strdup_printf ("kentongan_%u", n_asked++);
  GVariantBuilder  options;

  request->bus = g_bus_get_finish (result, &error);
  if (g_task_return_error_if_cancelled (task))
    return;
  if (request->bus == NULL)
    {
      refuse (task, KTG_CAMERA_ERROR_ABSENT, error->message);
      return;
    }

  listen (task, token);
  g_variant_builder_init (&options, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&options, "{sv}", "handle_token", g_variant_new_string (token));
  g_dbus_connection_call (request->bus,
                          KTG_CAMERA_PORTAL_NAME,
                          KTG_CAMERA_PORTAL_PATH,
                          KTG_CAMERA_PORTAL_INTERFACE,
                          "AccessCamera",
                          g_variant_new ("(a{sv})", &options),
                          G_VARIANT_TYPE ("(o)"),
                          G_DBUS_CALL_FLAGS_NONE,
                          -1,
                          NULL,
                          asked_cb,
                          g_object_ref (task));
}

/**
 * ktg_camera_portal_open_async:
 * @cancellable: when nobody wants it any more
 * @callback: called on the main loop
 * @user_data: for @callback
 *
 * The system may ask whoever sits there, which takes as long as it takes.
 */
void
ktg_camera_portal_open_async (GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, ktg_camera_portal_open_async);
  g_task_set_check_cancellable (task, FALSE); /* a descriptor that came is not lost */
  g_task_set_task_data (task, g_new0 (Request, 1), (GDestroyNotify)request_free);
  g_bus_get (G_BUS_TYPE_SESSION, cancellable, connected_cb, task);
}

/**
 * ktg_camera_portal_open_finish:
 * @result: given to the callback
 * @error: a #KtgCameraError, or %G_IO_ERROR_CANCELLED
 *
 * Returns: a descriptor for PipeWire, which is the caller's; -1 where there is none
 */
int
ktg_camera_portal_open_finish (GAsyncResult *result, GError **error)
{
  return (int)g_task_propagate_int (G_TASK (result), error);
}
