// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.availability;

import dev.evenkeel.benchmarks.jmh.FlagDefinitionGenerator;
import dev.evenkeel.benchmarks.server.DatabaseQueries;
import dev.evenkeel.benchmarks.server.IntakeOption;
import dev.evenkeel.benchmarks.server.ServerAccess;
import dev.evenkeel.benchmarks.server.ServerCluster;
import dev.evenkeel.examples.demo.client.JsonHttpClient;
import dev.evenkeel.kafkabroker.KafkaCluster;
import dev.evenkeel.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Three servers on one PostgreSQL that records commit times, on loopback, with flags in the default environment.
final class AvailabilityEnvironment implements AutoCloseable {
    static final int SERVERS = 3;
    private static final String ADMIN_TOKEN = "availability-administrator";
    private static final String SDK_KEY = "availability-service";

    private final EmbeddedPostgres database;
    private final ServerCluster servers;
    private final DatabaseQueries queries;
    private final CommitTimeRecorder recorder;

    private final @Nullable KafkaCluster kafka;
    private final List<Path> additionalClasses;

    private AvailabilityEnvironment(
            EmbeddedPostgres database,
            ServerCluster servers,
            @Nullable KafkaCluster kafka,
            List<Path> additionalClasses) {
        this.database = database;
        this.kafka = kafka;
        this.servers = servers;
        this.queries = new DatabaseQueries(database.jdbcUrl());
        this.recorder = new CommitTimeRecorder(queries);
        this.additionalClasses = additionalClasses;
    }

    /// Starts the database, and a broker if the servers use Kafka intake.
    ///
    /// @param home root of the repository, which contains the built programs
    /// @param data folder for the database and logs
    /// @param additionalClasses class path entries after those of the servers
    static AvailabilityEnvironment create(Path home, Path data, boolean kafka, List<Path> additionalClasses)
            throws IOException {
        return new AvailabilityEnvironment(
                startDatabase(data.resolve("database")),
                new ServerCluster(home, data, SERVERS, ADMIN_TOKEN, SDK_KEY),
                kafka ? KafkaCluster.start(data.resolve("kafka"), 1) : null,
                additionalClasses);
    }

    /// Starts the servers, and creates the flags `flag-0`, `flag-1` and so on.
    void start(int flags) throws IOException, InterruptedException {
        servers.start(Collections.nCopies(
                SERVERS,
                new ServerCluster.ServerSettings(
                        database.jdbcUrl(), IntakeOption.variables(kafka), additionalClasses)));
        recorder.install();
        putFlags(FlagDefinitionGenerator.withProbe(flags, 0));
    }

    /* The setting needs a restart. */
    private static EmbeddedPostgres startDatabase(Path folder) throws IOException {
        try (EmbeddedPostgres first = EmbeddedPostgres.start(folder)) {
            new DatabaseQueries(first.jdbcUrl()).execute("alter system set " + CommitTimeRecorder.SETTING + " = on");
        }
        return EmbeddedPostgres.start(folder);
    }

    private void putFlags(String definition) throws IOException, InterruptedException {
        ServerAccess first = servers.access(0);
        try (HttpClient client = HttpClient.newHttpClient()) {
            new JsonHttpClient(client, first.address(), first.adminToken())
                    .putText("/api/v1/environments/default/flags", definition);
        }
    }

    ServerCluster servers() {
        return servers;
    }

    /// Returns the access to all servers, the given one first.
    List<ServerAccess> accessFrom(int first) {
        return IntStream.range(0, SERVERS)
                .mapToObj(i -> servers.access((first + i) % SERVERS))
                .toList();
    }

    DatabaseQueries database() {
        return queries;
    }

    CommitTimeRecorder recorder() {
        return recorder;
    }

    @Override
    public void close() {
        servers.close();
        if (kafka != null) {
            kafka.close();
        }
        database.close();
    }
}
