// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.audit;

import dev.evenkeel.engine.audit.AuditEntry;
import dev.evenkeel.server.console.kit.PageUrls;
import dev.evenkeel.server.foundation.audit.PublishedHead;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The page of the ledger. Its question: who did what?
///
/// @param problem why nothing could be looked for; empty when all is well
/// @param entries newest first
/// @param newer address of the newest entries; empty when these are they
/// @param older address of the entries before these; empty when there are none
/// @param published the newest head of each place, newest first
record AuditLogPageModel(
        Search search,
        String problem,
        List<AuditEntry> entries,
        String newer,
        String older,
        List<PublishedHead> published) {
    private static final int MOST = 50;
    private static final List<String> NAMES = List.of("subject", "actor", "action", "since", "until");

    /// What is looked for, as it stands in the address.
    record Search(Map<String, String> values) {
        static Search of(Map<String, String> asked) {
            Map<String, String> values = new LinkedHashMap<>();
            NAMES.forEach(name -> values.put(name, asked.getOrDefault(name, "").strip()));
            return new Search(values);
        }

        String value(String name) {
            return values.getOrDefault(name, "");
        }

        /// A moment as the field of a form wants it, in UTC.
        String moment(String name) {
            return value(name).replaceFirst("(Z|[+]00:00)$", "").replaceFirst("^([0-9-]{10})$", "$1T00:00");
        }

        /// The address of the same search with one thing asked for in another way.
        String with(String name, String value) {
            Map<String, String> asked = new LinkedHashMap<>(values);
            asked.put(name, value);
            return PageUrls.of("/audit", asked);
        }

        String path() {
            return PageUrls.of("/audit", values);
        }

        boolean isEmpty() {
            return values.values().stream().allMatch(String::isEmpty);
        }
    }

    /// @param before number below which the entries are
    /// @param found newest first, one more than are shown when there are more
    static AuditLogPageModel of(Search search, long before, List<AuditEntry> found, List<PublishedHead> published) {
        List<AuditEntry> shown = found.stream().limit(MOST).toList();
        String older = found.size() > MOST
                ? search.with("before", Long.toString(shown.getLast().number()))
                : "";
        return new AuditLogPageModel(
                search, "", shown, before == Long.MAX_VALUE ? "" : search.path(), older, published);
    }

    static AuditLogPageModel refused(Search search, String problem) {
        return new AuditLogPageModel(search, problem, List.of(), "", "", List.of());
    }

    /// The answer, in a sentence.
    String lead() {
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
