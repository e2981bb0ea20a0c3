// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.flag;

import dev.evenkeel.server.console.kit.Mark;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A change of a flag that happens by itself. From its moment until that of the next one it takes the place of the
/// flag's rules.
///
/// @param at null when what is written is no moment
/// @param written the moment as it is written
/// @param state whether it is over, in force or to come
/// @param rules what it says
record ScheduledRules(@Nullable Instant at, String written, Mark state, RuleWords rules) {
    /// A flag's changes, the earliest first.
    static List<ScheduledRules> of(JsonNode flag, Instant now) {
        List<JsonNode> written = flag.path("schedule")
                .valueStream()
                .sorted(Comparator.comparing(ScheduledRules::order))
                .toList();
        List<ScheduledRules> scheduled = new ArrayList<>();
        for (int i = 0; i < written.size(); i++) {
            JsonNode change = written.get(i);
            boolean overtaken = i + 1 < written.size() && !now.isBefore(order(written.get(i + 1)));
            JsonNode serve = change.path("serve");
            scheduled.add(new ScheduledRules(
                    moment(change),
                    change.path("at").asString("?"),
                    state(now.isBefore(order(change)), overtaken),
                    RuleWords.of(serve.isMissingNode() ? change.path("targeting") : serve)));
        }
        return scheduled;
    }

    /// The rules of a flag that are asked now.
    static RuleWords inForce(JsonNode flag, Instant now) {
        return of(flag, now).stream()
                .filter(ScheduledRules::isInForce)
                .findFirst()
                .map(ScheduledRules::rules)
                .orElseGet(() -> RuleWords.of(flag.path("targeting")));
    }

    private boolean isInForce() {
        return state.tone() == Mark.Tone.ACTIVE;
    }

    private static Mark state(boolean toCome, boolean overtaken) {
        if (toCome) {
            return new Mark(Mark.Tone.CALM, "hourglass", "To come");
        }
        return overtaken ? new Mark(Mark.Tone.CALM, "check", "Over") : new Mark(Mark.Tone.ACTIVE, "play", "In force");
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
