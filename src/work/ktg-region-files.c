/* ktg-region-files.c - the lists of regions that a program finds
 *
 * What is installed is mapped and read where it lies, so that the whole country costs no memory of
 * the program's own; what a search has brought in is given back after it. An imported list lies
 * where every program of this account may write: it is read whole, since a mapped file that is cut
 * takes the program with it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-region-files.h"

#include "ktg-region-mark.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <ktg-pack-version.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <unistd.h>

struct _KtgRegionFiles
{
  GMappedFile   *file; /* or NULL: the list is in memory */
  KtgRegionTree *tree; /* reads where @file lies, or, of a list that is not plain, in memory */
};

#define REGIONS "regions-"
#define FORMER "former_regions-"
#define SUFFIX ".csv"

/* "2025-04-25.2" of "regions-2025-04-25.2.csv"; NULL: it is no such file. */
static char *
dup_version (const char *name, const char *prefix)
{
  if (!g_str_has_prefix (name, prefix) || !g_str_has_suffix (name, SUFFIX))
    return NULL;

  return g_strndup (name + strlen (prefix), strlen (name) - strlen (prefix) - strlen (SUFFIX));
}

static char *
find_newest (const char *folder, const char *prefix)
{
  g_autoptr (GDir) names = g_dir_open (folder, 0, NULL);
  g_autofree char *newest = NULL;
  const char      *name;

  while (names != NULL && (name = g_dir_read_name (names)) != NULL)
    {
      g_autofree char *version = dup_version (name, prefix);

      if (version != NULL && ktg_pack_version_is_valid (version)
          && (newest == NULL || ktg_pack_version_compare (version, newest) > 0))
        {
          g_free (newest);
          newest = g_steal_pointer (&version);
        }
    }

  return g_steal_pointer (&newest);
}

/* NULL: there is no region in it. */
static KtgRegionTree *
read_tree (GBytes *bytes, const char *version)
{
  g_autoptr (KtgRegionTree) tree = ktg_region_tree_new (version, bytes, NULL);

  return ktg_region_tree_get_n_regions (tree) > 0 ? g_steal_pointer (&tree) : NULL;
}

static KtgRegionFiles *
open_installed (const char *path, const char *version)
{
  g_autoptr (KtgRegionFiles) files = g_new0 (KtgRegionFiles, 1);
  g_autoptr (GBytes) bytes = NULL;

  if ((files->file = g_mapped_file_new (path, FALSE, NULL)) == NULL)
    return NULL;

  bytes = g_mapped_file_get_bytes (files->file);
  files->tree = read_tree (bytes, version);

  return files->tree != NULL ? g_steal_pointer (&files) : NULL;
}

static KtgRegionFiles *
open_newest (const char *folder, const char *prefix)
{
  g_autofree char *version = find_newest (folder, prefix);
  g_autofree char *name = g_strconcat (prefix, version, SUFFIX, NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return version != NULL ? open_installed (path, version) : NULL;
}

/* NULL: it cannot be read, or is no list. */
static GBytes *
read_imported (const char *path)
{
  GStatBuf status;
  char    *text = NULL;
  gsize    size_bytes = 0;

  return g_stat (path, &status) == 0 && S_ISREG (status.st_mode)
                 && status.st_size <= KTG_REGION_IMPORT_MAX_BYTES
                 && g_file_get_contents (path, &text, &size_bytes, NULL)
             ? g_bytes_new_take (text, size_bytes)
             : NULL;
}

static gboolean
is_older (const KtgRegionTree *tree, const KtgRegionTree *installed)
{
  const char *version = ktg_region_tree_get_version (tree);

  return version != NULL && ktg_pack_version_is_valid (version)
         && ktg_pack_version_compare (version, ktg_region_tree_get_version (installed)) < 0;
}

/* What an import keeps is text, says its version, has its hash, and its last line has an end. */
static gboolean
is_as_imported (const KtgRegionTree *tree, GBytes *bytes)
{
  gsize       size_bytes = 0;
  const char *text = g_bytes_get_data (bytes, &size_bytes);
  const char *version = ktg_region_tree_get_version (tree);

  return size_bytes > 0 && text[size_bytes - 1] == '\n' && memchr (text, '\0', size_bytes) == NULL
         && version != NULL && ktg_pack_version_is_valid (version)
         && ktg_region_tree_get_n_regions (tree) > 0 && ktg_region_mark_is_true (bytes);
}

/* NULL: there is none, the installed one is newer, or it is damaged. */
static KtgRegionTree *
open_imported (const char *path, const KtgRegionTree *installed, gboolean *is_damaged)
{
  gboolean is_here = path != NULL && g_file_test (path, G_FILE_TEST_EXISTS);
  g_autoptr (GBytes) bytes = is_here ? read_imported (path) : NULL;
  guint n_bad = 0;
  g_autoptr (KtgRegionTree) tree = bytes != NULL ? ktg_region_tree_new (NULL, bytes, &n_bad) : NULL;

  if (tree != NULL && installed != NULL && is_older (tree, installed))
    return NULL;

  *is_damaged = is_here
                && (tree == NULL || n_bad > 0 || !is_as_imported (tree, bytes)
                    || !ktg_region_import_is_whole (tree, installed));

  return *is_damaged ? NULL : g_steal_pointer (&tree);
}

/* Codes that went. */
static void
open_former (KtgRegionFiles *files, const char *folder)
{
  g_autoptr (KtgRegionFiles) former = open_newest (folder, FORMER);

  if (former != NULL)
    ktg_region_tree_take_former (files->tree, g_steal_pointer (&former->tree));
}

/* Gives back what was brought in to read the list; it comes again from the file. What was made
 * plain in memory is not the file's, and stays. */
static void
rest (const KtgRegionFiles *files)
{
  if (files->file == NULL)
    return;

  madvise (g_mapped_file_get_contents (files->file),
           g_mapped_file_get_length (files->file),
           MADV_DONTNEED);
}

/**
 * ktg_region_files_open:
 * @folder: where packs are
 * @imported: (nullable): an imported list, which need not exist; it stands in the place of the
 * installed one, unless that is newer
 * @is_damaged: (out) (optional): whether @imported is there and not as it was kept, or not of the
 * whole country; then the installed one counts
 *
 * Codes that went are looked up in the newest list of those, whichever list holds. What is
 * installed must be replaced whole, never written into, while it is open.
 *
 * Returns: (transfer full) (nullable): the list that counts; %NULL if there is none
 */
KtgRegionFiles *
ktg_region_files_open (const char *folder, const char *imported, gboolean *is_damaged)
{
  g_autoptr (KtgRegionFiles) files = open_newest (folder, REGIONS);
  gboolean       is_spoilt = FALSE;
  KtgRegionTree *tree = open_imported (imported, files != NULL ? files->tree : NULL, &is_spoilt);

  if (is_damaged != NULL)
    *is_damaged = is_spoilt;

  if (tree != NULL)
    {
      g_clear_pointer (&files, ktg_region_files_free);
      files = g_new0 (KtgRegionFiles, 1);
      files->tree = tree;
    }

  if (files == NULL)
    return NULL;

  open_former (files, folder);
  rest (files);

  return g_steal_pointer (&files);
}

/* One import at a time, of all programs: -1 where the folder cannot be had, and nothing be written
 * either. */
static int
lock_folder (const char *imported)
{
  g_autofree char *folder = g_path_get_dirname (imported);
  int              fd = -1;

  if (g_mkdir_with_parents (folder, 0700) == 0)
    fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd >= 0)
    flock (fd, LOCK_EX);

  return fd;
}

/**
 * ktg_region_files_import:
 * @folder: where packs are
 * @imported: where an imported list is kept
 * @list: what a file says that somebody was given
 * @version: (nullable): which list it is; %NULL takes it from its line "# version: 2025-04-25"
 * @today: (nullable): a day after which no list holds yet; %NULL: after every day
 *
 * It is compared with what is there now, whoever put it there: of two imports at once the newer
 * list remains.
 *
 * Returns: (transfer full): what came of it
 */
KtgRegionImport *
ktg_region_files_import (const char *folder,
                         const char *imported,
                         GBytes     *list,
                         const char *version,
                         const char *today)
{
  int lock = lock_folder (imported);
  g_autoptr (KtgRegionFiles) installed = ktg_region_files_open (folder, NULL, NULL);
  g_autoptr (KtgRegionFiles) held = ktg_region_files_open (folder, imported, NULL);
  KtgRegionStock   stock = { .held = held != NULL ? held->tree : NULL,
                             .installed = installed != NULL ? installed->tree : NULL,
                             .today = today };
  KtgRegionImport *import = ktg_region_import (list, version, &stock, imported);

  if (lock >= 0)
    close (lock);

  return import;
}

/**
 * ktg_region_files_free:
 * @files: (nullable) (transfer full): open lists
 *
 * Closes them.
 */
void
ktg_region_files_free (KtgRegionFiles *files)
{
  if (files == NULL)
    return;

  g_clear_pointer (&files->tree, ktg_region_tree_free);
  g_clear_pointer (&files->file, g_mapped_file_unref);
  g_free (files);
}

/**
 * ktg_region_files_get_tree:
 * @files: open lists
 *
 * Returns: (transfer none): the regions
 */
const KtgRegionTree *
ktg_region_files_get_tree (const KtgRegionFiles *files)
{
  return files->tree;
}

/**
 * ktg_region_files_search:
 * @files: open lists
 * @needle: (nullable): what was typed
 * @names: (nullable): what people call regions beside their names
 * @own_code: (nullable): where the officer works
 * @max: find at most so many
 *
 * As ktg_region_search() has it, and nothing of the list stays in memory.
 *
 * Returns: (transfer full) (element-type KtgRegion): the best first
 */
GArray *
ktg_region_files_search (const KtgRegionFiles *files,
                         const char           *needle,
                         const KtgRegionNames *names,
                         const char           *own_code,
                         guint                 max)
{
  GArray *found = ktg_region_search (files->tree, needle, names, own_code, max);

  rest (files);

  return found;
}
