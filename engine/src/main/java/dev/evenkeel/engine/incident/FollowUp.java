// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// A follow-up action that prevents a recurrence of an incident or reduces its impact.
///
/// @param number 1, 2, 3 ... within the incident
/// @param description the action
/// @param owner who is responsible
/// @param dueDate due date
/// @param expectedEffect expected effect, stated so that it can be falsified
/// @param verifiedBy how people verify the effect
/// @param check automatic check of the effect; null for none
/// @param done completion; null while it is open
public record FollowUp(
        int number,
        String description,
        String owner,
        LocalDate dueDate,
        String expectedEffect,
        String verifiedBy,
        @Nullable FollowUpCriterion check,
        @Nullable Completion done) {

    /// The completion of a follow-up.
    ///
    /// @param evidence what was observed
    /// @param checked result of the check when it passed; null without a check, or when it was skipped
    /// @param skipCheckReason why the check was skipped; null when it was not
    public record Completion(
            Instant at,
            String by,
            String evidence,
            @Nullable String checked,
            @Nullable String skipCheckReason) {}

    /// Returns a completed copy.
    public FollowUp withCompletion(Completion how) {
        return new FollowUp(number, description, owner, dueDate, expectedEffect, verifiedBy, check, how);
    }

    /// Whether its check is relevant: it has one that was not skipped.
    public boolean hasActiveCheck() {
        return check != null && (done == null || done.skipCheckReason() == null);
    }

    /// Formats its status in a word or two.
    public String status() {
        if (done == null) {
            return "open";
        }
        if (done.skipCheckReason() != null) {
            return "done, check skipped";
        }
        return done.checked() == null ? "done" : "verified";
    }

    /// Whether it is overdue on a day.
    public boolean isOverdue(LocalDate today) {
        return done == null && dueDate.isBefore(today);
    }
}
