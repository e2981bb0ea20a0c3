// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.chaos;

import dev.evenkeel.benchmarks.chaos.ProcessJournal.CallEntry;
import dev.evenkeel.benchmarks.chaos.RolloutRecord.Decision;
import dev.evenkeel.benchmarks.chaos.RolloutRecord.ExposureStep;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Check that exposure never exceeded the plan: no exposure is larger than that of its step; steps are taken
/// one at a time; at each revision every process had the exposure of that revision and sent about that share
/// of its calls to the candidate; and none sent any after it had received the revision that ended the
/// exposure.
final class ExposureLimitCheck implements InvariantCheck {
    private static final double ALL = 10_000;

    /* A larger deviation in standard deviations is not due to chance: about one in a thousand million. */
    private static final double DEVIATIONS = 6;
    private static final double FEW = 3;

    @Override
    public InvariantResult check(CollectedState collected) {
        List<String> violations = new ArrayList<>();
        collected.rollouts().forEach(rollout -> checkPlan(rollout, violations));
        Map<String, RolloutRecord> rollouts =
                collected.rollouts().stream().collect(Collectors.toMap(RolloutRecord::id, Function.identity()));
        collected.journals().forEach(journal -> checkJournal(journal, rollouts, violations));
        long candidate = collected.journals().stream()
                .flatMap(journal -> journal.calls().stream())
                .mapToLong(CallEntry::candidate)
                .sum();
        long exposures = collected.rollouts().stream()
                .mapToLong(rollout -> rollout.exposures().size())
                .sum();
        return new InvariantResult(
                "exposure never exceeds the plan",
                candidate + " candidate calls under " + exposures + " exposures of "
                        + collected.rollouts().size() + " rollouts",
                violations);
    }

    private static void checkPlan(RolloutRecord rollout, List<String> violations) {
        rollout.exposures().forEach((revision, exposure) -> {
            if (exposure.share() > rollout.plan().get(exposure.step())) {
                violations.add(rollout.name() + " had " + exposure.share() + " basis points at revision " + revision
                        + ", its plan has " + rollout.plan().get(exposure.step()));
            }
        });
        for (Decision decision : rollout.decisions()) {
            if (decision.toStep() > decision.fromStep() + 1) {
                violations.add(rollout.name() + " went from step " + decision.fromStep() + " to " + decision.toStep());
            }
        }
    }

    private static void checkJournal(
            ProcessJournal journal, Map<String, RolloutRecord> rollouts, List<String> violations) {
        long seen = 0;
        Map<String, CallEntry> sums = new HashMap<>();
        for (ProcessJournal.JournalEntry entry : journal.entries()) {
            switch (entry) {
                case ProcessJournal.RevisionEntry now -> seen = Math.max(seen, now.revision());
                case CallEntry calls -> {
                    checkCalls(journal, calls, rollouts.get(calls.rollout()), seen, violations);
                    sums.merge(calls.rollout() + " " + calls.revision(), calls, ExposureLimitCheck::plus);
                }
            }
        }
        sums.values().forEach(calls -> checkShare(journal, calls, violations));
    }

    private static CallEntry plus(CallEntry one, CallEntry other) {
        return new CallEntry(
                one.rollout(),
                one.revision(),
                Math.max(one.exposure(), other.exposure()),
                one.control() + other.control(),
                one.candidate() + other.candidate());
    }

    private static void checkCalls(
            ProcessJournal journal,
            CallEntry calls,
            @Nullable RolloutRecord rollout,
            long seen,
            List<String> violations) {
        String who = journal.name() + ", " + calls.candidate() + " candidate calls ";
        if (calls.rollout().isEmpty()) {
            if (calls.candidate() > 0) {
                violations.add(who + "without a rollout");
            }
            return;
        }
        ExposureStep set = rollout == null ? null : rollout.exposures().get(calls.revision());
        if (rollout == null || set == null || calls.exposure() != set.share()) {
            violations.add(journal.name() + " had " + calls.exposure() + " basis points of rollout " + calls.rollout()
                    + " at revision " + calls.revision() + ", where "
                    + (set == null ? "nothing was set" : set.share() + " were set"));
            return;
        }
        long reached = seen;
        rollout.decisions().stream()
                .filter(decision -> decision.endsExposure() && decision.revision() <= reached)
                .filter(decision -> calls.candidate() > 0)
                .forEach(decision -> violations.add(who + "of rollout " + calls.rollout() + " at revision " + reached
                        + ", although revision " + decision.revision() + " is a rollback"));
    }

    /* Units arrive at random, and each is new. */
    private static void checkShare(ProcessJournal journal, CallEntry calls, List<String> violations) {
        double share = calls.exposure() / ALL;
        double expected = calls.all() * share;
        double most = expected + DEVIATIONS * Math.sqrt(expected * (1 - share)) + (share < 1 && share > 0 ? FEW : 0);
        if (!calls.rollout().isEmpty() && calls.candidate() > most) {
            violations.add(journal.name() + " gave the candidate " + calls.candidate() + " of " + calls.all()
                    + " calls of rollout " + calls.rollout() + " at " + calls.exposure() + " basis points");
        }
    }
}
