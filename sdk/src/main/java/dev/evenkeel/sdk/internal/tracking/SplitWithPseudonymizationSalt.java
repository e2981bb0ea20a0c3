// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.tracking;

import dev.evenkeel.core.flag.split.RolloutSplit;
import dev.evenkeel.core.flag.split.UnitSalt;
import org.jspecify.annotations.Nullable;

/// A rollout's split as received by this process.
///
/// @param salt salt that pseudonymizes its units; null from a server of an older version, which then receives
///     their numbers
public record SplitWithPseudonymizationSalt(
        RolloutSplit split, @Nullable UnitSalt salt) {}
