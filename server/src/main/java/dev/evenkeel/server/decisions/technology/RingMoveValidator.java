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
                    "must contain all " + known.size() + " stored ring changes, got " + told.size(),
                    "list all stored ring changes and add new ones at the end, or omit the field: ring changes are"
                            + " permanent");
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
                            "differs from the stored ring change: " + format(known.get(at)),
                            "restore the stored ring change, and add a new one at the end");
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
            errors.add(pointer + "/to", "is already the current ring: " + from, "use another ring");
            return last;
        }
        RadarRingChange change = ringMoveInput.toChange(from, sender, now);
        if (change.at().isAfter(now)) {
            errors.add(
                    pointer + "/at",
                    "must not be in the future, got " + change.at(),
                    "omit it to use the current time");
        } else if (last != null && change.at().isBefore(last.at())) {
            errors.add(
                    pointer + "/at",
                    "must not be before the last ring change at " + last.at() + ", got " + change.at(),
                    "list ring changes in chronological order");
        }
        String needed = change.decisionRecord();
        if (needed != null && !records.contains(needed)) {
            errors.add(
                    pointer + "/decisionRecord",
                    "unknown decision record \"" + needed + "\"",
                    "import it first with ./evenkeel decision-record import FOLDER, or omit it");
        }
        return change;
    }

    private static String format(RadarRingChange change) {
        return change.to() + " at " + change.at() + " by " + change.person() + ", " + change.reason()
                + (change.decisionRecord() == null ? "" : ", record " + change.decisionRecord());
    }
}
