/* ktg-language.c - which language the program speaks
 *
 * A borrowed laptop may name a locale that was never generated, and then the C library speaks
 * English only. The choice must work there too, so locales are tried until one of them brings the
 * wanted words. Where there is none but C.UTF-8, which newer C libraries never translate from, it
 * is one that comes with the program and holds nothing but its name.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-language.h"

#include <glib/gi18n.h>

#include <locale.h>
#include <string.h>

#define OWN_LOCALE "id_ID.UTF-8"

static const char *const stand_ins[] = { "C.UTF-8", "en_US.UTF-8", "id_ID.UTF-8", "en_GB.UTF-8" };

/* "id" of "id_ID.UTF-8"; NULL if the environment names no language. */
static char *
dup_environment_language (void)
{
  const char *name = g_get_language_names ()[0];

  if (g_str_equal (name, "C") || g_str_has_prefix (name, "C.") || g_str_equal (name, "POSIX"))
    return NULL;

  return g_strndup (name, strcspn (name, "_.@"));
}

static gboolean
speaks (const char *language)
{
  return g_str_has_prefix (language, "en") || g_str_equal (ktg_language_get (), language);
}

/* Of all categories only the messages change: numbers and letters stay as they are. */
static void
use_own_locale (const char *locale_folder)
{
  g_autofree char *before = g_strdup (g_getenv ("LOCPATH"));

  g_setenv ("LOCPATH", locale_folder, TRUE);
  setlocale (LC_MESSAGES, OWN_LOCALE);

  if (before != NULL)
    g_setenv ("LOCPATH", before, TRUE);
  else
    g_unsetenv ("LOCPATH");
}

/**
 * ktg_language_choose:
 * @wanted: (nullable): "id" or "en"; %NULL or "" for the environment's
 * @locale_folder: where the translations are
 *
 * To be called once, before anything is translated.
 */
void
ktg_language_choose (const char *wanted, const char *locale_folder)
{
  g_autofree char *language
      = wanted == NULL || *wanted == '\0' ? dup_environment_language () : g_strdup (wanted);
  const char *locale = setlocale (LC_ALL, "");

  bindtextdomain (GETTEXT_PACKAGE, locale_folder);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  if (language == NULL)
    {
      if (locale == NULL || g_str_equal (locale, "C"))
        setlocale (LC_CTYPE, "C.UTF-8");

      return;
    }

  if (wanted != NULL || locale == NULL)
    g_setenv ("LANGUAGE", language, TRUE);

  for (guint i = 0; i < G_N_ELEMENTS (stand_ins) && (locale == NULL || !speaks (language)); i++)
    locale = setlocale (LC_ALL, stand_ins[i]);

  if (locale == NULL || !speaks (language))
    use_own_locale (locale_folder);
}

/**
 * ktg_language_get:
 *
 * Returns: the language that is spoken, for words of the packs: "id" or "en"
 */
const char *
ktg_language_get (void)
{
  /* Translators: the code of this translation's language, "id" or "en": which words of the rules
   * are shown */
  return _ ("en");
}
