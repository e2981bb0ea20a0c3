// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.api.RolloutApi.LateProof;
import dev.evenkeel.api.RolloutApi.StartRolloutResponse;
import dev.evenkeel.api.RolloutApi.Traffic;
import dev.evenkeel.api.RolloutApi.Warning;
import dev.evenkeel.cli.CliResult;
import dev.evenkeel.cli.StubServer;
import dev.evenkeel.engine.preview.StartWarning;
import dev.evenkeel.json.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.json.JsonMapper;

final class RolloutStartCommandTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Traffic TRAFFIC = new Traffic(0.25, 60, 0.01, true, "control had 0.25 calls per second");
    private static final List<Warning> WARNINGS = List.of(
            new Warning(
                    StartWarning.Kind.STEP,
                    "at 50% it takes long",
                    new LateProof(3, BigDecimal.valueOf(50), 15.0, null, null),
                    131_000.0,
                    86_400),
            new Warning(StartWarning.Kind.BASELINE, "the latency reference takes long", null, null, 86_400));

    @RegisterExtension
    private final StubServer server = new StubServer();

    @BeforeEach
    void respondWithoutWarnings() {
        server.setStatus(201);
        respondWith(List.of());
    }

    private void respondWith(List<Warning> warnings) {
        server.on("POST", "/api/v1/environments/default/rollouts")
                .respond(new StartRolloutResponse(new RolloutFixture().toDetails(), TRAFFIC, warnings));
    }

    @Test
    void printsWarningsAndStartsRollout() {
        respondWith(WARNINGS);
        CliResult result = startFastRollout();
        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .containsExactly("Rollout r-7 started: payment-core from classic to modern, plan fast. To watch it: "
                        + "./evenkeel rollout watch r-7");
        assertThat(result.err().lines())
                .containsExactly(
                        "Warning: at 50% it takes long",
                        "Warning: the latency reference takes long", "(control had 0.25 calls per second)");
    }

    @Test
    void jsonContainsWarningDetails() {
        respondWith(WARNINGS);
        assertThat(JSON.readTree(startFastRollout("--json").out().getFirst())
                        .at("/warnings/0/proof/candidateCallsPerMinute")
                        .asDouble())
                .isEqualTo(15);
    }

    @Test
    void printsNoErrorOutputWithoutWarnings() {
        assertThat(startFastRollout().err()).isEmpty();
    }

    @Test
    void startsPreparedRolloutWithoutLocalDefaults() {
        assertThat(start("--prepared").exitCode()).isZero();
        assertThat(server.lastRequestBody()).isEqualTo(Json.of("{'flag':'payment-core','prepared':true}"));
    }

    @Test
    void optionsReplaceFieldsOfPreparedRollout() {
        assertThat(start("--prepared", "--plan", "fast", "--reason", "now").exitCode())
                .isZero();
        assertThat(server.lastRequestBody())
                .isEqualTo(Json.of("{'flag':'payment-core','plan':'fast','prepared':true,'reason':'now'}"));
    }

    @Test
    void usesStandardPlanByDefault() {
        start("--control", "classic", "--candidate", "modern");
        assertThat(JSON.readTree(server.lastRequestBody()).path("plan").asString())
                .isEqualTo("standard");
    }

    private CliResult startFastRollout(String... options) {
        return start(Stream.concat(
                        Stream.of("--plan", "fast", "--control", "classic", "--candidate", "modern"),
                        Stream.of(options))
                .toArray(String[]::new));
    }

    private CliResult start(String... options) {
        return server.run(Stream.concat(Stream.of("rollout", "start", "payment-core"), Stream.of(options))
                .toArray(String[]::new));
    }
}
