// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.change;

import dev.evenkeel.engine.change.ChangeKind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What somebody reports of a change. Reports of one change have the same origin.
///
/// @param origin whose word it is, and its name there
/// @param service key of the service
/// @param environment where
/// @param state what has happened to it
/// @param at when that was
/// @param details what else is known
public record ExternalChangeReport(
        Origin origin, String service, String environment, State state, Instant at, Details details) {

    /// Who tells of a change.
    ///
    /// @param source the system, such as `github:acme/payments`
    /// @param id the change's name there, unique within the source
    public record Origin(String source, String id) {}

    /// What has happened to a change.
    public enum State {
        /// It has begun.
        STARTED,
        /// It has reached all users.
        DONE,
        /// It ended before that.
        GIVEN_UP,
        /// The newest change of the service that was done has been taken back.
        ROLLED_BACK
    }

    /// What else is known of a change.
    ///
    /// @param title in one line; empty for none
    /// @param author who made it; null when nobody said
    /// @param artifact what was deployed: a package URL, a commit; null when nobody said
    /// @param link where one can read more; null for nowhere
    /// @param committedAt when its oldest commit was made; null when nobody said
    /// @param unplanned whether it repairs what another change had broken
    /// @param repairs id of that change; null when nobody said
    /// @param technologies keys of those that it introduces, empty for none; null when nobody said
    public record Details(
            ChangeKind kind,
            String title,
            @Nullable String author,
            @Nullable String artifact,
            @Nullable String link,
            @Nullable Instant committedAt,
            boolean unplanned,
            @Nullable String repairs,
            @Nullable List<String> technologies) {
        public Details {
            technologies = technologies == null ? null : List.copyOf(technologies);
        }
    }
}
