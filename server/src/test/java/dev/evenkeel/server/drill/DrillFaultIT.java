// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.server.TestEnvironment;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.flag.Flags;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Drills in which something is missing: the exposure is taken back all the same, and the drill failed.
final class DrillFaultIT {
    private static final String FLAG = "/flags/core";
    private static final Duration LIMIT = Duration.ofMinutes(2);

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
        ok(environment.put("/flags", """
                {"flags":{"core":{"state":"ENABLED","defaultVariant":"a","variants":{"a":1,"b":2}}}}"""));
        ok(environment.put(FLAG + "/rollback-plan", """
                {"owner":"payments","trigger":"errors","steps":["abort"],"dataCompatibility":"readable",
                 "pointOfNoReturn":"there always is a way back","expectedTime":"PT1M"}"""));
        acknowledge(1);
    }

    @Test
    void whoDoesNotAnswerEndsTheDrillAndIsNamed() {
        String id = begin();
        Drill before = drill();
        Instant late = before.marks().orderedAt().plus(LIMIT);
        look(id, late.minusMillis(1));
        assertThat(drill().marks().decidedAt()).as("still waited for").isNull();

        await().until(() -> {
            acknowledge(1);
            look(id, late);
            return drill().marks().decidedAt() != null;
        });
        assertThat(server.bean(Flags.class).current(environment.name()).splits())
                .isEmpty();
        assertThat(drill().fault()).isEqualTo("not every process had the exposure within 120 s: silent");

        await().until(() -> {
            look(id, late.plus(LIMIT));
            return drill().marks().endedAt() != null;
        });
        assertThat(drill().times()).isNull();
        assertThat(Objects.requireNonNull(drill().result()).isKept()).isFalse();
        assertThat(environment.get(FLAG + "/gates").body())
                .contains("the last drill failed: not every process had the exposure within 120 s: silent");
        await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> {
            server.nudge("rolloutForecastLoop");
            return TestServer.json(server.get("/api/v1/forecasts?class=drill"))
                            .valueStream()
                            .filter(forecast ->
                                    forecast.get("origin").stringValue().equals("drill:" + id))
                            .findFirst()
                            .orElseThrow()
                            .at("/resolution/outcome")
                            .doubleValue()
                    == 0;
        });
        acknowledge(1);
        assertThat(environment.post(FLAG + "/drills", "{}").statusCode()).isEqualTo(201);
    }

    @Test
    void aServiceWithoutCallsProvesNothing() {
        String id = begin();
        acknowledge(drill().marks().revision());
        await().until(() -> drill().marks().activeAt() != null);
        assertThat(drill().marks().decidedAt()).isNull();

        Instant late = drill().marks().orderedAt().plus(LIMIT);
        await().until(() -> {
            look(id, late);
            return drill().marks().backRevision() != null;
        });
        acknowledge(Objects.requireNonNull(drill().marks().backRevision()));
        await().until(() -> drill().marks().backAt() != null);
        await().until(() -> {
            look(id, late);
            return drill().marks().endedAt() != null;
        });
        assertThat(drill().fault()).isEqualTo("no outcome arrived within 120 s");
        assertThat(drill().times()).isNull();
    }

    private String begin() {
        HttpResponse<String> begun = environment.post(FLAG + "/drills", "{}");
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(201);
        return TestServer.json(begun).get("id").stringValue();
    }

    private void look(String id, Instant now) {
        server.bean(DrillTurn.class).look(id, now);
    }

    private Drill drill() {
        return server.bean(DrillTable.class)
                .newest(environment.name(), "core", 1)
                .getFirst();
    }

    private void acknowledge(long revision) {
        String body = "{\"instance\":\"silent\",\"revision\":" + revision + "}";
        assertThat(server.send(environment
                                .asSdk("/sdk/v1/acks")
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(body)))
                        .statusCode())
                .isEqualTo(204);
    }

    private static void ok(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
}
