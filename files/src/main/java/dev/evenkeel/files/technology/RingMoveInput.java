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

/// What somebody says of a move to a ring.
///
/// @param at when; null for now
/// @param person who says so; null for whoever sends it
/// @param record id of the decision record behind it; null when there is none
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RingMoveInput(
        @Nullable Instant at,
        RadarRing to,
        String reason,
        @Nullable String person,
        @Nullable String record) {
    private static final Set<String> FIELDS = Set.of("at", "to", "reason", "person", "record");

    /// Reads the JSON of one.
    ///
    /// @param pointer where it is
    /// @param faults gets everything that is wrong; what is given then is not to be used
    public static RingMoveInput read(@Nullable JsonNode json, String pointer, ValidationErrors faults) {
        JsonObjectReader fields = new JsonObjectReader(json, pointer, faults).only(FIELDS);
        if (fields.find("to") == null) {
            faults.add(fields.at("to"), "is missing", "write ADOPT, TRIAL, ASSESS or HOLD");
        }
        return new RingMoveInput(
                TechnologyFieldReader.moment(fields, "at"),
                fields.oneOf("to", RadarRing.class, RadarRing.HOLD),
                TechnologyFieldReader.required(fields, "reason", "why it comes to this ring"),
                TechnologyFieldReader.line(fields, "person"),
                TechnologyFieldReader.line(fields, "record"));
    }

    /// The move, from where the technology is.
    ///
    /// @param from null when it is not registered yet
    public RadarRingChange from(@Nullable RadarRing from, String sender, Instant now) {
        return new RadarRingChange(
                Objects.requireNonNullElse(at, now),
                from,
                to,
                reason,
                Objects.requireNonNullElse(person, sender),
                record);
    }

    /// Whether it says nothing else than a move that is known.
    public boolean tells(RadarRingChange known) {
        return to == known.to()
                && reason.equals(known.reason())
                && Objects.equals(record, known.record())
                && (at == null || at.equals(known.at()))
                && (person == null || person.equals(known.person()));
    }
}
