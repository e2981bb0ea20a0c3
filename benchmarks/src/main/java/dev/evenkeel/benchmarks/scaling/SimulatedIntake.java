// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.scaling;

/// The output of a simulation. Rates, shares and latencies are of the measured part of the simulated time. Immutable.
///
/// @param counts numbers of batches since the start
/// @param batchesPerSecond batches stored in PostgreSQL
/// @param transactionsPerSecond transactions that store batches
/// @param cpu use of cores
/// @param threads use of the threads that limit throughput
/// @param answer time from the first attempt to send a batch until the response to it
/// @param storage time from the first attempt to send a batch until its commit in PostgreSQL
/// @param decision age of decisions: time from the first attempt to send a batch until the commit of the
///     evaluation that contains it
/// @param rejectedShare rejected attempts as a share of all attempts, 0 to 1
/// @param diskBytesPerHour growth of the database
/// @param indexBytesPerHour growth of the index of units
/// @param stable whether no queue grew
record SimulatedIntake(
        BatchCounts counts,
        double batchesPerSecond,
        double transactionsPerSecond,
        CpuFigures cpu,
        ThreadFigures threads,
        Percentiles answer,
        Percentiles storage,
        Percentiles decision,
        double rejectedShare,
        double diskBytesPerHour,
        double indexBytesPerHour,
        boolean stable) {
    /// @param sent batches that a process sent, whether or not it sent them again
    /// @param answered batches with a positive response
    /// @param waiting batches without one at the end
    /// @param stored batches stored in PostgreSQL
    /// @param rejected rejected attempts
    record BatchCounts(long sent, long answered, long waiting, long stored, long rejected) {}

    /// Utilisations are shares of all cores of that kind, 0 to 1.
    ///
    /// @param serverMicros server CPU per stored batch, in microseconds
    /// @param databaseMicros PostgreSQL CPU per stored batch, in microseconds
    /// @param demand PostgreSQL CPU by cause, in cores
    record CpuFigures(
            double server,
            double database,
            double broker,
            double serverMicros,
            double databaseMicros,
            DatabaseDemand demand) {}

    /// PostgreSQL CPU by cause, in cores.
    record DatabaseDemand(double transactions, double batches, double units, double evidence, double guard) {
        double total() {
            return transactions + batches + units + evidence + guard;
        }
    }

    /// Busy shares of threads, 0 to 1.
    ///
    /// @param storage threads that store groups, two per server or the consumer: the share of what they could
    ///     store in full groups, on the busiest server
    /// @param guard thread that evaluates rollouts, on average over the servers
    record ThreadFigures(double storage, double guard) {}

    /// Percentiles in milliseconds; 0 without values.
    record Percentiles(double p50, double p99) {}
}
