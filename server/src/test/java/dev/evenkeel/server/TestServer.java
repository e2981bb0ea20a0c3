// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.json.Json;
import dev.evenkeel.postgres.EmbeddedPostgres;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.foundation.config.ServerCommandLineParser;
import dev.evenkeel.server.foundation.jobs.BackgroundJob;
import dev.evenkeel.server.foundation.jobs.BackgroundJobs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.flywaydb.core.Flyway;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A real server for tests: own port, own fresh database on the cluster that all tests share, called over HTTP. Its
/// database is migrated before it starts; [#startOnDatabase] accepts any database, also an empty one. Most awaited
/// conditions hold at once, so tests poll every 20 ms.
public final class TestServer implements AutoCloseable {
    static {
        Awaitility.setDefaultPollInterval(Duration.ofMillis(20));
        Awaitility.setDefaultTimeout(Duration.ofMinutes(1));
    }

    public static final String ADMIN_TOKEN = "admin-token-of-the-tests";
    public static final String SDK_KEY = "sdk-key-of-the-tests";
    private static final JsonMapper JSON = new JsonMapper();
    private static final AtomicLong ENVIRONMENTS = new AtomicLong();

    private final HttpClient http = HttpClient.newHttpClient();
    private final ConfigurableApplicationContext context;
    private final String output;
    private final String databaseUrl;
    private final URI address;

    private TestServer(ConfigurableApplicationContext context, String output, String databaseUrl) {
        this.context = context;
        this.output = output;
        this.databaseUrl = databaseUrl;
        this.address = URI.create(output.substring(output.indexOf("Ready ") + 6).strip());
    }

    /// Starts a server with an admin token, an SDK key of the environment `default`, and further options.
    public static TestServer start(String... more) {
        return startOnDatabase(freshDatabase(), defaultOptions(more));
    }

    /// Starts such a server with environment variables.
    public static TestServer startWithEnvironment(Map<String, String> environment, String... more) {
        return startOnDatabase(freshDatabase(), defaultOptions(more), environment);
    }

    private static List<String> defaultOptions(String... more) {
        List<String> options = new ArrayList<>(
                List.of("--admin-token", ADMIN_TOKEN, "--sdk-key", SDK_KEY, "--allow-outbound", "127.0.0.0/8"));
        options.addAll(List.of(more));
        return options;
    }

    /// Creates a database with the tables of this version, so that servers on it have nothing to migrate, and
    /// with an event source of its own.
    public static String freshDatabase() {
        String url = EmbeddedPostgres.startTemporary().copyDatabase(Migrated.URL);
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("update event_cursor set event_source = gen_random_uuid()");
            return url;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The template of fresh databases: migrated and empty, without connections.
    private static final class Migrated {
        static final String URL = migrate(EmbeddedPostgres.startTemporary().createDatabase());

        private static String migrate(String url) {
            Flyway.configure().dataSource(url, null, null).load().migrate();
            return url;
        }
    }

    /// Starts a server on a fresh database with exactly these options.
    public static TestServer startOnFreshDatabase(List<String> options) {
        return startOnDatabase(freshDatabase(), options);
    }

    /// Starts a server on a database with exactly these options.
    public static TestServer startOnDatabase(String databaseUrl, List<String> options) {
        return startOnDatabase(databaseUrl, options, Map.of());
    }

    private static TestServer startOnDatabase(
            String databaseUrl, List<String> options, Map<String, String> environment) {
        List<String> all = new ArrayList<>(List.of("--port", "0", "--database-url", databaseUrl));
        all.addAll(options);
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        ConfigurableApplicationContext context = EvenkeelServer.start(
                ServerCommandLineParser.parse(all, environment),
                new PrintStream(printed, true, StandardCharsets.UTF_8));
        return new TestServer(context, printed.toString(StandardCharsets.UTF_8), databaseUrl);
    }

    /// Returns a bean, for services without an endpoint.
    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /// Runs work while these tables, separated by commas, are locked for everyone else. It locks all of them or
    /// none, so that it causes no deadlock with transactions of the server.
    public void whileLocked(String tables, Runnable work) {
        bean(TransactionTemplate.class).executeWithoutResult(status -> {
            bean(JdbcClient.class).sql(lockStatement(tables)).update();
            work.run();
        });
    }

    private static String lockStatement(String tables) {
        return """
            do $$
            begin
                for attempt in 1..3000 loop
                    begin
                        lock table %s in access exclusive mode nowait;
                        return;
                    exception when lock_not_available then
                        perform pg_sleep(0.01);
                    end;
                end loop;
                raise exception 'the tables were never free';
            end
            $$""".formatted(tables);
    }

    /// Stops the retention job, so that tests decide when data is deleted.
    public TestServer withoutRetention() {
        job("retention").stop();
        return this;
    }

    /// Returns a background job, to run it at once or to stop it.
    public BackgroundJob job(String name) {
        return bean(BackgroundJobs.class).get(name);
    }

    /// Resolves all open incidents, which close gates of every environment.
    public void resolveIncidents() {
        for (JsonNode incident : requireSuccess(get("/api/v1/incidents?open=true"))) {
            String path = "/api/v1/incidents/" + incident.path("id").asString();
            post(path + "/mitigate", Json.of("{'mitigation':'FIX','ignoreFiringAlerts':true}"));
            requireSuccess(post(path + "/resolve", Json.of("{'ignoreFiringAlerts':true}")));
        }
    }

    /// Returns what the server printed to stdout.
    public String output() {
        return output;
    }

    /// Returns the port of flagd's gRPC sync; requires a server started with `--sync-port 0`.
    public int syncPort() {
        String line = output.lines()
                .filter(text -> text.startsWith("Sync "))
                .findFirst()
                .orElseThrow();
        return Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
    }

    /// Returns the JDBC URL of the database, to start another server on it.
    public String databaseUrl() {
        return databaseUrl;
    }

    /// Returns the environment `default`.
    public TestEnvironment defaultEnvironment() {
        return new TestEnvironment(this, "default", SDK_KEY);
    }

    /// Creates an environment without flags, at revision 1, and waits until it is delivered to clients.
    public TestEnvironment newEnvironment() {
        var created = new TestEnvironment(this, "env-" + ENVIRONMENTS.incrementAndGet(), "");
        requireSuccess(post("/api/v1/environments", Json.of("{'name':'%s'}", created.name())));
        await().until(() -> bean(FlagService.class).findLatest(created.name()).isPresent());
        String key =
                requireSuccess(created.post("/sdk-keys", "{}")).get("sdkKey").stringValue();
        return new TestEnvironment(this, created.name(), key);
    }

    public URI uri(String path) {
        return URI.create(address + path);
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(30));
    }

    public HttpRequest.Builder asAdmin(String path) {
        return request(path).header("Authorization", "Bearer " + ADMIN_TOKEN);
    }

    public HttpRequest.Builder asSdk(String path) {
        return request(path).header("Authorization", "Bearer " + SDK_KEY);
    }

    public HttpResponse<String> get(String path) {
        return send(asAdmin(path));
    }

    public HttpResponse<String> put(String path, String body) {
        return send(asAdmin(path).header("Content-Type", "application/json").PUT(BodyPublishers.ofString(body)));
    }

    public HttpResponse<String> post(String path, String body) {
        return send(asAdmin(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        return send(request, BodyHandlers.ofString());
    }

    public <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
        try {
            return http.send(request.build(), handler);
        } catch (IOException e) {
            throw new IllegalStateException("No answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public static JsonNode json(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }

    /// Returns the body of a successful response as JSON; fails with the body of any other response.
    public static JsonNode requireSuccess(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
        return json(response);
    }

    @Override
    public void close() {
        http.shutdownNow();
        context.close();
    }
}
