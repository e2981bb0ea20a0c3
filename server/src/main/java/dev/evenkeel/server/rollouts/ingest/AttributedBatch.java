// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.ingest;

import dev.evenkeel.core.wire.OutcomeSummary;
import dev.evenkeel.core.wire.SplitKey;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// A batch whose summaries are attributed to open windows and to flags.
///
/// @param received batch
/// @param splits summaries of open windows
/// @param plain summaries of flags without a rollout
/// @param ofKnownFlags all summaries of flags of the environment
/// @param unattributed calls of unknown rollouts, revisions or flags
record AttributedBatch(
        ReceivedBatch received,
        List<SplitSummary> splits,
        List<OutcomeSummary> plain,
        List<OutcomeSummary> ofKnownFlags,
        long unattributed) {
    /// The outcomes of one side of a rollout.
    record SplitSummary(OutcomeSummary summary, SplitKey split, OpenRolloutExposureWindow window) {}

    /// Attributes the summaries of a batch.
    ///
    /// @param windows windows of the rollouts of the batch, also of other environments
    /// @param knownFlag whether the environment of the batch has a flag
    static AttributedBatch of(ReceivedBatch received, OpenWindows windows, Predicate<String> knownFlag) {
        List<SplitSummary> splits = new ArrayList<>();
        List<OutcomeSummary> plain = new ArrayList<>();
        List<OutcomeSummary> ofKnownFlags = new ArrayList<>();
        long unattributed = 0;
        for (OutcomeSummary summary : received.batch().summaries()) {
            SplitKey split = summary.split();
            boolean isKnown = knownFlag.test(summary.flag());
            if (isKnown) {
                ofKnownFlags.add(summary);
            }
            OpenRolloutExposureWindow window =
                    split == null ? null : windows.find(received.environment(), summary, split);
            if (split != null && window != null) {
                splits.add(new SplitSummary(summary, split, window));
            } else if (split == null && isKnown) {
                plain.add(summary);
            } else {
                unattributed += summary.calls();
            }
        }
        return new AttributedBatch(received, splits, plain, ofKnownFlags, unattributed);
    }
}
