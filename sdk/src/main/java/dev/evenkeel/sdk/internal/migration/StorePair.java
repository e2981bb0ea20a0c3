// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.migration;

import dev.evenkeel.core.flag.MigrationStage;
import dev.evenkeel.sdk.internal.tracking.CallAttribution;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// An operation on the old store and on the new one.
record StorePair<A extends @Nullable Object, R extends @Nullable Object>(
        Function<? super A, ? extends R> oldStore, Function<? super A, ? extends R> newStore) {
    StorePair {
        Objects.requireNonNull(oldStore, "oldStore");
        Objects.requireNonNull(newStore, "newStore");
    }

    /// The one whose word counts.
    Function<? super A, ? extends R> authoritative(MigrationStage stage) {
        return stage.isOldAuthoritative() ? oldStore : newStore;
    }

    /// The other one.
    Function<? super A, ? extends R> other(MigrationStage stage) {
        return stage.isOldAuthoritative() ? newStore : oldStore;
    }

    /// What calls at a stage count for without a rollout.
    static CallAttribution plain(String flagKey, MigrationStage stage) {
        return CallAttribution.plain(flagKey, stage.variant());
    }
}
