// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.tracking;

import dev.evenkeel.core.flag.split.RolloutSplit;
import dev.evenkeel.core.flag.split.UnitSalt;
import org.jspecify.annotations.Nullable;

/// A rollout's split as it came to this process.
///
/// @param salt names its units outside of this process; null from a server of an older version, which
///     then gets their numbers
public record SaltedSplit(RolloutSplit split, @Nullable UnitSalt salt) {}
