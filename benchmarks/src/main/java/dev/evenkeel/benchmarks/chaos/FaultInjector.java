// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.chaos;

import dev.evenkeel.benchmarks.faultinjection.NetworkProxy;
import dev.evenkeel.benchmarks.faultinjection.ProcessSignal;
import dev.evenkeel.benchmarks.server.RestartableProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// Injector that executes a fault schedule. Skips and records faults that are not possible here, or whose
/// target has not recovered from another fault.
final class FaultInjector {
    private static final long SLOW_MILLIS = 150;

    private final ChaosEnvironment environment;
    private final RestartListener restarted;
    private final Set<String> struck = ConcurrentHashMap.newKeySet();
    private final List<FaultEvent> happened = new CopyOnWriteArrayList<>();

    FaultInjector(ChaosEnvironment environment, RestartListener restarted) {
        this.environment = environment;
        this.restarted = restarted;
    }

    /// A listener to restarts of a process.
    @FunctionalInterface
    interface RestartListener {
        void onRestart(RestartableProcess process) throws IOException, InterruptedException;
    }

    /// A scheduled fault and whether it was injected.
    ///
    /// @param passedOver why it was skipped; empty when it was injected
    record FaultEvent(ScheduledFault fault, String passedOver) {}

    /// Returns the faults so far.
    List<FaultEvent> events() {
        return List.copyOf(happened);
    }

    /// Executes the schedule and returns when every fault has been removed.
    void run(FaultSchedule schedule) throws InterruptedException {
        long began = System.nanoTime();
        List<Thread> under = new ArrayList<>();
        for (ScheduledFault fault : schedule.faults()) {
            sleep(fault.at().minusNanos(System.nanoTime() - began));
            String not = findSkipReason(fault);
            happened.add(new FaultEvent(fault, not));
            log(began, fault.toText() + (not.isEmpty() ? "" : ": passed over, " + not));
            if (not.isEmpty()) {
                under.add(Thread.ofVirtual().name("fault " + fault.toText()).start(() -> execute(fault)));
            }
        }
        sleep(schedule.span().minusNanos(System.nanoTime() - began));
        for (Thread one : under) {
            one.join();
        }
    }

    private static void sleep(Duration left) throws InterruptedException {
        if (left.isPositive()) {
            Thread.sleep(left);
        }
    }

    private String findSkipReason(ScheduledFault fault) {
        if (fault.kind() == FaultKind.CLOCK_SET && !environment.clock().canBeSet()) {
            return "there is no libfaketime";
        }
        if (fault.kind() == FaultKind.DISK_FULL && !environment.hasSmallDisks()) {
            return "only root may mount a small disk";
        }
        return struck.add(fault.key()) ? "" : "it is not back from something else";
    }

    private void execute(ScheduledFault fault) {
        try {
            begin(fault);
            try {
                Thread.sleep(fault.lasting());
            } finally {
                end(fault);
            }
        } catch (IOException e) {
            System.err.println("chaos: " + fault.toText() + " did not go as it should: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            struck.remove(fault.key());
        }
    }

    private void begin(ScheduledFault fault) throws IOException, InterruptedException {
        switch (fault.kind()) {
            case SERVER_KILLED, PROCESS_KILLED -> program(fault).kill();
            case SERVER_STANDS_STILL, PROCESS_STANDS_STILL -> program(fault).setSuspended(true);
            case SERVER_CUT, PROCESS_CUT -> proxy(fault).resetConnections();
            case SERVER_SLOW, PROCESS_SLOW -> proxy(fault).setDelay(SLOW_MILLIS);
            case SERVER_SILENCED, PROCESS_SILENCED -> proxy(fault).setSilent(true);
            case SERVER_STRANDED, PROCESS_STRANDED -> proxy(fault).setStranded(true);
            case DATABASE_RESTARTED ->
                ProcessSignal.QUIT.send(environment.database().pid());
            case BROKER_KILLED -> environment.broker(fault.index()).kill();
            case DISK_FULL -> environment.disk(fault.index()).fill();
            case CLOCK_SET -> environment.clock().set(fault.size());
        }
    }

    private void end(ScheduledFault fault) throws IOException, InterruptedException {
        switch (fault.kind()) {
            case SERVER_KILLED -> program(fault).restart();
            case PROCESS_KILLED -> {
                program(fault).restart();
                restarted.onRestart(program(fault));
            }
            case SERVER_STANDS_STILL, PROCESS_STANDS_STILL -> program(fault).setSuspended(false);
            case SERVER_SLOW, PROCESS_SLOW -> proxy(fault).setDelay(0);
            case SERVER_SILENCED, PROCESS_SILENCED -> proxy(fault).setSilent(false);
            case SERVER_STRANDED, PROCESS_STRANDED -> proxy(fault).setStranded(false);
            case BROKER_KILLED -> environment.broker(fault.index()).start();
            case DISK_FULL -> environment.disk(fault.index()).free();
            case CLOCK_SET -> environment.clock().set(0);
            case SERVER_CUT, PROCESS_CUT, DATABASE_RESTARTED -> {
                /* The fault ends immediately. */
            }
        }
    }

    private RestartableProcess program(ScheduledFault fault) {
        List<RestartableProcess> programs =
                fault.kind().target() == FaultKind.FaultTarget.SERVER ? environment.servers() : environment.processes();
        return programs.get(fault.index());
    }

    private NetworkProxy proxy(ScheduledFault fault) {
        return fault.kind().target() == FaultKind.FaultTarget.SERVER_PROXY
                ? environment.serverProxy(fault.index())
                : environment.processProxy(fault.index());
    }

    private static void log(long began, String what) {
        Duration at = Duration.ofNanos(System.nanoTime() - began);
        System.err.printf("chaos: %02d:%02d %s%n", at.toMinutes(), at.toSecondsPart(), what);
    }
}
