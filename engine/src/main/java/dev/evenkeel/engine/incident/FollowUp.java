// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Something that is done so that it does not happen again, or hurts less.
///
/// @param number 1, 2, 3 ... within the incident
/// @param what is done
/// @param owner who does it
/// @param due until when
/// @param expected what it changes, in a form that can be found wrong
/// @param verifiedBy how one will see that it did
/// @param done null until it is
public record FollowUp(
        int number,
        String what,
        String owner,
        LocalDate due,
        String expected,
        String verifiedBy,
        @Nullable Done done) {

    /// That it is done, and was seen to work.
    ///
    /// @param evidence what was seen
    public record Done(Instant at, String by, String evidence) {}

    /// The same, done.
    public FollowUp done(Done how) {
        return new FollowUp(number, what, owner, due, expected, verifiedBy, how);
    }

    /// Whether it should have been done by that day.
    public boolean isLate(LocalDate today) {
        return done == null && due.isBefore(today);
    }
}
