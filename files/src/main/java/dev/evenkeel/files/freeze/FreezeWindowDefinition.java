// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.freeze;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.evenkeel.engine.gate.FreezeScope;
import dev.evenkeel.engine.gate.FreezeWindow;
import dev.evenkeel.files.json.ValidatedRecord;
import dev.evenkeel.files.json.ValidationErrors;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A freeze window as defined by its author, in JSON, YAML and requests: a first occurrence, its duration, and a
/// recurrence rule.
public record FreezeWindowDefinition(
        @JsonProperty(required = true)
        @JsonPropertyDescription("name, unique in a calendar; one line of 1 to 128 characters")
        String name,

        @JsonProperty(defaultValue = "DENY")
        @JsonPropertyDescription("Whether the window blocks changes or allows them during a freeze.")
        FreezeWindow.AllowDenyKind kind,

        @JsonProperty(defaultValue = "\"\"")
        @JsonPropertyDescription("Reason, shown to users whose changes are blocked.")
        String reason,

        @JsonProperty(required = true)
        @JsonPropertyDescription("First start, as local time in the zone, such as 2026-12-18T18:00.")
        LocalDateTime start,

        @JsonProperty(required = true) @JsonPropertyDescription("IANA time zone, such as Europe/Zurich or UTC.")
        ZoneId zone,

        @JsonProperty(required = true)
        @JsonPropertyDescription("Duration of each occurrence, such as P2DT14H or PT90M; at most 366 days.")
        FreezeDuration duration,

        @JsonPropertyDescription("Recurrence rule in iCalendar format, such as FREQ=WEEKLY;BYDAY=FR.") @Nullable
        String rrule,

        @JsonPropertyDescription("Starts to skip.") List<LocalDateTime> except,
        @JsonUnwrapped FreezeScope scope)
        implements ValidatedRecord {
    private static final int LONGEST_NAME = 128;
    private static final int LONGEST_REASON = 1_000;

    public FreezeWindowDefinition {
        except = List.copyOf(except);
        rrule = rrule == null || rrule.isEmpty() ? null : rrule.toUpperCase(Locale.ROOT);
    }

    @Override
    public void validate(String pointer, ValidationErrors errors) {
        if (name.isBlank() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            errors.add(
                    pointer + "/name",
                    "must be one line of 1 to " + LONGEST_NAME + " characters, not blank",
                    "set a name");
        }
        if (reason.length() > LONGEST_REASON || reason.indexOf('\0') >= 0) {
            errors.add(pointer + "/reason", "must be at most " + LONGEST_REASON + " characters", "shorten it");
        }
        if (rrule != null) {
            FreezeOccurrences.findProblem(rrule, zone)
                    .ifPresent(problem -> errors.add(
                            pointer + "/rrule", problem, "use a rule such as FREQ=WEEKLY;BYDAY=FR, or remove it"));
        }
        validateNames(pointer + "/environments", scope.environments(), errors);
        validateNames(pointer + "/services", scope.services(), errors);
        validateNames(pointer + "/tiers", scope.tiers(), errors);
        validateNames(pointer + "/classes", scope.classes(), errors);
    }

    private static void validateNames(String pointer, Set<String> names, ValidationErrors errors) {
        if (names.stream().anyMatch(String::isBlank)) {
            errors.add(pointer, "contains a blank name", "remove it; [] means all");
        }
    }

    /// Computes the window with all occurrences that overlap a period. An occurrence at a time skipped by a
    /// clock change begins later by the length of the gap; one at a repeated time begins at the first of the
    /// two. Takes some milliseconds for a year.
    public FreezeWindow toWindow(Instant from, Instant to) {
        return new FreezeWindow(name, kind, reason, scope, FreezeOccurrences.listOccurrences(this, from, to));
    }
}
