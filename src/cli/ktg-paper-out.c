/* ktg-paper-out.c - a paper is written as a PDF where the caller says
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-paper-out.h"

#include "ktg-await.h"
#include "ktg-terminal.h"

#include <glib/gi18n.h>
#include <ktg-paper-file.h>

/**
 * ktg_paper_out_refuse:
 * @words: why, with words that may be anybody's
 *
 * Returns: %KTG_EXIT_FAILED
 */
KtgExit
ktg_paper_out_refuse (const char *words)
{
  g_autofree char *safe = ktg_terminal_dup_safe (words);

  ktg_terminal_complain (safe);
  return KTG_EXIT_FAILED;
}

/* It might be an original. */
static KtgExit
refuse_place (const char *path)
{
  g_autofree char *words
      = g_strdup_printf (_ ("“%s” is there already and was left as it is. Name another."), path);

  return ktg_paper_out_refuse (words);
}

/**
 * ktg_paper_out_write:
 * @store: where the photos are
 * @paper: pages
 * @out: the name of a file, or a folder
 * @name: what the file is called in a folder
 *
 * Says where the PDF is, or why there is none.
 *
 * Returns: %KTG_EXIT_DONE if it is there
 */
KtgExit
ktg_paper_out_write (KtgStore *store, KtgPaper *paper, const char *out, const char *name)
{
  g_auto (KtgAwait) await = KTG_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  g_autofree char *path
      = g_file_test (out, G_FILE_TEST_IS_DIR) ? g_build_filename (out, name, NULL) : g_strdup (out);
  g_autofree char *trouble = NULL;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return refuse_place (path);

  ktg_paper_file_write_async (paper, store, path, NULL, ktg_await_done_cb, &await);
  if (ktg_paper_file_write_finish (ktg_await_result (&await), &error))
    {
      ktg_terminal_say (path);
      return KTG_EXIT_DONE;
    }

  trouble = ktg_paper_file_dup_trouble (error);
  return ktg_paper_out_refuse (trouble);
}
