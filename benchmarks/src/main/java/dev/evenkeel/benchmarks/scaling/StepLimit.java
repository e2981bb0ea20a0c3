// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.scaling;

import dev.evenkeel.benchmarks.scaling.IntakeCosts.GuardCosts;
import dev.evenkeel.benchmarks.scaling.IntakeCosts.KafkaCosts;
import dev.evenkeel.benchmarks.scaling.IntakeCosts.PostgresCosts;
import dev.evenkeel.benchmarks.scaling.IntakeCosts.TransactionCosts;
import java.util.ArrayList;
import java.util.List;

/// The rate at which one step of the intake is fully used, computed from the costs without waiting. Immutable.
///
/// @param withUnits batches per second with the rollouts and new units of the measured batch; for the guard,
/// evaluations
/// @param withoutRollout batches per second without a running rollout; 0 where the step has no work
record StepLimit(String step, double withUnits, double withoutRollout) {
    private static final int ROLLOUTS = 9;
    private static final int GROUP = 200;
    private static final int CONSUMED_BATCHES = 20_000;
    private static final int CONSUMED_UNITS = 20_000;

    /// Computes the limits of all steps.
    ///
    /// @param units new units per batch; the index of units is larger than the buffers
    static List<StepLimit> compute(IntakeCosts costs, int units) {
        double commit = costs.commitLatency().toNanos() / 1e3;
        GuardCosts guard = costs.guard();
        double evaluation =
                guard.serverTick() + guard.databaseTick() + guard.serverRow() + guard.databaseRow() + commit;
        List<StepLimit> all = new ArrayList<>(ofPostgres(costs.postgres(), commit, units));
        all.addAll(ofKafka(costs.kafka(), commit, units));
        all.add(new StepLimit("guard thread of a server: evaluations", perSecond(evaluation, 1), 0));
        return List.copyOf(all);
    }

    private static List<StepLimit> ofPostgres(PostgresCosts costs, double commit, int units) {
        double withUnits = group(costs.storage(), GROUP, units);
        double without = group(costs.storage(), GROUP, 0);
        double ofThread = costs.serverTransaction() + commit;
        return List.of(
                new StepLimit(
                        "one server core, PostgreSQL intake",
                        perSecond(costs.serverBatch() + units * costs.serverUnit(), 1),
                        perSecond(costs.serverBatch(), 1)),
                new StepLimit(
                        "two storing threads of a server, PostgreSQL intake",
                        2 * perSecond(ofThread + withUnits, GROUP),
                        2 * perSecond(ofThread + without, GROUP)),
                new StepLimit(
                        "one PostgreSQL core, PostgreSQL intake",
                        perSecond(withUnits, GROUP),
                        perSecond(without, GROUP)));
    }

    private static List<StepLimit> ofKafka(KafkaCosts costs, double commit, int units) {
        int consumed = units == 0 ? CONSUMED_BATCHES : CONSUMED_UNITS / units;
        double onServer = perSecond(costs.serverAppend() + costs.consumer(), 1);
        return List.of(
                new StepLimit("one server core, Kafka intake", onServer, onServer),
                new StepLimit("one broker core", perSecond(costs.broker(), 1), perSecond(costs.broker(), 1)),
                new StepLimit(
                        "consumer thread of a server, Kafka intake",
                        consumer(costs, commit, consumed, units),
                        consumer(costs, commit, CONSUMED_BATCHES, 0)),
                new StepLimit(
                        "one PostgreSQL core, Kafka intake",
                        perSecond(group(costs.storage(), consumed, units), consumed),
                        perSecond(group(costs.storage(), CONSUMED_BATCHES, 0), CONSUMED_BATCHES)));
    }

    private static double consumer(KafkaCosts kafka, double commit, int batches, int units) {
        return perSecond(batches * kafka.consumer() + commit + group(kafka.storage(), batches, units), batches);
    }

    private static double group(TransactionCosts costs, int batches, int units) {
        return costs.transaction()
                + batches * (costs.batch() + units * (costs.unit() + costs.uncachedUnit()))
                + (units == 0 ? 0 : ROLLOUTS * costs.evidence());
    }

    private static double perSecond(double micros, int batches) {
        return batches * 1e6 / micros;
    }
}
