// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.scaling;

import dev.evenkeel.benchmarks.scaling.CpuPool.User;
import dev.evenkeel.benchmarks.scaling.IntakeScenario.Machines;
import java.util.List;
import java.util.stream.IntStream;

/// The simulated machines of a scenario.
///
/// @param servers cores of each server
record SimulatedMachines(EventQueue events, List<CpuPool> servers, CpuPool database, CpuPool broker) {
    /// Creates idle machines.
    static SimulatedMachines create(EventQueue events, Machines machines) {
        List<CpuPool> servers = IntStream.range(0, machines.servers())
                .mapToObj(i -> new CpuPool(events, machines.serverCores()))
                .toList();
        return machines.shared()
                ? new SimulatedMachines(events, servers, servers.getFirst(), servers.getFirst())
                : new SimulatedMachines(
                        events,
                        servers,
                        new CpuPool(events, machines.databaseCores()),
                        new CpuPool(events, machines.brokerCores()));
    }

    CpuPool server(int number) {
        return servers.get(number);
    }

    /// Returns the CPU time used so far on all machines, in nanoseconds.
    long used(User user) {
        return switch (user) {
            case GENERATOR, SERVER ->
                servers.stream().mapToLong(each -> each.used(user)).sum();
            case DATABASE -> database.used(user);
            case BROKER -> broker.used(user);
        };
    }
}
