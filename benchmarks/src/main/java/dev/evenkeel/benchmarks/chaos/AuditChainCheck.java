// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.chaos;

import dev.evenkeel.benchmarks.chaos.CollectedState.Environment;
import dev.evenkeel.benchmarks.chaos.RolloutRecord.Decision;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Check of the audit log: the chain is intact and contains each revision once; revisions and decisions have
/// no gaps; each decision that changes an exposure has its own revision and tick, except decisions caused by
/// elapsed time alone.
final class AuditChainCheck implements InvariantCheck {
    @Override
    public InvariantResult check(CollectedState collected) {
        List<String> violations = new ArrayList<>();
        if (!collected.audit().intact()) {
            violations.add("the audit chain is broken: " + collected.audit().explanation());
        }
        collected.environments().forEach((name, environment) -> revisions(name, environment, violations));
        collected.rollouts().forEach(rollout -> decisions(rollout, collected, violations));
        return new InvariantResult(
                "the audit log records every change once",
                collected.audit().entries() + " entries in the chain, "
                        + collected.environments().values().stream()
                                .mapToLong(
                                        environment -> environment.revisions().size())
                                .sum()
                        + " revisions, "
                        + collected.rollouts().stream()
                                .mapToLong(rollout -> rollout.decisions().size())
                                .sum()
                        + " decisions",
                violations);
    }

    private static void revisions(String name, Environment environment, List<String> violations) {
        for (int i = 0; i < environment.revisions().size(); i++) {
            if (environment.revisions().get(i) != i + 1) {
                violations.add(name + " has revision " + environment.revisions().get(i) + " at position " + (i + 1));
                return;
            }
        }
        if (environment.entries() != environment.revisions().size()) {
            violations.add(name + " has " + environment.revisions().size() + " revisions, the audit log records "
                    + environment.entries());
        }
    }

    private static void decisions(RolloutRecord rollout, CollectedState collected, List<String> violations) {
        Set<Long> revisions = new HashSet<>();
        Set<Long> ticks = new HashSet<>();
        Environment environment = collected.environments().get(rollout.environment());
        for (int i = 0; i < rollout.decisions().size(); i++) {
            Decision decision = rollout.decisions().get(i);
            if (decision.number() != i + 1) {
                violations.add(rollout.name() + " has decision " + decision.number() + " at position " + (i + 1));
            }
            if (!decision.moves()) {
                continue;
            }
            if (!revisions.add(decision.revision())
                    || environment == null
                    || !environment.revisions().contains(decision.revision())) {
                violations.add(rollout.name() + ", decision " + decision.number() + ": revision " + decision.revision()
                        + " is missing or not unique");
            }
            if (!ticks.add(decision.tick()) && !isOfTime(decision)) {
                violations.add(rollout.name() + ", decision " + decision.number() + ": another was made on tick "
                        + decision.tick());
            }
        }
    }

    private static boolean isOfTime(Decision decision) {
        return decision.reason().startsWith("missing data") || decision.kind().equals("ABORT");
    }
}
