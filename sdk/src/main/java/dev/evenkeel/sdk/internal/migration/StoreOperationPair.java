// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.migration;

import dev.evenkeel.core.flag.MigrationStage;
import dev.evenkeel.sdk.internal.tracking.CallAttribution;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// An operation on the old store and on the new one.
record StoreOperationPair<A extends @Nullable Object, R extends @Nullable Object>(
        Function<? super A, ? extends R> oldStore, Function<? super A, ? extends R> newStore) {
    StoreOperationPair {
        Objects.requireNonNull(oldStore, "oldStore");
        Objects.requireNonNull(newStore, "newStore");
    }

    /// Returns the operation on the authoritative store.
    Function<? super A, ? extends R> authoritative(MigrationStage migrationStage) {
        return migrationStage.isOldAuthoritative() ? oldStore : newStore;
    }

    /// Returns the operation on the other store.
    Function<? super A, ? extends R> secondary(MigrationStage migrationStage) {
        return migrationStage.isOldAuthoritative() ? newStore : oldStore;
    }

    /// Returns the attribution of calls at a stage without a rollout.
    static CallAttribution attributionOutsideRollout(String flagKey, MigrationStage migrationStage) {
        return CallAttribution.outsideRollout(flagKey, migrationStage.variant());
    }
}
