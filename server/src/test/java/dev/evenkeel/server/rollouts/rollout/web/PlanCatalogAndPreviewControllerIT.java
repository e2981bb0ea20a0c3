// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PlanCatalogAndPreviewControllerIT {
    private static final String PATH = "/api/v1/rollout-previews";

    private TestServer server;

    @BeforeAll
    void start() {
        server = TestServer.start();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void previewsStepsTimesAndCostsOfPlan() {
        String request = Json.of("{'plan':'fast','callsPerSecond':250,'baseRate':0.005,'moneyPerFailure':40}");
        HttpResponse<String> answer = server.post(PATH, request);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode preview = TestServer.json(answer);
        assertThat(preview.at("/plan").stringValue()).isEqualTo("fast");
        assertThat(preview.at("/hasUnprovableStep").booleanValue()).isFalse();
        assertThat(preview.at("/steps").size()).isEqualTo(6);
        assertThat(preview.at("/steps/0/dwell").stringValue()).isEqualTo("PT10S");
        assertThat(preview.at("/steps/1/proof/time/meanSeconds").doubleValue()).isBetween(25.0, 31.0);
        assertThat(preview.at("/steps/1/harms/2/money").doubleValue())
                .isEqualTo(40 * preview.at("/steps/1/harms/2/excessFailures").doubleValue());
        assertThat(server.post(PATH, request).body()).isEqualTo(answer.body());
    }

    @Test
    void reportsAllValidationErrorsWithPointers() {
        HttpResponse<String> answer = server.post(PATH, Json.of("{'plan':{'alpha':2},'callsPerSecond':-1,'rate':1}"));

        assertThat(answer.statusCode()).isEqualTo(422);
        List<String> pointers = TestServer.json(answer)
                .get("problems")
                .valueStream()
                .map(problem -> problem.get("pointer").stringValue())
                .toList();
        assertThat(pointers).containsExactlyInAnyOrder("/plan/alpha", "/callsPerSecond", "/baseRate", "/rate");
    }

    @Test
    void previewsTrafficOfOneBillionCallsPerSecond() {
        HttpResponse<String> answer =
                server.post(PATH, Json.of("{'plan':'fast','callsPerSecond':1e9,'baseRate':0.005}"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(TestServer.json(answer).at("/steps").size()).isEqualTo(6);
    }

    @Test
    void reportsAllowedRangeOfEveryNumber() {
        HttpResponse<String> answer = server.post(PATH, """
                {"plan":{"template":"fast","warmUp":"P99999999D","seedSamples":9000000000000000000},
                 "callsPerSecond":1e300,"baseRate":1,"callsPerUnit":1e10,"moneyPerFailure":1e300}
                """);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(answer.body())
                .contains("must be a year (366 days) at most, got PT2399999976H")
                .contains("must be 1 to 1000000000, got 9000000000000000000")
                .contains("must be 1e-6 to 1e9, got 1.0E300")
                .contains("must be 0 to below 1")
                .contains("must be 1 to 1e9, got 1.0E10")
                .contains("must be 1e-9 to 1e12, got 1.0E300");
    }

    @Test
    void returns503WhenTooManyPreviewsAreWaiting() {
        List<CompletableFuture<HttpResponse<String>>> all = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                String request = Json.of("{'plan':'standard','callsPerSecond':%s,'baseRate':0.005}", (150 + i));
                all.add(CompletableFuture.supplyAsync(() -> server.post(PATH, request), threads));
            }
        }
        List<HttpResponse<String>> answers =
                all.stream().map(CompletableFuture::join).toList();

        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200, 503);
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() == 503)
                .allSatisfy(answer -> assertThat(answer.body())
                        .contains("\"overloaded\"")
                        .contains("The request was not processed."));
    }
}
