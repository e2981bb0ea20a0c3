// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.core.wire.DeltaMessage;
import dev.evenkeel.core.wire.FlagSet;
import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestEnvironment;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.flags.flag.FlagService;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class FlagDeltaStreamIT {
    private static final String STREAM = "/sdk/v1/stream?deltas=true";
    private static TestServer server;
    private TestEnvironment environment;

    @BeforeAll
    static void start() {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void define() {
        environment = server.newEnvironment();
        define(20, "one", "1.0");
        await().until(() -> newest().revision() == 2);
    }

    @Test
    void sendsDeltasWhenRequested() throws InterruptedException {
        try (FlagStreamClient stream = open(STREAM)) {
            FlagSet flags = FlagSet.of(next(stream.snapshots()));
            define(20, "two", "1.0");
            DeltaMessage changed = next(stream.deltas());
            assertThat(changed.flags().keySet()).containsExactly("f0");
            assertThat(changed.shared()).isNull();
            flags = changed.applyTo(flags).orElseThrow();
            define(19, "two", "2");
            DeltaMessage removed = next(stream.deltas());
            assertThat(removed.removed()).containsExactly("f19");
            assertThat(removed.shared()).containsEntry("metadata", Json.of("{'version': 2}"));
            flags = removed.applyTo(flags).orElseThrow();
            assertThat(flags.tag()).isEqualTo(newest().tag());
            assertThat(stream.snapshots()).isEmpty();
        }
    }

    @Test
    void sendsSnapshotsWhenDeltasAreNotRequested() throws InterruptedException {
        try (FlagStreamClient stream = open("/sdk/v1/stream")) {
            next(stream.snapshots());
            define(20, "two", "1.0");
            assertThat(next(stream.snapshots()).definition()).contains("two");
            assertThat(stream.deltas()).isEmpty();
        }
    }

    @Test
    void sendsSnapshotWhenSmallerThanDelta() throws InterruptedException {
        try (FlagStreamClient stream = open(STREAM)) {
            next(stream.snapshots());
            define(0, "", "1.0");
            assertThat(next(stream.snapshots()).definition()).contains("{}");
            assertThat(stream.deltas()).isEmpty();
        }
    }

    @Test
    void startsWithDeltaForCurrentTagAndSnapshotForUnknownTag() throws InterruptedException {
        FlagSet flags = newest();
        try (FlagStreamClient stream = open(STREAM + "&have=" + flags.tag());
                FlagStreamClient other = open(STREAM + "&have=" + flags.revision() + "-0000000000000000")) {
            assertThat(next(stream.deltas()).applyTo(flags)).isPresent();
            assertThat(next(other.snapshots()).revision()).isEqualTo(flags.revision());
            assertThat(stream.snapshots()).isEmpty();
        }
    }

    @Test
    void closesStreamWhenDatabaseRevisionDecreases() throws InterruptedException, SQLException {
        long revision = newest().revision();
        try (FlagStreamClient stream = open(STREAM)) {
            assertThat(next(stream.snapshots()).revision()).isEqualTo(revision);
            setRevision(revision - 1);
            await().until(stream::hasEnded);
            assertThat(stream.deltas()).isEmpty();
        }
        try (FlagStreamClient again = open(STREAM)) {
            assertThat(next(again.snapshots()).revision()).isEqualTo(revision - 1);
        }
    }

    private FlagStreamClient open(String path) {
        return new FlagStreamClient(server, environment.asSdk(path));
    }

    private FlagSet newest() {
        return FlagSet.of(server.bean(SnapshotChannelRegistry.class)
                .getNewest(environment.name())
                .snapshot()
                .toMessage(null));
    }

    private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        return Objects.requireNonNull(queue.poll(30, TimeUnit.SECONDS), "nothing came within 30 s");
    }

    private void setRevision(long revision) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.databaseUrl());
                PreparedStatement statement =
                        connection.prepareStatement("UPDATE environment SET revision = ? WHERE name = ?")) {
            statement.setLong(1, revision);
            statement.setString(2, environment.name());
            statement.executeUpdate();
        }
    }

    /// Defines flags from `f0`, which has the given value, with different line ends.
    private void define(int count, String first, String version) {
        String flags = IntStream.range(0, count)
                .mapToObj(i -> Json.of(
                        "'f%s':\n{'state':'ENABLED',\r\n'variants':{'v':'%s'},'defaultVariant':'v'}",
                        i, (i == 0 ? first : "same")))
                .collect(Collectors.joining(",\n"));
        String definition = Json.of("{'metadata':{'version':\n%s},'flags':{%s}}", version, flags);
        server.bean(FlagService.class).replaceDefinition(environment.name(), definition, null, "test", "");
    }
}
