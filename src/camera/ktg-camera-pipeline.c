/* ktg-camera-pipeline.c - from a camera to frames that are shown, and to photos
 *
 * Two ways lead from the camera. On one each picture is made small enough to be shown, and a newer
 * one takes the place of the one that nobody took. The other is shut: it lets one picture through
 * when a photo is wanted, at its full size.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-camera-pipeline.h"

#include <gst/gst.h>

#define FRAME_WAIT (50 * GST_MSECOND)
#define UNNAMED "camera"

#if G_BYTE_ORDER == G_LITTLE_ENDIAN
#define SCREEN_FORMAT "BGRA"
#else
#define SCREEN_FORMAT "ARGB"
#endif

/* No camera that is built in or plugged in is larger, and a wrong one costs no more memory. */
#define CAMERA_CAPS                                                                                \
  "image/jpeg,width=[1,4096],height=[1,4096];video/x-raw,width=[1,4096],height=[1,4096]"

#define QUEUE "queue leaky=downstream max-size-buffers=1 max-size-bytes=0 max-size-time=0"

#define SHOWN_WAY                                                                                  \
  "both. ! " QUEUE " ! videorate drop-only=true max-rate=15 ! videoscale ! videoconvert"           \
  " ! video/x-raw,format=" SCREEN_FORMAT ",width=[1,%d],height=[1,%d],pixel-aspect-ratio=1/1"      \
  " ! appsink name=frames max-buffers=1 drop=true sync=false"

/* Through red, green and blue, so that a camera's narrower range of light is spread to the whole
 * one that a JPEG means. */
#define PHOTO_WAY                                                                                  \
  "both. ! " QUEUE " ! identity name=shutter ! videoconvert ! video/x-raw,format=RGB"              \
  " ! jpegenc quality=95 ! appsink name=photos sync=false async=false"

#define WAYS "decodebin name=decoder ! tee name=both " SHOWN_WAY " " PHOTO_WAY

static KtgCameraTrouble
name_trouble (KtgCameraPipeline *self, const GError *error)
{
  if (g_error_matches (error, GST_PARSE_ERROR, GST_PARSE_ERROR_NO_SUCH_ELEMENT)
      || g_error_matches (error, GST_CORE_ERROR, GST_CORE_ERROR_MISSING_PLUGIN)
      || g_error_matches (error, GST_STREAM_ERROR, GST_STREAM_ERROR_CODEC_NOT_FOUND))
    return KTG_CAMERA_TROUBLE_LACKING;

  if (self != NULL && self->has_shown)
    return KTG_CAMERA_TROUBLE_GONE;

  return g_error_matches (error, GST_RESOURCE_ERROR, GST_RESOURCE_ERROR_BUSY)
             ? KTG_CAMERA_TROUBLE_BUSY
             : KTG_CAMERA_TROUBLE_ABSENT;
}

/* On a thread of the pipeline. */
static GstPadProbeReturn
picture_passed_cb (GstPad *pad, GstPadProbeInfo *info, gpointer user_data)
{
  KtgCameraPipeline *self = user_data;

  return g_atomic_int_compare_and_exchange (&self->is_wanted, TRUE, FALSE) ? GST_PAD_PROBE_OK
                                                                           : GST_PAD_PROBE_DROP;
}

static gpointer
get_part (KtgCameraPipeline *self, const char *name)
{
  g_autoptr (GstElement) part = gst_bin_get_by_name (GST_BIN (self->pipeline), name);

  return part; /* the pipeline keeps it */
}

static GstElement *
parse (const char *source, GError **error)
{
  g_autofree char *ways = g_strdup_printf ("%s%s" WAYS,
                                           source != NULL ? source : "",
                                           source != NULL ? " ! " : "",
                                           KTG_CAMERA_FRAME_MAX_WIDTH,
                                           KTG_CAMERA_FRAME_MAX_HEIGHT);

  return gst_parse_launch_full (ways, NULL, GST_PARSE_FLAG_FATAL_ERRORS, error);
}

static GstElement *
make_portal_source (int remote)
{
  GstElement *source = gst_element_factory_make ("pipewiresrc", NULL);

  if (source != NULL)
    g_object_set (source, "fd", remote, NULL);

  return source;
}

/* The first that is there: a computer has one, as a rule. */
static GstElement *
make_device_source (KtgCameraPipeline *self)
{
  g_autoptr (GstDeviceMonitor) monitor = gst_device_monitor_new ();
  GList      *devices = NULL;
  GstElement *source = NULL;

  gst_device_monitor_add_filter (monitor, "Video/Source", NULL);
  devices = gst_device_monitor_get_devices (monitor);
  for (GList *each = devices; each != NULL && source == NULL; each = each->next)
    {
      source = gst_device_create_element (each->data, NULL);
      g_free (self->camera);
      self->camera = gst_device_get_display_name (each->data);
    }

  g_list_free_full (devices, gst_object_unref);
  return source;
}

static gboolean
add_source (KtgCameraPipeline *self, GstElement *source)
{
  g_autoptr (GstCaps) caps = gst_caps_from_string (CAMERA_CAPS);

  gst_bin_add (GST_BIN (self->pipeline), source);
  return gst_element_link_filtered (source, get_part (self, "decoder"), caps);
}

static void
shut (KtgCameraPipeline *self)
{
  g_autoptr (GstPad) pad = gst_element_get_static_pad (get_part (self, "shutter"), "sink");

  gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BUFFER, picture_passed_cb, self, NULL);
}

static KtgCameraTrouble
begin (KtgCameraPipeline *self, const KtgCameraChoice *choice)
{
  GstElement *source = NULL;

  if (choice->source == NULL)
    {
      source
          = choice->remote >= 0 ? make_portal_source (choice->remote) : make_device_source (self);
      if (source == NULL)
        return choice->remote >= 0 ? KTG_CAMERA_TROUBLE_LACKING : KTG_CAMERA_TROUBLE_ABSENT;
      if (!add_source (self, source))
        return KTG_CAMERA_TROUBLE_ABSENT;
    }

  self->frames = get_part (self, "frames");
  self->photos = get_part (self, "photos");
  shut (self);
  if (gst_element_set_state (self->pipeline, GST_STATE_PLAYING) == GST_STATE_CHANGE_FAILURE)
    return MAX (ktg_camera_pipeline_get_trouble (self), KTG_CAMERA_TROUBLE_ABSENT);

  return KTG_CAMERA_TROUBLE_NONE;
}

/**
 * ktg_camera_pipeline_new:
 * @choice: where pictures come from: what is described, what a portal opened, or the first camera
 * @trouble: (out): why there are none to come
 *
 * Returns: (nullable) (transfer full): one that runs
 */
KtgCameraPipeline *
ktg_camera_pipeline_new (const KtgCameraChoice *choice, KtgCameraTrouble *trouble)
{
  g_autoptr (KtgCameraPipeline) self = NULL;
  g_autoptr (GError) error = NULL;
  GstElement *pipeline = parse (choice->source, &error);

  if (pipeline == NULL)
    {
      *trouble = name_trouble (NULL, error);
      return NULL;
    }

  self = g_new0 (KtgCameraPipeline, 1);
  self->pipeline = pipeline;
  self->camera = g_strdup (UNNAMED);
  *trouble = begin (self, choice);
  return *trouble == KTG_CAMERA_TROUBLE_NONE ? g_steal_pointer (&self) : NULL;
}

/**
 * ktg_camera_pipeline_want_photo:
 * @self: one that runs
 *
 * The next picture that the camera gives is a photo.
 */
void
ktg_camera_pipeline_want_photo (KtgCameraPipeline *self)
{
  g_atomic_int_set (&self->is_wanted, TRUE);
}

/**
 * ktg_camera_pipeline_take_photo:
 * @self: one that runs
 *
 * Returns: (nullable) (transfer full): a JPEG that was wanted, if it is here; nothing is waited for
 */
GstSample *
ktg_camera_pipeline_take_photo (KtgCameraPipeline *self)
{
  return gst_app_sink_try_pull_sample (self->photos, 0);
}

/**
 * ktg_camera_pipeline_take_frame:
 * @self: one that runs
 *
 * Returns: (nullable) (transfer full): the newest one; %NULL when there is none for a while
 */
GstSample *
ktg_camera_pipeline_take_frame (KtgCameraPipeline *self)
{
  GstSample *frame = gst_app_sink_try_pull_sample (self->frames, FRAME_WAIT);

  self->has_shown = self->has_shown || frame != NULL;
  return frame;
}

/**
 * ktg_camera_pipeline_get_trouble:
 * @self: one that runs
 *
 * Returns: why no more is to come; %KTG_CAMERA_TROUBLE_NONE while it is
 */
KtgCameraTrouble
ktg_camera_pipeline_get_trouble (KtgCameraPipeline *self)
{
  g_autoptr (GstBus) bus = gst_element_get_bus (self->pipeline);
  g_autoptr (GstMessage) message = gst_bus_pop_filtered (bus, GST_MESSAGE_ERROR | GST_MESSAGE_EOS);
  g_autoptr (GError) error = NULL;

  if (message == NULL)
    return KTG_CAMERA_TROUBLE_NONE;
  if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_EOS)
    return KTG_CAMERA_TROUBLE_GONE;

  gst_message_parse_error (message, &error, NULL);
  g_debug ("the camera fails: %s", error->message);
  return name_trouble (self, error);
}

/**
 * ktg_camera_pipeline_free:
 * @self: (nullable): one that runs, or does not
 */
void
ktg_camera_pipeline_free (KtgCameraPipeline *self)
{
  if (self == NULL)
    return;

  gst_element_set_state (self->pipeline, GST_STATE_NULL);
  gst_clear_object (&self->pipeline);
  g_free (self->camera);
  g_free (self);
}
