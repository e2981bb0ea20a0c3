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

/// A change of a flag that happens by itself. From its moment until that of the next one it takes the place of
/// the flag's rules.
///
/// @param at null when what is written is no moment
/// @param written the moment as it is written
/// @param state whether it is over, in force or to come
/// @param rules what it says
record ScheduledRuleChange(@Nullable Instant at, String written, StatusBadge state, RuleDescription rules) {
    /// A flag's changes, the earliest first.
    static List<ScheduledRuleChange> of(JsonNode flag, Instant now) {
        List<JsonNode> written = flag.path("schedule")
                .valueStream()
                .sorted(Comparator.comparing(ScheduledRuleChange::order))
                .toList();
        List<ScheduledRuleChange> scheduled = new ArrayList<>();
        for (int i = 0; i < written.size(); i++) {
            JsonNode change = written.get(i);
            boolean overtaken = i + 1 < written.size() && !now.isBefore(order(written.get(i + 1)));
            JsonNode serve = change.path("serve");
            scheduled.add(new ScheduledRuleChange(
                    moment(change),
                    change.path("at").asString("?"),
                    state(now.isBefore(order(change)), overtaken),
                    RuleDescription.of(serve.isMissingNode() ? change.path("targeting") : serve)));
        }
        return scheduled;
    }

    /// The rules of a flag that are asked now.
    static RuleDescription inForce(JsonNode flag, Instant now) {
        return of(flag, now).stream()
                .filter(ScheduledRuleChange::isInForce)
                .findFirst()
                .map(ScheduledRuleChange::rules)
                .orElseGet(() -> RuleDescription.of(flag.path("targeting")));
    }

    private boolean isInForce() {
        return state.tone() == StatusBadge.Tone.ACTIVE;
    }

    private static StatusBadge state(boolean toCome, boolean overtaken) {
        if (toCome) {
            return new StatusBadge(StatusBadge.Tone.CALM, "hourglass", "To come");
        }
        return overtaken
                ? new StatusBadge(StatusBadge.Tone.CALM, "check", "Over")
                : new StatusBadge(StatusBadge.Tone.ACTIVE, "play", "In force");
    }

    /* What is no moment never comes. */
    private static Instant order(JsonNode change) {
        Instant at = moment(change);
        return at == null ? Instant.MAX : at;
    }

    private static @Nullable Instant moment(JsonNode change) {
        try {
            return OffsetDateTime.parse(change.path("at").asString("")).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
