// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.scaling;

import dev.evenkeel.benchmarks.scaling.IntakeCosts.TransactionCosts;
import dev.evenkeel.benchmarks.scaling.IntakeScenario.BatchContent;
import dev.evenkeel.benchmarks.scaling.IntakeScenario.Machines;
import dev.evenkeel.benchmarks.scaling.SimulatedIntake.DatabaseDemand;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The search for the smallest machines on which a scenario is stable, uses at most 60% of each kind of core and 80% of
/// the storing threads, and responds, stores and decides within two seconds.
///
/// Starts with the cores that batches and units need in any case, which needs no simulation, and adds machines where
/// the simulation exceeds a limit. Then removes servers as long as all limits hold.
final class ProvisioningSearch {
    /// Highest accepted utilisation of cores.
    static final double MOST_UTILISATION = 0.6;

    /// Highest accepted busy share of the threads that store groups. Slightly above it, some seeds give rejected
    /// batches.
    static final double MOST_STORAGE = 0.8;

    /// Highest accepted 99th percentile of the decision age, and of the times until response and commit, in
    /// milliseconds.
    static final double MOST_AGE_MILLIS = 2_000;

    /// Cores of the largest PostgreSQL machine.
    static final int MOST_DATABASE_CORES = 32;

    /// Cores of one server.
    static final int SERVER_CORES = 4;

    private static final int MOST_BROKER_CORES = 64;
    private static final int MOST_SERVERS = 96;
    private static final int MOST_PARTITIONS = 96;
    private static final int MOST_SIMULATIONS = 40;
    private static final double GROWTH = 1.2;
    private static final double BUSY = 0.9;

    private final IntakeScenario scenario;
    private final IntakeCosts costs;
    private Machines machines;
    private int simulations;

    /// The part that prevents more batches.
    enum Limit {
        SERVER_CORES("server cores"),
        DATABASE_CORES("PostgreSQL cores"),
        UNIT_ROWS("PostgreSQL cores, mostly for rows of new units"),
        BROKER_CORES("broker cores"),
        STORAGE_THREADS("threads that store groups"),
        GUARD_THREAD("guard thread of each server"),
        DECISION_AGE("time until commit or decision");

        private final String label;

        Limit(String label) {
            this.label = label;
        }

        /// Returns the name in reports.
        String label() {
            return label;
        }
    }

    /// The result.
    ///
    /// @param machines the smallest machines; empty when one database is not enough
    /// @param result simulation on them; without machines, the last one, if any
    /// @param limit without machines, what prevents them; otherwise, what is closest to its limit
    /// @param databaseCores PostgreSQL cores that it needs at 60% utilisation
    record Provisioning(
            Optional<Machines> machines, Optional<SimulatedIntake> result, Limit limit, double databaseCores) {}

    private ProvisioningSearch(IntakeScenario scenario, IntakeCosts costs) {
        this.scenario = scenario;
        this.costs = costs;
        this.machines = new Machines(
                Math.max(1, ceil(serverCoresNeeded() / SERVER_CORES)),
                SERVER_CORES,
                nextPower(storageCoresNeeded()),
                nextPower(brokerCoresNeeded()),
                Machines.PARTITIONS,
                false);
    }

    /// @param scenario its machines are ignored
    static Provisioning search(IntakeScenario scenario, IntakeCosts costs) {
        return new ProvisioningSearch(scenario, costs).search();
    }

    private Provisioning search() {
        if (machines.databaseCores() > MOST_DATABASE_CORES) {
            return new Provisioning(Optional.empty(), Optional.empty(), databaseLimit(null), storageCoresNeeded());
        }
        int failing = machines.servers() - 1;
        SimulatedIntake result = simulate(machines);
        while (!meetsLimits(result)) {
            Limit limit = limitOf(result);
            int servers = machines.servers();
            @Nullable Machines larger = simulations == MOST_SIMULATIONS ? null : enlarge(limit, result);
            if (larger == null) {
                return new Provisioning(Optional.empty(), Optional.of(result), limit, databaseCores(result));
            }
            failing = larger.servers() > servers ? servers : failing;
            machines = larger;
            result = simulate(machines);
        }
        return removeServers(failing, result);
    }

    /* By bisection between a number that is too small and one that is enough. */
    private Provisioning removeServers(int tooFew, SimulatedIntake enough) {
        int failing = tooFew;
        SimulatedIntake result = enough;
        while (machines.servers() - failing > 1) {
            Machines fewer = withServers((failing + machines.servers()) / 2);
            SimulatedIntake simulated = simulate(fewer);
            if (meetsLimits(simulated)) {
                machines = fewer;
                result = simulated;
            } else {
                failing = fewer.servers();
            }
        }
        return new Provisioning(Optional.of(machines), Optional.of(result), limitOf(result), databaseCores(result));
    }

    private SimulatedIntake simulate(Machines on) {
        simulations++;
        return IntakeSimulation.run(scenario.on(on), costs);
    }

    /* In whole percent, because the number of batches varies a little. */
    private static boolean isOverused(double utilisation) {
        return Math.round(100 * utilisation) > Math.round(100 * MOST_UTILISATION);
    }

    private static boolean meetsLimits(SimulatedIntake result) {
        return result.stable()
                && result.rejectedShare() == 0
                && !isOverused(result.cpu().server())
                && !isOverused(result.cpu().database())
                && !isOverused(result.cpu().broker())
                && result.threads().storage() <= MOST_STORAGE
                && latest(result) <= MOST_AGE_MILLIS;
    }

    private static double latest(SimulatedIntake result) {
        return Math.max(
                result.answer().p99(),
                Math.max(result.storage().p99(), result.decision().p99()));
    }

    /* What exceeds its limit most, or is closest to it. */
    private Limit limitOf(SimulatedIntake result) {
        double cores = Math.max(
                result.cpu().database(),
                Math.max(result.cpu().server(), result.cpu().broker()));
        double ofCores = cores / MOST_UTILISATION;
        double ofStorage = result.threads().storage() / MOST_STORAGE;
        double ofAge = latest(result) / MOST_AGE_MILLIS;
        if (isOverused(cores) || (ofCores >= ofStorage && ofCores >= ofAge)) {
            return coreLimit(result, cores);
        }
        if (ofStorage >= ofAge) {
            return Limit.STORAGE_THREADS;
        }
        return result.threads().guard() > BUSY ? Limit.GUARD_THREAD : Limit.DECISION_AGE;
    }

    private Limit coreLimit(SimulatedIntake result, double highest) {
        if (result.cpu().database() == highest) {
            return databaseLimit(result);
        }
        return result.cpu().broker() == highest ? Limit.BROKER_CORES : Limit.SERVER_CORES;
    }

    private Limit databaseLimit(@Nullable SimulatedIntake result) {
        double units = result == null ? unitCores() : result.cpu().demand().units();
        double all = result == null
                ? storageCoresNeeded() * MOST_UTILISATION
                : result.cpu().demand().total();
        return units > all / 2 ? Limit.UNIT_ROWS : Limit.DATABASE_CORES;
    }

    /* Null when nothing larger is allowed. */
    private @Nullable Machines enlarge(Limit limit, SimulatedIntake result) {
        return switch (limit) {
            case DATABASE_CORES, UNIT_ROWS ->
                2 * machines.databaseCores() > MOST_DATABASE_CORES
                        ? null
                        : withCores(2 * machines.databaseCores(), machines.brokerCores());
            case BROKER_CORES ->
                2 * machines.brokerCores() > MOST_BROKER_CORES
                        ? null
                        : withCores(machines.databaseCores(), 2 * machines.brokerCores());
            case SERVER_CORES -> addServers(result.cpu().server() / MOST_UTILISATION);
            case STORAGE_THREADS, GUARD_THREAD, DECISION_AGE -> addServers(GROWTH);
        };
    }

    /* A server without a partition has no consumer, so more servers need more partitions. */
    private @Nullable Machines addServers(double factor) {
        int servers = Math.max(machines.servers() + 1, ceil(machines.servers() * Math.min(factor, 2)));
        int partitions = machines.partitions();
        while (scenario.store() == IntakeStore.KAFKA && partitions < servers) {
            partitions *= 2;
        }
        return servers > MOST_SERVERS || partitions > MOST_PARTITIONS
                ? null
                : new Machines(
                        servers, SERVER_CORES, machines.databaseCores(), machines.brokerCores(), partitions, false);
    }

    private Machines withServers(int servers) {
        int partitions = machines.partitions();
        while (partitions / 2 >= Math.max(servers, Machines.PARTITIONS)) {
            partitions /= 2;
        }
        return new Machines(servers, SERVER_CORES, machines.databaseCores(), machines.brokerCores(), partitions, false);
    }

    private Machines withCores(int database, int broker) {
        return new Machines(machines.servers(), SERVER_CORES, database, broker, machines.partitions(), false);
    }

    private double serverCoresNeeded() {
        BatchContent content = scenario.content();
        double micros = scenario.store() == IntakeStore.POSTGRESQL
                ? costs.postgres().serverBatch() + costs.postgres().serverUnit() * content.unitsPerBatch()
                : costs.kafka().serverAppend() + costs.kafka().consumer();
        return cores(micros) / MOST_UTILISATION;
    }

    private double storageCoresNeeded() {
        return (cores(storage().batch()) + unitCores()) / MOST_UTILISATION;
    }

    private double unitCores() {
        double unit = storage().unit()
                + (1 - scenario.content().cachedUnitShare()) * storage().uncachedUnit();
        return cores(unit * scenario.content().unitsPerBatch());
    }

    private double brokerCoresNeeded() {
        return scenario.store() == IntakeStore.POSTGRESQL
                ? 0
                : cores(costs.kafka().broker()) / MOST_UTILISATION;
    }

    private TransactionCosts storage() {
        return scenario.store() == IntakeStore.POSTGRESQL
                ? costs.postgres().storage()
                : costs.kafka().storage();
    }

    private double cores(double microsPerBatch) {
        return scenario.arrivals().perSecondOffered() * microsPerBatch / 1e6;
    }

    private static double databaseCores(SimulatedIntake result) {
        DatabaseDemand demand = result.cpu().demand();
        return demand.total() / MOST_UTILISATION;
    }

    private static int ceil(double value) {
        return (int) Math.ceil(value);
    }

    private static int nextPower(double cores) {
        int power = 1;
        while (power < cores) {
            power *= 2;
        }
        return power;
    }
}
