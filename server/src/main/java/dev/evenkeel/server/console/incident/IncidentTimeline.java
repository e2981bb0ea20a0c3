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

/// What happened in an incident, newest first.
///
/// @param lines that are shown
/// @param all how many entries there are
/// @param fitting how many of them are as asked for
/// @param asked what is asked for
record IncidentTimeline(List<TimelineRow> lines, int all, int fitting, TimelineFilter asked) {
    /// Most entries that are shown unless all are asked for.
    static final int FOLDED = 50;

    private static final int LONG = 15;
    private static final Set<String> TOLD = Set.of("alert", "note", "joined");

    /// An entry.
    ///
    /// @param id unique on the page
    /// @param words its first line
    /// @param more the lines behind; empty for none
    record TimelineRow(String id, Instant at, String source, String words, String more) {}

    /// Which entries, as it stands in the address.
    ///
    /// @param incident id of the incident
    /// @param decided only what somebody or the guard decided: no alerts and no notes
    /// @param whole all of them, not only the newest
    record TimelineFilter(String incident, boolean decided, boolean whole) {
        static TimelineFilter of(String incident, Map<String, String> asked) {
            return new TimelineFilter(
                    incident,
                    asked.getOrDefault("only", "").equals("decisions"),
                    asked.getOrDefault("entries", "").equals("all"));
        }

        /// Address of the page with other entries.
        String path(boolean onlyDecided, boolean all) {
            Map<String, String> query = new LinkedHashMap<>();
            query.put("only", onlyDecided ? "decisions" : "");
            query.put("entries", all ? "all" : "");
            return PageUrls.of("/incidents/" + incident, query) + "#timeline";
        }
    }

    /// @param entries oldest first
    static IncidentTimeline of(List<TimelineEntry> entries, TimelineFilter asked) {
        List<TimelineRow> fitting = new ArrayList<>();
        for (int i = entries.size() - 1; i >= 0; i--) {
            TimelineEntry entry = entries.get(i);
            if (!asked.decided() || !TOLD.contains(entry.kind())) {
                fitting.add(line(i, entry));
            }
        }
        List<TimelineRow> shown =
                asked.whole() ? fitting : fitting.stream().limit(FOLDED).toList();
        return new IncidentTimeline(shown, entries.size(), fitting.size(), asked);
    }

    private static TimelineRow line(int number, TimelineEntry entry) {
        String[] lines = entry.words().strip().split("\\R", 2);
        return new TimelineRow(
                "entry-" + number, entry.at(), entry.source(), lines[0], lines.length == 1 ? "" : lines[1].strip());
    }

    /// Whether there is so much that one may want to see less of it.
    boolean isLong() {
        return all > LONG || asked.decided();
    }

    /// How many entries that are as asked for are not shown.
    int hidden() {
        return fitting - lines.size();
    }
}
