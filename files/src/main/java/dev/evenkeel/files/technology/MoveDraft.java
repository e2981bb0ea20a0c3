// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.technology;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.evenkeel.engine.technology.Ring;
import dev.evenkeel.engine.technology.RingMove;
import dev.evenkeel.files.json.Faults;
import dev.evenkeel.files.json.JsonFields;
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
public record MoveDraft(
        @Nullable Instant at,
        Ring to,
        String reason,
        @Nullable String person,
        @Nullable String record) {
    private static final Set<String> FIELDS = Set.of("at", "to", "reason", "person", "record");

    /// Reads the JSON of one.
    ///
    /// @param pointer where it is
    /// @param faults gets everything that is wrong; what is given then is not to be used
    public static MoveDraft read(@Nullable JsonNode json, String pointer, Faults faults) {
        JsonFields fields = new JsonFields(json, pointer, faults).only(FIELDS);
        if (fields.find("to") == null) {
            faults.add(fields.at("to"), "is missing", "write ADOPT, TRIAL, ASSESS or HOLD");
        }
        return new MoveDraft(
                Texts.moment(fields, "at"),
                fields.oneOf("to", Ring.class, Ring.HOLD),
                Texts.required(fields, "reason", "why it comes to this ring"),
                Texts.line(fields, "person"),
                Texts.line(fields, "record"));
    }

    /// The move, from where the technology is.
    ///
    /// @param from null when it is not registered yet
    public RingMove from(@Nullable Ring from, String sender, Instant now) {
        return new RingMove(
                Objects.requireNonNullElse(at, now),
                from,
                to,
                reason,
                Objects.requireNonNullElse(person, sender),
                record);
    }

    /// Whether it says nothing else than a move that is known.
    public boolean tells(RingMove known) {
        return to == known.to()
                && reason.equals(known.reason())
                && Objects.equals(record, known.record())
                && (at == null || at.equals(known.at()))
                && (person == null || person.equals(known.person()));
    }
}
