/* main.c - the app's door: its clocks, chance and environment
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-application.h"
#include "ktg-camera-program.h"
#include "ktg-thrift.h"

#include <ktg-core-file.h>
#include <ktg-flatpak.h>
#include <ktg-link-cost.h>
#include <ktg-picture-process.h>

#include <time.h>

static KtgMoment
read_now (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  struct timespec boot;

  clock_gettime (CLOCK_BOOTTIME, &boot);
  return (KtgMoment){ .wall_us = g_get_real_time (),
                      .utc_offset_s = (int)(g_date_time_get_utc_offset (now) / G_USEC_PER_SEC),
                      .boot_ms = (gint64)boot.tv_sec * 1000 + boot.tv_nsec / 1000000 };
}

static const KtgSyncWorld world
    = { read_now, g_get_monotonic_time, g_random_double, ktg_link_costs };

static const char *
get_environment (const char *name, const char *fallback)
{
  const char *value = g_getenv (name);

  return value == NULL || *value == '\0' ? fallback : value;
}

int
main (int argc, char **argv)
{
  g_autofree char *csv = g_build_filename (g_get_user_data_dir (), "kentongan/regions.csv", NULL);
  g_autoptr (KtgApplication) application = NULL;

  ktg_core_file_empty ();
  ktg_thrift_begin ();
  ktg_picture_process_use_program (get_environment ("KENTONGAN_PICTURE", PICTURE_PROGRAM));
  ktg_camera_program_use (get_environment ("KENTONGAN_CAMERA", CAMERA_PROGRAM),
                          get_environment ("KENTONGAN_CAMERA_SOURCE", NULL),
                          ktg_flatpak_is_around ());
  application = ktg_application_new (&world,
                                     get_environment ("KENTONGAN_PROFILE", NULL),
                                     get_environment ("KENTONGAN_PACKS", PACKS_FOLDER),
                                     csv,
                                     get_environment ("KENTONGAN_LOCALE", LOCALE_FOLDER),
                                     get_environment ("KENTONGAN_KTG", KTG_PATH));
  return g_application_run (G_APPLICATION (application), argc, argv);
}
