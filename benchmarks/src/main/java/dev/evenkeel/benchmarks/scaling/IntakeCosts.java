// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.scaling;

import java.time.Duration;

/// The costs of outcome intake, fitted to measurements on a machine with two cores of an AMD EPYC. Immutable.
///
/// CPU times are microseconds on one core. *Fitted* values reproduce the CPU time and the highest rate of the runs in
/// `benchmarks/results/load.md` and `load-ten-units.md`, and the comparison of two gather times in ADR 0116. They are
/// one solution of several: the runs have fewer figures than the model has constants. *Estimated* values have no
/// measurement yet.
///
/// @param postgres costs of storing batches in groups on PostgreSQL
/// @param kafka costs of appending batches to Kafka and of storing them later
/// @param guard costs of the guard
/// @param generator CPU time of the load generator per batch, on the machine of the measurements. Estimated
/// @param commitLatency time that a commit waits for the disk, without CPU time. Fitted to the median latency
/// @param batchBytes growth of the database per batch without units: 2.6 kB per batch in `load.md`, less its
///     six units
/// @param unitBytes growth of the database per unit, with its index entry: `docs/concepts/scaling.md`
/// @param unitIndexBytes part of it in the index, which should fit into the buffers: `docs/concepts/scaling.md`
/// @param cachedUnits units whose index fits into the 512 MB of buffers of the measured database: in `load.md`,
///     the latency rises after minute nine, at 6.7 million units
record IntakeCosts(
        PostgresCosts postgres,
        KafkaCosts kafka,
        GuardCosts guard,
        double generator,
        Duration commitLatency,
        double batchBytes,
        double unitBytes,
        double unitIndexBytes,
        double cachedUnits) {
    /// The constants in use.
    static final IntakeCosts CURRENT = new IntakeCosts(
            new PostgresCosts(188, 3.8, 3_000, new TransactionCosts(1_300, 173, 7, 7.5, 80)),
            new KafkaCosts(250, 60, 150, Duration.ofMillis(5), new TransactionCosts(1_300, 40, 7, 7.5, 80)),
            new GuardCosts(2_000, 2_800, 300, 300, 100, 100),
            30,
            Duration.ofMillis(3),
            1_700,
            150,
            100,
            6_700_000);

    /// PostgreSQL CPU of a transaction that stores batches.
    ///
    /// @param transaction per transaction: with the evidence of three rollouts, 1,700 is the slope between 200
    ///     and 50 transactions per second in ADR 0116
    /// @param batch per batch
    /// @param unit per new unit while the index of units fits into the buffers
    /// @param uncachedUnit additionally per new unit when the index is larger than the buffers
    /// @param evidence per rollout with evidence in the transaction
    record TransactionCosts(double transaction, double batch, double unit, double uncachedUnit, double evidence) {}

    /// Costs of storing batches in groups. All are fitted.
    ///
    /// @param serverBatch server CPU per batch: HTTP, decoding, counting
    /// @param serverUnit server CPU per new unit
    /// @param serverTransaction server CPU per transaction, on the thread that stores the group
    /// @param storage costs of a transaction
    record PostgresCosts(double serverBatch, double serverUnit, double serverTransaction, TransactionCosts storage) {}

    /// Costs of intake over Kafka. Estimated until a load run over Kafka is measured; the costs of a transaction, of a
    /// unit and of the evidence of a rollout are those of PostgreSQL.
    ///
    /// @param serverAppend server CPU per batch: HTTP, validation, append
    /// @param broker broker CPU per batch, including replication
    /// @param consumer server CPU per batch on the consumer's thread
    /// @param appendLatency time until the broker confirms a batch, without CPU time
    /// @param storage costs of a transaction
    record KafkaCosts(
            double serverAppend, double broker, double consumer, Duration appendLatency, TransactionCosts storage) {}

    /// Costs of an evaluation of one rollout. The costs per evaluation are fitted to the difference between three
    /// rollouts (ADR 0116) and nine (`load.md`); those per row of evidence together are the 0.2 ms in
    /// `docs/concepts/scaling.md`, measured when each batch was its own row.
    ///
    /// @param serverTick server CPU with new evidence, including the look that finds no more
    /// @param databaseTick PostgreSQL CPU with new evidence
    /// @param serverIdle server CPU without new evidence. Estimated
    /// @param databaseIdle PostgreSQL CPU without new evidence. Estimated
    /// @param serverRow server CPU per row of evidence: one per rollout and transaction
    /// @param databaseRow PostgreSQL CPU per row of evidence
    record GuardCosts(
            double serverTick,
            double databaseTick,
            double serverIdle,
            double databaseIdle,
            double serverRow,
            double databaseRow) {}
}
