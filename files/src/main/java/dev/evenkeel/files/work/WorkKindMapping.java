// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.work;

import dev.evenkeel.engine.capacity.WorkKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which kind of work an issue is, by its labels and its type: what the user's map says in its order, then the
/// words below in theirs. Letter case does not count; of the words below neither does what stands before the
/// last `/` or `:` of a label (`type/bug`).
///
/// @param own kinds by label or type, in lower case, in the order of the map
/// @param otherwise kind of an issue that nothing names; null for none
record WorkKindMapping(Map<String, WorkKind> own, @Nullable WorkKind otherwise) {
    private static final Map<String, WorkKind> USUAL = usual();

    private static Map<String, WorkKind> usual() {
        Map<WorkKind, List<String>> words = new LinkedHashMap<>();
        words.put(WorkKind.SECURITY, List.of("security", "vulnerability", "cve"));
        words.put(WorkKind.UNPLANNED, List.of("bug", "incident", "defect", "regression", "hotfix", "rework"));
        words.put(WorkKind.TOIL, List.of("toil", "ops", "support", "service request"));
        words.put(WorkKind.RELIABILITY, List.of("reliability", "resilience", "observability", "postmortem"));
        words.put(
                WorkKind.MAINTENANCE,
                List.of("maintenance", "debt", "tech-debt", "technical debt", "chore", "refactoring", "dependencies"));
        words.put(
                WorkKind.NEW_WORK,
                List.of("feature", "enhancement", "story", "epic", "improvement", "new feature", "innovation"));
        Map<String, WorkKind> usual = new LinkedHashMap<>();
        words.forEach((kind, names) -> names.forEach(name -> usual.put(name, kind)));
        return usual;
    }

    /// The kind; null when nothing names one.
    @Nullable
    WorkKind of(List<String> names) {
        List<String> whole =
                names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
        List<String> last = whole.stream().map(WorkKindMapping::behindScope).toList();
        WorkKind said = first(own, whole);
        WorkKind usual = said == null ? first(USUAL, last) : said;
        return usual == null ? otherwise : usual;
    }

    /* The name of a label without the scope before it, as in `kind::chore`. */
    private static String behindScope(String name) {
        int end = Math.max(name.lastIndexOf('/'), name.lastIndexOf(':'));
        return name.substring(end + 1).stripLeading();
    }

    private static @Nullable WorkKind first(Map<String, WorkKind> kinds, List<String> names) {
        return kinds.entrySet().stream()
                .filter(kind -> names.contains(kind.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }
}
