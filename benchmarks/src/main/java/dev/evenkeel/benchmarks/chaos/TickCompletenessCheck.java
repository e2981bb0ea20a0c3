// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.chaos;

import dev.evenkeel.benchmarks.chaos.CollectedState.BatchTotals;
import java.util.ArrayList;
import java.util.List;

/// Check that the ticks of a rollout contain everything received, once: no tick is missing, their sum is that
/// of the rollout, and it lies between the journals of the living processes and those of all processes.
final class TickCompletenessCheck implements InvariantCheck {
    @Override
    public InvariantResult check(CollectedState collected) {
        List<String> violations = new ArrayList<>();
        collected.rollouts().forEach(rollout -> checkTicks(rollout, collected, violations));
        long unattributed = collected.batches().values().stream()
                .mapToLong(BatchTotals::unattributed)
                .sum();
        if (unattributed > 0) {
            violations.add(unattributed + " calls belong to no known exposure");
        }
        return new InvariantResult(
                "the ticks of a rollout are its outcomes, each once",
                collected.rollouts().stream()
                                .mapToLong(rollout -> rollout.ticks().calls())
                                .sum()
                        + " calls in "
                        + collected.rollouts().stream()
                                .mapToLong(rollout -> rollout.ticks().number())
                                .sum()
                        + " ticks of " + collected.rollouts().size() + " rollouts",
                violations);
    }

    private static void checkTicks(RolloutRecord rollout, CollectedState collected, List<String> violations) {
        RolloutRecord.TickTotals ticks = rollout.ticks();
        if (ticks.number() != ticks.last()) {
            violations.add(rollout.name() + " has " + ticks.number() + " ticks, the last is number " + ticks.last());
        }
        if (ticks.calls() != rollout.calls()) {
            violations.add(rollout.name() + " counts " + rollout.calls() + " calls, its ticks " + ticks.calls());
        }
        List<ProcessJournal> journals = collected.journals().stream()
                .filter(journal -> journal.environment().equals(rollout.environment()))
                .toList();
        if (journals.isEmpty()) {
            return;
        }
        long most = startedCalls(journals, rollout);
        long least = startedCalls(
                journals.stream().filter(journal -> !journal.killed()).toList(), rollout);
        if (ticks.calls() < least || ticks.calls() > most) {
            violations.add(rollout.name() + " has " + ticks.calls() + " calls in ticks, journals contain " + least
                    + " to " + most);
        }
    }

    private static long startedCalls(List<ProcessJournal> journals, RolloutRecord rollout) {
        return journals.stream()
                .mapToLong(journal -> journal.startedCallsOf(rollout.id()))
                .sum();
    }
}
