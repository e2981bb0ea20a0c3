// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.technology;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.evenkeel.engine.technology.RadarRing;
import dev.evenkeel.engine.technology.RadarRingChange;
import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.ValidationErrors;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A requested move of a technology to another ring.
///
/// @param at time of the move; null for now
/// @param onBehalfOf author; null for the caller
/// @param decisionRecord id of its decision record; null without one
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RingMoveInput(
        @Nullable Instant at,
        RadarRing to,
        String reason,
        @Nullable String onBehalfOf,
        @Nullable String decisionRecord) {
    private static final Set<String> FIELDS = Set.of("at", "to", "reason", "onBehalfOf", "decisionRecord");

    /// Parses a move.
    ///
    /// @param pointer JSON pointer of the move
    /// @param errors receives all validation errors; with any, the result must not be used
    public static RingMoveInput parse(@Nullable JsonNode json, String pointer, ValidationErrors errors) {
        JsonObjectReader fields = new JsonObjectReader(json, pointer, errors).rejectUnknownFields(FIELDS);
        if (fields.find("to") == null) {
            errors.add(fields.pointerTo("to"), "is missing", "use ADOPT, TRIAL, ASSESS or HOLD");
        }
        return new RingMoveInput(
                TechnologyFieldReader.optionalInstant(fields, "at"),
                fields.enumValue("to", RadarRing.class, RadarRing.HOLD),
                TechnologyFieldReader.requireLine(fields, "reason", "the reason for this ring"),
                TechnologyFieldReader.optionalLine(fields, "onBehalfOf"),
                TechnologyFieldReader.optionalLine(fields, "decisionRecord"));
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
