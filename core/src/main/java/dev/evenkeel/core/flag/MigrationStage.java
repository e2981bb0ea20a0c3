// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How far a migration from an old store to a new one is: who is read, who is written, and whose word
/// counts. The variants of a migration's flag are these names in lower case; a flag may leave some of
/// them out.
///
/// | stage | reads run → answers | writes in order; the first one's word counts |
/// |---|---|---|
/// | OFF | old → old | old |
/// | DUALWRITE | old → old | old, new |
/// | SHADOW | old, new → old | old, new |
/// | LIVE | new, old → new | new, old |
/// | RAMPDOWN | new → new | new, old |
/// | COMPLETE | new → new | new |
///
/// Where both are read, the second answer is for comparison only and comes off the caller's way.
public enum MigrationStage {
    /// Only the old store is used.
    OFF,
    /// The new store gets writes too.
    DUALWRITE,
    /// The new store's answers are compared with the old one's.
    SHADOW,
    /// The new store's word counts, the old one's answers are compared with it.
    LIVE,
    /// The old store gets writes still.
    RAMPDOWN,
    /// Only the new store is used.
    COMPLETE;

    /// The stage that a variant stands for; empty when it stands for none.
    public static Optional<MigrationStage> of(String variant) {
        for (MigrationStage stage : values()) {
            if (stage.variant().equals(variant)) {
                return Optional.of(stage);
            }
        }
        return Optional.empty();
    }

    /// The stages that a flag with these variants goes through, in their order.
    ///
    /// @return none when the flag leads no migration: a variant stands for no stage, or there are fewer than
    ///     two
    public static List<MigrationStage> allOf(Collection<String> variants) {
        List<MigrationStage> stages = variants.stream()
                .flatMap(variant -> of(variant).stream())
                .sorted()
                .toList();
        return stages.size() == variants.size() && stages.size() > 1 ? stages : List.of();
    }

    /// The variant that stands for it.
    public String variant() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether the old store's word counts.
    public boolean isOldAuthoritative() {
        return compareTo(LIVE) < 0;
    }

    /// Whether reads ask the other store too, for comparison.
    public boolean comparesReads() {
        return this == SHADOW || this == LIVE;
    }

    /// Whether writes go to the other store too.
    public boolean writesBoth() {
        return this != OFF && this != COMPLETE;
    }
}
