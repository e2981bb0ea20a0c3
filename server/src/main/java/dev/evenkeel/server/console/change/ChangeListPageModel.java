// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.change;

import dev.evenkeel.engine.format.QuantityFormatter;
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

/// Model of the change list page. Answers: what is changing, what changed, and with which result?
///
/// @param search search criteria
/// @param problem validation error of the search; empty for none
/// @param services service keys in the catalogue, to choose from
/// @param rows changes on this page, by start, newest first
/// @param newestPath path of the first page; empty on the first page
/// @param olderPath path of the next page with older changes; empty on the last page
/// @param now time of the data
record ChangeListPageModel(
        Search search,
        String problem,
        List<String> services,
        List<Row> rows,
        String newestPath,
        String olderPath,
        Instant now) {
    private static final int MOST = 50;
    private static final List<String> NAMES = List.of("q", "service", "class", "state");

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

        /// Returns the value of a parameter; null if it is not set.
        @Nullable
        String valueOrNull(String name) {
            String value = value(name);
            return value.isEmpty() ? null : value;
        }

        /// Returns the requested state; empty for all states and for an invalid value.
        Optional<ChangeState> state() {
            return ChangeState.findByKey(value("state"));
        }

        /// Returns the validation error of the search; empty for none.
        String problem() {
            return value("state").isEmpty() || state().isPresent()
                    ? ""
                    : "There is no state \"" + value("state") + "\". Choose one of the list.";
        }

        boolean isEmpty() {
            return values.values().stream().allMatch(String::isEmpty);
        }

        /// Returns the path of the search.
        String path() {
            return PageUrls.withQuery("/changes", values);
        }

        /// Returns the path of the page after a position.
        String pathAfter(PageCursor place) {
            Map<String, String> asked = new LinkedHashMap<>(values);
            asked.put("before", place.toQueryValue());
            return PageUrls.withQuery("/changes", asked);
        }
    }

    /// A change.
    ///
    /// @param service service that owns the change; empty if unknown
    /// @param kind class or kind of the change; empty if unknown
    /// @param progress progress or result
    /// @param at when it began or, before the start, when it was assessed
    /// @param endedAt null before the start and while it is running
    record Row(
            String id,
            String title,
            String subtitle,
            String service,
            String kind,
            StatusBadge state,
            String progress,
            Instant at,
            @Nullable Instant endedAt) {
        PageCursor cursor() {
            return new PageCursor(at, id);
        }

        private boolean isRunning() {
            return endedAt == null && !state.label().equals(ChangeState.ASSESSED.label());
        }
    }

    /// Returns the number of rows to load: one more than a page shows, to detect a next page.
    static int rowLimit() {
        return MOST + 1;
    }

    /// Creates a page.
    ///
    /// @param found rows in any order, of each kind at least the requested number if there are as many
    static ChangeListPageModel of(
            Search search, PageCursor before, List<String> services, List<Row> found, Instant now) {
        List<Row> sorted = found.stream()
                .sorted(Comparator.comparing(Row::cursor, PageCursor.ORDER))
                .toList();
        List<Row> shown = sorted.stream().limit(MOST).toList();
        return new ChangeListPageModel(
                search,
                search.problem(),
                services,
                shown,
                before.equals(PageCursor.BEGIN) ? "" : search.path(),
                sorted.size() > MOST ? search.pathAfter(shown.getLast().cursor()) : "",
                now);
    }

    /// Returns the answer in a sentence.
    String summary() {
        if (!problem.isEmpty()) {
            return "Nothing was looked for.";
        }
        if (rows.isEmpty()) {
            return search.isEmpty() ? "No change yet." : "No change is as asked for.";
        }
        long running = rows.stream().filter(Row::isRunning).count();
        String shown = rows.size() == 1 ? "One change" : QuantityFormatter.formatCount(rows.size()) + " changes";
        return shown + (olderPath.isEmpty() && newestPath.isEmpty() ? "" : " on this page") + ", newest first; "
                + (running == 0
                        ? "none runs."
                        : running == 1 ? "one runs." : QuantityFormatter.formatCount(running) + " run.");
    }

    /// Returns the states to choose from.
    List<ChangeState> states() {
        return List.of(ChangeState.values());
    }
}
