// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.foundation.jobs.BackgroundJobs;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.NestedRuntimeException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Retention sweeps at times that the tests choose.
final class RetentionIT {
    private static final List<String> KEYS =
            List.of("--admin-token", TestServer.ADMIN_TOKEN, "--sdk-key", TestServer.SDK_KEY);
    private static final int MINUTES = 20_000;
    private static final Instant LATER = Instant.parse("2026-06-01T00:00:00Z");

    private static TestServer server;
    private static JdbcClient jdbc;

    @BeforeAll
    static void start() {
        server = TestServer.start().withoutRetention();
        jdbc = server.bean(JdbcClient.class);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void truncateTables() {
        jdbc.sql("truncate outcome_minute, outcome_hour").update();
    }

    @Test
    void aggregatesEachRowOnceWhenServersSweepConcurrently() {
        try (TestServer second =
                TestServer.startOnDatabase(server.databaseUrl(), KEYS).withoutRetention()) {
            insertMinutes();
            RetentionSweep one =
                    createSweep(server, server.bean(RetentionSweep.class).listTargets());
            RetentionSweep other =
                    createSweep(second, second.bean(RetentionSweep.class).listTargets());

            CompletableFuture.allOf(
                            CompletableFuture.runAsync(() -> one.run(() -> true)),
                            CompletableFuture.runAsync(() -> other.run(() -> true)))
                    .join();
            one.run(() -> true);

            assertThat(one.totalPurged("outcome_minute").rows()
                            + other.totalPurged("outcome_minute").rows())
                    .isEqualTo(MINUTES);
            assertMinutesAreAggregated();
        }
    }

    @Test
    void rollsBackPurgeWhenConnectionIsLost() {
        insertMinutes();
        RetentionTarget minutes = findTarget("outcome_minute");
        RetentionSweep retentionSweep = createSweep(server, List.of(new RetentionTarget() {
            @Override
            public String table() {
                return minutes.table();
            }

            @Override
            public PurgeResult purge(Instant now) {
                PurgeResult removed = minutes.purge(now);
                assertThat(removed.rows()).isPositive();
                jdbc.sql("select pg_terminate_backend(pg_backend_pid())")
                        .query(Boolean.class)
                        .single();
                return removed;
            }

            @Override
            public Optional<Instant> findOldest() {
                return minutes.findOldest();
            }
        }));

        assertThatThrownBy(() -> retentionSweep.run(() -> true)).isInstanceOf(NestedRuntimeException.class);

        assertThat(sum("outcome_hour")).isZero();
        assertThat(count("outcome_minute")).isEqualTo(MINUTES);
        RetentionSweep whole = createSweep(server, List.of(minutes));
        whole.run(() -> true);
        assertMinutesAreAggregated();
    }

    @Test
    void skipsLockedTableAndPurgesOthers() throws SQLException {
        insertMinutes();
        RetentionSweep sweep =
                createSweep(server, server.bean(RetentionSweep.class).listTargets());
        try (Connection holder = DriverManager.getConnection(server.databaseUrl())) {
            holder.setAutoCommit(false);
            holder.createStatement().execute("lock table outcome_hour in share mode");
            jdbc.sql("insert into event (id, occurred_at, recorded_at, kind, service, topic, payload)"
                            + " values ('old', '2026-01-01', '2026-01-01', 'DECIDED', 's', 't', '{}')")
                    .update();

            sweep.run(() -> true);

            assertThat(count("outcome_minute")).isEqualTo(MINUTES);
            assertThat(sweep.totalPurged("event").rows()).isEqualTo(1);
            holder.rollback();
        }
        sweep.run(() -> true);
        assertMinutesAreAggregated();
    }

    @Test
    void purgesInBackgroundAndReportsMetrics() {
        insertMinutes();
        server.job("retention").start();

        await().atMost(Duration.ofMinutes(1)).until(() -> count("outcome_minute") == 0);
        assertMinutesAreAggregated();
        await().untilAsserted(() -> assertThat(server.get("/metrics").body())
                .contains("evenkeel_retention_deleted_rows_total{table=\"outcome_minute\"} " + MINUTES + ".0")
                .contains("evenkeel_retention_deleted_partitions_total{table=\"outcome_hour\"} 0.0")
                .contains("evenkeel_retention_oldest_row_age_seconds{table=\"outcome_hour\"}")
                .containsPattern("(?m)^evenkeel_retention_last_sweep_age_seconds [0-9]"));
        server.withoutRetention();
    }

    @Test
    void createsPartitionsForCurrentAndNextMonth() {
        RetentionSweep sweep =
                createSweep(server, server.bean(RetentionSweep.class).listTargets());
        sweep.run(() -> true);
        assertThat(server.bean(MonthlyPartitions.class).listMonths("outcome_hour"))
                .contains(
                        MonthlyPartitions.monthOf(LATER),
                        MonthlyPartitions.monthOf(LATER).plusMonths(1));
        jdbc.sql("insert into outcome_hour values ('default', 'f', '2026-06-15T12:00:00Z', 3, 1)")
                .update();
        assertThat(count("outcome_hour_202606")).isEqualTo(1);
    }

    /* Half a year of one flag with 1, 2, 3 ... calls; every third row has one failure. */
    private static void insertMinutes() {
        jdbc.sql("""
                        insert into outcome_minute (environment, flag, minute, shard, calls, failures)
                        select 'default', 'f', '2026-01-20T00:00:00Z'::timestamptz + minute * interval '5 minutes', 0,
                               minute, minute % 3 / 2
                        from generate_series(1, :minutes) as minute
                        """).param("minutes", MINUTES).update();
    }

    private static void assertMinutesAreAggregated() {
        assertThat(count("outcome_minute")).isZero();
        assertThat(sum("outcome_hour")).isEqualTo(MINUTES * (MINUTES + 1L) / 2);
        assertThat(jdbc.sql("select sum(failures) from outcome_hour")
                        .query(Long.class)
                        .single())
                .isEqualTo((MINUTES + 1) / 3);
    }

    private static RetentionTarget findTarget(String table) {
        return server.bean(RetentionSweep.class).listTargets().stream()
                .filter(one -> one.table().equals(table))
                .findFirst()
                .orElseThrow();
    }

    private static RetentionSweep createSweep(TestServer on, List<RetentionTarget> all) {
        return new RetentionSweep(
                all,
                on.bean(JdbcClient.class),
                on.bean(TransactionTemplate.class),
                Clock.fixed(LATER, ZoneOffset.UTC),
                new BackgroundJobs());
    }

    private static long sum(String table) {
        return jdbc.sql("select coalesce(sum(calls), 0) from " + table)
                .query(Long.class)
                .single();
    }

    private static long count(String table) {
        return jdbc.sql("select count(*) from " + table).query(Long.class).single();
    }
}
