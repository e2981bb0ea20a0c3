// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.evenkeel.benchmarks.scaling.IntakeScenario.BatchContent;
import dev.evenkeel.benchmarks.scaling.IntakeScenario.Machines;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IntakeSimulationTest {
    private static final BatchContent NINE_ROLLOUTS = new BatchContent(9, 3, 1, 1);
    private static final Machines SMALL = machines(1, 4);

    private static Machines machines(int servers, int databaseCores) {
        return new Machines(servers, 4, databaseCores, 2, 12, false);
    }

    private static SimulatedIntake run(IntakeStore store, int processes, int intervalSeconds, Machines machines) {
        return IntakeSimulation.run(
                new IntakeScenario(
                        store,
                        new BatchArrivals.Periodic(processes, Duration.ofSeconds(intervalSeconds)),
                        NINE_ROLLOUTS,
                        machines,
                        Duration.ofSeconds(10),
                        7),
                IntakeCosts.CURRENT);
    }

    @ParameterizedTest
    @EnumSource(IntakeStore.class)
    void answersEachBatchOnceOrLeavesItWaiting(IntakeStore store) {
        SimulatedIntake result = run(store, 1_000, 1, SMALL);

        assertThat(result.counts().sent()).isBetween(10_000L, 11_000L);
        assertThat(result.counts().answered() + result.counts().waiting())
                .isEqualTo(result.counts().sent());
        assertThat(result.counts().waiting()).isLessThan(100);
        assertThat(result.counts().rejected()).isZero();
        assertThat(result.stable()).isTrue();
    }

    @Test
    void rejectsButNeverLosesBatchesUnderOverload() {
        SimulatedIntake result = run(IntakeStore.POSTGRESQL, 12_000, 1, machines(1, 8));

        assertThat(result.stable()).isFalse();
        assertThat(result.counts().rejected()).isPositive();
        assertThat(result.rejectedShare()).isBetween(0.01, 1.0);
        assertThat(result.counts().answered() + result.counts().waiting())
                .isEqualTo(result.counts().sent());
        assertThat(result.counts().stored()).isEqualTo(result.counts().answered());
    }

    @Test
    void isUnstableWhenConsumerIsTooSlow() {
        assertThat(run(IntakeStore.KAFKA, 3_000, 1, SMALL).stable()).isTrue();
        assertThat(run(IntakeStore.KAFKA, 4_500, 1, SMALL).stable()).isFalse();
    }

    @Test
    void isUnstableWithTooFewDatabaseCores() {
        assertThat(run(IntakeStore.POSTGRESQL, 5_000, 1, machines(2, 1)).stable())
                .isFalse();
    }

    @Test
    void commitsFiftyTransactionsPerSecondWith20MsGroups() {
        SimulatedIntake result = run(IntakeStore.POSTGRESQL, 1_000, 1, SMALL);

        assertThat(result.transactionsPerSecond()).isBetween(45.0, 50.0);
        assertThat(result.answer().p50()).isBetween(10.0, 30.0);
    }

    @Test
    void kafkaStoresOncePerSecondForAnyNumberOfProcesses() {
        SimulatedIntake few = run(IntakeStore.KAFKA, 1_000, 1, SMALL);
        SimulatedIntake many = run(IntakeStore.KAFKA, 10_000, 10, SMALL);

        assertThat(few.transactionsPerSecond()).isCloseTo(1, within(0.2));
        assertThat(many.transactionsPerSecond()).isEqualTo(few.transactionsPerSecond());
        assertThat(few.answer().p99()).isLessThan(10);
        assertThat(few.storage().p50()).isBetween(500.0, 1_000.0);
    }

    @ParameterizedTest
    @EnumSource(IntakeStore.class)
    void moreDatabaseCoresDoNotIncreaseUtilisation(IntakeStore store) {
        double previous = 1;
        for (int cores = 1; cores <= 16; cores *= 2) {
            double utilisation = run(store, 2_000, 1, machines(1, cores)).cpu().database();
            assertThat(utilisation).isLessThanOrEqualTo(previous);
            previous = utilisation;
        }
    }

    @Test
    void decisionsFollowCommits() {
        SimulatedIntake result = run(IntakeStore.POSTGRESQL, 1_000, 1, SMALL);

        assertThat(result.decision().p50()).isGreaterThan(result.storage().p50());
        assertThat(result.decision().p99()).isLessThan(1_000);
    }

    @Test
    void producesSameResultForSameSeed() {
        assertThat(run(IntakeStore.POSTGRESQL, 500, 1, SMALL)).isEqualTo(run(IntakeStore.POSTGRESQL, 500, 1, SMALL));
    }

    @Test
    void diskGrowsByMeasuredSizePerBatch() {
        SimulatedIntake result = run(IntakeStore.POSTGRESQL, 1_000, 1, SMALL);

        assertThat(result.diskBytesPerHour() / 3_600 / result.batchesPerSecond())
                .isCloseTo(2_600, within(1.0));
    }
}
