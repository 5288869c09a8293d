/* ktg-theft-scene.h - those from whom something is stolen, and what everybody else then believes
 *
 * A real server of the centre and the stores of an officer's device and of an office's, all of one
 * root. Whoever may be stolen gets a new key for each scene, so nothing is left of the one before.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-store-device.h>
#include <ktg-test-server.h>

G_BEGIN_DECLS

typedef enum
{
  NOBODY,
  ROOT,
  CENTRE,   /* another server of the centre, which admits all below; the office is enrolled there */
  HOME,     /* a relay of the whole country; the officer is enrolled there */
  RELAY,    /* of 34 */
  PROVINCE, /* the office of 34 */
  OFFICE,   /* that of 34.71 */
  BESIDE,   /* that of 33.74 */
  OFFICER,  /* of 34.71.04 */
  NEW,      /* whom nobody admitted */
  NEWER,    /* the same */
  LIAR,     /* a server that the root does not know */
  HIS_ROOT, /* what it calls the root */
  N_WHO,
} KtgTheftWho;

typedef enum
{
  NO_LINK,
  ADMITS,
  ADMITS_NODE,
  REVOKES,
  REVOKES_NODE,
} KtgTheftVerb;

/* One thing said of who is who. */
typedef struct
{
  KtgTheftWho  by;
  KtgTheftVerb verb;
  KtgTheftWho  whom;
  const char  *as;     /* role or kind */
  const char  *region; /* or scope */
  guint64      seq;    /* of its author; 0: the next */
} KtgTheftLink;

typedef struct
{
  KtgTestServer  *server;
  KtgTestDevice  *budi; /* an honest officer, who carries */
  KtgStoreDevice *officer, *office;
  KtgPack        *procedure;
  KtgSigningKey  *keys[N_WHO];
  guint64         seqs[N_WHO]; /* the newest of each */
  guint64         index;       /* the newest in the lists of the stores */
  GPtrArray      *said;        /* (element-type KtgEnvelope) that this scene rests on */
  guint           n_begun;     /* scenes */
  char           *report_id;   /* which the officer's device filed for it */
  KtgEnvelope    *filing;
} KtgTheftScene;

KtgTheftScene *ktg_theft_scene_new (void);
void           ktg_theft_scene_free (KtgTheftScene *self);
void           ktg_theft_scene_begin (KtgTheftScene *self);
void           ktg_theft_scene_publish (KtgTheftScene *self);

const char *ktg_theft_scene_get_public (const KtgTheftScene *self, KtgTheftWho who);
KtgEnvelope *
ktg_theft_scene_sign (KtgTheftScene *self, KtgTheftWho who, KtgEvent *event /* taken */);
/* The next of its author's. */
KtgEvent    *ktg_theft_scene_begin_event (KtgTheftScene *self, KtgEventKind kind, KtgTheftWho who);
KtgEnvelope *ktg_theft_scene_link (KtgTheftScene *self, const KtgTheftLink *link);

KtgTestDevice *ktg_theft_scene_new_device (KtgTheftScene *self, KtgTheftWho who);

/* What becomes of each of @brought at the server: "taken", or the problem; by ", ". @who: who
 * brings it, NOBODY: the honest carrier. */
char *ktg_theft_scene_dup_fate (KtgTheftScene *self, KtgTheftWho who, GPtrArray *brought);
/* What the server takes @who for: "nobody", "revoked", or its role and region. */
char *ktg_theft_scene_dup_rank (KtgTheftScene *self, KtgTheftWho who);

/* The same, told to a store by whoever it asks, with nothing left out. FALSE: it believes none of
 * the answer. */
gboolean ktg_theft_scene_tell (KtgTheftScene *self, KtgStoreDevice *device, GPtrArray *brought);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgTheftScene, ktg_theft_scene_free)

G_END_DECLS
