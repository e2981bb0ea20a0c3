// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.audit;

import dev.evenkeel.engine.audit.AuditEntry;
import dev.evenkeel.server.console.kit.PageUrls;
import dev.evenkeel.server.foundation.audit.PublishedHead;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Model of the audit log page. Answers: who did what?
///
/// @param problem validation error of the search; empty for none
/// @param entries newest first
/// @param newerPath path of the page with the newest entries; empty on that page
/// @param olderPath path of the page with the next older entries; empty on the last page
/// @param published newest published head of each location, newest first
record AuditLogPageModel(
        Search search,
        String problem,
        List<AuditEntry> entries,
        String newerPath,
        String olderPath,
        List<PublishedHead> published) {
    private static final int MOST = 50;
    private static final List<String> NAMES = List.of("subject", "actor", "action", "since", "until");

    /// Search criteria, as in the query string.
    record Search(Map<String, String> values) {
        static Search of(Map<String, String> asked) {
            Map<String, String> values = new LinkedHashMap<>();
            NAMES.forEach(name -> values.put(name, asked.getOrDefault(name, "").strip()));
            return new Search(values);
        }

        String value(String name) {
            return values.getOrDefault(name, "");
        }

        /// Returns a time as the value of a form field, in UTC.
        String formatDateTime(String name) {
            return value(name).replaceFirst("(Z|[+]00:00)$", "").replaceFirst("^([0-9-]{10})$", "$1T00:00");
        }

        /// Returns the path of the same search with one criterion changed.
        String pathWith(String name, String value) {
            Map<String, String> asked = new LinkedHashMap<>(values);
            asked.put(name, value);
            return PageUrls.withQuery("/audit", asked);
        }

        String path() {
            return PageUrls.withQuery("/audit", values);
        }

        boolean isEmpty() {
            return values.values().stream().allMatch(String::isEmpty);
        }
    }

    /// Creates a page.
    ///
    /// @param before exclusive upper bound of the entry numbers
    /// @param found newest first, one more than the page shows if there are older entries
    static AuditLogPageModel of(Search search, long before, List<AuditEntry> found, List<PublishedHead> published) {
        List<AuditEntry> shown = found.stream().limit(MOST).toList();
        String older = found.size() > MOST
                ? search.pathWith("before", Long.toString(shown.getLast().number()))
                : "";
        return new AuditLogPageModel(
                search, "", shown, before == Long.MAX_VALUE ? "" : search.path(), older, published);
    }

    static AuditLogPageModel ofProblem(Search search, String problem) {
        return new AuditLogPageModel(search, problem, List.of(), "", "", List.of());
    }

    /// Returns the answer in a sentence.
    String summary() {
        if (!problem.isEmpty()) {
            return "Nothing was looked for.";
        }
        if (entries.isEmpty()) {
            return search.isEmpty() ? "Nothing was done yet." : "No entry is as asked for.";
        }
        long last = entries.getFirst().number();
        long first = entries.getLast().number();
        return first == last ? "Entry " + last + "." : "Entries " + last + " to " + first + ", newest first.";
    }
}
