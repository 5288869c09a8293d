/* ktg-shown-text.c - what somebody wrote, as it is shown
 *
 * Some characters have no shape of their own and change how others look: they turn words round,
 * hide between letters, or are orders for a terminal. What is stored and signed keeps each of them;
 * where it is shown, on a screen, on paper or in a terminal, each stands as its number, "[U+202E]",
 * so that whoever reads sees that it is there and that nothing beside it is moved.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-shown-text.h"

#include <string.h>

#define NUMBER_BEGINS "[U+"
#define NEXT_LINE 0x85
#define LINE_SEPARATOR 0x2028
#define PARAGRAPH_SEPARATOR 0x2029
#define ZERO_WIDTH_SPACE 0x200b
#define ZERO_WIDTH_JOINER 0x200d

typedef struct
{
  gunichar first;
  gunichar last;
} Span;

/* A soft hyphen and the signs that choose a letter's form are none: they hide and move nothing. */
static const Span hidden[] = {
  { 0x034f, 0x034f },   /* joins nothing that can be seen */
  { 0x061c, 0x061c },   /* turns Arabic */
  { 0x115f, 0x1160 },   /* letters without a shape */
  { 0x180b, 0x180e },   /* of Mongolian */
  { 0x200b, 0x200f },   /* without width; turn what is beside them */
  { 0x202a, 0x202e },   /* turn all that follows */
  { 0x2060, 0x206f },   /* without width; turn and part */
  { 0x3164, 0x3164 },   /* a letter without a shape */
  { 0xfeff, 0xfeff },   /* without width */
  { 0xffa0, 0xffa0 },   /* a letter without a shape */
  { 0xfff9, 0xfffb },   /* notes between lines */
  { 0xe0000, 0xe0fff }, /* a second alphabet that nobody sees */
};

static gboolean
is_hidden (gunichar letter)
{
  for (gsize i = 0; i < G_N_ELEMENTS (hidden); i++)
    if (letter >= hidden[i].first && letter <= hidden[i].last)
      return TRUE;

  return g_unichar_iscntrl (letter);
}

static gboolean
is_line_end (gunichar letter)
{
  return (letter >= '\n' && letter <= '\r') || letter == NEXT_LINE || letter == LINE_SEPARATOR
         || letter == PARAGRAPH_SEPARATOR;
}

/* Javanese, Arabic and emoji are written with them: after a letter of such a script they choose a
 * form, or say where a line may break. Among Latin letters they only hide. */
static gboolean
is_joiner_after (gunichar letter, gunichar before)
{
  if (letter < ZERO_WIDTH_SPACE || letter > ZERO_WIDTH_JOINER || before < 0x80)
    return FALSE;

  switch (g_unichar_type (before))
    {
    case G_UNICODE_OTHER_SYMBOL:
    case G_UNICODE_MODIFIER_SYMBOL:
      return TRUE;
    default:
      return (g_unichar_isalpha (before) || g_unichar_ismark (before))
             && g_unichar_get_script (before) != G_UNICODE_SCRIPT_LATIN;
    }
}

static gboolean
is_plain (const char *text)
{
  while (*text >= ' ' && *text <= '~')
    text++;

  return *text == '\0';
}

/* @line_end: what stands for each. */
static void
append_letter (GString *shown, gunichar letter, gunichar before, char line_end)
{
  if (is_line_end (letter))
    g_string_append_c (shown, line_end);
  else if (letter == '\t')
    g_string_append_c (shown, line_end == '\n' ? '\t' : ' ');
  else if (is_hidden (letter) && !is_joiner_after (letter, before))
    ktg_shown_text_append_number (shown, letter);
  else
    g_string_append_unichar (shown, letter);
}

static char *
dup_shown (const char *text, char line_end)
{
  g_autofree char *valid = NULL;
  GString         *shown;
  gunichar         before = 0;

  if (is_plain (text))
    return g_strdup (text);

  valid = g_utf8_make_valid (text, -1);
  shown = g_string_sized_new (strlen (valid));
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar letter = g_utf8_get_char (p);

      if (letter == '\r' && p[1] == '\n')
        continue;
      append_letter (shown, letter, before, line_end);
      before = is_hidden (letter) ? 0 : letter;
    }

  return g_string_free (shown, FALSE);
}

/**
 * ktg_shown_text_append_number:
 * @shown: what is shown
 * @letter: one that has no shape
 *
 * Appends "[U+202E]".
 */
void
ktg_shown_text_append_number (GString *shown, gunichar letter)
{
  g_string_append_printf (shown, NUMBER_BEGINS "%04X]", letter);
}

/**
 * ktg_shown_text_has_number:
 * @shown: what is shown
 *
 * Returns: whether a number stands for a letter somewhere in it
 */
gboolean
ktg_shown_text_has_number (const char *shown)
{
  return strstr (shown, NUMBER_BEGINS) != NULL;
}

/**
 * ktg_shown_text_dup:
 * @text: (nullable): what somebody wrote
 *
 * What was made by this function is left as it is.
 *
 * Returns: (transfer full) (nullable): @text as valid UTF-8 in which nothing is hidden and nothing
 *   turns words round; its lines stay lines
 */
char *
ktg_shown_text_dup (const char *text)
{
  return text != NULL ? dup_shown (text, '\n') : NULL;
}

/**
 * ktg_shown_text_dup_line:
 * @text: (nullable): what somebody wrote
 *
 * Returns: (transfer full) (nullable): as ktg_shown_text_dup(), on one line
 */
char *
ktg_shown_text_dup_line (const char *text)
{
  return text != NULL ? dup_shown (text, ' ') : NULL;
}
