// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.chaos;

import java.util.List;

/// An invariant that must hold under all faults. Pure.
@FunctionalInterface
interface InvariantCheck {
    InvariantResult check(CollectedState collected);

    /// Runs all checks.
    static List<InvariantResult> checkAll(CollectedState collected) {
        List<InvariantCheck> checks = List.of(
                new OutcomeCountCheck(),
                new TickCompletenessCheck(),
                new DecisionReplayCheck(),
                new FlagRevisionCheck(),
                new ExposureLimitCheck(),
                new RolloutOutcomeCheck(),
                new AuditChainCheck(),
                new PaymentLedgerCheck(),
                new CallImpactCheck(),
                new HeapGrowthCheck());
        return checks.stream().map(check -> check.check(collected)).toList();
    }
}
