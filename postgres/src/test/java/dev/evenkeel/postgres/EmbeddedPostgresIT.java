// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedPostgresIT {
    @TempDir
    private Path directory;

    @Test
    void preservesDataPortAndDurabilitySettingsAcrossRestart() throws SQLException {
        int port;
        try (EmbeddedPostgres cluster = EmbeddedPostgres.start(directory)) {
            port = cluster.port();
            execute(cluster.jdbcUrl(), "CREATE TABLE kept (id int)", "INSERT INTO kept VALUES (7)");
        }
        try (EmbeddedPostgres cluster = EmbeddedPostgres.start(directory)) {
            assertThat(cluster.port()).isEqualTo(port);
            assertThat(answer(cluster.jdbcUrl(), "SELECT id FROM kept")).isEqualTo("7");
            for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
                assertThat(answer(cluster.jdbcUrl(), "SHOW " + setting))
                        .as(setting)
                        .isEqualTo("on");
            }
        }
    }

    @Test
    void createsClustersWithDistinctIdentifiersAndPasswords(@TempDir Path other) throws SQLException {
        String identifier = "SELECT system_identifier FROM pg_control_system()";
        try (EmbeddedPostgres first = EmbeddedPostgres.start(directory);
                EmbeddedPostgres second = EmbeddedPostgres.start(other)) {
            assertThat(answer(first.jdbcUrl(), identifier)).isNotEqualTo(answer(second.jdbcUrl(), identifier));
            String withOtherPassword = first.jdbcUrl().replaceFirst(":\\d+/", ":" + second.port() + "/");
            assertThatThrownBy(() -> answer(withOtherPassword, identifier))
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void restartsOnSamePortWithDataAfterMainProcessIsKilled() throws SQLException {
        try (EmbeddedPostgres cluster = EmbeddedPostgres.start(directory)) {
            execute(cluster.jdbcUrl(), "CREATE TABLE kept (id int)", "INSERT INTO kept VALUES (1)");
            int port = cluster.port();
            for (int round = 0; round < 3; round++) {
                long killed = cluster.pid();
                kill(killed);
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> cluster.pid() != killed && answers(cluster.jdbcUrl()));
                assertThat(cluster.port()).isEqualTo(port);
                assertThat(answer(cluster.jdbcUrl(), "SELECT count(*) FROM kept"))
                        .isEqualTo("1");
            }
        }
    }

    @Test
    void restartsWhenKilledWhileBackendIsBusy() throws SQLException {
        try (EmbeddedPostgres cluster = EmbeddedPostgres.start(directory);
                Connection busy = DriverManager.getConnection(cluster.jdbcUrl());
                Statement statement = busy.createStatement()) {
            Thread query = Thread.ofVirtual().unstarted(() -> countForever(statement));
            query.start();
            await().until(() -> answer(
                            cluster.jdbcUrl(),
                            "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%generate_series%'")
                    .equals("2"));
            long killed = cluster.pid();
            kill(killed);
            await().atMost(Duration.ofSeconds(30)).until(() -> cluster.pid() != killed && answers(cluster.jdbcUrl()));
        }
    }

    @Test
    void adoptsRunningPostgresOfKilledOwner() throws IOException, SQLException, InterruptedException {
        Process owner = ClusterOwner.launch(directory);
        String[] pidAndPort = firstLine(owner).split(" ");
        owner.destroyForcibly().waitFor();
        try (EmbeddedPostgres cluster = EmbeddedPostgres.start(directory)) {
            assertThat(cluster.pid()).isEqualTo(Long.parseLong(pidAndPort[0]));
            assertThat(cluster.port()).isEqualTo(Integer.parseInt(pidAndPort[1]));
        }
    }

    @Test
    void restartsAdoptedPostgresWhenKilled() throws IOException, SQLException, InterruptedException {
        Process owner = ClusterOwner.launch(directory);
        String[] pidAndPort = firstLine(owner).split(" ");
        owner.destroyForcibly().waitFor();
        try (EmbeddedPostgres cluster = EmbeddedPostgres.start(directory)) {
            kill(cluster.pid());
            await().atMost(Duration.ofSeconds(30)).until(() -> answers(cluster.jdbcUrl()));
        }
        assertThat(ProcessHandle.of(Long.parseLong(pidAndPort[0]))
                        .filter(ProcessHandle::isAlive)
                        .flatMap(process -> process.info().command()))
                .isEmpty();
    }

    @Test
    void startsDespiteStalePidFileOfOtherProcess() throws IOException, SQLException {
        try (EmbeddedPostgres cluster = EmbeddedPostgres.start(directory)) {
            execute(cluster.jdbcUrl(), "CREATE TABLE kept (id int)");
        }
        long stranger = ProcessHandle.current().pid();
        Files.writeString(
                directory.resolve("cluster/postmaster.pid"),
                stranger + "\n" + directory.resolve("cluster") + "\n1\n15000\n\n127.0.0.1\n 1 1\nready   \n");
        try (EmbeddedPostgres cluster = EmbeddedPostgres.start(directory)) {
            assertThat(answer(cluster.jdbcUrl(), "SELECT count(*) FROM kept")).isEqualTo("0");
        }
    }

    @Test
    void rejectsDirectoryUsedByAnotherServer() {
        try (EmbeddedPostgres cluster = EmbeddedPostgres.start(directory)) {
            assertThatThrownBy(() -> EmbeddedPostgres.start(directory))
                    .isInstanceOf(EmbeddedPostgresException.class)
                    .hasMessageContaining("in use by another running server");
            assertThat(answers(cluster.jdbcUrl())).isTrue();
        }
    }

    @Test
    void rejectsFileAsDataDirectory() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");
        assertThatThrownBy(() -> EmbeddedPostgres.start(file))
                .isInstanceOf(EmbeddedPostgresException.class)
                .hasMessage("The data directory " + file + " is a file. Specify a directory with --data DIR; the server"
                        + " creates it if it does not exist.");
    }

    @Test
    void listensOnLoopbackOnlyAndRequiresPassword() throws IOException {
        try (EmbeddedPostgres cluster = EmbeddedPostgres.start(directory)) {
            String withoutPassword = cluster.jdbcUrl().replaceAll("password=.*", "password=wrong");
            assertThatThrownBy(() -> DriverManager.getConnection(withoutPassword))
                    .hasMessageContaining("password authentication failed");
            NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLoopbackAddress())
                    .map(address -> new InetSocketAddress(address, cluster.port()))
                    .forEach(address -> assertThatThrownBy(() -> connect(address))
                            .as(address.toString())
                            .isInstanceOf(IOException.class));
        }
    }

    @Test
    void createsIndependentDatabases() throws SQLException {
        EmbeddedPostgres shared = EmbeddedPostgres.startTemporary();
        String first = shared.createDatabase();
        execute(first, "CREATE TABLE mine (id int)");
        execute(shared.createDatabase(), "CREATE TABLE mine (id int)");
        assertThat(answer(first, "SELECT count(*) FROM mine")).isEqualTo("0");
    }

    @Test
    void copiesDatabaseIndependently() throws SQLException {
        EmbeddedPostgres shared = EmbeddedPostgres.startTemporary();
        String template = shared.createDatabase();
        execute(template, "CREATE TABLE mine (id int)", "INSERT INTO mine VALUES (5)");
        String copy = shared.copyDatabase(template);
        execute(copy, "UPDATE mine SET id = 6");
        assertThat(answer(shared.copyDatabase(template), "SELECT id FROM mine")).isEqualTo("5");
    }

    @Test
    void removesOnlyAbandonedTemporaryClusters() throws IOException, InterruptedException {
        Path abandoned = directory.resolve("evenkeel-postgres-1");
        Path used = directory.resolve("evenkeel-postgres-2");
        Process owner = ClusterOwner.launch(abandoned);
        long pid = Long.parseLong(firstLine(owner).split(" ")[0]);
        owner.destroyForcibly().waitFor();
        try (EmbeddedPostgres cluster = EmbeddedPostgres.start(used)) {
            SharedTestPostgres.removeAbandoned(directory);
            assertThat(abandoned).doesNotExist();
            assertThat(ProcessHandle.of(pid).flatMap(process -> process.info().command()))
                    .isEmpty();
            assertThat(answers(cluster.jdbcUrl())).isTrue();
        }
    }

    private static void countForever(Statement statement) {
        assertThatThrownBy(() -> statement.execute("SELECT count(*) FROM generate_series(1, 1000000000000)"))
                .isInstanceOf(SQLException.class);
    }

    private static void connect(InetSocketAddress address) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(address, 2_000);
        }
    }

    private static String firstLine(Process owner) throws IOException {
        BufferedReader output = owner.inputReader();
        String line = output.readLine();
        assertThat(line).as("the owner's first line").isNotNull();
        return line;
    }

    private static void kill(long pid) {
        assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();
    }

    private static boolean answers(String url) {
        try {
            return answer(url, "SELECT 1").equals("1");
        } catch (SQLException e) {
            return false;
        }
    }

    private static void execute(String url, String... commands) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            for (String command : commands) {
                statement.execute(command);
            }
        }
    }

    private static String answer(String url, String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
