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
/// @param former the flag as written before the edit; a missing node when it is new
/// @param next the flag as written by the edit; a missing node when it is deleted
public record EditedFlag(String key, JsonNode former, JsonNode next) {
    private static final String STATE = "state";
    private static final String OFF = "DISABLED";
    private static final String SCHEDULE = "schedule";

    /// Whether the edit only disables the flag.
    public boolean isKill() {
        return isOff() && without(STATE, former).equals(without(STATE, next));
    }

    /// Whether the flag is disabled after the edit.
    public boolean isOff() {
        return isOff(next);
    }

    private static boolean isOff(JsonNode flag) {
        return flag.path(STATE).asString("").equals(OFF);
    }

    /// Whether the edit enables the flag.
    public boolean isSwitchedOn() {
        return isOff(former) && !isOff();
    }

    /// Whether the edit only removes scheduled changes that are not due yet.
    public boolean isScheduleRemoval(Instant now) {
        List<JsonNode> before = schedule(former);
        List<JsonNode> after = schedule(next);
        return before.size() > after.size()
                && before.containsAll(after)
                && without(SCHEDULE, former).equals(without(SCHEDULE, next))
                && before.stream()
                        .filter(change -> !after.contains(change))
                        .allMatch(change -> parseDueTime(change).anyMatch(now::isBefore));
    }

    /// Returns the effect of the edit on the flag.
    ///
    /// @param now when the edit is made
    public FlagEvaluationChange.FlagChangeType effect(Instant now) {
        if (former.isMissingNode()) {
            return FlagEvaluationChange.FlagChangeType.CREATED;
        }
        if (next.isMissingNode()) {
            return FlagEvaluationChange.FlagChangeType.DELETED;
        }
        if (isOff() && isOff(former)) {
            return FlagEvaluationChange.FlagChangeType.MODIFIED_WHILE_DISABLED;
        }
        if (former.equals(next)) {
            return FlagEvaluationChange.FlagChangeType.INDIRECT;
        }
        if (isKill()) {
            return FlagEvaluationChange.FlagChangeType.DISABLED;
        }
        if (without(STATE, former).equals(without(STATE, next))) {
            return FlagEvaluationChange.FlagChangeType.ENABLED;
        }
        return isScheduleChange(now)
                ? FlagEvaluationChange.FlagChangeType.SCHEDULE_ONLY
                : FlagEvaluationChange.FlagChangeType.MODIFIED;
    }

    private boolean isScheduleChange(Instant now) {
        List<JsonNode> before = schedule(former);
        List<JsonNode> after = schedule(next);
        return without(SCHEDULE, former).equals(without(SCHEDULE, next))
                && Stream.concat(before.stream(), after.stream())
                        .filter(change -> !before.contains(change) || !after.contains(change))
                        .allMatch(change -> parseDueTime(change).anyMatch(now::isBefore));
    }

    /// Whether the flag contains scheduled changes before or after the edit.
    public boolean hasSchedule() {
        return !schedule(former).isEmpty() || !schedule(next).isEmpty();
    }

    /// Returns the due times of the flag's scheduled changes after the edit.
    public List<Instant> scheduledTimes() {
        return schedule(next).stream().flatMap(EditedFlag::parseDueTime).toList();
    }

    /// Returns the due times of the scheduled changes that the edit adds.
    public List<Instant> newlyScheduledTimes() {
        List<JsonNode> before = schedule(former);
        return schedule(next).stream()
                .filter(change -> !before.contains(change))
                .flatMap(EditedFlag::parseDueTime)
                .toList();
    }

    private static List<JsonNode> schedule(JsonNode flag) {
        return flag.path(SCHEDULE).valueStream().toList();
    }

    /* Returns no time for an invalid entry, which an earlier version may have accepted. */
    private static Stream<Instant> parseDueTime(JsonNode change) {
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
