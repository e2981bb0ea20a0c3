// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The stage of a migration from an old store to a new one: which stores are read and written, and which one
/// is authoritative. The variants of a migration's flag are these names in lower case; a flag may omit some
/// of them.
///
/// | stage | reads run → returned result | writes in order; the first is authoritative |
/// |---|---|---|
/// | OFF | old → old | old |
/// | DUALWRITE | old → old | old, new |
/// | SHADOW | old, new → old | old, new |
/// | LIVE | new, old → new | new, old |
/// | RAMPDOWN | new → new | new, old |
/// | COMPLETE | new → new | new |
///
/// Where both are read, the second read is for comparison only and runs outside the caller's path.
public enum MigrationStage {
    /// Only the old store is used.
    OFF,
    /// The new store is written too.
    DUALWRITE,
    /// Results of the new store are compared with those of the old one.
    SHADOW,
    /// The new store is authoritative; results of the old one are compared with it.
    LIVE,
    /// The old store is still written.
    RAMPDOWN,
    /// Only the new store is used.
    COMPLETE;

    /// Returns the stage of a variant; empty when it is not a stage.
    public static Optional<MigrationStage> findByVariant(String variant) {
        for (MigrationStage migrationStage : values()) {
            if (migrationStage.variant().equals(variant)) {
                return Optional.of(migrationStage);
            }
        }
        return Optional.empty();
    }

    /// Returns the stages of a flag with these variants, in order.
    ///
    /// @return empty when the flag is not for a migration: a variant is not a stage, or there are fewer than
    ///     two
    public static List<MigrationStage> listStages(Collection<String> variants) {
        List<MigrationStage> stages = variants.stream()
                .flatMap(variant -> findByVariant(variant).stream())
                .sorted()
                .toList();
        return stages.size() == variants.size() && stages.size() > 1 ? stages : List.of();
    }

    /// Returns the variant of the stage.
    public String variant() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether the old store is authoritative.
    public boolean isOldAuthoritative() {
        return compareTo(LIVE) < 0;
    }

    /// Whether reads also run on the other store, for comparison.
    public boolean comparesReads() {
        return this == SHADOW || this == LIVE;
    }

    /// Whether writes also go to the other store.
    public boolean writesBoth() {
        return this != OFF && this != COMPLETE;
    }
}
