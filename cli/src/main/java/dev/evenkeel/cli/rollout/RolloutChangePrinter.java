// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.rollout;

import dev.evenkeel.api.RolloutApi.RolloutDecisionResponse;
import dev.evenkeel.api.RolloutApi.RolloutDetailResponse;
import dev.evenkeel.api.RolloutApi.RolloutResponse;
import dev.evenkeel.api.RolloutApi.RolloutTickResponse;
import dev.evenkeel.engine.rollout.GuardrailStatuses;
import dev.evenkeel.engine.rollout.RolloutStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A printer of what has changed in a rollout since the last call: decisions and changed verdicts, one a line;
/// in the first call also the progress of its latency baseline.
///
/// Lines are in chronological order: a verdict belongs to a tick, so its line is after the decisions made
/// before this tick, and before those made from it.
final class RolloutChangePrinter {
    private final Map<String, String> verdicts = new HashMap<>();
    private long lastDecision;
    private boolean first = true;
    private @Nullable RolloutTickResponse tick;

    /// Sets the newest tick; the verdicts of the next rollout are from it if the guard has evaluated it.
    void recordTick(RolloutTickResponse newest) {
        tick = newest.rollbackLog10() == null ? tick : newest;
    }

    List<String> formatChanges(RolloutDetailResponse rollout) {
        List<String> news = new ArrayList<>();
        RolloutResponse summary = rollout.summary();
        String id = summary.id();
        if (first && summary.status() == RolloutStatus.COLLECTING_BASELINE) {
            news.add(RolloutValueFormatter.formatSecond(summary.startedAt()) + " " + id + " COLLECTING_BASELINE: "
                    + summary.baseline().samples() + " of " + summary.baseline().needed()
                    + " control calls collected");
        }
        List<RolloutDecisionResponse> decisions = rollout.decisions().stream()
                .filter(decision -> decision.number() > lastDecision)
                .toList();
        int before = countKnownDecisions(rollout, decisions);
        Instant at =
                before < decisions.size() ? decisions.get(before).at() : tick == null ? getTime(rollout) : tick.at();
        decisions.subList(0, before).forEach(decision -> news.add(format(id, decision)));
        rollout.checks().forEach(check -> addVerdict(id, at, check, news));
        decisions.subList(before, decisions.size()).forEach(decision -> news.add(format(id, decision)));
        lastDecision = decisions.isEmpty() ? lastDecision : decisions.getLast().number();
        first = false;
        return news;
    }

    /*
     * The number of new decisions made before the verdicts. On the first call without a tick that is all of
     * them, except for the decision that ended the rollout.
     */
    private int countKnownDecisions(RolloutDetailResponse rollout, List<RolloutDecisionResponse> decisions) {
        if (first && tick == null) {
            return RolloutExitStatus.hasEnded(rollout) ? Math.max(0, decisions.size() - 1) : decisions.size();
        }
        long judged = tick == null ? 0 : tick.number();
        return (int) decisions.stream()
                .takeWhile(decision -> decision.tick() < judged)
                .count();
    }

    private static String format(String id, RolloutDecisionResponse decision) {
        return RolloutValueFormatter.formatSecond(decision.at()) + " " + id + " " + decision.kind() + " at "
                + decision.exposure() + "%: " + decision.reason();
    }

    private void addVerdict(String id, @Nullable Instant at, GuardrailStatuses.Check check, List<String> news) {
        String before = verdicts.put(check.check(), check.verdict());
        if (!check.verdict().equals(before)) {
            String change = before == null ? check.verdict() : before + " -> " + check.verdict();
            news.add(RolloutValueFormatter.formatSecond(at) + " " + id + " " + check.check() + " " + change + ": "
                    + check.detail());
        }
    }

    private static @Nullable Instant getTime(RolloutDetailResponse rollout) {
        return rollout.forecast() == null
                ? rollout.summary().endedAt()
                : rollout.forecast().at();
    }
}
