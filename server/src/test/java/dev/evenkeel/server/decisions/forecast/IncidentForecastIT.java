// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.forecast;

import static dev.evenkeel.server.TestServer.requireSuccess;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/// Automatic forecasts about incidents; each is created once.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class IncidentForecastIT {
    private static final String INCIDENTS = "/api/v1/incidents";

    private TestServer server;

    /// The forecast job is stopped: tests run the sources.
    @BeforeAll
    void start() {
        server = TestServer.start();
        server.job("forecasts of incidents").stop();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    /* Runs a source with a clock that is ahead. */
    private void runSource(Class<? extends ForecastSource> source, Duration ahead) {
        new ForecastSourceRunner(server).runAt(source, ahead);
    }

    private void runSource(Class<? extends ForecastSource> source) {
        runSource(source, Duration.ZERO);
    }

    private List<JsonNode> forecasts(String eventClass, String about) {
        return requireSuccess(server.get("/api/v1/forecasts?eventClass=" + eventClass))
                .valueStream()
                .filter(one -> one.get("origin").stringValue().contains(about))
                .toList();
    }

    private String declare(String service) {
        return requireSuccess(server.post(INCIDENTS, Json.of("{'service':'%s','title':'checkout fails'}", service)))
                .get("id")
                .stringValue();
    }

    private void postAction(String id, String what, String body) {
        requireSuccess(server.post(INCIDENTS + "/" + id + "/" + what, body));
    }

    private void addFollowUp(String id, LocalDate due) {
        postAction(id, "follow-ups", """
                {"description":"add a limit","owner":"bob","dueDate":"%s","expectedEffect":"none in 90 days",
                 "verifiedBy":"the load test"}""".formatted(due));
    }

    /* Creates an incident with a cause and reviews it. */
    private String createReviewedIncident(String service, String cause) {
        String id = declare(service);
        postAction(id, "acknowledge", "{}");
        postAction(id, "mitigate", Json.of("{'mitigation':'ROLLBACK'}"));
        postAction(id, "resolve", "{}");
        addFollowUp(id, today().plusDays(30));
        postAction(id, "review", """
                {"times":{"HARM_STARTED":{"at":"%s","precision":"PT5M","source":"logs"}},
                 "trigger":"BINARY_PUSH","causes":[{"name":"%s"},{"name":"late alert"}],
                 "impact":{"affectedUserShare":0.06,"failedRequests":412},"noRelatedChange":true,
                 "wentWell":"the runbook","gotLucky":"a quiet hour"}""".formatted(Instant.now().minus(Duration.ofHours(1)), cause));
        return id;
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    @Test
    void forecastsFollowUpOnceAndResolvesItFromIncidentRecord() {
        String kept = declare("kept");
        String broken = declare("broken");
        addFollowUp(kept, today().plusDays(2));
        addFollowUp(broken, today().plusDays(2));
        runSource(FollowUpForecastSource.class);
        runSource(FollowUpForecastSource.class);
        JsonNode made = findSingle("follow-up", kept);
        assertThat(made.get("state").stringValue()).isEqualTo("OPEN");
        assertThat(made.get("origin").stringValue()).isEqualTo("follow-up:" + kept + ":1");
        assertThat(made.get("author").stringValue()).isEqualTo("evenkeel");
        assertThat(made.get("horizon").stringValue()).isEqualTo(today().plusDays(3) + "T00:00:00Z");
        assertThat(made.get("probability").doubleValue()).isEqualTo(rate(made, 0.5, 0.5));

        postAction(kept, "follow-ups/1/complete", Json.of("{'evidence':'the test passed'}"));
        runSource(FollowUpForecastSource.class);
        runSource(FollowUpForecastSource.class, Duration.ofDays(3));
        runSource(FollowUpForecastSource.class, Duration.ofDays(3));
        assertThat(outcome(findSingle("follow-up", kept))).isEqualTo(1);
        assertThat(findSingle("follow-up", kept).at("/resolution/note").stringValue())
                .isEqualTo("completed by admin: the test passed");
        JsonNode no = findSingle("follow-up", broken);
        assertThat(outcome(no)).isZero();
        assertThat(no.at("/resolution/late").booleanValue()).isFalse();
        assertThat(no.at("/resolution/by").stringValue()).isEqualTo("incident record");
        String refused = server.post(
                        "/api/v1/forecasts/" + no.get("id").stringValue() + "/resolve",
                        Json.of("{'outcome':1,'note':'nearly','resolver':'ben'}"))
                .body();
        assertThat(refused).contains("invalid-forecast-state", "was created by the server, which also resolves it");
    }

    @Test
    void resolvesRecurrenceForecastByWhetherCauseRecurs() {
        String first = createReviewedIncident("shop", "no limit");
        runSource(RecurrenceForecastSource.class);
        runSource(RecurrenceForecastSource.class);
        List<JsonNode> made = forecasts("recurrence", first);
        assertThat(made).hasSize(2);
        assertThat(made).allSatisfy(one -> {
            assertThat(one.get("probability").doubleValue())
                    .as("one in a year: 1 - (365 / 455)^1.5")
                    .isCloseTo(0.2815, within(1e-4));
            assertThat(one.at("/inputs/events").intValue()).isEqualTo(1);
            assertThat(one.get("state").stringValue()).isEqualTo("OPEN");
        });

        String second = declare("shop");
        postAction(second, "acknowledge", "{}");
        postAction(second, "mitigate", Json.of("{'mitigation':'FIX','causes':[{'name':'no limit'}]}"));
        runSource(RecurrenceForecastSource.class);
        assertThat(outcome(findSingle("recurrence", first + ":no limit"))).isEqualTo(1);
        assertThat(findSingle("recurrence", first + ":no limit")
                        .at("/resolution/note")
                        .stringValue())
                .isEqualTo("incident " + second + " has the same cause");
        runSource(RecurrenceForecastSource.class, Duration.ofDays(96));
        assertThat(findSingle("recurrence", first + ":late alert")
                        .get("resolution")
                        .isNull())
                .as("causes are named some days later")
                .isTrue();
        runSource(RecurrenceForecastSource.class, Duration.ofDays(98));
        assertThat(outcome(findSingle("recurrence", first + ":late alert"))).isZero();
    }

    private JsonNode findSingle(String eventClass, String about) {
        List<JsonNode> found = forecasts(eventClass, about);
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private static double outcome(JsonNode forecast) {
        assertThat(forecast.get("state").stringValue()).as(forecast.toString()).isEqualTo("RESOLVED");
        return forecast.at("/resolution/outcome").doubleValue();
    }

    private static double rate(JsonNode forecast, double alpha, double beta) {
        return (forecast.at("/inputs/events").longValue() + alpha)
                / (forecast.at("/inputs/trials").longValue() + alpha + beta);
    }
}
