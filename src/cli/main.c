/* main.c - ktg's door: its clocks, chance and environment
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-cli.h"

#include <ktg-core-file.h>
#include <ktg-language.h>
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
  g_autofree char *shared_dir = g_build_filename (g_get_user_data_dir (), "kentongan", NULL);
  KtgSurroundings  surroundings = { .world = &world, .shared_dir = shared_dir };

  g_log_writer_default_set_use_stderr (TRUE);
  g_debug ("begins"); /* GLib is ready to log, before it holds any lock of its own */
  ktg_core_file_forbid ();
  ktg_picture_process_use_program (get_environment ("KENTONGAN_PICTURE", PICTURE_PROGRAM));
  ktg_language_choose (NULL, get_environment ("KENTONGAN_LOCALE", LOCALE_FOLDER));

  surroundings.profile_dir = get_environment ("KENTONGAN_PROFILE", shared_dir);
  surroundings.packs_dir = get_environment ("KENTONGAN_PACKS", PACKS_FOLDER);
  return (int)ktg_cli_run (&surroundings, argc, argv);
}
