// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.definition;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A flag that an edit makes evaluate differently.
///
/// @param former how its author wrote it before; missing when it is new
/// @param next how it is written from now on; missing when it goes
public record EditedFlag(String key, JsonNode former, JsonNode next) {
    private static final String STATE = "state";
    private static final String OFF = "DISABLED";
    private static final String SCHEDULE = "schedule";

    /// Whether nothing happens but that the flag is switched off.
    public boolean isKill() {
        return isOff() && without(STATE, former).equals(without(STATE, next));
    }

    /// Whether the flag is off afterwards.
    public boolean isOff() {
        return isOff(next);
    }

    private static boolean isOff(JsonNode flag) {
        return flag.path(STATE).asString("").equals(OFF);
    }

    /// Whether the flag is switched on.
    public boolean isSwitchedOn() {
        return isOff(former) && !isOff();
    }

    /// Whether nothing happens but that scheduled changes are removed which are not due yet.
    public boolean isUnscheduled(Instant now) {
        List<JsonNode> before = schedule(former);
        List<JsonNode> after = schedule(next);
        return before.size() > after.size()
                && before.containsAll(after)
                && without(SCHEDULE, former).equals(without(SCHEDULE, next))
                && before.stream()
                        .filter(change -> !after.contains(change))
                        .allMatch(change -> due(change).anyMatch(now::isBefore));
    }

    /// What the edit does.
    ///
    /// @param now when it is made
    public FlagEvaluationChange.Effect effect(Instant now) {
        if (former.isMissingNode()) {
            return FlagEvaluationChange.Effect.CREATED;
        }
        if (next.isMissingNode()) {
            return FlagEvaluationChange.Effect.DELETED;
        }
        if (isOff() && isOff(former)) {
            return FlagEvaluationChange.Effect.WHILE_OFF;
        }
        if (former.equals(next)) {
            return FlagEvaluationChange.Effect.INDIRECT;
        }
        if (isKill()) {
            return FlagEvaluationChange.Effect.SWITCHED_OFF;
        }
        if (without(STATE, former).equals(without(STATE, next))) {
            return FlagEvaluationChange.Effect.SWITCHED_ON;
        }
        return onlyPlans(now) ? FlagEvaluationChange.Effect.PLANNED : FlagEvaluationChange.Effect.CHANGED;
    }

    private boolean onlyPlans(Instant now) {
        List<JsonNode> before = schedule(former);
        List<JsonNode> after = schedule(next);
        return without(SCHEDULE, former).equals(without(SCHEDULE, next))
                && Stream.concat(before.stream(), after.stream())
                        .filter(change -> !before.contains(change) || !after.contains(change))
                        .allMatch(change -> due(change).anyMatch(now::isBefore));
    }

    /// Whether scheduled changes are written in the flag, before the edit or after it.
    public boolean isScheduled() {
        return !schedule(former).isEmpty() || !schedule(next).isEmpty();
    }

    /// When the scheduled changes of the flag are due, after the edit.
    public List<Instant> scheduled() {
        return schedule(next).stream().flatMap(EditedFlag::due).toList();
    }

    /// When the scheduled changes that the edit adds are due.
    public List<Instant> newlyScheduled() {
        List<JsonNode> before = schedule(former);
        return schedule(next).stream()
                .filter(change -> !before.contains(change))
                .flatMap(EditedFlag::due)
                .toList();
    }

    private static List<JsonNode> schedule(JsonNode flag) {
        return flag.path(SCHEDULE).valueStream().toList();
    }

    /* Nothing for a broken entry, which an earlier version may have let in. */
    private static Stream<Instant> due(JsonNode change) {
        try {
            return Stream.of(
                    OffsetDateTime.parse(change.path("at").asString("")).toInstant());
        } catch (DateTimeException e) {
            return Stream.empty();
        }
    }

    private static JsonNode without(String member, JsonNode flag) {
        return flag instanceof ObjectNode object ? object.deepCopy().without(member) : flag;
    }
}
