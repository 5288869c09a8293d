/* ktg-camera-portal.c - a camera is asked of the system, from within a sandbox
 *
 * org.freedesktop.portal.Camera: AccessCamera asks whoever sits there, once; then
 * OpenPipeWireRemote gives a descriptor, on which PipeWire shows the cameras and nothing else.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-camera-portal.h"

#include "ktg-camera-program.h"
#include "ktg-portal-request.h"

#include <gio/gunixfdlist.h>
#include <unistd.h>

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
connected_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, &error);

  if (g_task_return_error_if_cancelled (task))
    return;
  if (bus == NULL)
    {
      refuse (task, KTG_CAMERA_ERROR_ABSENT, error->message);
      return;
    }

  g_dbus_connection_call_with_unix_fd_list (bus,
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
answered_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  guint response;
  g_autoptr (GVariant) results = ktg_portal_request_finish (result, &response, &error);

  if (g_task_return_error_if_cancelled (task))
    return;
  if (results == NULL)
    refuse (task, KTG_CAMERA_ERROR_ABSENT, error->message);
  else if (response != KTG_PORTAL_ALLOWED)
    refuse (task, KTG_CAMERA_ERROR_REFUSED, "whoever was asked did not allow it");
  else
    g_bus_get (G_BUS_TYPE_SESSION,
               g_task_get_cancellable (task),
               connected_cb,
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
  ktg_portal_request_async (KTG_CAMERA_PORTAL_INTERFACE,
                            "AccessCamera",
                            NULL,
                            g_variant_dict_new (NULL),
                            cancellable,
                            answered_cb,
                            task);
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
