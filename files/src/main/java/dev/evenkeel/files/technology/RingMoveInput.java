// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.technology;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.evenkeel.engine.technology.RadarRing;
import dev.evenkeel.engine.technology.RadarRingChange;
import dev.evenkeel.files.json.ValidatedRecord;
import dev.evenkeel.files.json.ValidationErrors;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A requested move of a technology to another ring.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RingMoveInput(
        @JsonPropertyDescription("date (UTC) or time, such as 2026-10-01; default: now") @Nullable
        Instant at,

        @JsonProperty(required = true) @JsonPropertyDescription("new ring")
        RadarRing to,

        @JsonProperty(required = true) @JsonPropertyDescription("reason for this ring")
        String reason,

        @JsonPropertyDescription("username; default: the caller") @Nullable
        String onBehalfOf,

        @JsonPropertyDescription("ID of a decision record, such as 0007-use-quarkus") @Nullable
        String decisionRecord)
        implements ValidatedRecord {
    public RingMoveInput {
        at = at == null ? null : at.truncatedTo(ChronoUnit.MICROS);
        reason = reason.strip();
        onBehalfOf = TechnologyPatch.stripToNull(onBehalfOf);
        decisionRecord = TechnologyPatch.stripToNull(decisionRecord);
    }

    @Override
    public void validate(String pointer, ValidationErrors errors) {
        if (reason.isEmpty()) {
            errors.add(pointer + "/reason", "must not be blank", "set the reason for this ring");
        }
        errors.checkLine(pointer + "/reason", reason);
        errors.checkLine(pointer + "/onBehalfOf", onBehalfOf);
        errors.checkLine(pointer + "/decisionRecord", decisionRecord);
    }

    /// Creates the ring change.
    ///
    /// @param from current ring; null when the technology is not registered yet
    public RadarRingChange toChange(@Nullable RadarRing from, String sender, Instant now) {
        return new RadarRingChange(
                Objects.requireNonNullElse(at, now),
                from,
                to,
                reason,
                Objects.requireNonNullElse(onBehalfOf, sender),
                decisionRecord);
    }

    /// Whether the move is equal to a stored one.
    public boolean matches(RadarRingChange known) {
        return to == known.to()
                && reason.equals(known.reason())
                && Objects.equals(decisionRecord, known.decisionRecord())
                && (at == null || at.equals(known.at()))
                && (onBehalfOf == null || onBehalfOf.equals(known.person()));
    }
}
