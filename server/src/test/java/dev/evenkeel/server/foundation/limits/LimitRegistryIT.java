// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.core.wire.OutcomeBatch;
import dev.evenkeel.core.wire.codec.WireCodec;
import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.foundation.security.identity.TestUsers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Responses and metrics when a limit is exceeded.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LimitRegistryIT {
    private static final Map<String, String> SMALL = Map.of(
            "evenkeel.max-concurrent-batches", "8",
            "evenkeel.telemetry-timeout-seconds", "60",
            "evenkeel.max-concurrent-reads", "4",
            "evenkeel.max-concurrent-unauthenticated", "2",
            "evenkeel.max-streams", "20",
            "evenkeel.body-timeout-seconds", "3",
            "evenkeel.max-slow-bodies", "2",
            "evenkeel.max-batches-per-second", "5");
    private static final String FLAG =
            Json.of("{'state':'ENABLED','variants':{'on':true,'off':false},'defaultVariant':'off'}");

    private static final String OUTCOMES = "/sdk/v1/outcomes";

    private final String sdkKey = TestServer.SDK_KEY;
    private TestServer server;
    private final AtomicInteger blockedBatches = new AtomicInteger();
    private String otherKey = "";
    private String stagingKey = "";
    private String prodKey = "";

    @BeforeAll
    void start() {
        Properties before = (Properties) System.getProperties().clone();
        SMALL.forEach(System::setProperty);
        try {
            server = TestServer.start();
        } finally {
            System.setProperties(before);
        }
        server.put("/api/v1/environments/default/flags", Json.of("{'flags':{'core':%s}}", FLAG));
        otherKey = createSdkKey("default");
        stagingKey = createEnvironmentWithSdkKey("staging");
        prodKey = createEnvironmentWithSdkKey("prod");
    }

    private String createEnvironmentWithSdkKey(String environment) {
        TestServer.requireSuccess(server.post("/api/v1/environments", Json.of("{'name':'%s'}", environment)));
        return createSdkKey(environment);
    }

    private String createSdkKey(String environment) {
        return TestServer.requireSuccess(server.post("/api/v1/environments/" + environment + "/sdk-keys", "{}"))
                .get("sdkKey")
                .stringValue();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    /* Batches that wait for a locked table until this is closed; then the server accepts all of them. */
    private final class BlockedBatches implements AutoCloseable {
        private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        private final List<CompletableFuture<HttpResponse<String>>> responses = new ArrayList<>();
        private final Connection connection;

        BlockedBatches() throws SQLException {
            connection = server.bean(DataSource.class).getConnection();
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("lock table outcome_batch in exclusive mode");
            }
        }

        void send(String path, String key) {
            String instance = "blocked-" + blockedBatches.incrementAndGet();
            responses.add(CompletableFuture.supplyAsync(() -> batch(path, key, instance), threads));
        }

        void awaitAll() {
            await().until(() -> metric("evenkeel_limit_used", "concurrent-batches") == responses.size());
        }

        @Override
        public void close() throws SQLException {
            rollBack(connection);
            connection.close();
            for (CompletableFuture<HttpResponse<String>> response : responses) {
                assertThat(response.join().statusCode()).isEqualTo(200);
            }
            threads.close();
            await().until(() -> metric("evenkeel_limit_used", "concurrent-batches") == 0);
        }
    }

    @Test
    void limitsConcurrentBatchesPerSdkKeyEnvironmentAndServer() throws SQLException {
        try (BlockedBatches blocked = new BlockedBatches()) {
            for (String path : List.of(OUTCOMES, "/%73dk/v1/outcomes", "/sdk/v1/%6futcomes", OUTCOMES, OUTCOMES)) {
                blocked.send(path, sdkKey);
            }
            blocked.awaitAll();
            assertOverloaded(batch("late"));
            assertThat(metric("evenkeel_limit_rejections_total", "key-concurrent-batches"))
                    .isOne();

            blocked.send(OUTCOMES, otherKey);
            blocked.awaitAll();
            assertOverloaded(batch(OUTCOMES, otherKey, "late"));
            assertThat(metric("evenkeel_limit_rejections_total", "environment-concurrent-batches"))
                    .isOne();

            blocked.send(OUTCOMES, prodKey);
            blocked.send(OUTCOMES, prodKey);
            blocked.awaitAll();
            assertOverloaded(batch(OUTCOMES, prodKey, "late"));
            assertThat(metric("evenkeel_limit_rejections_total", "concurrent-batches"))
                    .isOne();
        }
        HttpResponse<String> again = batch(OUTCOMES, prodKey, "late");
        assertThat(again.body()).isEqualTo(Json.of("{'accepted':true}"));
    }

    @Test
    void servesFlagReadsAndCommandsWhileTelemetryIsOverloaded() throws SQLException {
        try (BlockedBatches blocked = new BlockedBatches()) {
            for (String key : List.of(sdkKey, sdkKey, sdkKey, sdkKey, sdkKey, otherKey, prodKey, prodKey)) {
                blocked.send(OUTCOMES, key);
            }
            blocked.awaitAll();
            assertThat(server.send(server.asSdk("/sdk/v1/flags")).statusCode()).isEqualTo(200);
            assertThat(server.get("/api/v1/rollouts").statusCode()).isEqualTo(200);
            assertThat(server.post("/api/v1/environments/default/flags/core/disable", "{}")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void rejectsTelemetryBeforeReadingBodyWhenQueueIsFull() throws Exception {
        String key = createSdkKey("default");
        String head = "POST /sdk/v1/outcomes HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + key
                + "\r\nContent-Length: 1000\r\nConnection: close\r\n\r\n";
        var stop = new AtomicBoolean();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Connection connection = server.bean(DataSource.class).getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table outcome_batch in exclusive mode");
            for (int i = 0; i < 200; i++) {
                String instance = "impatient-" + i;
                threads.execute(() -> {
                    while (!stop.get()) {
                        batch(OUTCOMES, key, instance);
                    }
                });
            }
            try {
                await().until(() -> metric("evenkeel_limit_rejections_total", "key-telemetry-queued") > 0);
                await().until(() -> {
                    try (Socket withoutBody = openRequest(head)) {
                        return firstLine(withoutBody).startsWith("HTTP/1.1 503");
                    }
                });
            } finally {
                stop.set(true);
                rollBack(connection);
            }
        }
        assertThat(metric("evenkeel_limit", "key-telemetry-queued")).isEqualTo(100);
    }

    private static void assertOverloaded(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(TestServer.json(answer).get("code").stringValue()).isEqualTo("overloaded");
        assertThat(answer.headers().firstValue("Retry-After").orElseThrow()).matches("[123]");
    }

    /* Unauthenticated requests wait for a locked table that sessions do not need. */
    @Test
    void servesSignedInUsersWhenUnauthenticatedLimitIsReached() throws Exception {
        String session = new TestUsers(server).createUserAndSignIn("anna", "viewer");
        assertThat(listRolloutsAsSignedInUser(session).statusCode()).isEqualTo(200);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Connection connection = DriverManager.getConnection(server.databaseUrl());
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table api_token, sdk_key in access exclusive mode");
            List<Future<HttpResponse<String>>> hanging = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                String guess = "guess-" + i;
                hanging.add(threads.submit(() -> getWithToken("/api/v1/rollouts", guess)));
                hanging.add(threads.submit(() -> getWithToken("/sdk/v1/flags", guess)));
            }
            await().until(() -> metric("evenkeel_limit_used", "concurrent-unauthenticated") == 2);
            assertThat(listRolloutsAsSignedInUser(session).statusCode()).isEqualTo(200);
            assertThat(batch(OUTCOMES, stagingKey, "beside-strangers").statusCode())
                    .isEqualTo(200);
            await().until(() -> metric("evenkeel_limit_rejections_total", "concurrent-unauthenticated") > 0);
            connection.rollback();
            for (Future<HttpResponse<String>> one : hanging) {
                assertThat(one.get().statusCode()).isIn(401, 503);
            }
        }
        assertThat(metric("evenkeel_limit_rejections_total", "concurrent-reads"))
                .isZero();
    }

    private HttpResponse<String> listRolloutsAsSignedInUser(String session) {
        return server.send(server.request("/api/v1/rollouts").header("Cookie", session));
    }

    private HttpResponse<String> getWithToken(String path, String token) {
        return server.send(server.request(path).header("Authorization", "Bearer " + token));
    }

    /* Of 20 streams, an environment may use 18 and an SDK key 17. */
    @Test
    void limitsStreamsPerSdkKeyAndEnvironment() throws IOException {
        String otherStagingKey = createSdkKey("staging");
        List<Socket> open = new ArrayList<>();
        try {
            openStreamsUntilRejected(stagingKey, open, "SDK key");
            assertThat(open).hasSize(17);
            openStreamsUntilRejected(otherStagingKey, open, "Environment staging");
            assertThat(open).hasSize(18);
            openStreamsUntilRejected(prodKey, open, "All 20 streams");
            assertThat(open).hasSize(20);
            assertThat(metric("evenkeel_limit_rejections_total", "key-streams")).isOne();
            assertThat(metric("evenkeel_limit_rejections_total", "environment-streams"))
                    .isOne();
            assertThat(metric("evenkeel_limit_rejections_total", "streams")).isOne();
        } finally {
            for (Socket one : open) {
                one.close();
            }
        }
        await().until(() -> metric("evenkeel_limit_used", "streams") == 0);
        openStreamsUntilRejected(prodKey, open, "SDK key");
        assertThat(open).as("all places came back").hasSize(20 + 17);
        for (Socket one : open) {
            one.close();
        }
        await().until(() -> metric("evenkeel_limit_used", "streams") == 0);
    }

    private void openStreamsUntilRejected(String key, List<Socket> open, String why) throws IOException {
        while (true) {
            Socket socket =
                    openRequest("GET /sdk/v1/stream HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer "
                            + key + "\r\n\r\n");
            if (firstLine(socket).startsWith("HTTP/1.1 200")) {
                open.add(socket);
                assertThat(open).hasSizeLessThan(100);
            } else {
                assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                        .contains("\"too-many-streams\"", why);
                socket.close();
                return;
            }
        }
    }

    @Test
    void acceptsProdBatchesDuringSlowUploadsFromStaging() throws IOException {
        String head = "POST /sdk/v1/outcomes HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + stagingKey
                + "\r\nContent-Length: 1000\r\nExpect: 100-continue\r\n\r\n";
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 16; i++) {
                slow.add(openRequest(head));
                assertThat(firstLine(slow.getLast())).startsWith("HTTP/1.1 100");
                slow.getLast().getOutputStream().write(' ');
            }
            for (int i = 0; i < 3; i++) {
                HttpResponse<String> answer = batch(OUTCOMES, prodKey, "beside-slow-ones-" + i);
                assertThat(answer.body()).isEqualTo(Json.of("{'accepted':true}"));
            }
            JsonNode received = TestServer.requireSuccess(server.get("/api/v1/environments/prod/outcomes"));
            assertThat(received.get("instances").findValuesAsString("instance"))
                    .contains("beside-slow-ones-0", "beside-slow-ones-1", "beside-slow-ones-2");
        } finally {
            for (Socket one : slow) {
                one.close();
            }
        }
    }

    @Test
    void rejectsGetAndHeadRequestsWithBody() throws IOException {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 8; i++) {
                slow.add(openRequest("GET /login HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n"));
                slow.add(openRequest("HEAD /login HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"));
            }
            for (Socket one : slow) {
                String answer = new String(one.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(answer).startsWith("HTTP/1.1 400").contains("Connection: close");
            }
            assertThat(server.get("/api/v1/rollouts").statusCode()).isEqualTo(200);
        } finally {
            for (Socket one : slow) {
                one.close();
            }
        }
        try (Socket one = openRequest("GET /login HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}")) {
            assertThat(new String(one.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("\"malformed\"", "has a body", "Remove the body, Content-Length");
        }
    }

    @Test
    void timesOutExcessSlowBodiesEarlyAndAcceptsFastBodies() throws Exception {
        String head = "POST /sdk/v1/acks HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + stagingKey
                + "\r\nContent-Length: 1000\r\n\r\n";
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> slow = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                slow.add(threads.submit(() -> sendBodySlowly(head)));
            }
            await().until(() -> metric("evenkeel_limit_rejections_total", "slow-bodies") == 1);
            assertThat(metric("evenkeel_limit_used", "slow-bodies")).isEqualTo(2);
            assertThat(batch(OUTCOMES, stagingKey, "fast").statusCode()).isEqualTo(200);
            List<String> answers = new ArrayList<>();
            for (Future<String> one : slow) {
                answers.add(one.get());
            }
            assertThat(answers)
                    .allMatch(answer -> answer.startsWith("HTTP/1.1 408") && answer.contains("request-timeout"));
            assertThat(answers)
                    .filteredOn(answer -> answer.contains("are also slow") && answer.contains("Connection: close"))
                    .hasSize(1);
        }
        await().until(() -> metric("evenkeel_limit_used", "slow-bodies") == 0);
        await().until(() -> metric("evenkeel_limit_used", "body-memory-bytes") == 0);
    }

    @Test
    void appliesTelemetryBodyLimitToPercentEncodedPaths() {
        for (String path : List.of(OUTCOMES, "/%73dk/v1/outcomes")) {
            HttpResponse<String> answer = server.send(server.request(path)
                    .header("Authorization", "Bearer " + stagingKey)
                    .POST(BodyPublishers.ofString(" ".repeat(1_500_000))));
            assertThat(answer.statusCode()).as(path).isEqualTo(400);
        }
    }

    private static void rollBack(Connection connection) throws SQLException {
        connection.rollback();
        connection.setAutoCommit(true);
    }

    @Test
    void returns429WhenSdkKeyExceedsBatchRate() {
        String key = createSdkKey("default");
        List<Integer> seen = new ArrayList<>();
        for (int i = 0; i < 200 && !seen.contains(429); i++) {
            seen.add(batch(OUTCOMES, key, "fast-" + i).statusCode());
        }
        assertThat(seen).contains(200, 429);
        assertThat(metric("evenkeel_limit_rejections_total", "batches-per-second"))
                .isPositive();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> batch(OUTCOMES, key, "slower").statusCode() == 200);
    }

    @Test
    void returns408WhenBodyArrivesTooSlowly() throws IOException {
        double before = metric("evenkeel_limit_rejections_total", "body-seconds");
        String head = "PUT /api/v1/environments/default/flags HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                + TestServer.ADMIN_TOKEN + "\r\nContent-Length: 1000\r\n\r\n";
        assertThat(sendBodySlowly(head)).startsWith("HTTP/1.1 408").contains("\"request-timeout\"", "within 3 s");
        assertThat(metric("evenkeel_limit_rejections_total", "body-seconds")).isEqualTo(before + 1);
        assertThat(server.get("/health").statusCode()).isEqualTo(200);
    }

    private String sendBodySlowly(String head) throws IOException {
        try (Socket socket = openRequest(head)) {
            Thread dripping = Thread.ofVirtual().start(() -> writeBytesSlowly(socket));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            dripping.interrupt();
            return answer;
        }
    }

    private Socket openRequest(String head) throws IOException {
        Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.uri("/").getPort());
        socket.setSoTimeout(30_000);
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String firstLine(Socket socket) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = socket.getInputStream().read();
                next >= 0 && next != '\r';
                next = socket.getInputStream().read()) {
            line.append((char) next);
        }
        return line.toString();
    }

    /* Writes a byte every 50 ms until the server closes the connection. */
    private static void writeBytesSlowly(Socket socket) {
        try {
            for (int i = 0; i < 900; i++) {
                socket.getOutputStream().write(' ');
                socket.getOutputStream().flush();
                Thread.sleep(50);
            }
        } catch (IOException e) {
            /* The server closed the connection. */
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void returns413ForTooLargeBody() {
        HttpResponse<String> large = server.send(server.asAdmin("/api/v1/changes")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(" ".repeat(1_000_001))));
        assertThat(large.statusCode()).isEqualTo(413);
        assertThat(metric("evenkeel_limit_rejections_total", "body-bytes")).isOne();
    }

    @ParameterizedTest
    @CsvSource({
        "body-bytes, 1000000",
        "batch-bytes, 2000000",
        "definition-bytes, 10000000",
        "concurrent-batches, 8",
        "environment-concurrent-batches, 6",
        "key-concurrent-batches, 5",
        "slow-bodies, 2",
        "form-bytes, 2000000",
        "unauthenticated-bytes, 16384",
        "concurrent-reads, 4",
        "caller-concurrent-reads, 3",
        "concurrent-unauthenticated, 2",
        "streams, 20",
        "environment-streams, 18",
        "key-streams, 17",
        "rollout-streams, 200",
        "caller-rollout-streams, 50",
        "ofrep-requests-per-second, 50000"
    })
    void exportsLimitAsMetric(String limit, double value) {
        assertThat(metric("evenkeel_limit", limit)).isEqualTo(value);
    }

    @Test
    void exportsMemoryLimitAndUsage() {
        assertThat(metric("evenkeel_limit", "body-memory-bytes")).isPositive();
        assertThat(metric("evenkeel_limit_used", "streams")).isZero();
    }

    private HttpResponse<String> batch(String instance) {
        return batch(OUTCOMES, sdkKey, instance);
    }

    private HttpResponse<String> batch(String path, String key, String instance) {
        var batch = new OutcomeBatch(instance, 1, Instant.parse("2026-01-01T00:00:00Z"), 0, List.of());
        return server.send(server.request(path)
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(WireCodec.encode(batch))));
    }

    private double metric(String name, String limit) {
        String all = server.send(server.asAdmin("/metrics")).body();
        Matcher line = Pattern.compile("^" + name + "\\{limit=\"" + limit + "\"\\} (\\S+)$", Pattern.MULTILINE)
                .matcher(all);
        assertThat(line.find()).as("%s of %s", name, limit).isTrue();
        return Double.parseDouble(line.group(1));
    }
}
