/* ktg-camera-record.c - what of the program that has the camera can be believed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-camera-record.h"

#include <string.h>

static gboolean
is_frame (const KtgCameraHead *head)
{
  return head->width > 0 && head->width <= KTG_CAMERA_FRAME_MAX_WIDTH && head->height > 0
         && head->height <= KTG_CAMERA_FRAME_MAX_HEIGHT
         && head->row_bytes == head->width * KTG_CAMERA_PIXEL_BYTES
         && head->n_bytes == head->row_bytes * head->height
         && head->trouble == KTG_CAMERA_TROUBLE_NONE;
}

static gboolean
is_photo (const KtgCameraHead *head)
{
  return head->n_bytes > 0 && head->n_bytes <= KTG_CAMERA_PHOTO_MAX_BYTES
         && head->trouble == KTG_CAMERA_TROUBLE_NONE;
}

static gboolean
is_trouble (const KtgCameraHead *head)
{
  return head->n_bytes == 0 && head->trouble > KTG_CAMERA_TROUBLE_NONE
         && head->trouble <= KTG_CAMERA_TROUBLE_LACKING;
}

/**
 * ktg_camera_head_is_sound:
 * @head: what a program said
 *
 * Before a byte of what follows is waited for, or room is made for it.
 *
 * Returns: whether it can be a head: of this protocol, of a size that is possible, and of one piece
 */
gboolean
ktg_camera_head_is_sound (const KtgCameraHead *head)
{
  if (memcmp (head->magic, KTG_CAMERA_MAGIC, sizeof head->magic) != 0)
    return FALSE;

  switch (head->kind)
    {
    case KTG_CAMERA_FRAME:
      return is_frame (head);
    case KTG_CAMERA_PHOTO:
      return is_photo (head);
    case KTG_CAMERA_TROUBLE:
      return is_trouble (head);
    default:
      return FALSE;
    }
}
