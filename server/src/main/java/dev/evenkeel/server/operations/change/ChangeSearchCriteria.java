// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.change;

import dev.evenkeel.engine.change.ChangeKind;
import org.jspecify.annotations.Nullable;

/// Filters for a search of reported changes.
///
/// @param service service key; null for all services
/// @param kind kind of change; null for all
/// @param state state of the change; null for all
/// @param text case-insensitive substring of the id, title, service, environment, author or artifact; empty for
///     no filter
public record ChangeSearchCriteria(
        @Nullable String service,
        @Nullable ChangeKind kind,
        @Nullable ChangeSearchState state,
        String text) {

    /// The state of a reported change in a search.
    public enum ChangeSearchState {
        RUNNING,
        /// Reached all users and was not rolled back.
        COMPLETED,
        ABORTED,
        /// Reached all users and was rolled back.
        ROLLED_BACK
    }
}
