// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.incident;

import dev.evenkeel.engine.incident.TimelineEntry;
import dev.evenkeel.server.console.kit.PageUrls;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Timeline of an incident, newest entry first.
///
/// @param rows entries shown
/// @param total total number of entries
/// @param matching number of entries that match the filter
/// @param filter the filter
record IncidentTimeline(List<TimelineRow> rows, int total, int matching, TimelineFilter filter) {
    /// Maximum number of entries shown unless all are requested.
    static final int COLLAPSED_ROWS = 50;

    private static final int LONG = 15;
    private static final Set<String> TOLD = Set.of("alert", "note", "joined");

    /// A timeline entry.
    ///
    /// @param id unique on the page
    /// @param text first line
    /// @param details further lines; empty for none
    record TimelineRow(String id, Instant at, String source, String text, String details) {}

    /// Filter of the timeline, as in the query string.
    ///
    /// @param incident id of the incident
    /// @param decisionsOnly only decisions of users or the guard: excludes alerts and notes
    /// @param showAll all matching entries, not only the newest
    record TimelineFilter(String incident, boolean decisionsOnly, boolean showAll) {
        static TimelineFilter of(String incident, Map<String, String> asked) {
            return new TimelineFilter(
                    incident,
                    asked.getOrDefault("only", "").equals("decisions"),
                    asked.getOrDefault("entries", "").equals("all"));
        }

        /// Returns the path of the page with another filter.
        String path(boolean onlyDecided, boolean all) {
            Map<String, String> query = new LinkedHashMap<>();
            query.put("only", onlyDecided ? "decisions" : "");
            query.put("entries", all ? "all" : "");
            return PageUrls.withQuery("/incidents/" + incident, query) + "#timeline";
        }
    }

    /// Creates a filtered timeline.
    ///
    /// @param entries oldest first
    static IncidentTimeline of(List<TimelineEntry> entries, TimelineFilter timelineFilter) {
        List<TimelineRow> fitting = new ArrayList<>();
        for (int i = entries.size() - 1; i >= 0; i--) {
            TimelineEntry entry = entries.get(i);
            if (!timelineFilter.decisionsOnly() || !TOLD.contains(entry.kind())) {
                fitting.add(toRow(i, entry));
            }
        }
        List<TimelineRow> shown = timelineFilter.showAll()
                ? fitting
                : fitting.stream().limit(COLLAPSED_ROWS).toList();
        return new IncidentTimeline(shown, entries.size(), fitting.size(), timelineFilter);
    }

    private static TimelineRow toRow(int number, TimelineEntry entry) {
        String[] lines = entry.text().strip().split("\\R", 2);
        return new TimelineRow(
                "entry-" + number, entry.at(), entry.source(), lines[0], lines.length == 1 ? "" : lines[1].strip());
    }

    /// Whether there are so many entries that the page offers the filter.
    boolean isLong() {
        return total > LONG || filter.decisionsOnly();
    }

    /// Returns the number of matching entries that are not shown.
    int hiddenCount() {
        return matching - rows.size();
    }
}
