// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.faultinjection;

import dev.evenkeel.benchmarks.server.ProcessSignal;
import dev.evenkeel.benchmarks.server.RestartableProcess;
import dev.evenkeel.examples.demo.process.EmbeddedPostgresProcess;
import dev.evenkeel.kafkabroker.BrokerProcess;
import dev.evenkeel.net.NetworkProxy;
import dev.evenkeel.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;

/// A fault of a process, a network, a disk or a clock.
///
/// @param begin injects the fault
/// @param end removes it; does nothing for a fault that ends by itself
public record Fault(FaultAction begin, FaultAction end) {
    private static final long SLOW_MILLIS = 150;

    /// An action that injects or removes a fault, or that runs meanwhile.
    @FunctionalInterface
    public interface FaultAction {
        void run() throws IOException, InterruptedException;
    }

    /// Returns a fault that kills a program (SIGKILL), and restarts it at its end.
    public static Fault kill(RestartableProcess program) {
        return new Fault(program::kill, program::restart);
    }

    /// Returns a fault that stops a program (SIGTERM), and restarts it at its end.
    public static Fault stop(RestartableProcess program) {
        return new Fault(program::stop, program::restart);
    }

    /// Returns a fault that suspends a program (SIGSTOP), and resumes it at its end.
    public static Fault suspend(RestartableProcess program) {
        return new Fault(() -> program.setSuspended(true), () -> program.setSuspended(false));
    }

    /// Returns a fault that resets the connections of a proxy.
    public static Fault reset(NetworkProxy proxy) {
        return withoutEnd(proxy::resetConnections);
    }

    /// Returns a fault that delays the data of a proxy.
    public static Fault slow(NetworkProxy proxy) {
        return new Fault(() -> proxy.setDelay(SLOW_MILLIS), () -> proxy.setDelay(0));
    }

    /// Returns a fault that holds back all data of a proxy.
    public static Fault silence(NetworkProxy proxy) {
        return new Fault(() -> proxy.setSilent(true), () -> proxy.setSilent(false));
    }

    /// Returns a fault that makes the open connections of a proxy half-open.
    public static Fault strand(NetworkProxy proxy) {
        return new Fault(() -> proxy.setStranded(true), () -> proxy.setStranded(false));
    }

    /// Returns a fault that kills an embedded PostgreSQL of another process (SIGKILL), which its supervisor restarts.
    ///
    /// @param data the data folder of that process
    public static Fault killDatabase(Path data) {
        return withoutEnd(() -> EmbeddedPostgresProcess.of(data).kill());
    }

    /// Returns a fault that shuts down PostgreSQL in immediate mode; its supervisor restarts it.
    public static Fault restart(EmbeddedPostgres database) {
        return withoutEnd(() -> ProcessSignal.QUIT.send(database.pid()));
    }

    /// Returns a fault that kills a Kafka broker (SIGKILL), and restarts it at its end.
    public static Fault kill(BrokerProcess broker) {
        return new Fault(broker::kill, broker::start);
    }

    /// Returns a fault that fills a disk.
    public static Fault fill(FillableDisk disk) {
        return new Fault(disk::fill, disk::free);
    }

    /// Returns a fault that makes a clock wrong.
    ///
    /// @param seconds offset; negative values set it back
    public static Fault shift(AdjustableClock clock, int seconds) {
        return new Fault(() -> clock.set(seconds), () -> clock.set(0));
    }

    private static Fault withoutEnd(FaultAction begin) {
        return new Fault(begin, () -> {});
    }

    /// Returns the fault with an action after its end.
    public Fault andThen(FaultAction action) {
        return new Fault(begin, () -> {
            end.run();
            action.run();
        });
    }

    /// Injects the fault, runs an action, and removes the fault.
    public void during(FaultAction action) throws IOException, InterruptedException {
        begin.run();
        try {
            action.run();
        } finally {
            end.run();
        }
    }
}
