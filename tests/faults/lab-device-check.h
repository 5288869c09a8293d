/* lab-device-check.h - what was said, against what is there
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-store-device.h>

char *lab_check_words (KtgStoreDevice *device, GPtrArray *said);
