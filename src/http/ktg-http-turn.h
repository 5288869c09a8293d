/* ktg-http-turn.h - what the library's threads do with a request
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-http-request-private.h"
#include "ktg-http-routes.h"

G_BEGIN_DECLS

/* What every turn goes by. */
typedef struct
{
  KtgHttpRoute         *routes; /* ended by one without method */
  KtgHttpBeforeSendFunc before_send;
  gpointer              user_data;
  KtgHttpBudget        *budget;
  _Atomic gboolean      is_ending; /* what runs may finish, nothing begins */
} KtgHttpRules;

typedef struct _KtgHttpTurn KtgHttpTurn;

KtgHttpTurn    *ktg_http_turn_new (const KtgHttpRules *rules, KtgHttpRequest *request);
KtgHttpRequest *ktg_http_turn_get_request (KtgHttpTurn *self);
enum MHD_Result ktg_http_turn_go_on (KtgHttpTurn *self,
                                     const char  *method,
                                     const char  *version,
                                     const char  *piece,
                                     size_t      *piece_bytes);
gboolean        ktg_http_turn_is_refused (KtgHttpTurn *self);
void            ktg_http_turn_end (KtgHttpTurn *self);

G_END_DECLS
