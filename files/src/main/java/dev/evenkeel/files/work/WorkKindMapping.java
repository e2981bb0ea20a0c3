// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.work;

import dev.evenkeel.engine.capacity.WorkKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A mapping of issues to kinds of work by their labels and type: the entries of the user's mapping in order,
/// then the default words below in order. Ignores case, and for the default words also the scope before the
/// last `/` or `:` of a label (`type/bug`).
///
/// @param custom kinds by label or type, in lower case, in the order of the mapping
/// @param fallback kind of an issue without a match; null for none
record WorkKindMapping(
        Map<String, WorkKind> custom, @Nullable WorkKind fallback) {
    private static final Map<String, WorkKind> USUAL = defaultKinds();

    private static Map<String, WorkKind> defaultKinds() {
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

    /// Returns the kind; null without a match.
    @Nullable
    WorkKind findKind(List<String> names) {
        List<String> whole =
                names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
        List<String> last = whole.stream().map(WorkKindMapping::withoutScope).toList();
        WorkKind said = findFirst(custom, whole);
        WorkKind usual = said == null ? findFirst(USUAL, last) : said;
        return usual == null ? fallback : usual;
    }

    /* The name of a label without the scope before it, as in `kind::chore`. */
    private static String withoutScope(String name) {
        int end = Math.max(name.lastIndexOf('/'), name.lastIndexOf(':'));
        return name.substring(end + 1).stripLeading();
    }

    private static @Nullable WorkKind findFirst(Map<String, WorkKind> kinds, List<String> names) {
        return kinds.entrySet().stream()
                .filter(kind -> names.contains(kind.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }
}
