// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal;

import dev.evenkeel.flag.RolloutSplit;
import dev.evenkeel.flag.UnitSalt;
import org.jspecify.annotations.Nullable;

/// A rollout's split as it came to this process.
///
/// @param salt names its units outside of this process; null from a server of an older version, which
///     then gets their numbers
record SaltedSplit(RolloutSplit split, @Nullable UnitSalt salt) {}
