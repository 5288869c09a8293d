/* fake-turn.h - one request to the fake server, and what it is answered
 *
 * An answer is packed and proven as the protocol says, unless the turn's lie is about just that.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fake-lies.h"
#include "fake-shelf.h"

#include <ktg-receipt.h>
#include <ktg-signing-key.h>

#include <libsoup/soup.h>

G_BEGIN_DECLS

#define FAKE_NOW_FAR_AHEAD "2031-05-06T07:08:09.000Z"

/* What is only borrowed here belongs to the server. */
struct _FakeTurn
{
  SoupServerMessage *message;
  FakeShelf         *shelf;
  KtgSigningKey     *key;
  KtgSigningKey     *other;
  const FakePlan    *plan;
  FakeLie            lie;
  char              *keyid;  /* what the request says of the key, once its signature was checked */
  char              *device; /* whose that is */
  char              *signature; /* its request's, in base64 */
  gsize              n_body;
};

void      fake_turn_free (FakeTurn *self);
FakeFile *fake_turn_get_file (FakeTurn *self);
guint64   fake_turn_get_offset (FakeTurn *self);
void      fake_turn_hang_up (FakeTurn *self);

void fake_turn_answer_json (FakeTurn *self, GBytes *body);
void fake_turn_answer_packed (FakeTurn *self, GBytes *content);
void fake_turn_answer_empty (FakeTurn *self, guint status);
void fake_turn_answer_page (FakeTurn *self, guint status);
void fake_turn_answer_problem (FakeTurn *self, guint status, const char *name, const char *now);
void fake_turn_answer_offset_problem (FakeTurn *self, const FakeFile *file);
void fake_turn_say_offset (FakeTurn *self, const FakeFile *file);

KtgReceipt  *fake_turn_new_receipt (FakeTurn *self);
KtgEnvelope *fake_turn_sign_receipt (FakeTurn *self, const KtgReceipt *receipt);
KtgEnvelope *fake_turn_sign_life (FakeTurn *self, const char *of);

G_END_DECLS
