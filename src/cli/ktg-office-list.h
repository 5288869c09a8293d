/* ktg-office-list.h - what is below the office whose device this is, as its server lists it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-cli-verb.h"

#include <ktg-office-json.h>

G_BEGIN_DECLS

GBytes *ktg_office_list_ask (KtgCli     *cli,
                             KtgStore   *store,
                             const char *method,
                             const char *path,
                             GBytes     *body,
                             KtgExit    *exit);

KtgExit ktg_office_list_tell (KtgCli                 *cli,
                              KtgStore               *store,
                              const char             *path,
                              const KtgOfficeSubject *subject);
KtgExit ktg_office_list_tell_device (KtgCli              *cli,
                                     KtgStore            *store,
                                     const char          *path,
                                     const KtgDeviceLine *line,
                                     const char          *done);

KtgOfficePage *ktg_office_list_load (KtgCli *cli, KtgStore *store, KtgExit *exit);
KtgDeviceLine *ktg_office_list_find (KtgCli *cli, const KtgOfficePage *page, const char *word);
void           ktg_office_list_say_device (KtgCli *cli, const KtgDeviceLine *line);
void           ktg_office_list_say_code (KtgCli *cli, const KtgCodeLine *line);

G_END_DECLS
