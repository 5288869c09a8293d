/* ktg-camera-presence.c - whether there is a camera to look through
 *
 * It has to be cheap, since it is asked whenever somebody begins to write: in a sandbox the portal
 * says it, and elsewhere a device is there that this user may open. None is opened.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-camera-presence.h"

#include "ktg-camera-portal.h"
#include "ktg-camera-program.h"

#include <unistd.h>

#define DEVICES "/dev"
#define DEVICE "video"

struct _KtgCameraPresence
{
  GObject parent_instance;

  gboolean      is_present;
  GFileMonitor *devices; /* NULL in a sandbox, … */
  GDBusProxy   *portal;  /* … and NULL elsewhere */
  GCancellable *asking;
};

enum
{
  PROP_0,
  PROP_IS_PRESENT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (KtgCameraPresence, ktg_camera_presence, G_TYPE_OBJECT)

static void
set_present (KtgCameraPresence *self, gboolean is_present)
{
  if (self->is_present == is_present)
    return;

  self->is_present = is_present;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_PRESENT]);
}

static gboolean
has_device (void)
{
  g_autoptr (GDir) folder = g_dir_open (DEVICES, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (DEVICES, name, NULL);

      if (g_str_has_prefix (name, DEVICE) && access (path, R_OK | W_OK) == 0)
        return TRUE;
    }

  return FALSE;
}

/* Of a new device the rights are set a moment later, which is another change. */
static void
device_changed_cb (KtgCameraPresence *self, GFile *device)
{
  g_autofree char *name = g_file_get_basename (device);

  if (g_str_has_prefix (name, DEVICE))
    set_present (self, has_device ());
}

static void
watch_devices (KtgCameraPresence *self)
{
  g_autoptr (GFile) folder = g_file_new_for_path (DEVICES);

  self->devices = g_file_monitor_directory (folder, G_FILE_MONITOR_NONE, NULL, NULL);
  if (self->devices != NULL)
    g_signal_connect_swapped (self->devices, "changed", G_CALLBACK (device_changed_cb), self);
  set_present (self, has_device ());
}

static void
portal_changed_cb (KtgCameraPresence *self)
{
  g_autoptr (GVariant) answer = g_dbus_proxy_get_cached_property (self->portal, "IsCameraPresent");

  set_present (self,
               answer != NULL && g_variant_is_of_type (answer, G_VARIANT_TYPE_BOOLEAN)
                   && g_variant_get_boolean (answer));
}

static void
portal_found_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KtgCameraPresence) self = user_data;
  g_autoptr (GDBusProxy) portal = g_dbus_proxy_new_for_bus_finish (result, NULL);

  if (portal == NULL || self->asking == NULL)
    return;

  self->portal = g_steal_pointer (&portal);
  g_signal_connect_object (self->portal,
                           "g-properties-changed",
                           G_CALLBACK (portal_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  portal_changed_cb (self);
}

static void
ask_portal (KtgCameraPresence *self)
{
  g_dbus_proxy_new_for_bus (G_BUS_TYPE_SESSION,
                            G_DBUS_PROXY_FLAGS_DO_NOT_CONNECT_SIGNALS,
                            NULL,
                            KTG_CAMERA_PORTAL_NAME,
                            KTG_CAMERA_PORTAL_PATH,
                            KTG_CAMERA_PORTAL_INTERFACE,
                            self->asking,
                            portal_found_cb,
                            g_object_ref (self));
}

static void
ktg_camera_presence_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  g_value_set_boolean (value, KTG_CAMERA_PRESENCE (object)->is_present);
}

static void
ktg_camera_presence_dispose (GObject *object)
{
  KtgCameraPresence *self = KTG_CAMERA_PRESENCE (object);

  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  g_clear_object (&self->devices);
  g_clear_object (&self->portal);

  G_OBJECT_CLASS (ktg_camera_presence_parent_class)->dispose (object);
}

static void
ktg_camera_presence_class_init (KtgCameraPresenceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = ktg_camera_presence_get_property;
  object_class->dispose = ktg_camera_presence_dispose;

  properties[PROP_IS_PRESENT] = g_param_spec_boolean ("is-present",
                                                      NULL,
                                                      NULL,
                                                      FALSE,
                                                      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

/* Without its program there is no camera, whatever is plugged in. */
static void
ktg_camera_presence_init (KtgCameraPresence *self)
{
  self->asking = g_cancellable_new ();
  if (!ktg_camera_program_is_there ())
    return;

  if (ktg_camera_program_has_source ())
    self->is_present = TRUE;
  else if (ktg_camera_program_asks_portal ())
    ask_portal (self);
  else
    watch_devices (self);
}

/**
 * ktg_camera_presence_new:
 *
 * Its property "is-present" changes when a camera is plugged in or pulled out.
 *
 * Returns: (transfer full): what tells it
 */
KtgCameraPresence *
ktg_camera_presence_new (void)
{
  return g_object_new (KTG_TYPE_CAMERA_PRESENCE, NULL);
}

/**
 * ktg_camera_presence_is_present:
 * @self: what tells it
 *
 * Returns: whether there is one, as far as is known now
 */
gboolean
ktg_camera_presence_is_present (KtgCameraPresence *self)
{
  return self->is_present;
}
