/* ktg-camera-pipeline.h - from a camera to frames that are shown, and to photos
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-camera-record.h"

#include <gst/app/gstappsink.h>

G_BEGIN_DECLS

typedef struct
{
  const char *source; /* described as GStreamer does it, or NULL */
  int         remote; /* what a portal opened, or -1 */
} KtgCameraChoice;

typedef struct
{
  GstElement *pipeline;
  GstAppSink *frames;
  GstAppSink *photos;
  char       *camera;    /* what it is called */
  gint        is_wanted; /* whether the next picture is a photo; atomic */
  gboolean    has_shown;
} KtgCameraPipeline;

KtgCameraPipeline *ktg_camera_pipeline_new (const KtgCameraChoice *choice,
                                            KtgCameraTrouble      *trouble);
void               ktg_camera_pipeline_want_photo (KtgCameraPipeline *self);
GstSample         *ktg_camera_pipeline_take_photo (KtgCameraPipeline *self);
GstSample         *ktg_camera_pipeline_take_frame (KtgCameraPipeline *self);
KtgCameraTrouble   ktg_camera_pipeline_get_trouble (KtgCameraPipeline *self);
void               ktg_camera_pipeline_free (KtgCameraPipeline *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgCameraPipeline, ktg_camera_pipeline_free)

G_END_DECLS
