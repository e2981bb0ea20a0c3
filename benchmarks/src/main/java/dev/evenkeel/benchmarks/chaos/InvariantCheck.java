// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.chaos;

import java.util.List;

/// Something that must hold whatever went wrong. Pure.
@FunctionalInterface
interface InvariantCheck {
    InvariantResult of(CollectedState gathered);

    /// All of them.
    static List<InvariantResult> all(CollectedState gathered) {
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
        return checks.stream().map(check -> check.of(gathered)).toList();
    }
}
