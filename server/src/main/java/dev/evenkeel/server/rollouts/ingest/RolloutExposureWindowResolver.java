// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.ingest;

import dev.evenkeel.core.flag.split.RolloutSplit;
import dev.evenkeel.core.flag.split.RunningSplit;
import dev.evenkeel.core.wire.OutcomeBatch;
import dev.evenkeel.core.wire.OutcomeSummary;
import dev.evenkeel.core.wire.SplitKey;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.rollouts.evidence.EvidenceRepository;
import dev.evenkeel.server.rollouts.evidence.RolloutExposureWindow;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
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

    /// Returns the windows of the rollouts in a batch. A user's edit of a flag gives the split a new revision
    /// without a change of the rollout; such a revision is known by the flag, and its window is opened here.
    List<OpenRolloutExposureWindow> resolve(String environment, OutcomeBatch batch) {
        List<OpenRolloutExposureWindow> known = outcomes.listOpenWindows(environment, batch);
        List<OutcomeSummary> unknown = batch.summaries().stream()
                .filter(summary -> isUnknownRevision(summary, known))
                .toList();
        if (unknown.isEmpty()) {
            return known;
        }
        Map<String, RunningSplit> splits = flags.getSnapshot(environment).splits();
        unknown.forEach(summary -> open(environment, summary, splits.get(summary.flag())));
        return outcomes.listOpenWindows(environment, batch);
    }

    /// Returns whether the environment has a flag.
    Predicate<String> knownFlags(String environment) {
        return flags.findLatest(environment)
                .<Predicate<String>>map(snapshot -> snapshot.compiled().flagKeys()::contains)
                .orElse(flag -> false);
    }

    private static boolean isUnknownRevision(OutcomeSummary summary, List<OpenRolloutExposureWindow> known) {
        SplitKey split = summary.split();
        return split != null
                && known.stream().anyMatch(open -> open.window().rollout().equals(split.rollout()))
                && known.stream()
                        .noneMatch(open -> open.window().revision() == split.revision()
                                && open.window().rollout().equals(split.rollout()));
    }

    private void open(String environment, OutcomeSummary summary, @Nullable RunningSplit running) {
        SplitKey splitKey = summary.split();
        if (running instanceof RolloutSplit split
                && splitKey != null
                && split.rollout().equals(splitKey.rollout())
                && split.revision() == splitKey.revision()) {
            evidence.insertWindow(new RolloutExposureWindow(
                    split.rollout(),
                    split.revision(),
                    environment,
                    summary.flag(),
                    split.control(),
                    split.candidate()));
        }
    }
}
