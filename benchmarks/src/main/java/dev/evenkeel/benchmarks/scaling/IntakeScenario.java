// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.scaling;

import java.time.Duration;

/// The input of a simulation. Immutable.
///
/// @param store where servers put batches
/// @param arrivals when batches are sent
/// @param content what batches contain
/// @param machines what they run on
/// @param time simulated time, of which the first fifth is not measured
/// @param seed seed of all random numbers
record IntakeScenario(
        IntakeStore store, BatchArrivals arrivals, BatchContent content, Machines machines, Duration time, long seed) {
    /// @param rollouts running rollouts; the processes of a service share those in its batches
    /// @param rolloutsPerBatch running rollouts in each batch; 0 without running rollouts
    /// @param newUnits new units of each variant of each rollout in a batch
    /// @param cachedUnitShare share of the units, 0 to 1, that are stored while their index fits into the
    ///     buffers
    record BatchContent(int rollouts, int rolloutsPerBatch, int newUnits, double cachedUnitShare) {
        private static final int VARIANTS = 2;

        BatchContent {
            if (rollouts < 0 || rolloutsPerBatch < 0 || newUnits < 0 || cachedUnitShare < 0 || cachedUnitShare > 1) {
                throw new IllegalArgumentException("Counts must be 0 or more, cachedUnitShare 0 to 1");
            }
            if (rolloutsPerBatch == 0 ? rollouts != 0 : rollouts == 0 || rollouts % rolloutsPerBatch != 0) {
                throw new IllegalArgumentException("rollouts must be a multiple of rolloutsPerBatch, got " + rollouts
                        + " and " + rolloutsPerBatch);
            }
        }

        /// Returns the rows of new units per batch.
        int unitsPerBatch() {
            return VARIANTS * rolloutsPerBatch * newUnits;
        }

        /// Returns the groups of processes with the same rollouts.
        int services() {
            return rolloutsPerBatch == 0 ? 1 : rollouts / rolloutsPerBatch;
        }
    }

    /// @param servers number of servers
    /// @param serverCores cores of each server
    /// @param databaseCores cores of the PostgreSQL machine
    /// @param brokerCores cores of all brokers together
    /// @param partitions partitions of the Kafka topic; at most as many servers have a consumer with work
    /// @param shared whether servers, database, broker and load generator share the cores of one server, as in
    ///     the measurements
    record Machines(int servers, int serverCores, int databaseCores, int brokerCores, int partitions, boolean shared) {
        /// Partitions that the server creates.
        static final int PARTITIONS = 12;

        Machines {
            if (Math.min(Math.min(servers, serverCores), Math.min(databaseCores, Math.min(brokerCores, partitions)))
                    < 1) {
                throw new IllegalArgumentException("Each number of machines, cores and partitions must be 1 or more");
            }
        }

        /// Describes one machine on which everything runs.
        static Machines sharedCores(int cores) {
            return new Machines(1, cores, cores, cores, PARTITIONS, true);
        }
    }

    IntakeScenario {
        if (time.compareTo(Duration.ofSeconds(5)) < 0) {
            throw new IllegalArgumentException("time must be at least 5 s, got " + time);
        }
    }

    /// Returns the scenario on other machines.
    IntakeScenario on(Machines other) {
        return new IntakeScenario(store, arrivals, content, other, time, seed);
    }
}
