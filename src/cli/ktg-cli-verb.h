/* ktg-cli-verb.h - what a verb of ktg is, and what it is given
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-library.h>
#include <ktg-store.h>
#include <ktg-sync.h>

G_BEGIN_DECLS

/* Scripts lean on these; docs/CLI.md. */
typedef enum
{
  KTG_EXIT_DONE = 0,
  KTG_EXIT_FAILED = 1,
  KTG_EXIT_USAGE = 2,
  KTG_EXIT_NO_LINK = 3,
  KTG_EXIT_PARKED = 4,
  KTG_EXIT_IN_USE = 5,
  KTG_EXIT_NOT_TOLD = 7,
  KTG_EXIT_INTERRUPTED = 130,
} KtgExit;

#define KTG_CLI_REGIONS_FILE "regions.csv" /* in shared_dir, once it was imported */

typedef struct
{
  const KtgSyncWorld *world;
  const char         *shared_dir;
  const char         *packs_dir; /* installed; what practice is made of lies beside it */
  KtgLibrary         *library;   /* what codes mean */
  char               *profile_dir;
  gboolean            has_changed; /* once it exits with KTG_EXIT_DONE */
} KtgCli;

#define KTG_CLI_CHOICES 2

/* One verb, one file. What needs the profile, and no options but --json, is @work, with the words
 * after the verb; any other is @run, which gets the words from the verb on and reads its options.
 */
typedef struct
{
  const char *name;
  const char *words;   /* after the name, for --help */
  guint       n_min;   /* words it needs */
  guint       n_max;   /* and takes */
  const char *summary; /* a sentence, to be translated */
  KtgExit (*run) (KtgCli *cli, GStrv argv);
  KtgExit (*work) (KtgCli *cli, KtgStore *store, GStrv words, gboolean is_json);
  gboolean (*takes) (GStrv words);     /* NULL: any; else it said why not */
  const char *one_of[KTG_CLI_CHOICES]; /* "json|csv": options of which one at most is given */
  gboolean    has_json;
  gboolean    reads_no_packs; /* of one with @work: it says nothing that is in them */
  gboolean    changes;        /* something is different once it was called */
} KtgCliVerb;

extern const KtgCliVerb ktg_admit_verb;
extern const KtgCliVerb ktg_admitted_verb;
extern const KtgCliVerb ktg_amend_verb;
extern const KtgCliVerb ktg_assign_verb;
extern const KtgCliVerb ktg_cancel_verb;
extern const KtgCliVerb ktg_case_verb;
extern const KtgCliVerb ktg_confirm_verb;
extern const KtgCliVerb ktg_cover_verb;
extern const KtgCliVerb ktg_enrol_verb;
extern const KtgCliVerb ktg_export_verb;
extern const KtgCliVerb ktg_file_verb;
extern const KtgCliVerb ktg_forms_verb;
extern const KtgCliVerb ktg_free_verb;
extern const KtgCliVerb ktg_join_verb;
extern const KtgCliVerb ktg_library_verb;
extern const KtgCliVerb ktg_limits_verb;
extern const KtgCliVerb ktg_list_verb;
extern const KtgCliVerb ktg_note_verb;
extern const KtgCliVerb ktg_packs_verb;
extern const KtgCliVerb ktg_practice_verb;
extern const KtgCliVerb ktg_print_verb;
extern const KtgCliVerb ktg_refile_verb;
extern const KtgCliVerb ktg_regions_verb;
extern const KtgCliVerb ktg_rekap_verb;
extern const KtgCliVerb ktg_retry_verb;
extern const KtgCliVerb ktg_revoke_verb;
extern const KtgCliVerb ktg_show_verb;
extern const KtgCliVerb ktg_status_verb;
extern const KtgCliVerb ktg_step_verb;
extern const KtgCliVerb ktg_sync_verb;
extern const KtgCliVerb ktg_unpark_verb;
extern const KtgCliVerb ktg_verify_verb;
extern const KtgCliVerb ktg_withdraw_verb;

G_END_DECLS
