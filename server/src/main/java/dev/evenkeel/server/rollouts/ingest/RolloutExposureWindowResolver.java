// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.ingest;

import dev.evenkeel.core.flag.split.RolloutSplit;
import dev.evenkeel.core.wire.OutcomeSummary;
import dev.evenkeel.core.wire.SplitKey;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.rollouts.evidence.EvidenceRepository;
import dev.evenkeel.server.rollouts.evidence.RolloutExposureWindow;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// The resolver of the exposures that a batch may report about. Runs in the caller's transaction.
@Component
class RolloutExposureWindowResolver {
    private final OutcomeRepository outcomes;
    private final EvidenceRepository evidence;
    private final FlagService flags;

    RolloutExposureWindowResolver(OutcomeRepository outcomes, EvidenceRepository evidence, FlagService flags) {
        this.outcomes = outcomes;
        this.evidence = evidence;
        this.flags = flags;
    }

    /// Returns the windows of the rollouts in batches. A user's edit of a flag gives the split a new revision
    /// without a change of the rollout; such a revision is known by the flag, and its window is opened here.
    OpenWindows resolve(List<ReceivedBatch> batches) {
        Set<String> rollouts = rollouts(batches);
        var known = new OpenWindows(outcomes.listOpenWindows(rollouts));
        boolean anyOpened = false;
        for (ReceivedBatch received : batches) {
            for (OutcomeSummary summary : received.batch().summaries()) {
                SplitKey split = summary.split();
                if (split != null && known.isUnknownRevision(split)) {
                    anyOpened |= open(received.environment(), summary, split);
                }
            }
        }
        return anyOpened ? new OpenWindows(outcomes.listOpenWindows(rollouts)) : known;
    }

    private static Set<String> rollouts(List<ReceivedBatch> batches) {
        return batches.stream()
                .flatMap(received -> received.batch().summaries().stream())
                .map(OutcomeSummary::split)
                .filter(Objects::nonNull)
                .map(SplitKey::rollout)
                .collect(Collectors.toSet());
    }

    /// Returns whether the environment has a flag.
    Predicate<String> knownFlags(String environment) {
        return flags.findLatest(environment)
                .<Predicate<String>>map(snapshot -> snapshot.compiled().flagKeys()::contains)
                .orElse(flag -> false);
    }

    private boolean open(String environment, OutcomeSummary summary, SplitKey splitKey) {
        if (flags.getSnapshot(environment).splits().get(summary.flag()) instanceof RolloutSplit split
                && split.rollout().equals(splitKey.rollout())
                && split.revision() == splitKey.revision()) {
            evidence.insertWindow(new RolloutExposureWindow(
                    split.rollout(),
                    split.revision(),
                    environment,
                    summary.flag(),
                    split.control(),
                    split.candidate()));
            return true;
        }
        return false;
    }
}
