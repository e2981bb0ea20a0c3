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
/// @param check how a machine sees it; null when only people can
/// @param done null until it is
public record FollowUp(
        int number,
        String what,
        String owner,
        LocalDate due,
        String expected,
        String verifiedBy,
        @Nullable FollowUpCriterion check,
        @Nullable Completion done) {

    /// That it is done.
    ///
    /// @param evidence what was seen
    /// @param checked what the check said when it held; null when it has none, or was passed over
    /// @param withoutCheck why a person passed over the check; null when nobody did
    public record Completion(
            Instant at,
            String by,
            String evidence,
            @Nullable String checked,
            @Nullable String withoutCheck) {}

    /// The same, done.
    public FollowUp done(Completion how) {
        return new FollowUp(number, what, owner, due, expected, verifiedBy, check, how);
    }

    /// Whether its check still says something: it has one, and nobody passed over it.
    public boolean asksMachine() {
        return check != null && (done == null || done.withoutCheck() == null);
    }

    /// Where it stands, in a word or two.
    public String standing() {
        if (done == null) {
            return "open";
        }
        if (done.withoutCheck() != null) {
            return "done, check passed over";
        }
        return done.checked() == null ? "done" : "verified";
    }

    /// Whether it should have been done by that day.
    public boolean isLate(LocalDate today) {
        return done == null && due.isBefore(today);
    }
}
