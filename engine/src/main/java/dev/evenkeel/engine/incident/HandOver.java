// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What the next one in command has to know, made from the record. Pure.
public final class HandOver {
    private static final int LAST_ENTRIES = 5;

    private HandOver() {}

    /// The summary: what hurts, since when, what was done, who is there, what is suspected, what happened
    /// last.
    ///
    /// @param timeline oldest first
    /// @param ranked suspicions, the strongest first
    public static String summary(
            Incident incident, List<TimelineEntry> timeline, List<ChangeRanking.Ranked> ranked, Instant now) {
        List<String> lines = new ArrayList<>();
        lines.add(incident.severity().severity() + " " + incident.title() + " (" + incident.service() + ") is "
                + incident.state() + " since " + Words.time(age(incident.openedAt(), now)) + ".");
        for (Phase phase : Phase.values()) {
            Moment moment = incident.response().at(phase);
            if (moment != null) {
                lines.add(phase.words() + " " + Words.time(age(moment.at(), now)) + " ago, says " + moment.source());
            }
        }
        Impact impact = incident.account().impact();
        lines.add(impact.saysAnything() ? "Hurt: " + ReviewText.impact(impact) : "Whom it hurts is not known.");
        incident.response().roles().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(role -> lines.add(role.getKey().name().toLowerCase(Locale.ROOT) + ": " + role.getValue()));
        ranked.stream()
                .limit(1)
                .filter(first -> first.share() > 0)
                .forEach(first -> lines.add("First suspicion: " + first.change().words() + " ("
                        + String.join(", ", first.evidence()) + ")"));
        List<String> open = incident.uncorrected();
        if (!open.isEmpty()) {
            lines.add("Not corrected yet: " + String.join(", ", open));
        }
        timeline.subList(Math.max(0, timeline.size() - LAST_ENTRIES), timeline.size())
                .forEach(entry -> lines.add(entry.at() + " " + entry.source() + ": " + entry.words()));
        return String.join("\n", lines);
    }

    private static Duration age(Instant since, Instant now) {
        Duration age = Duration.between(since, now);
        return age.isNegative() ? Duration.ZERO : age;
    }
}
