// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.technology;

import dev.evenkeel.engine.technology.RadarRing;
import dev.evenkeel.engine.technology.RadarRingChange;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.files.technology.RingMoveInput;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A validator of new ring changes: stored ones are immutable, and each new one must follow from the one
/// before.
///
/// @param records ids of all decision records
/// @param sender author of ring changes that name none
/// @param now upper limit of their times
record RingMoveValidator(Set<String> records, String sender, Instant now) {

    /// Validates a complete list of ring changes and returns it.
    ///
    /// @param known stored ring changes
    /// @param told all ring changes: the stored ones, followed by new ones
    /// @param pointer JSON pointer of the list
    List<RadarRingChange> validateAll(
            List<RadarRingChange> known, List<RingMoveInput> told, String pointer, ValidationErrors errors) {
        if (told.size() < known.size()) {
            errors.add(
                    pointer,
                    "must have the " + known.size() + " moves that are kept, got " + told.size(),
                    "leave moves out, or write all of them and new ones behind: none is ever taken back");
            return known;
        }
        List<RadarRingChange> moves = new ArrayList<>();
        for (int at = 0; at < told.size(); at++) {
            String where = pointer + "/" + at;
            if (at >= known.size()) {
                moves.add(validateNext(moves.isEmpty() ? null : moves.getLast(), told.get(at), where, errors));
            } else {
                moves.add(known.get(at));
                if (!told.get(at).matches(known.get(at))) {
                    errors.add(
                            where,
                            "differs from the move that is kept: " + format(known.get(at)),
                            "write it as it is kept, and what has changed as a move behind");
                }
            }
        }
        return moves;
    }

    /// Validates one more ring change and returns it.
    ///
    /// @param last the one before; null for the first
    RadarRingChange validateNext(
            @Nullable RadarRingChange last, RingMoveInput ringMoveInput, String pointer, ValidationErrors errors) {
        RadarRing from = last == null ? null : last.to();
        if (last != null && ringMoveInput.to() == from) {
            errors.add(pointer + "/to", "is where it is already: " + from, "name another ring");
            return last;
        }
        RadarRingChange change = ringMoveInput.toChange(from, sender, now);
        if (change.at().isAfter(now)) {
            errors.add(pointer + "/at", "must not be in the future, got " + change.at(), "leave it out for now");
        } else if (last != null && change.at().isBefore(last.at())) {
            errors.add(
                    pointer + "/at",
                    "must not be before the last move, which was at " + last.at() + ", got " + change.at(),
                    "moves are kept in their order");
        }
        String needed = change.decisionRecord();
        if (needed != null && !records.contains(needed)) {
            errors.add(
                    pointer + "/decisionRecord",
                    "there is no decision record \"" + needed + "\"",
                    "PUT /api/v1/decision-records first, or leave it out");
        }
        return change;
    }

    private static String format(RadarRingChange change) {
        return change.to() + " at " + change.at() + " by " + change.person() + ", " + change.reason()
                + (change.decisionRecord() == null ? "" : ", record " + change.decisionRecord());
    }
}
