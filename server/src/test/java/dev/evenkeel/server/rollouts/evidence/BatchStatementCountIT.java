// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.evidence;

import static dev.evenkeel.server.rollouts.evidence.OutcomeSummaryFixtures.batch;
import static dev.evenkeel.server.rollouts.evidence.OutcomeSummaryFixtures.split;
import static java.util.stream.LongStream.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.core.wire.OutcomeBatch;
import dev.evenkeel.core.wire.SplitSide;
import dev.evenkeel.core.wire.codec.WireCodec;
import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Counts the SQL statements of a batch of outcomes in the log of PostgreSQL. They limit how many batches a database
/// stores per second.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BatchStatementCountIT {
    /// `BEGIN`, windows, name of the batch with its counts, units of both sides, new units, latencies,
    /// `COMMIT`. Raise it only for a statement that is worth its price: each one costs every batch a round trip
    /// to the database.
    private static final int MOST_STATEMENTS = 7;

    /// Begin of an entry of the log: its time, up to the process in brackets. Statements of several lines go on
    /// without.
    private static final Pattern ENTRY = Pattern.compile("(?m)^[-0-9]+ [:.0-9]+ \\S+ (?=\\[\\d+] )");

    private static final Pattern STATEMENT =
            Pattern.compile("\\[(\\d+)] LOG: {2}(?:execute [^:]+|statement): (.*)", Pattern.DOTALL);

    private TestServer server;

    @BeforeAll
    void start() throws SQLException {
        String url = TestServer.freshDatabase();
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute("alter database " + connection.getCatalog() + " set log_statement = 'all'");
        }
        server = TestServer.startOnDatabase(
                url, List.of("--admin-token", TestServer.ADMIN_TOKEN, "--sdk-key", TestServer.SDK_KEY));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void executesAtMost7StatementsPerBatchRegardlessOfUnits() throws IOException {
        var exposure = new RolloutExposureWindow("r", 10, "default", "flag", "old", "new");
        server.bean(EvidenceRepository.class).insertWindow(exposure);
        for (int batch = 1; batch <= 5; batch++) {
            long units = batch == 5 ? 1_000 : 1;
            post(batch(
                    "a",
                    batch,
                    split(exposure, SplitSide.CONTROL, range(10_000L * batch, 10_000L * batch + units), 0),
                    split(
                            exposure,
                            SplitSide.CANDIDATE,
                            range(10_000L * batch + 5_000, 10_000L * batch + 5_000 + units),
                            0)));
        }

        Path log = log();
        List<List<String>> batches = await("the statements of five batches in the log of PostgreSQL")
                .until(() -> transactionsOfBatches(log), found -> found.size() == 5);

        assertThat(batches).allSatisfy(statements -> assertThat(statements).hasSizeLessThanOrEqualTo(MOST_STATEMENTS));
        assertThat(batches.getLast()).as("1,000 units on each side").hasSameSizeAs(batches.get(3));
    }

    @Test
    void recordsAtMost10000ProcessesPerRollout() {
        var exposure = new RolloutExposureWindow("crowded", 10, "default", "flag", "old", "new");
        server.bean(EvidenceRepository.class).insertWindow(exposure);
        JdbcClient jdbc = server.bean(JdbcClient.class);
        jdbc.sql("insert into rollout_instance select 'crowded', 'p' || i, now() from generate_series(1, 9999) as i")
                .update();
        List<String> processes = List.of("new-1", "new-2", "new-3", "new-1");
        for (int i = 0; i < processes.size(); i++) {
            post(batch(processes.get(i), i + 1, split(exposure, SplitSide.CONTROL, range(i, i + 1), 0)));
        }
        assertThat(jdbc.sql("select count(*) from rollout_instance where rollout = 'crowded'")
                        .query(Long.class)
                        .single())
                .isEqualTo(10_000);
        assertThat(jdbc.sql("select count(*) from pending_evidence where rollout = 'crowded'")
                        .query(Long.class)
                        .single())
                .isEqualTo(4);
    }

    private void post(OutcomeBatch batch) {
        assertThat(server.send(server.request("/sdk/v1/outcomes")
                                .header("Authorization", "Bearer " + TestServer.SDK_KEY)
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofByteArray(WireCodec.encode(batch))))
                        .body())
                .isEqualTo(Json.of("{'accepted':true}"));
    }

    private Path log() {
        String data = server.bean(JdbcClient.class)
                .sql("show data_directory")
                .query(String.class)
                .single();
        return Path.of(data).resolveSibling("postgresql.log");
    }

    /// The transactions that insert a batch's name: their statements, in order.
    private static List<List<String>> transactionsOfBatches(Path log) throws IOException {
        List<List<String>> found = new ArrayList<>();
        Map<String, List<String>> openByProcess = new HashMap<>();
        for (String entry : ENTRY.split(Files.readString(log))) {
            Matcher statement = STATEMENT.matcher(entry);
            if (statement.lookingAt()) {
                String process = statement.group(1);
                String sql = statement.group(2).strip();
                if (sql.equals("BEGIN")) {
                    openByProcess.remove(process);
                }
                List<String> open = openByProcess.computeIfAbsent(process, key -> new ArrayList<>());
                open.add(sql);
                if (sql.equals("COMMIT")) {
                    openByProcess.remove(process);
                    if (open.stream().anyMatch(one -> one.contains("insert into outcome_batch"))) {
                        found.add(open);
                    }
                }
            }
        }
        return found;
    }
}
