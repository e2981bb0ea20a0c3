// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.evenkeel.engine.audit.AuditEntry;
import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.foundation.security.identity.TestUsers;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// Creation, resolution and supersession of forecasts over HTTP.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ForecastControllerIT {
    private static final String FORECASTS = "/api/v1/forecasts";

    private TestServer server;

    @BeforeAll
    void start() {
        server = TestServer.start();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static String forecastRequest(String eventClass, String prediction) {
        return """
                {"eventClass":"%s","statement":"The migration causes no major incident",
                 "event":"No SEV1 or SEV2 incident is linked to it","horizon":"%s",%s,
                 "author":"anna","resolver":"ben","inputs":{"b":2,"a":{"d":[1.50],"c":"x"}}}""".formatted(eventClass, Instant.now().plus(Duration.ofDays(90)), prediction);
    }

    private JsonNode createForecast(String eventClass, String prediction) {
        return json(server.post(FORECASTS, forecastRequest(eventClass, prediction)), 201);
    }

    private HttpResponse<String> resolve(String id, String body) {
        return server.post(FORECASTS + "/" + id + "/resolve", body);
    }

    private static JsonNode json(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return TestServer.json(answer);
    }

    private static void assertRejected(HttpResponse<String> answer, int status, String... words) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains(words);
    }

    private static String id(JsonNode forecast) {
        return forecast.get("id").stringValue();
    }

    @Test
    void allowsUsersToForecastAndResolveOnlyInOwnName() {
        var team = new TestUsers(server);
        String anna = team.token(team.createUserAndSignIn("anna", "author"), "author");
        String carl = team.token(team.createUserAndSignIn("carl", "author"), "author");
        String order = forecastRequest("own-words", Json.of("'probability':0.1"));
        assertRejected(
                postAs(carl, FORECASTS, order),
                422,
                "/author is anna, but you are carl: each user creates forecasts in their own name");
        String path = FORECASTS + "/" + id(json(postAs(anna, FORECASTS, order), 201));
        assertRejected(
                postAs(carl, path + "/supersede", Json.of("{'author':'anna','probability':0.2,'reason':'r'}")),
                422,
                "/author");
        assertRejected(
                postAs(anna, path + "/resolve", Json.of("{'outcome':0,'note':'x','resolver':'ben'}")),
                422,
                "/resolver is ben, but you");
        assertRejected(postAs(anna, path + "/resolve", Json.of("{'outcome':0,'note':'x'}")), 409, "self-resolution");
        JsonNode resolved = json(postAs(carl, path + "/resolve", Json.of("{'outcome':0,'note':'x'}")), 200);
        assertThat(resolved.at("/resolution/by").stringValue()).isEqualTo("carl");
    }

    private HttpResponse<String> postAs(String token, String path, String body) {
        return server.send(new TestUsers(server)
                .requestWithToken(token, path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    @Test
    void createsForecastWithBaseRateAndDataHash() {
        JsonNode made = createForecast("migration", Json.of("'probability':0.9"));
        String id = id(made);
        assertThat(made.get("state").stringValue()).isEqualTo("OPEN");
        assertThat(made.get("author").stringValue()).isEqualTo("anna");
        assertThat(made.get("resolveBy").stringValue())
                .isEqualTo(Instant.parse(made.get("horizon").stringValue())
                        .plus(Duration.ofDays(7))
                        .toString());
        assertThat(made.get("dataHash").stringValue())
                .as(Json.of("SHA-256 of {'a':{'c':'x','d':[1.5]},'b':2}"))
                .isEqualTo("99425f0640c9cfa79f2c8c6a124970216b15347ec238cb9fadcfd311d2162c97");
        assertThat(made.at("/baseRate/rate").doubleValue()).isEqualTo(0.5);
        assertThat(json(server.get(FORECASTS + "/" + id), 200)).isEqualTo(made);
    }

    @Test
    void rejectsInvalidResolutions() {
        String id = id(createForecast("unresolved", Json.of("'probability':0.9")));
        assertRejected(
                resolve(id, Json.of("{'outcome':1,'note':'seen','resolver':' Anna'}")), 409, "self-resolution", id);
        assertRejected(
                resolve(id, Json.of("{'outcome':0.5,'resolver':'ben'}")),
                422,
                "must be 0 or 1 for a probability, got 0.5",
                "/note");
        assertRejected(resolve(id, Json.of("{'note':'seen','resolver':'ben'}")), 422, "/outcome is missing");
        assertRejected(
                resolve(id, Json.of("{'outcome':1,'void':true,'note':'x','resolver':'ben'}")),
                422,
                "/outcome is not allowed when void is true");
    }

    @Test
    void resolvesForecastOnceAndAuditsIt() {
        String id = id(createForecast("resolved", Json.of("'probability':0.9")));
        JsonNode resolved = json(resolve(id, Json.of("{'outcome':1,'note':'none is linked','resolver':'ben'}")), 200);
        assertThat(resolved.get("state").stringValue()).isEqualTo("RESOLVED");
        assertThat(resolved.at("/resolution/outcome").doubleValue()).isEqualTo(1);
        assertThat(resolved.at("/resolution/late").booleanValue()).isFalse();
        assertRejected(
                resolve(id, Json.of("{'outcome':0,'note':'I changed my mind','resolver':'ben'}")),
                409,
                "invalid-forecast-state",
                "was already resolved by ben");
        assertRejected(
                supersede(id, Json.of("{'probability':0.99,'reason':'hindsight'}")), 409, "invalid-forecast-state");
        assertThat(server.bean(AuditLog.class).listNewestBySubject(id, 5))
                .extracting(AuditEntry::action)
                .containsExactly("forecast.resolved", "forecast.created");
    }

    @Test
    void includesResolvedForecastsInBaseRate() {
        String first = id(createForecast("counted", Json.of("'probability':0.9")));
        json(resolve(first, resolution("1")), 200);
        assertThat(createForecast("counted", Json.of("'probability':0.9")).at("/baseRate"))
                .as("one of one came true by then")
                .hasToString(Json.of("{'rate':0.75,'events':1,'trials':1}"));
    }

    private HttpResponse<String> supersede(String id, String body) {
        return server.post(FORECASTS + "/" + id + "/supersede", body);
    }

    @Test
    void supersedesForecastAndRetainsOriginal() {
        String first = id(createForecast("launch", Json.of("'probability':0.4")));
        assertRejected(supersede(first, Json.of("{'probability':0.1}")), 422, "/reason is missing");
        assertRejected(
                supersede(first, Json.of("{'quantiles':[],'reason':'x'}")),
                422,
                "must be the same kind of prediction as the superseded 40%");
        JsonNode next = json(supersede(first, Json.of("{'probability':0.1,'reason':'three causes are fixed'}")), 201);
        assertThat(next.get("supersedes").stringValue()).isEqualTo(first);
        assertThat(next.get("author").stringValue()).isEqualTo("admin");
        assertThat(next.get("resolver").stringValue()).isEqualTo("ben");
        JsonNode before = json(server.get(FORECASTS + "/" + first), 200);
        assertThat(before.get("state").stringValue()).isEqualTo("SUPERSEDED");
        assertThat(before.get("supersededBy").stringValue()).isEqualTo(id(next));
        assertThat(before.get("probability").doubleValue()).isEqualTo(0.4);
        assertRejected(
                supersede(first, Json.of("{'probability':0.2,'reason':'again'}")),
                409,
                "was superseded by " + id(next));
        assertRejected(
                resolve(first, Json.of("{'outcome':0,'note':'x','resolver':'ben'}")),
                409,
                "Use forecast " + id(next) + ".");
        assertThat(json(server.get(FORECASTS + "?eventClass=launch&open=true"), 200)
                        .valueStream()
                        .map(ForecastControllerIT::id))
                .containsExactly(id(next));
        assertThat(json(server.get(FORECASTS + "?eventClass=launch"), 200)).hasSize(2);
        json(resolve(id(next), Json.of("{'void':true,'note':'it was given up','resolver':'ben'}")), 200);
        JsonNode counts =
                json(server.get(FORECASTS + "/scores?eventClass=launch"), 200).at("/0/counts");
        assertThat(counts).hasToString(Json.of("{'OPEN':0,'DUE':0,'RESOLVED':0,'VOID':1,'SUPERSEDED':1}"));
    }

    @Test
    void reportsAllValidationErrorsAtOnceAndStoresNothing() {
        HttpResponse<String> answer = server.post(FORECASTS, """
                {"eventClass":"Not One","event":" ","horizon":"2020-01-01T00:00:00Z","resolveBy":"soon",
                 "probability":1,"inputs":[],"resolver":"admin","colour":"red"}""");
        assertThat(json(answer, 422)
                        .get("problems")
                        .valueStream()
                        .map(problem -> problem.get("pointer").stringValue()))
                .containsExactlyInAnyOrder(
                        "/colour",
                        "/horizon",
                        "/eventClass",
                        "/statement",
                        "/event",
                        "/resolveBy",
                        "/probability",
                        "/inputs",
                        "/resolver");
    }

    @Test
    void rejectsReservedEventClass() {
        assertRejected(
                server.post(FORECASTS, forecastRequest("rollout-step", Json.of("'probability':0.5"))),
                422,
                "is reserved for forecasts that the server creates");
    }

    @Test
    void rejectsIncompletePredictions() {
        assertRejected(
                server.post(FORECASTS, forecastRequest("odd", Json.of("'model':'m'"))),
                422,
                "/probability is missing, and so are quantiles");
        assertRejected(
                server.post(
                        FORECASTS,
                        forecastRequest("odd", Json.of("'quantiles':[{'level':0.5,'value':1}],'unit':'min'"))),
                422,
                "/quantiles must include the levels 0.05 and 0.95");
        assertRejected(
                server.post(FORECASTS, forecastRequest("odd", Json.of("'quantiles':[{'level':0.5}]"))),
                422,
                "/unit",
                "/quantiles");
        assertThat(json(server.get(FORECASTS + "?eventClass=odd"), 200)).isEmpty();
    }

    @Test
    void returns404ForUnknownForecast() {
        assertRejected(server.get(FORECASTS + "/f-none"), 404, "forecast-not-found");
        assertRejected(server.post(FORECASTS + "/f-none/resolve", "{}"), 404, "forecast-not-found");
    }

    @Test
    void requires20ResolvedForecastsForScores() {
        String quantiles = Json.of("'quantiles':[{'level':0.05,'value':20},{'level':0.95,'value':340}],'unit':'min'");
        for (int i = 0; i < 19; i++) {
            json(resolve(id(createForecast("many", Json.of("'probability':0.2"))), resolution(i < 4 ? "1" : "0")), 200);
            json(resolve(id(createForecast("long", quantiles)), resolution(i == 0 ? "400" : "100")), 200);
        }
        assertThat(scores("many").get("events").isNull()).isTrue();
        assertThat(scores("long").get("amounts")).isEmpty();

        json(resolve(id(createForecast("many", Json.of("'probability':0.2"))), resolution("0")), 200);
        json(resolve(id(createForecast("long", quantiles)), resolution("100")), 200);
        JsonNode many = scores("many").get("events");
        assertThat(many.get("resolved").intValue()).isEqualTo(20);
        assertThat(many.get("brier").doubleValue()).isCloseTo(0.16, within(1e-12));
        assertThat(many.get("miscalibration").isNull()).isTrue();
        assertThat(many.get("baseRate").doubleValue())
                .as("the rates of the days, from 1/2 on")
                .isCloseTo(expectedBaseRateScore(), within(1e-12));
        assertThat(many.at("/diagram/bins/0/observed/count").intValue()).isEqualTo(4);
        JsonNode amounts = scores("long").get("amounts").get(0);
        assertThat(amounts.at("/coverage/count").intValue()).isEqualTo(19);
        assertThat(amounts.get("unit").stringValue()).isEqualTo("min");
    }

    /* When forecast i was created, i outcomes were known, min(i, 4) of them true. */
    private static double expectedBaseRateScore() {
        double sum = 0;
        for (int i = 0; i < 20; i++) {
            double rate = (Math.min(i, 4) + 0.5) / (i + 1);
            sum += Math.pow(rate - (i < 4 ? 1 : 0), 2);
        }
        return sum / 20;
    }

    private JsonNode scores(String eventClass) {
        return json(server.get(FORECASTS + "/scores?eventClass=" + eventClass), 200)
                .get(0);
    }

    private static String resolution(String outcome) {
        return Json.of("{'outcome':%s,'note':'seen','resolver':'ben'}", outcome);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update forecast set probability = 0.9",
                "delete from forecast",
                "truncate forecast cascade",
                "update forecast_resolution set outcome = 1",
                "delete from forecast_resolution"
            })
    void databaseRejectsChangesToStoredForecasts(String statement) {
        String id = id(createForecast("kept", Json.of("'probability':0.3")));
        json(resolve(id, resolution("0")), 200);
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> server.bean(JdbcClient.class).sql(statement).update())
                .withMessageContaining("is append-only");
        JsonNode kept = json(server.get(FORECASTS + "/" + id), 200);
        assertThat(List.of(
                        kept.get("probability").doubleValue(),
                        kept.at("/resolution/outcome").doubleValue()))
                .containsExactly(0.3, 0.0);
    }
}
