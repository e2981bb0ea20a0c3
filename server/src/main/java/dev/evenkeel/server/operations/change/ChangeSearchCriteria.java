// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.change;

import dev.evenkeel.engine.change.ChangeKind;
import org.jspecify.annotations.Nullable;

/// Which reported changes.
///
/// @param service whose; null for every one
/// @param kind what they touch; null for all
/// @param state where they stand; null for all
/// @param text that is in the id, the title, the service, the environment, the author or the artifact, in any
///     case; empty for all
public record ChangeSearchCriteria(
        @Nullable String service,
        @Nullable ChangeKind kind,
        @Nullable ChangeSearchState state,
        String text) {

    /// Where a reported change stands.
    public enum ChangeSearchState {
        RUNNING,
        /// It reached all users, and stayed.
        DONE,
        GIVEN_UP,
        /// It reached all users, and was taken back.
        ROLLED_BACK
    }
}
