/* ktg-spine.h - the places of a report that a field of a form can be bound to
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-report.h>

G_BEGIN_DECLS

/* "kind", "place.region", "place.words", "place.class", "times.happened", "times.known",
 * "times.filed", "place.polling_place", "phase", "openness", "ballot_number", "violations", "tags",
 * "account", "persons.reported", "persons.reporter", "persons.witness", each also with a part of
 * the person behind it ("persons.reporter.address": of the first of that role), "evidence",
 * "evidence.sha256".
 */
gboolean   ktg_spine_is_known (const char *spine);
GPtrArray *ktg_spine_dup_texts (const char *spine, const KtgReport *report);
gboolean   ktg_spine_is_said (const char *spine, const KtgReport *report);

gboolean    ktg_spine_is_person_part (const char *part);
gboolean    ktg_spine_find_role (const char *spine, KtgPersonRole *role);
const char *ktg_spine_get_person_part (const KtgPerson *person, const char *part);

G_END_DECLS
