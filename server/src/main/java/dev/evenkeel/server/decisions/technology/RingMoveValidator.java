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

/// Adds moves to those that are kept: nothing that is kept changes, and every new one follows from the one
/// before.
///
/// @param records ids of all decision records
/// @param sender whose word a move is that names nobody
/// @param now no move is later
record RingMoveValidator(Set<String> records, String sender, Instant now) {

    /// Moves as somebody tells them from the first one on.
    ///
    /// @param known those that are kept
    /// @param told all of them, and new ones behind
    /// @param pointer where they are told
    List<RadarRingChange> extended(
            List<RadarRingChange> known, List<RingMoveInput> told, String pointer, ValidationErrors faults) {
        if (told.size() < known.size()) {
            faults.add(
                    pointer,
                    "must have the " + known.size() + " moves that are kept, got " + told.size(),
                    "leave moves out, or write all of them and new ones behind: none is ever taken back");
            return known;
        }
        List<RadarRingChange> moves = new ArrayList<>();
        for (int at = 0; at < told.size(); at++) {
            String where = pointer + "/" + at;
            if (at >= known.size()) {
                moves.add(next(moves.isEmpty() ? null : moves.getLast(), told.get(at), where, faults));
            } else {
                moves.add(known.get(at));
                if (!told.get(at).tells(known.get(at))) {
                    faults.add(
                            where,
                            "differs from the move that is kept: " + words(known.get(at)),
                            "write it as it is kept, and what has changed as a move behind");
                }
            }
        }
        return moves;
    }

    /// One more move.
    ///
    /// @param last the one before; null when there is none
    RadarRingChange next(@Nullable RadarRingChange last, RingMoveInput told, String pointer, ValidationErrors faults) {
        RadarRing from = last == null ? null : last.to();
        if (last != null && told.to() == from) {
            faults.add(pointer + "/to", "is where it is already: " + from, "name another ring");
            return last;
        }
        RadarRingChange move = told.from(from, sender, now);
        if (move.at().isAfter(now)) {
            faults.add(pointer + "/at", "must not be in the future, got " + move.at(), "leave it out for now");
        } else if (last != null && move.at().isBefore(last.at())) {
            faults.add(
                    pointer + "/at",
                    "must not be before the last move, which was at " + last.at() + ", got " + move.at(),
                    "moves are kept in their order");
        }
        String needed = move.record();
        if (needed != null && !records.contains(needed)) {
            faults.add(
                    pointer + "/record",
                    "there is no decision record \"" + needed + "\"",
                    "PUT /api/v1/decision-records first, or leave it out");
        }
        return move;
    }

    private static String words(RadarRingChange move) {
        return move.to() + " at " + move.at() + " by " + move.person() + ", " + move.reason()
                + (move.record() == null ? "" : ", record " + move.record());
    }
}
