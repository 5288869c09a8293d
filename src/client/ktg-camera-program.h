/* ktg-camera-program.h - the program that has the camera, and why it gives no pictures
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * KtgCameraError:
 * @KTG_CAMERA_ERROR_ABSENT: there is no camera that can be opened; plug it in, then try again
 * @KTG_CAMERA_ERROR_BUSY: another program has it; close that one, then try again
 * @KTG_CAMERA_ERROR_GONE: it was pulled out, or its program ended; try again
 * @KTG_CAMERA_ERROR_LACKING: a part of GStreamer is not installed; files can be chosen all the same
 * @KTG_CAMERA_ERROR_NOT_STARTED: its program could not be started; files can be chosen all the same
 * @KTG_CAMERA_ERROR_SILENT: it is there and gives no picture; try again
 * @KTG_CAMERA_ERROR_NONSENSE: what came is no picture, and was not used; try again
 * @KTG_CAMERA_ERROR_REFUSED: the system does not let the app; allow it, then try again
 */
typedef enum
{
  KTG_CAMERA_ERROR_ABSENT,
  KTG_CAMERA_ERROR_BUSY,
  KTG_CAMERA_ERROR_GONE,
  KTG_CAMERA_ERROR_LACKING,
  KTG_CAMERA_ERROR_NOT_STARTED,
  KTG_CAMERA_ERROR_SILENT,
  KTG_CAMERA_ERROR_NONSENSE,
  KTG_CAMERA_ERROR_REFUSED,
} KtgCameraError;

#define KTG_CAMERA_ERROR (ktg_camera_error_quark ())
GQuark ktg_camera_error_quark (void);

void         ktg_camera_program_use (const char *path, const char *source, gboolean is_sandboxed);
void         ktg_camera_program_wait_at_most (guint first_ms, guint next_ms);
gboolean     ktg_camera_program_is_there (void);
gboolean     ktg_camera_program_has_source (void);
gboolean     ktg_camera_program_asks_portal (void);
guint        ktg_camera_program_get_patience_ms (gboolean has_shown);
GSubprocess *ktg_camera_program_start (int remote, GError **error);

G_END_DECLS
