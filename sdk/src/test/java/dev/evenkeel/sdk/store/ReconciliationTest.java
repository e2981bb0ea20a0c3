// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.core.flag.MigrationStage;
import dev.evenkeel.json.Json;
import dev.evenkeel.sdk.Evenkeel;
import dev.evenkeel.sdk.TestServer;
import dev.evenkeel.sdk.testing.FakeEvenkeel;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReconciliationTest {
    private static final int ROWS = 1_234;

    private final FakeEvenkeel evenkeel = new FakeEvenkeel();
    private final InMemoryStore oldStore = new InMemoryStore();
    private final InMemoryStore newStore = new InMemoryStore();

    ReconciliationTest() {
        evenkeel.load(MigrationStageDefinitions.at(MigrationStage.DUALWRITE));
        for (int key = 0; key < ROWS; key++) {
            oldStore.put(10 * key, 100 + key);
            newStore.put(10 * key, 100 + key);
        }
    }

    @Test
    void reportsEqualStoresWithOneChecksumPerRange() throws InterruptedException {
        ReconciliationReport<Integer> report = pass();
        assertThat(report.isEqual()).isTrue();
        assertThat(report.ranges()).isEqualTo(13);
        assertThat(report.rows()).isEqualTo(ROWS);
        assertThat(oldStore.sums()).isEqualTo(13);
    }

    @Test
    void findsSingleMissingRow() throws InterruptedException {
        newStore.remove(5_000);
        ReconciliationReport.MismatchedRange<Integer> found = singleMismatch(pass());
        assertThat(found.range()).hasToString("(4990, 5990]");
        assertThat(found.differingRanges()).hasToString("[(4990, 5000]]");
        assertThat(found.oldChecksum().rows()).isEqualTo(1);
        assertThat(found.newChecksum().rows()).isZero();
    }

    @Test
    void findsRowThatExistsOnlyInNewStore() throws InterruptedException {
        newStore.put(5_003, 7);
        assertThat(singleMismatch(pass()).differingRanges()).hasToString("[(5000, 5003]]");
    }

    @Test
    void findsRowBeyondLastKeyOfOldStore() throws InterruptedException {
        newStore.put(99_999, 7);
        assertThat(singleMismatch(pass()).differingRanges()).hasToString("[(12330, 99999]]");
    }

    @Test
    void findsAmountThatDiffersByOneCent() throws InterruptedException {
        newStore.put(5_000, 100 + 500 + 1);
        assertThat(singleMismatch(pass()).differingRanges()).hasToString("[(4990, 5000]]");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void findsEveryDifference(long seed) throws InterruptedException {
        var random = new Random(seed);
        Set<Integer> wrong = new TreeSet<>();
        for (int i = 0; i < 12; i++) {
            int key = random.nextInt(10 * ROWS);
            wrong.add(key);
            if (oldStore.rows().containsKey(key) && random.nextBoolean()) {
                newStore.remove(key);
            } else {
                newStore.put(key, -1);
            }
        }
        Set<Integer> found = new TreeSet<>();
        for (ReconciliationReport.MismatchedRange<Integer> mismatch : pass().mismatches()) {
            for (KeyRange<Integer> where : mismatch.differingRanges()) {
                List<Integer> inside = wrong.stream()
                        .filter(key -> where.after() == null || key > where.after())
                        .filter(key -> where.upTo() == null || key <= where.upTo())
                        .toList();
                assertThat(inside).as(where.toString()).hasSizeBetween(1, 2);
                found.addAll(inside);
            }
        }
        assertThat(found).isEqualTo(wrong);
    }

    @Test
    void toleratesWriteInProgress() throws InterruptedException {
        oldStore.put(5_001, 9);
        oldStore.beforeSum(() -> {
            if (oldStore.sums() > 30) {
                newStore.put(5_001, 9);
            }
        });
        assertThat(pass().isEqual()).isTrue();
        assertThat(oldStore.sums()).isGreaterThan(30);
    }

    /* Every fifth checksum of the old store finds one more row, which the new store gets twelve checksums later. */
    @Test
    void reportsNoMismatchDuringContinuousWrites() throws InterruptedException {
        AtomicInteger looks = new AtomicInteger();
        oldStore.beforeSum(() -> {
            int look = looks.incrementAndGet();
            if (look % 5 == 0) {
                oldStore.put(5_000 + look, look);
            }
            if (look > 12 && (look - 12) % 5 == 0) {
                newStore.put(5_000 + look - 12, look - 12);
            }
        });
        assertThat(pass().isEqual()).isTrue();
        assertThat(oldStore.rows()).isNotEqualTo(newStore.rows());
    }

    @Test
    void ignoresWritesAfterLastKeyKnownAtStart() throws InterruptedException {
        AtomicInteger written = new AtomicInteger();
        oldStore.beforeSum(() -> oldStore.put(100_000 + written.incrementAndGet(), 1));
        newStore.remove(12_330);
        assertThat(singleMismatch(pass()).differingRanges()).hasToString("[(12320, 12330]]");
    }

    @Test
    void reportsEmptyStoresAsEqual() throws InterruptedException {
        oldStore.rows().keySet().forEach(oldStore::remove);
        newStore.rows().keySet().forEach(newStore::remove);
        assertThat(pass()).isEqualTo(new ReconciliationReport<Integer>(1, 0, List.of()));
    }

    @Test
    void limitsReportedDetailsWhenNewStoreIsEmpty() throws InterruptedException {
        for (int key = 0; key < 20_000; key++) {
            oldStore.put(10 * key, key);
        }
        newStore.rows().keySet().forEach(newStore::remove);
        ReconciliationReport<Integer> report = evenkeel.migration(MigrationStageDefinitions.FLAG)
                .reconciliation(oldStore, newStore)
                .rangeRows(100)
                .rowsPerSecond(1_000_000_000)
                .gracePeriod(Duration.ofMillis(1))
                .build()
                .run();
        assertThat(report.mismatches()).hasSize(200);
        assertThat(report.mismatches().get(0).differingRanges()).hasSize(32);
        assertThat(report.mismatches().get(199).differingRanges()).hasSize(1);
    }

    @Test
    void rejectsOutOfRangeOptions() {
        Reconciliation.Builder<Integer> builder =
                evenkeel.migration(MigrationStageDefinitions.FLAG).reconciliation(oldStore, newStore);
        assertThatThrownBy(() -> builder.rangeRows(1_000_001)).hasMessageContaining("got 1000001");
        assertThatThrownBy(() -> builder.pause(Duration.ZERO)).hasMessage("the pause must be 1 ms to 24 h, got PT0S");
        assertThatThrownBy(() -> builder.gracePeriod(Duration.ofHours(2)))
                .hasMessage("the grace period must be 1 ms to 1 h, got PT2H");
    }

    @Test
    void reportsEachPassToServerWhileBothStoresAreWritten() {
        try (var server = new TestServer(1, MigrationStageDefinitions.at(MigrationStage.OFF));
                Evenkeel live = Evenkeel.start(server.config().build());
                Reconciliation<Integer> reconciliation = scheduledReconciliation(live)) {
            reconciliation.start();
            reconciliation.start();
            server.publish(2, MigrationStageDefinitions.at(MigrationStage.DUALWRITE));
            await().until(() -> server.passReports.stream()
                    .anyMatch(report -> report.matches(
                            Json.of("pass-1 .*'ranges':124,'rows':1234,'mismatches':0,'finished':true.*"))));
            assertThat(server.passReports.peek())
                    .contains("pass-1", Json.of("'ranges':100,"), Json.of("'finished':false"));
            assertThat(server.passes.peek())
                    .isEqualTo(Json.of(
                            "{'flag':'ledger-store','instance':'%s'}",
                            live.stats().instance()));

            newStore.remove(5_000);
            await().until(() -> server.passReports.stream().anyMatch(report -> report.contains(Json.of("""
                                                            'mismatches':1,'finished':true,'examples':[\
                                                            'after account 4990 up to account 5000: old \
                                                            store 1 rows {EUR=6}, new store 0 rows {EUR=0}'"""))));
        }
    }

    private Reconciliation<Integer> scheduledReconciliation(Evenkeel live) {
        return live.migration(MigrationStageDefinitions.FLAG)
                .reconciliation(oldStore, newStore)
                .rangeRows(10)
                .rowsPerSecond(1_000_000)
                .pause(Duration.ofMillis(5))
                .gracePeriod(Duration.ofMillis(5))
                .keyFormatter(key -> "account " + key)
                .build();
    }

    @Test
    void retriesFailedPass() {
        AtomicInteger failures = new AtomicInteger();
        oldStore.beforeSum(() -> {
            if (failures.incrementAndGet() <= 2) {
                throw new IllegalStateException("database away");
            }
        });
        try (Reconciliation<Integer> reconciliation = evenkeel.migration(MigrationStageDefinitions.FLAG)
                .reconciliation(oldStore, newStore)
                .pause(Duration.ofMillis(1))
                .build()) {
            reconciliation.start();
            await().until(() -> failures.get() > 10);
        }
    }

    @Test
    void runsPassWhenServerIsUnavailable() throws InterruptedException {
        try (var server = new TestServer(1, MigrationStageDefinitions.at(MigrationStage.SHADOW));
                Evenkeel live = Evenkeel.start(server.config().build())) {
            server.passStatus = 503;
            assertThat(live.migration(MigrationStageDefinitions.FLAG)
                            .reconciliation(oldStore, newStore)
                            .build()
                            .run()
                            .isEqual())
                    .isTrue();
            assertThat(server.passReports).isEmpty();
        }
    }

    private static ReconciliationReport.MismatchedRange<Integer> singleMismatch(ReconciliationReport<Integer> report) {
        assertThat(report.mismatches()).hasSize(1);
        return report.mismatches().get(0);
    }

    private ReconciliationReport<Integer> pass() throws InterruptedException {
        return evenkeel.migration(MigrationStageDefinitions.FLAG)
                .reconciliation(oldStore, newStore)
                .rangeRows(100)
                .rowsPerSecond(1_000_000_000)
                .gracePeriod(Duration.ofMillis(200))
                .build()
                .run();
    }
}
