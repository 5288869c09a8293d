/* ktg-camera-record.h - what the program that has the camera says, and what it is told
 *
 * Between two programs of one build on one machine, so a head travels as it lies in memory. What it
 * speaks of follows it: the pixels of a frame, or the bytes of a photo.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define KTG_CAMERA_MAGIC "KtgCam1"
#define KTG_CAMERA_FRAME_MAX_WIDTH 1280
#define KTG_CAMERA_FRAME_MAX_HEIGHT 720
#define KTG_CAMERA_PIXEL_BYTES 4 /* as the screen wants them: cairo's ARGB32 */
#define KTG_CAMERA_PHOTO_MAX_BYTES (32 * 1024 * 1024)

/* On its input: "photo" and a line's end, or in between a blank and the time as it stands here. */
#define KTG_CAMERA_PHOTO_WORD "photo"
#define KTG_CAMERA_TIME_FORMAT "%Y:%m:%d %H:%M:%S%:z"
#define KTG_CAMERA_TIME_LENGTH 25

typedef enum
{
  KTG_CAMERA_FRAME,   /* as it is seen, made small enough to be shown */
  KTG_CAMERA_PHOTO,   /* a JPEG as large as the camera gives it */
  KTG_CAMERA_TROUBLE, /* the last thing that is said */
} KtgCameraKind;

/**
 * KtgCameraTrouble:
 * @KTG_CAMERA_TROUBLE_NONE: there is none
 * @KTG_CAMERA_TROUBLE_ABSENT: there is no camera that can be opened
 * @KTG_CAMERA_TROUBLE_BUSY: another program has it
 * @KTG_CAMERA_TROUBLE_GONE: it was there, and gives no more
 * @KTG_CAMERA_TROUBLE_LACKING: a part of GStreamer is not installed
 */
typedef enum
{
  KTG_CAMERA_TROUBLE_NONE,
  KTG_CAMERA_TROUBLE_ABSENT,
  KTG_CAMERA_TROUBLE_BUSY,
  KTG_CAMERA_TROUBLE_GONE,
  KTG_CAMERA_TROUBLE_LACKING,
} KtgCameraTrouble;

typedef struct
{
  char   magic[8];
  gint32 kind;          /* #KtgCameraKind */
  gint32 trouble;       /* #KtgCameraTrouble */
  gint32 width, height; /* of a frame */
  gint32 row_bytes;     /* of a frame; rows follow each other without a gap */
  gint32 n_bytes;       /* that follow */
} KtgCameraHead;

gboolean ktg_camera_head_is_sound (const KtgCameraHead *head);

G_END_DECLS
