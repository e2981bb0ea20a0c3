// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.change;

import dev.evenkeel.server.console.kit.DisplayFormatter;
import dev.evenkeel.server.console.kit.PageCursor;
import dev.evenkeel.server.console.kit.PageUrls;
import dev.evenkeel.server.console.kit.StatusBadge;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The list of changes. Its question: what changes, what changed, and how did that go?
///
/// @param search what is looked for
/// @param problem why nothing could be looked for; empty when all is well
/// @param services keys of the catalogue, to choose from
/// @param rows that began last, newest first
/// @param newest address of the newest; empty when these are they
/// @param older address of those that began before these; empty when there are none
/// @param now when this was true
record ChangeListPageModel(
        Search search,
        String problem,
        List<String> services,
        List<Row> rows,
        String newest,
        String older,
        Instant now) {
    private static final int MOST = 50;
    private static final List<String> NAMES = List.of("q", "service", "class", "state");

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

        /// The same; null where it is not asked for.
        @Nullable
        String orNull(String name) {
            String value = value(name);
            return value.isEmpty() ? null : value;
        }

        /// The state that is asked for; empty for all, and for what is none.
        Optional<ChangeState> state() {
            return ChangeState.ofKey(value("state"));
        }

        /// Why it cannot be looked for; empty when it can.
        String problem() {
            return value("state").isEmpty() || state().isPresent()
                    ? ""
                    : "There is no state \"" + value("state") + "\". Choose one of the list.";
        }

        boolean isEmpty() {
            return values.values().stream().allMatch(String::isEmpty);
        }

        /// The address of what is looked for.
        String path() {
            return PageUrls.of("/changes", values);
        }

        /// The address of what comes after a place.
        String after(PageCursor place) {
            Map<String, String> asked = new LinkedHashMap<>(values);
            asked.put("before", place.text());
            return PageUrls.of("/changes", asked);
        }
    }

    /// A change.
    ///
    /// @param service whose; empty when nobody has said
    /// @param kind its class, or what it touches; empty when nobody has said
    /// @param where how far it is, or what came of it
    /// @param at when it began, or was assessed
    /// @param endedAt null while it runs, and before it began
    record Row(
            String id,
            String title,
            String about,
            String service,
            String kind,
            StatusBadge state,
            String where,
            Instant at,
            @Nullable Instant endedAt) {
        PageCursor place() {
            return new PageCursor(at, id);
        }

        private boolean isRunning() {
            return endedAt == null && !state.word().equals(ChangeState.ASSESSED.word());
        }
    }

    /// How many rows have to be found, so that it is known whether there are more.
    static int wanted() {
        return MOST + 1;
    }

    /// @param found in any order, at least as many as are wanted of each kind
    static ChangeListPageModel of(
            Search search, PageCursor before, List<String> services, List<Row> found, Instant now) {
        List<Row> sorted = found.stream()
                .sorted(Comparator.comparing(Row::place, PageCursor.ORDER))
                .toList();
        List<Row> shown = sorted.stream().limit(MOST).toList();
        return new ChangeListPageModel(
                search,
                search.problem(),
                services,
                shown,
                before.equals(PageCursor.BEGIN) ? "" : search.path(),
                sorted.size() > MOST ? search.after(shown.getLast().place()) : "",
                now);
    }

    /// The answer, in a sentence.
    String lead() {
        if (!problem.isEmpty()) {
            return "Nothing was looked for.";
        }
        if (rows.isEmpty()) {
            return search.isEmpty() ? "No change yet." : "No change is as asked for.";
        }
        long running = rows.stream().filter(Row::isRunning).count();
        String shown = rows.size() == 1 ? "One change" : DisplayFormatter.count(rows.size()) + " changes";
        return shown + (older.isEmpty() && newest.isEmpty() ? "" : " on this page") + ", newest first; "
                + (running == 0
                        ? "none runs."
                        : running == 1 ? "one runs." : DisplayFormatter.count(running) + " run.");
    }

    /// States to choose from.
    List<ChangeState> states() {
        return List.of(ChangeState.values());
    }
}
