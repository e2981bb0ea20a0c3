// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.chaos;

import dev.evenkeel.benchmarks.faultinjection.Fault;
import dev.evenkeel.benchmarks.faultinjection.FaultInjector;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/// Runs a fault schedule. Skips and records faults that are not possible here, or whose target has not recovered from
/// another fault.
final class FaultScheduleRunner {
    private final ChaosEnvironment fleet;
    private final Function<ScheduledFault, Fault> factory;
    private final FaultInjector injector = new FaultInjector();
    private final List<FaultEvent> events = new CopyOnWriteArrayList<>();

    /// @param factory creates the scheduled faults
    FaultScheduleRunner(ChaosEnvironment fleet, Function<ScheduledFault, Fault> factory) {
        this.fleet = fleet;
        this.factory = factory;
    }

    /// A scheduled fault and whether it was injected.
    ///
    /// @param skipReason why it was skipped; empty when it was injected
    record FaultEvent(ScheduledFault fault, String skipReason) {
        boolean isInjected() {
            return skipReason.isEmpty();
        }
    }

    /// Returns the faults so far.
    List<FaultEvent> events() {
        return List.copyOf(events);
    }

    /// Runs the schedule and returns when every fault has been removed.
    void run(FaultSchedule schedule) throws InterruptedException {
        long began = System.nanoTime();
        for (ScheduledFault fault : schedule.faults()) {
            sleepUntil(began, fault.at());
            var event = new FaultEvent(fault, inject(fault));
            events.add(event);
            log(began, fault.toText() + (event.isInjected() ? "" : ": skipped, " + event.skipReason()));
        }
        sleepUntil(began, schedule.span());
        injector.awaitRemoved();
    }

    private static void sleepUntil(long began, Duration at) throws InterruptedException {
        Duration left = at.minusNanos(System.nanoTime() - began);
        if (left.isPositive()) {
            Thread.sleep(left);
        }
    }

    /* Returns why the fault was skipped; empty when it was injected. */
    private String inject(ScheduledFault fault) {
        String obstacle = fleet.findObstacle(fault.kind());
        if (!obstacle.isEmpty()) {
            return obstacle;
        }
        return injector.inject(fault.key(), factory.apply(fault), fault.lasting())
                ? ""
                : "the target has not recovered from another fault";
    }

    private static void log(long began, String message) {
        Duration at = Duration.ofNanos(System.nanoTime() - began);
        System.err.printf("chaos: %02d:%02d %s%n", at.toMinutes(), at.toSecondsPart(), message);
    }
}
