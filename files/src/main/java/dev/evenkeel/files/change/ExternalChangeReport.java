// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.change;

import dev.evenkeel.engine.change.ChangeKind;
import dev.evenkeel.engine.change.ReportedChangeState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A report about a change from another system. Reports of one change have the same origin.
///
/// @param origin source of the change and its name there
/// @param service key of the service
/// @param environment environment of the change
/// @param state reported state of the change
/// @param at when the change reached this state
/// @param details optional properties
public record ExternalChangeReport(
        Origin origin, String service, String environment, ReportedChangeState state, Instant at, Details details) {

    /// The origin of a change.
    ///
    /// @param source source system, such as `github:acme/payments`
    /// @param id name of the change there, unique within the source
    public record Origin(String source, String id) {}

    /// The optional properties of a change.
    ///
    /// @param title title in one line; empty without one
    /// @param author author; null when unknown
    /// @param artifact deployed artifact: a package URL or a commit; null when unknown
    /// @param link link for details; null without one
    /// @param committedAt time of its oldest commit; null when unknown
    /// @param unplanned whether it repairs a failure of another change
    /// @param fixes id of that change; null when unknown
    /// @param technologies keys of the technologies that it introduces, empty for none; null when unknown
    public record Details(
            ChangeKind kind,
            String title,
            @Nullable String author,
            @Nullable String artifact,
            @Nullable String link,
            @Nullable Instant committedAt,
            boolean unplanned,
            @Nullable String fixes,
            @Nullable List<String> technologies) {
        public Details {
            technologies = technologies == null ? null : List.copyOf(technologies);
        }

        /// Creates the properties that deployments of other systems have.
        static Details ofDeployment(
                String title, @Nullable String author, @Nullable String artifact, @Nullable String link) {
            return new Details(ChangeKind.CODE, title, author, artifact, link, null, false, null, null);
        }
    }
}
