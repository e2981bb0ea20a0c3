// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.server.TestServer;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PreviewApiIT {
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
    void foretellsWhatAPlanDoes() {
        String order = "{\"plan\":\"fast\",\"callsPerSecond\":250,\"baseRate\":0.005,\"moneyPerFailure\":40}";
        HttpResponse<String> answer = server.post(PATH, order);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode preview = TestServer.json(answer);
        assertThat(preview.at("/plan").stringValue()).isEqualTo("fast");
        assertThat(preview.at("/provesNothingSomewhere").booleanValue()).isFalse();
        assertThat(preview.at("/steps").size()).isEqualTo(6);
        assertThat(preview.at("/steps/0/dwell").stringValue()).isEqualTo("PT10S");
        assertThat(preview.at("/steps/1/proof/time/meanSeconds").doubleValue()).isBetween(25.0, 31.0);
        assertThat(preview.at("/steps/1/harms/2/money").doubleValue())
                .isEqualTo(40 * preview.at("/steps/1/harms/2/excessFailures").doubleValue());
        assertThat(server.post(PATH, order).body()).isEqualTo(answer.body());
    }

    @Test
    void refusesWithEveryFaultAndItsPlace() {
        HttpResponse<String> answer = server.post(PATH, "{\"plan\":{\"alpha\":2},\"callsPerSecond\":-1,\"rate\":1}");

        assertThat(answer.statusCode()).isEqualTo(422);
        List<String> pointers = TestServer.json(answer)
                .get("problems")
                .valueStream()
                .map(problem -> problem.get("pointer").stringValue())
                .toList();
        assertThat(pointers).containsExactlyInAnyOrder("/plan/alpha", "/callsPerSecond", "/baseRate", "/rate");
    }
}
