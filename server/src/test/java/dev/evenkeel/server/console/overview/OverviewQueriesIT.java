// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.overview;

import static dev.evenkeel.server.TestServer.requireSuccess;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/// The number of SQL statements of the overview and the change list does not depend on the number of services.
final class OverviewQueriesIT {
    private static final String OVERVIEW_QUERY = "as asked (slo, objective)";
    private static final String CHANGES_QUERY = "max(started_at)";
    private static final int MANY = 60;

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void doesNotRunMoreQueriesForMoreServices() {
        createServices(1);
        createFlags(1);
        startRollout(0);
        List<String> overviewOfOne = recordQueries("/", OVERVIEW_QUERY);
        List<String> changesOfOne = recordQueries("/changes", CHANGES_QUERY);

        createServices(MANY);
        createFlags(1_000);
        IntStream.range(1, 20).forEach(OverviewQueriesIT::startRollout);
        createIncidents(100);
        importChanges(200);

        assertThat(recordQueries("/", OVERVIEW_QUERY))
                .as("overview of one service: %s", overviewOfOne)
                .hasSizeLessThanOrEqualTo(overviewOfOne.size() + 1);
        assertThat(recordQueries("/changes", CHANGES_QUERY))
                .as("changes of one: %s", changesOfOne)
                .hasSizeLessThanOrEqualTo(changesOfOne.size() + 1);
        assertThat(server.get("/").body()).contains("service-59", "20 changes running", "100 incidents open");
        assertThat(server.get("/changes").body().split("<th scope=\"row\"><a href=\"/changes/"))
                .hasSize(51);
    }

    /* The statements of the thread that served the page: the one that ran the statement of the page. */
    private static List<String> recordQueries(String path, String asksOnly) {
        server.get(path);
        Logger logger = (Logger) LoggerFactory.getLogger(JdbcTemplate.class);
        var seen = new SqlStatementAppender();
        seen.start();
        logger.setAdditive(false);
        logger.addAppender(seen);
        logger.setLevel(Level.DEBUG);
        try {
            assertThat(server.get(path).statusCode()).isEqualTo(200);
        } finally {
            logger.setLevel(null);
            logger.detachAppender(seen);
            logger.setAdditive(true);
        }
        return seen.statementsOfThreadThatRan(asksOnly);
    }

    /* Virtual threads have no names, so statements are stored by thread. */
    private static final class SqlStatementAppender extends AppenderBase<ILoggingEvent> {
        private final Map<Thread, List<String>> statements = new ConcurrentHashMap<>();

        @Override
        protected void append(ILoggingEvent event) {
            String message = event.getFormattedMessage();
            if (message.startsWith("Executing prepared SQL statement")) {
                statements
                        .computeIfAbsent(Thread.currentThread(), _ -> new CopyOnWriteArrayList<>())
                        .add(message);
            }
        }

        List<String> statementsOfThreadThatRan(String part) {
            return statements.values().stream()
                    .filter(asked -> asked.stream().anyMatch(statement -> statement.contains(part)))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("nobody asked " + part + " among " + statements));
        }
    }

    private static void createServices(int number) {
        for (int i = 0; i < number; i++) {
            requireSuccess(server.put("/api/v1/services/service-" + i, """
                    {"owner":"team","flags":[{"environment":"default","flag":"flag-%d"}]}""".formatted(i)));
        }
        requireSuccess(server.put(
                "/api/v1/slos",
                IntStream.range(0, number)
                        .mapToObj(OverviewQueriesIT::sloDefinition)
                        .collect(Collectors.joining("---\n"))));
    }

    private static String sloDefinition(int number) {
        return """
                apiVersion: openslo/v1
                kind: SLO
                metadata: {name: slo-N}
                spec:
                  service: service-N
                  indicator:
                    metadata: {name: success-N}
                    spec:
                      ratioMetric:
                        counter: true
                        good: {metricSource: {type: evenkeel, spec: {flag: flag-N}}}
                        total: {metricSource: {type: evenkeel, spec: {flag: flag-N}}}
                  timeWindow: [{duration: 30d, isRolling: true}]
                  budgetingMethod: Occurrences
                  objectives: [{displayName: availability, target: 0.99}]
                """.replace("-N", "-" + number);
    }

    private static void createFlags(int number) {
        requireSuccess(server.put(
                "/api/v1/environments/default/flags",
                IntStream.range(0, number)
                        .mapToObj(i -> Json.of(
                                "'flag-%s':{'state':'ENABLED','variants':{'a':1,'b':2},'defaultVariant':'a'}", i))
                        .collect(Collectors.joining(",", Json.of("{'flags':{"), "}}"))));
    }

    private static void startRollout(int number) {
        requireSuccess(server.post("/api/v1/environments/default/rollouts", """
                {"flag":"flag-%d","control":"a","candidate":"b","plan":"fast","onClosedGates":"WAIT"}""".formatted(number)));
    }

    /* Each incident has its own change, so that none is merged into another. */
    private static void createIncidents(int number) {
        for (int i = 0; i < number; i++) {
            requireSuccess(server.post("/api/v1/incidents", """
                    {"service":"service-%d","title":"it hurts %d","severity":"SEV3","change":"change:x-%d"}""".formatted(i % MANY, i, i)));
        }
    }

    private static void importChanges(int number) {
        String all = IntStream.range(0, number)
                .mapToObj(i -> """
                        {"source":"jenkins","externalId":"b-%d","service":"service-%d","environment":"default",
                         "state":"COMPLETED","at":"2026-11-0%dT10:00:00Z"}""".formatted(i, i % MANY, 1 + i % 9))
                .collect(Collectors.joining(","));
        requireSuccess(server.post("/api/v1/changes/import", Json.of("{'changes':[%s]}", all)));
    }
}
