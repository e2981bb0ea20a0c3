// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.examples.demo.process.ChildProcess;
import dev.evenkeel.json.Json;
import dev.evenkeel.net.FreePort;
import dev.evenkeel.postgres.EmbeddedPostgres;
import dev.evenkeel.sdk.Evenkeel;
import dev.evenkeel.sdk.EvenkeelConfig;
import dev.evenkeel.sdk.GuardedChange;
import dev.evenkeel.sdk.SettlementToken;
import dev.evenkeel.sdk.ShadowOptions;
import dev.openfeature.contrib.providers.flagd.Config;
import dev.openfeature.contrib.providers.flagd.FlagdOptions;
import dev.openfeature.contrib.providers.flagd.FlagdProvider;
import dev.openfeature.sdk.ImmutableContext;
import dev.openfeature.sdk.OpenFeatureAPI;
import dev.openfeature.sdk.Value;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Uses every feature with a marker as targeting key and as every attribute, then searches for the marker in
/// the database, logs, traces and metrics.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PrivacyIT {
    private static final String TOKEN = "token-of-the-privacy-story";
    private static final String SDK_KEY = "sdk-key-of-the-privacy-story";
    private static final String MARKER = "Zq7vMarkerOfAPerson";
    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final JsonMapper JSON = new JsonMapper();
    private static final String FLAG = """
            {"state": "ENABLED", "variants": {"classic": "c", "modern": "m"}, "defaultVariant": "classic"}""";

    private static final String ECHO_FLAG = """
            {"state": "ENABLED", "variants": {"classic": "c", "modern": "m"}, "targeting": {"var": "account"},
             "defaultVariant": "classic"}""";

    @TempDir
    private static Path folder;

    private final List<String> telemetry = new CopyOnWriteArrayList<>();
    private final List<String> logged = new CopyOnWriteArrayList<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final List<String> tokens = new CopyOnWriteArrayList<>();
    private final Handler log = new Handler() {
        @Override
        public void publish(LogRecord line) {
            logged.add(line.getMessage() + " " + line.getThrown());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private HttpServer collector;
    private String database;
    private int syncPort;
    private ChildProcess server;
    private URI address;
    private Evenkeel evenkeel;
    private HttpClient http;
    private String experiment = "";
    private String rollout = "";

    @BeforeAll
    void start() throws Exception {
        Logger.getLogger("").addHandler(log);
        collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/", this::collect);
        collector.start();
        database = EmbeddedPostgres.startTemporary().createDatabase();
        syncPort = FreePort.find();
        Files.writeString(
                folder.resolve("flags.json"),
                Json.of("{'flags': {'core': %s, 'button': %s, 'echo': %s}}", FLAG, FLAG, ECHO_FLAG));
        server = ChildProcess.start(
                new ChildProcess.ProgramLocation(Repository.root(), "server", "dev.evenkeel.server.EvenkeelServer"),
                folder.resolve("data"),
                List.of(
                        "--data",
                        folder.resolve("data").toString(),
                        "--database-url",
                        database,
                        "--port",
                        "0",
                        "--sync-port",
                        String.valueOf(syncPort),
                        "--flags",
                        folder.resolve("flags.json").toString()),
                Map.of(
                        "EVENKEEL_ADMIN_TOKEN",
                        TOKEN,
                        "EVENKEEL_SDK_KEY",
                        SDK_KEY,
                        "OTEL_EXPORTER_OTLP_ENDPOINT",
                        "http://127.0.0.1:" + collector.getAddress().getPort(),
                        "OTEL_METRIC_EXPORT_INTERVAL",
                        "1000"));
        address = server.awaitReady(TIMEOUT);
        http = HttpClient.newHttpClient();
        evenkeel = Evenkeel.start(EvenkeelConfig.builder(address, SDK_KEY)
                .flushInterval(Duration.ofMillis(200))
                .idleFlushInterval(Duration.ofMillis(200))
                .build());
        useEveryFeature();
    }

    @AfterAll
    void stop() {
        Logger.getLogger("").removeHandler(log);
        evenkeel.close();
        http.close();
        server.close();
        collector.stop(0);
    }

    private void collect(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if ("gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))) {
                body = new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
            }
            telemetry.add(exchange.getRequestURI() + " " + new String(body, ISO_8859_1));
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private String send(String method, String path, String key, String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address.resolve(path))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString()).body();
    }

    private JsonNode admin(String method, String path, String body) throws IOException, InterruptedException {
        return JSON.readTree(send(method, path, TOKEN, body));
    }

    private static EvaluationContext person(int number) {
        return EvaluationContext.of(MARKER + number)
                .with("account", MARKER)
                .with("name", MARKER)
                .with("mail", MARKER + "@example.org");
    }

    private void useEveryFeature() throws Exception {
        experiment = admin("POST", "/api/v1/environments/default/experiments", """
                {"flag": "button", "hypothesis": "h", "reason": "r", "plan": {
                  "variants": [{"variant": "classic", "share": 50}, {"variant": "modern", "share": 50}],
                  "goals": [{"metric": "buy"}], "covariate": "account", "window": "P1D", "expectedUnits": 40000}}""")
                .path("id")
                .asString();
        assertThat(experiment).startsWith("x-");
        GuardedChange<Integer, String> change = change();
        for (int i = 0; i < 500; i++) {
            call(change);
        }
        rollout = startRollout();
        await().atMost(TIMEOUT).until(() -> {
            for (int i = 0; i < 50; i++) {
                call(change);
            }
            return countRows("trial_unit") > 0
                    && countRows("unit_first_event") > 0
                    && countRows("shadow_difference") > 0;
        });
        tokens.forEach(token -> evenkeel.settle(token, true));
        await().atMost(TIMEOUT).until(() -> countRows("experiment_unit") > 0 && countRows("experiment_outcome") > 0);
        evaluateOverOfrep();
        reportOverOutcomeApi(rollout);
        evaluateOverFlagd();
        admin("POST", "/api/v1/rollouts/" + rollout + "/abort", Json.of("{'reason': 'the test is over'}"));
        await().atMost(TIMEOUT)
                .until(() -> telemetry.stream().anyMatch(sent -> sent.startsWith("/v1/traces"))
                        && telemetry.stream().anyMatch(sent -> sent.startsWith("/v1/metrics")));
    }

    @Test
    void storesNoPersonalDataInDatabase() throws Exception {
        assertThat(columnsWith("button"))
                .as("what is there is found")
                .contains("flag_set.definition", "unit_salt.flag");
        assertThat(columnsWith(MARKER)).isEmpty();
    }

    @Test
    void sendsNoPersonalDataInTracesOrMetrics() throws Exception {
        assertThat(telemetry).as("what is sent is read").anyMatch(sent -> sent.contains(rollout));
        assertThat(telemetry).isNotEmpty().noneMatch(sent -> sent.contains(MARKER));
        assertThat(send("GET", "/metrics", TOKEN, "")).isNotEmpty().doesNotContain(MARKER);
    }

    @Test
    void returnsNoPersonalDataOfRollout() throws Exception {
        assertThat(send("GET", "/api/v1/rollouts/" + rollout, TOKEN, ""))
                .contains(Json.of("'fields':['owner']"))
                .doesNotContain(MARKER);
    }

    @Test
    void writesNoPersonalDataToLogsOrTokens() throws Exception {
        assertThat(Files.readString(folder.resolve("data/log.txt"))).doesNotContain(MARKER);
        assertThat(logged).noneMatch(line -> line.contains(MARKER));
        assertThat(tokens).isNotEmpty().noneMatch(token -> token.contains(MARKER));
    }

    @Test
    void reportsAndErasesUnitsByKey() throws Exception {
        JsonNode report = admin("POST", "/api/v1/privacy/report", Json.of("{'key': '%s1'}", MARKER));
        assertThat(report.path("units").valueStream())
                .as("found by whoever knows the key")
                .anyMatch(unit -> unit.path("owner").asString().equals(experiment)
                        && unit.path("counted").asBoolean());
        admin("POST", "/api/v1/privacy/erase", Json.of("{'key': '%s1'}", MARKER));
        assertThat(columnsWith(MARKER)).isEmpty();
        assertThat(Files.readString(folder.resolve("data/log.txt"))).doesNotContain(MARKER);
    }

    private GuardedChange<Integer, String> change() {
        return evenkeel.<Integer, String>guardedChange("core")
                .control("classic", number -> MARKER + number)
                .candidate("modern", number -> {
                    SettlementToken.issue().ifPresent(tokens::add);
                    if (number % 50 == 0) {
                        throw new IllegalStateException(MARKER);
                    }
                    return number % 10 == 0 ? MARKER + " of another" : MARKER + number;
                })
                .counting("complaint", (number, response) -> number % 7 == 0)
                .settlesLater()
                .shadowing(ShadowOptions.<String>comparing(String::equals)
                        .field("owner", response -> response)
                        .field("length", response -> 1))
                .build();
    }

    private void call(GuardedChange<Integer, String> change) {
        int number = calls.incrementAndGet();
        EvaluationContext evaluationContext = person(number);
        try {
            change.run(evaluationContext, number);
        } catch (IllegalStateException expected) {
            assertThat(expected).hasMessage(MARKER);
        }
        evenkeel.evaluate("button", evaluationContext);
        evenkeel.track("buy", 3, evaluationContext);
        assertThat(String.valueOf(evenkeel.evaluate("echo", evaluationContext).errorDetails()))
                .doesNotContain(MARKER);
    }

    private String startRollout() throws IOException, InterruptedException {
        JsonNode started = admin("POST", "/api/v1/environments/default/rollouts", """
                {"flag": "core", "control": "classic", "candidate": "modern", "reason": "r", "plan": {
                  "name": "told", "steps": [{"exposure": 20, "dwell": "PT1H", "shadow": 100}, {"exposure": 100, "dwell": "PT1H"}],
                  "alpha": 0.01, "advanceAlpha": 0.05, "warmUp": "PT0S", "restartEvery": "PT60S", "seedSamples": 1,
                  "tickMaxAge": "PT0.2S", "breaker": {"instances": 10000, "ceiling": 80},
                  "guardrails": {"latency": [],
                    "errors": {"weight": 1, "rollbackRatio": 5, "toleratedRise": 0, "toleratedExtra": 50, "action": "OBSERVE"},
                    "shadow": {"tolerated": 40, "noise": 0, "action": "OBSERVE"}}}}""");
        assertThat(started.path("id").asString()).as(started.toString()).startsWith("r-");
        return started.path("id").asString();
    }

    private void evaluateOverOfrep() throws IOException, InterruptedException {
        String context = Json.of("{'context': {'targetingKey': '%s', 'account': '%s'}}", MARKER, MARKER);
        for (String body : List.of(
                context,
                context.replace(Json.of("'targetingKey': '%s'", MARKER), Json.of("'targetingKey': ['%s']", MARKER)),
                context.replace("\"" + MARKER + "\"", MARKER),
                "\"" + MARKER + "\"")) {
            for (String path : List.of("/ofrep/v1/evaluate/flags", "/ofrep/v1/evaluate/flags/echo")) {
                assertThat(send("POST", path, SDK_KEY, body)).isNotEmpty().doesNotContain(MARKER);
            }
        }
        assertThat(send("POST", "/sdk/v1/outcomes", SDK_KEY, Json.of("{'instance': %s}", MARKER)))
                .doesNotContain(MARKER);
    }

    /* A unit of the split, and reports that are refused: for what they hold, and for the side that they claim. */
    private void reportOverOutcomeApi(String rollout) throws IOException, InterruptedException {
        JsonNode evaluation = JSON.readTree(send(
                "POST",
                "/ofrep/v1/evaluate/flags/core",
                SDK_KEY,
                Json.of("{'context': {'targetingKey': '%s-told'}}", MARKER)));
        assertThat(evaluation.path("reason").asString()).isEqualTo("SPLIT");
        boolean modern = evaluation.path("variant").asString().equals("modern");
        String report = """
                {"instance": "told", "sequence": 1, "groups": [{"flag": "core", "variant": "%s", "rollout": "%s",
                  "revision": %d, "role": "%s", "begun": ["UNIT"],
                  "calls": [{"micros": 900, "unit": "UNIT", "failed": true, "trial": true}]}]}
                """.formatted(
                        modern ? "modern" : "classic",
                        rollout,
                        evaluation.at("/metadata/evenkeel.revision").asLong(),
                        modern ? "candidate" : "control")
                .replace("UNIT", MARKER + "-told");
        String other = modern
                ? report.replace("modern", "classic").replace("candidate", "control")
                : report.replace("classic", "modern").replace("control", "candidate");
        assertThat(send("POST", "/sdk/v1/calls", SDK_KEY, other))
                .contains("a variant other than the reported one")
                .doesNotContain(MARKER);
        assertThat(send("POST", "/sdk/v1/calls", SDK_KEY, report.replace("900", "-1")))
                .contains("micros")
                .doesNotContain(MARKER);
        assertThat(send("POST", "/sdk/v1/calls", SDK_KEY, report)).contains(Json.of("'accepted':true"));
    }

    private void evaluateOverFlagd() {
        var headers = new Metadata();
        headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + SDK_KEY);
        var api = OpenFeatureAPI.createIsolated();
        api.setProviderAndWait(new FlagdProvider(FlagdOptions.builder()
                .resolverType(Config.Resolver.IN_PROCESS)
                .host("127.0.0.1")
                .port(syncPort)
                .deadline((int) TIMEOUT.toMillis())
                .clientInterceptors(List.of(MetadataUtils.newAttachHeadersInterceptor(headers)))
                .build()));
        var person = new ImmutableContext(MARKER, Map.of("account", new Value(MARKER)));
        assertThat(api.getClient().getStringValue("button", "none", person)).isIn("c", "m");
        api.getClient().getStringValue("echo", "none", person);
        api.shutdown();
    }

    private long countRows(String table) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database);
                ResultSet count = connection.createStatement().executeQuery("select count(*) from " + table)) {
            count.next();
            return count.getLong(1);
        }
    }

    private List<String> columnsWith(String text) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(database)) {
            for (String[] column : columns(connection)) {
                String sql = """
                        select count(*) from "%1$s"
                        where position(? in "%2$s"::text) > 0 or position(? in "%2$s"::text) > 0""".formatted(column[0], column[1]);
                try (PreparedStatement search = connection.prepareStatement(sql)) {
                    search.setString(1, text);
                    search.setString(2, HexFormat.of().formatHex(text.getBytes(UTF_8)));
                    ResultSet count = search.executeQuery();
                    count.next();
                    if (count.getLong(1) > 0) {
                        found.add(column[0] + "." + column[1]);
                    }
                }
            }
        }
        return found;
    }

    private static List<String[]> columns(Connection connection) throws SQLException {
        List<String[]> columns = new ArrayList<>();
        ResultSet rows = connection.createStatement().executeQuery("""
                        select table_name, column_name from information_schema.columns
                        join information_schema.tables using (table_schema, table_name)
                        where table_schema = 'public' and table_type = 'BASE TABLE'""");
        while (rows.next()) {
            columns.add(new String[] {rows.getString(1), rows.getString(2)});
        }
        assertThat(columns).hasSizeGreaterThan(200);
        return columns;
    }
}
