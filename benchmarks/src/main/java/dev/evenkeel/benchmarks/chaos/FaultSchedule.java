// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// A fault schedule, determined only by the seed and the time span.
///
/// A fault begins every 3 to 9 seconds. The kinds are drawn from a shuffled bag, refilled when it is empty,
/// so that a short campaign includes each kind and a long one includes each about equally often.
///
/// @param span by its end all faults have been removed
/// @param faults in order of their start
record FaultSchedule(long seed, Duration span, List<ScheduledFault> faults) {
    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration LEAST_GAP = Duration.ofSeconds(3);
    private static final Duration MOST_GAP = Duration.ofSeconds(9);
    private static final int LEAST_STEP_OF_A_CLOCK = 60;
    private static final int MOST_STEP_OF_A_CLOCK = 300;

    FaultSchedule {
        faults = List.copyOf(faults);
    }

    /// @param span 30 seconds or more
    /// @param kinds the kinds of faults
    static FaultSchedule of(long seed, Duration span, List<FaultKind> kinds) {
        var random = new Random(seed);
        List<FaultKind> bag = new ArrayList<>();
        List<ScheduledFault> faults = new ArrayList<>();
        Duration at = FIRST;
        while (at.compareTo(span) < 0) {
            if (bag.isEmpty()) {
                bag.addAll(kinds);
                Collections.shuffle(bag, random);
            }
            faults.add(fault(at, bag.removeLast(), span.minus(at), random));
            at = at.plus(between(LEAST_GAP, MOST_GAP, random));
        }
        return new FaultSchedule(seed, span, faults);
    }

    private static ScheduledFault fault(Duration at, FaultKind kind, Duration left, Random random) {
        Duration lasting =
                between(Duration.ofSeconds(kind.leastSeconds()), Duration.ofSeconds(kind.mostSeconds()), random);
        int size = LEAST_STEP_OF_A_CLOCK + random.nextInt(MOST_STEP_OF_A_CLOCK - LEAST_STEP_OF_A_CLOCK);
        boolean back = random.nextBoolean();
        return new ScheduledFault(
                at,
                kind,
                random.nextInt(kind.target().number()),
                lasting.compareTo(left) < 0 ? lasting : left,
                kind == FaultKind.CLOCK_SET ? back ? -size : size : 0);
    }

    private static Duration between(Duration least, Duration most, Random random) {
        return least.plusMillis(
                Math.round(random.nextDouble() * most.minus(least).toMillis()));
    }

    /// Formats the schedule, one line per fault.
    String toText() {
        var text = new StringBuilder();
        for (ScheduledFault fault : faults) {
            text.append(String.format(
                    "%02d:%02d  %s%n", fault.at().toMinutes(), fault.at().toSecondsPart(), fault.toText()));
        }
        return text.toString();
    }
}
