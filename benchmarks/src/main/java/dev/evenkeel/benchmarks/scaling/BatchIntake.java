// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.scaling;

import dev.evenkeel.benchmarks.scaling.CpuPool.User;
import dev.evenkeel.benchmarks.scaling.IntakeCosts.TransactionCosts;
import dev.evenkeel.benchmarks.scaling.IntakeRecorder.Cause;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;

/// The intake of one server.
interface BatchIntake {
    /// Starts the background threads.
    void start(SplittableRandom random);

    /// Processes an admitted batch, and answers it.
    void process(int batch);

    /// Server CPU of a thread that stores groups, in microseconds.
    ///
    /// @param largestGroup most batches of a group
    record StorageThreadCost(double perGroup, double perBatch, int largestGroup) {}

    /// What an intake needs from the simulation.
    ///
    /// @param number number of the server
    /// @param answer answers a batch
    record IntakeContext(
            int number,
            IntakeScenario scenario,
            IntakeCosts costs,
            SimulatedMachines machines,
            BatchTable batches,
            GuardThreads guard,
            IntakeRecorder recorder,
            IntConsumer answer) {
        CpuPool server() {
            return machines.server(number);
        }

        EventQueue events() {
            return machines.events();
        }

        /// Runs the part of a request that needs the server's CPU. On a shared machine, the load generator uses it
        /// first.
        void serve(double micros, Runnable done) {
            if (scenario.machines().shared()) {
                server().run(User.GENERATOR, costs.generator(), () -> server().run(User.SERVER, micros, done));
            } else {
                server().run(User.SERVER, micros, done);
            }
        }

        /// Returns the most batches of a group, so that it has at most this number of units.
        int largestGroup(int batches, int units) {
            int unitsPerBatch = scenario.content().unitsPerBatch();
            return unitsPerBatch == 0 ? batches : Math.clamp(units / unitsPerBatch, 1, batches);
        }

        /// Stores a group in one transaction.
        ///
        /// @param cost what the thread does besides the transaction
        /// @param done runs after the commit
        void store(int[] group, StorageThreadCost cost, TransactionCosts storage, Runnable done) {
            double databaseMicros = databaseMicros(group, storage);
            double commitMicros = costs.commitLatency().toNanos() / 1e3;
            double fixed = cost.perGroup() + storage.transaction() + commitMicros;
            double variable = group.length * cost.perBatch() + databaseMicros - storage.transaction();
            recorder.recordTransaction(number, variable + fixed * group.length / cost.largestGroup());
            Runnable commit = () -> events().schedule(costs.commitLatency().toNanos(), () -> {
                guard.commit(batches, group, number);
                for (int batch : group) {
                    recorder.recordStorage(batches.sentAt(batch));
                    batches.store(batch);
                }
                done.run();
            });
            double serverMicros = cost.perGroup() + group.length * cost.perBatch();
            server().run(
                            User.SERVER,
                            serverMicros,
                            () -> machines.database().run(User.DATABASE, databaseMicros, commit));
        }

        private double databaseMicros(int[] group, TransactionCosts storage) {
            double unit = storage.unit() + (1 - scenario.content().cachedUnitShare()) * storage.uncachedUnit();
            double ofUnits = group.length * scenario.content().unitsPerBatch() * unit;
            double ofEvidence = guard.countRollouts(batches, group) * storage.evidence();
            double ofBatches = group.length * storage.batch();
            recorder.recordDemand(Cause.TRANSACTIONS, storage.transaction());
            recorder.recordDemand(Cause.BATCHES, ofBatches);
            recorder.recordDemand(Cause.UNITS, ofUnits);
            recorder.recordDemand(Cause.EVIDENCE, ofEvidence);
            return storage.transaction() + ofBatches + ofUnits + ofEvidence;
        }
    }
}
