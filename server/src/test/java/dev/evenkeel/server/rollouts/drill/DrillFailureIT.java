// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.core.wire.OutcomeBatch;
import dev.evenkeel.core.wire.SplitKey;
import dev.evenkeel.core.wire.SplitSide;
import dev.evenkeel.core.wire.codec.WireCodec;
import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestEnvironment;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.rollouts.evidence.OutcomeSummaryFixtures;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Drills that fail because something is missing. Each ends at exposure 0.
final class DrillFailureIT {
    private static final String FLAG = "/flags/core";
    private static final Duration EXPOSURE_LIMIT = Duration.ofSeconds(90);
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private static TestServer server;
    private TestEnvironment environment;
    private long sequence;

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
    void failsDrillNamingProcessThatDoesNotApplyExposure() {
        String id = startDrill();
        Drill before = drill();
        Instant late = before.timestamps().startedAt().plus(EXPOSURE_LIMIT);
        advance(id, late.minusMillis(1));
        assertThat(drill().timestamps().decidedAt()).as("still waited for").isNull();

        await().until(() -> {
            acknowledge(1);
            advance(id, late);
            return drill().timestamps().endedAt() != null;
        });
        assertThat(drill().timestamps().decidedAt()).isEqualTo(late);
        assertThat(server.bean(FlagService.class)
                        .getSnapshot(environment.name())
                        .splits())
                .isEmpty();
        assertThat(drill().failureReason()).isEqualTo("not all processes applied the exposure within 90 s: silent");
        assertThat(drill().timings()).isNull();
        assertThat(Objects.requireNonNull(drill().result()).isSuccessful()).isFalse();
        assertThat(environment.get(FLAG + "/gates").body())
                .contains("the last drill failed: not all processes applied the exposure within 90 s: silent");
        await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> {
            server.job("forecasts of rollouts").runSoon();
            return TestServer.json(server.get("/api/v1/forecasts?eventClass=drill"))
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
    void failsDrillWhenNoOutcomesArriveInTime() {
        String id = startDrill();
        acknowledge(drill().timestamps().revision());
        await().until(() -> drill().timestamps().activeAt() != null);
        assertThat(drill().timestamps().decidedAt()).isNull();

        Instant late = drill().timestamps().startedAt().plus(EXPOSURE_LIMIT);
        await().until(() -> {
            advance(id, late);
            return drill().timestamps().endedAt() != null;
        });
        assertThat(drill().failureReason()).isEqualTo("no outcome arrived within 90 s");
        assertThat(drill().timings()).isNull();
    }

    @Test
    void failsDrillWhenNoProcessIsConnected() {
        String id = startDrill();
        server.bean(JdbcClient.class)
                .sql(
                        "update sdk_instance set last_seen_at = last_seen_at - interval '16 seconds' where environment = ?")
                .param(environment.name())
                .update();
        advance(id, Instant.now().truncatedTo(ChronoUnit.MICROS));
        await().until(() -> drill().timestamps().endedAt() != null);
        assertThat(drill().failureReason())
                .startsWith("no process is connected; silent was last seen at ")
                .endsWith("Z");
        assertThat(server.bean(FlagService.class)
                        .getSnapshot(environment.name())
                        .splits())
                .isEmpty();
        assertThat(environment.post(FLAG + "/drills", "{}").body())
                .contains("drill-not-possible", "no SDK is connected to environment " + environment.name());
    }

    @Test
    void failsDrillWhenProcessDoesNotRollBackWithin2Minutes() {
        String id = startExposedDrill();
        Instant late = drill().timestamps().startedAt().plus(LIMIT);
        advance(id, late.minusMillis(1));
        assertThat(drill().timestamps().endedAt()).as("still waited for").isNull();
        await().until(() -> {
            advance(id, late);
            return drill().timestamps().endedAt() != null;
        });
        assertThat(drill().failureReason()).isEqualTo("not all processes rolled back within 120 s: silent");
    }

    @Test
    void waitsForRunningCallsAndMeasuresDrainTime() {
        String id = startExposedDrill();
        long back = Objects.requireNonNull(drill().timestamps().rollbackRevision());
        acknowledge(back, false);
        await().until(() -> drill().timestamps().rolledBackAt() != null);
        Instant backAt = Objects.requireNonNull(drill().timestamps().rolledBackAt());
        advance(id, backAt.plusSeconds(30));
        assertThat(drill().timestamps().endedAt()).as("a call runs").isNull();

        report(id, drill().timestamps().revision());
        acknowledge(back, true);
        await().until(() -> {
            advance(id, Instant.now().truncatedTo(ChronoUnit.MICROS));
            return drill().timestamps().endedAt() != null;
        });
        assertThat(drill().failureReason()).isNull();
        Instant last = Objects.requireNonNull(drill().timestamps().lastOutcomeAt());
        assertThat(last).isAfter(backAt);
        assertThat(Objects.requireNonNull(drill().timings()).drain()).isEqualTo(Duration.between(backAt, last));
        assertThat(Objects.requireNonNull(drill().result()).isSuccessful()).isTrue();
    }

    @Test
    void failsDrillWhenCallsDoNotEndInTime() {
        String id = startExposedDrill();
        acknowledge(Objects.requireNonNull(drill().timestamps().rollbackRevision()), false);
        await().until(() -> drill().timestamps().rolledBackAt() != null);
        Instant late = drill().timestamps().startedAt().plus(LIMIT);
        await().until(() -> {
            advance(id, late);
            return drill().timestamps().endedAt() != null;
        });
        assertThat(drill().failureReason())
                .isEqualTo("calls of the exposure were still running, or their outcomes not sent, after 120 s: silent");
    }

    private String startExposedDrill() {
        String id = startDrill();
        acknowledge(drill().timestamps().revision(), true);
        report(id, drill().timestamps().revision());
        await().until(() -> drill().timestamps().rollbackRevision() != null);
        return id;
    }

    private void report(String drill, long revision) {
        var summary = OutcomeSummaryFixtures.oneCall("core", "a", new SplitKey(drill, revision, SplitSide.CONTROL));
        var batch = new OutcomeBatch("silent", ++sequence, Instant.parse("2026-01-01T00:00:00Z"), 0, List.of(summary));
        ok(server.send(environment
                .asSdk("/sdk/v1/outcomes")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(WireCodec.encode(batch)))));
    }

    private String startDrill() {
        HttpResponse<String> begun = environment.post(FLAG + "/drills", "{}");
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(201);
        return TestServer.json(begun).get("id").stringValue();
    }

    private void advance(String id, Instant now) {
        server.bean(DrillRunner.class).advance(id, now);
    }

    private Drill drill() {
        return server.bean(DrillRepository.class)
                .listNewest(environment.name(), "core", 1)
                .getFirst();
    }

    private void acknowledge(long revision) {
        acknowledge(revision, true);
    }

    private void acknowledge(long revision, boolean flushed) {
        String body = Json.of("{'instance':'silent','revision':%s,'flushed':%s}", revision, flushed);
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
