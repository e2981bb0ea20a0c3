// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.ingest;

import dev.evenkeel.core.flag.split.UnitSalt;
import dev.evenkeel.core.wire.OutcomeSummary;
import dev.evenkeel.core.wire.SplitKey;
import dev.evenkeel.core.wire.SplitSide;
import dev.evenkeel.server.rollouts.evidence.EvidenceWindow;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/// A window with what it may still take in.
///
/// @param window the exposure
/// @param roomForFailures whether more failed units are kept
/// @param roomForTrials whether more trials are kept
/// @param salt names the rollout's units; null for one that began under a server of an older version
public record OpenEvidenceWindow(
        EvidenceWindow window,
        boolean roomForFailures,
        boolean roomForTrials,
        @Nullable UnitSalt salt) {
    /// Most failed units kept for one rollout. What is in flight when it is reached comes on top.
    public static final long MAX_FAILED_UNITS = 1_000_000;

    /// Most trials kept for one exposure of a rollout. What is in flight when it is reached comes on top.
    public static final long MAX_TRIALS = 2_000_000;

    /// What units of a summary are called here. SDK processes of an older version send their numbers, which the
    /// salt names as a newer process would have.
    LongUnaryOperator names(SplitKey split) {
        return salt == null || split.keyed() ? LongUnaryOperator.identity() : salt.naming();
    }

    /// Whether a summary is about this exposure: same rollout, revision and flag, and the variant has that
    /// role.
    boolean holds(OutcomeSummary summary, SplitKey split) {
        String variant = split.role() == SplitSide.CONTROL ? window.control() : window.candidate();
        return split.rollout().equals(window.rollout())
                && split.revision() == window.revision()
                && summary.flag().equals(window.flag())
                && summary.variant().equals(variant);
    }
}
