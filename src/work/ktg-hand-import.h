/* ktg-hand-import.h - a pack or a list of regions, from a file that somebody was given
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-library.h"

G_BEGIN_DECLS

char *ktg_hand_import (KtgLibrary *library, const char *file_name, GBytes *content);

G_END_DECLS
