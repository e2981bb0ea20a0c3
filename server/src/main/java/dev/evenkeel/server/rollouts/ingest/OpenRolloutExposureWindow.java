// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.ingest;

import dev.evenkeel.core.flag.split.UnitSalt;
import dev.evenkeel.core.wire.OutcomeSummary;
import dev.evenkeel.core.wire.SplitKey;
import dev.evenkeel.core.wire.SplitSide;
import dev.evenkeel.server.rollouts.evidence.RolloutExposureWindow;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/// An evidence window with its remaining capacity.
///
/// @param window exposure
/// @param acceptsFailures whether more failed units are stored
/// @param acceptsTrials whether more trials are stored
/// @param salt salt of the hash of the rollout's units; null when the rollout was started by an older server
public record OpenRolloutExposureWindow(
        RolloutExposureWindow window,
        boolean acceptsFailures,
        boolean acceptsTrials,
        @Nullable UnitSalt salt) {
    /// Maximum number of failed units stored per rollout. Concurrent batches may exceed it.
    public static final long MAX_FAILED_UNITS = 1_000_000;

    /// Maximum number of trials stored per exposure of a rollout. Concurrent batches may exceed it.
    public static final long MAX_TRIALS = 2_000_000;

    /// Returns the mapping from unit numbers in a summary to stored unit numbers. SDKs of older versions send
    /// unsalted numbers, to which it applies the salt as a newer SDK would.
    LongUnaryOperator unitMapper(SplitKey split) {
        return salt == null || split.keyed() ? LongUnaryOperator.identity() : salt.createUnitHasher();
    }

    /// Whether a summary belongs to this exposure: same environment, rollout, revision and flag, and a variant with
    /// that role.
    boolean matches(String environment, OutcomeSummary summary, SplitKey split) {
        String variant = split.role() == SplitSide.CONTROL ? window.control() : window.candidate();
        return environment.equals(window.environment())
                && split.rollout().equals(window.rollout())
                && split.revision() == window.revision()
                && summary.flag().equals(window.flag())
                && summary.variant().equals(variant);
    }
}
