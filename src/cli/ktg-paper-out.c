/* ktg-paper-out.c - a paper is written as a PDF where the caller says
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-paper-out.h"

#include "ktg-await.h"
#include "ktg-new-file.h"
#include "ktg-terminal.h"

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
  g_autofree char *path = ktg_new_file_dup_path (out, name);
  g_autofree char *trouble = NULL;

  if (path == NULL)
    return KTG_EXIT_FAILED;

  ktg_paper_file_write_async (paper, store, path, NULL, ktg_await_done_cb, &await);
  if (ktg_paper_file_write_finish (ktg_await_result (&await), &error))
    {
      ktg_terminal_say (path);
      return KTG_EXIT_DONE;
    }

  trouble = ktg_paper_file_dup_trouble (error);
  return ktg_paper_out_refuse (trouble);
}
