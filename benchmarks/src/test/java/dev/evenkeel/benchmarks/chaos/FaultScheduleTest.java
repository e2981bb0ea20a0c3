// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultScheduleTest {
    private static final Duration SPAN = Duration.ofMinutes(3);
    private static final List<FaultKind> KINDS = FaultKind.list(false);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 42, -7, Long.MAX_VALUE})
    void isDeterministicPerSeed(long seed) {
        FaultSchedule schedule = FaultSchedule.of(seed, SPAN, KINDS);

        assertThat(FaultSchedule.of(seed, SPAN, KINDS)).isEqualTo(schedule);
        assertThat(FaultSchedule.of(seed + 1, SPAN, KINDS).faults()).isNotEqualTo(schedule.faults());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 42, -7, Long.MAX_VALUE})
    void containsEveryFaultKindExceptBroker(long seed) {
        assertThat(FaultSchedule.of(seed, SPAN, KINDS).faults().stream().map(ScheduledFault::kind))
                .containsAll(KINDS)
                .doesNotContain(FaultKind.BROKER_KILLED);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 42, -7, Long.MAX_VALUE})
    void keepsFaultsWithinLimits(long seed) {
        assertThat(FaultSchedule.of(seed, SPAN, KINDS).faults())
                .hasSizeBetween(20, 58)
                .allSatisfy(fault -> {
                    assertThat(fault.at().plus(fault.lasting())).isLessThanOrEqualTo(SPAN);
                    assertThat(fault.index()).isBetween(0, fault.kind().target().number() - 1);
                    assertThat(fault.lasting())
                            .isLessThanOrEqualTo(Duration.ofSeconds(fault.kind().mostSeconds()));
                    assertThat(Math.abs(fault.size())).isIn(sizes(fault));
                });
    }

    @Test
    void killsBrokersOnlyWhenPresent() {
        FaultSchedule schedule = FaultSchedule.of(1, SPAN, FaultKind.list(true));
        assertThat(schedule.faults().stream().map(ScheduledFault::kind)).contains(FaultKind.values());
    }

    private static List<Integer> sizes(ScheduledFault fault) {
        return fault.kind() == FaultKind.CLOCK_SET
                ? IntStream.range(60, 300).boxed().toList()
                : List.of(0);
    }

    @Test
    void formatsTimesAndFaults() {
        assertThat(FaultSchedule.of(1, Duration.ofMinutes(1), KINDS).toText().lines())
                .startsWith(
                        "00:05  server 1 killed, started again after 9.5 s",
                        "00:10  server 3 hears nothing of the database for 37.0 s",
                        "00:16  process 1 stands still for 6.7 s")
                .endsWith("00:57  clock of server is set wrong for 2.7 s, by -280 s");
    }
}
