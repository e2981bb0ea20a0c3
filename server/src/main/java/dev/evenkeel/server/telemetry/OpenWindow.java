// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.telemetry;

import dev.evenkeel.wire.OutcomeSummary;
import dev.evenkeel.wire.Role;
import dev.evenkeel.wire.SplitKey;

/// A window with what it may still take in.
///
/// @param window the exposure
/// @param roomForFailures whether more failed units are kept
/// @param roomForTrials whether more trials are kept
record OpenWindow(EvidenceWindow window, boolean roomForFailures, boolean roomForTrials) {
    /// Most failed units kept for one rollout. What is in flight when it is reached comes on top.
    static final long MAX_FAILED_UNITS = 1_000_000;

    /// Most trials kept for one exposure of a rollout. What is in flight when it is reached comes on top.
    static final long MAX_TRIALS = 2_000_000;

    /// Whether a summary is about this exposure: same rollout, revision and flag, and the variant has that role.
    boolean holds(OutcomeSummary summary, SplitKey split) {
        String variant = split.role() == Role.CONTROL ? window.control() : window.candidate();
        return split.rollout().equals(window.rollout())
                && split.revision() == window.revision()
                && summary.flag().equals(window.flag())
                && summary.variant().equals(variant);
    }
}
