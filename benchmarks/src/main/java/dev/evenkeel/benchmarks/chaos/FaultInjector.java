// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.chaos;

import dev.evenkeel.benchmarks.faultinjection.NetworkProxy;
import dev.evenkeel.benchmarks.faultinjection.ProcessSignal;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// Lets a schedule happen. What cannot happen here, or happens to somebody who is not back from
/// something else, is passed over, and that is said.
final class FaultInjector {
    private static final long SLOW_MILLIS = 150;

    private final ChaosEnvironment fleet;
    private final RestartListener restarted;
    private final Set<String> struck = ConcurrentHashMap.newKeySet();
    private final List<FaultEvent> happened = new CopyOnWriteArrayList<>();

    FaultInjector(ChaosEnvironment fleet, RestartListener restarted) {
        this.fleet = fleet;
        this.restarted = restarted;
    }

    /// What a process has to be told that was started again.
    @FunctionalInterface
    interface RestartListener {
        void tell(RestartableProcess process) throws IOException, InterruptedException;
    }

    /// A fault, and what came of it.
    ///
    /// @param passedOver why it did not happen; empty when it did
    record FaultEvent(ScheduledFault fault, String passedOver) {}

    /// All that happened so far.
    List<FaultEvent> happened() {
        return List.copyOf(happened);
    }

    /// Lets all of it happen, and returns when all of it is mended.
    void run(FaultSchedule schedule) throws InterruptedException {
        long began = System.nanoTime();
        List<Thread> under = new ArrayList<>();
        for (ScheduledFault fault : schedule.faults()) {
            sleep(fault.at().minusNanos(System.nanoTime() - began));
            String not = reasonAgainst(fault);
            happened.add(new FaultEvent(fault, not));
            say(began, fault.words() + (not.isEmpty() ? "" : ": passed over, " + not));
            if (not.isEmpty()) {
                under.add(Thread.ofVirtual().name("fault " + fault.words()).start(() -> happen(fault)));
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

    private String reasonAgainst(ScheduledFault fault) {
        if (fault.kind() == FaultKind.CLOCK_SET && !fleet.clock().canBeSet()) {
            return "there is no libfaketime";
        }
        if (fault.kind() == FaultKind.DISK_FULL && !fleet.hasSmallDisks()) {
            return "only root may mount a small disk";
        }
        return struck.add(fault.key()) ? "" : "it is not back from something else";
    }

    private void happen(ScheduledFault fault) {
        try {
            begin(fault);
            try {
                Thread.sleep(fault.lasting());
            } finally {
                end(fault);
            }
        } catch (IOException e) {
            System.err.println("chaos: " + fault.words() + " did not go as it should: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            struck.remove(fault.key());
        }
    }

    private void begin(ScheduledFault fault) throws IOException, InterruptedException {
        switch (fault.kind()) {
            case SERVER_KILLED, PROCESS_KILLED -> program(fault).kill();
            case SERVER_STANDS_STILL, PROCESS_STANDS_STILL -> program(fault).standStill(true);
            case SERVER_CUT, PROCESS_CUT -> wire(fault).cut();
            case SERVER_SLOW, PROCESS_SLOW -> wire(fault).slow(SLOW_MILLIS);
            case SERVER_SILENCED, PROCESS_SILENCED -> wire(fault).silence(true);
            case SERVER_STRANDED, PROCESS_STRANDED -> wire(fault).strand(true);
            case DATABASE_RESTARTED -> ProcessSignal.QUIT.send(fleet.database().pid());
            case DISK_FULL -> fleet.disk(fault.index()).fill();
            case CLOCK_SET -> fleet.clock().set(fault.size());
        }
    }

    private void end(ScheduledFault fault) throws IOException, InterruptedException {
        switch (fault.kind()) {
            case SERVER_KILLED -> program(fault).startAgain();
            case PROCESS_KILLED -> {
                program(fault).startAgain();
                restarted.tell(program(fault));
            }
            case SERVER_STANDS_STILL, PROCESS_STANDS_STILL -> program(fault).standStill(false);
            case SERVER_SLOW, PROCESS_SLOW -> wire(fault).slow(0);
            case SERVER_SILENCED, PROCESS_SILENCED -> wire(fault).silence(false);
            case SERVER_STRANDED, PROCESS_STRANDED -> wire(fault).strand(false);
            case DISK_FULL -> fleet.disk(fault.index()).free();
            case CLOCK_SET -> fleet.clock().set(0);
            case SERVER_CUT, PROCESS_CUT, DATABASE_RESTARTED -> {
                /* It is over as soon as it has happened. */
            }
        }
    }

    private RestartableProcess program(ScheduledFault fault) {
        List<RestartableProcess> programs =
                fault.kind().target() == FaultKind.FaultTarget.SERVER ? fleet.servers() : fleet.processes();
        return programs.get(fault.index());
    }

    private NetworkProxy wire(ScheduledFault fault) {
        return fault.kind().target() == FaultKind.FaultTarget.SERVER_WIRE
                ? fleet.serverWire(fault.index())
                : fleet.processWire(fault.index());
    }

    private static void say(long began, String what) {
        Duration at = Duration.ofNanos(System.nanoTime() - began);
        System.err.printf("chaos: %02d:%02d %s%n", at.toMinutes(), at.toSecondsPart(), what);
    }
}
