// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.flag;

import dev.evenkeel.server.console.kit.StatusBadge;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A scheduled change of a flag. Replaces the flag's rules from its time until that of the next change.
///
/// @param at time of the change; null if the text is not a valid time
/// @param timestampText time as text
/// @param state whether it is over, active or upcoming
/// @param rules rules of the change
record ScheduledRuleChange(
        @Nullable Instant at, String timestampText, StatusBadge state, FlagTargetingDescription rules) {
    /// Returns a flag's changes, earliest first.
    static List<ScheduledRuleChange> of(JsonNode flag, Instant now) {
        List<JsonNode> written = flag.path("schedule")
                .valueStream()
                .sorted(Comparator.comparing(ScheduledRuleChange::sortKey))
                .toList();
        List<ScheduledRuleChange> scheduled = new ArrayList<>();
        for (int i = 0; i < written.size(); i++) {
            JsonNode change = written.get(i);
            boolean overtaken = i + 1 < written.size() && !now.isBefore(sortKey(written.get(i + 1)));
            JsonNode serve = change.path("serve");
            scheduled.add(new ScheduledRuleChange(
                    parseInstant(change),
                    change.path("at").asString("?"),
                    toBadge(now.isBefore(sortKey(change)), overtaken),
                    FlagTargetingDescription.of(serve.isMissingNode() ? change.path("targeting") : serve)));
        }
        return scheduled;
    }

    /// Returns the rules of a flag that apply now.
    static FlagTargetingDescription rulesInForce(JsonNode flag, Instant now) {
        return of(flag, now).stream()
                .filter(ScheduledRuleChange::isInForce)
                .findFirst()
                .map(ScheduledRuleChange::rules)
                .orElseGet(() -> FlagTargetingDescription.of(flag.path("targeting")));
    }

    private boolean isInForce() {
        return state.tone() == StatusBadge.Tone.ACTIVE;
    }

    private static StatusBadge toBadge(boolean toCome, boolean overtaken) {
        if (toCome) {
            return new StatusBadge(StatusBadge.Tone.CALM, "hourglass", "To come");
        }
        return overtaken
                ? new StatusBadge(StatusBadge.Tone.CALM, "check", "Over")
                : new StatusBadge(StatusBadge.Tone.ACTIVE, "play", "In force");
    }

    /* A change with an invalid time never takes effect. */
    private static Instant sortKey(JsonNode change) {
        Instant at = parseInstant(change);
        return at == null ? Instant.MAX : at;
    }

    private static @Nullable Instant parseInstant(JsonNode change) {
        try {
            return OffsetDateTime.parse(change.path("at").asString("")).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
