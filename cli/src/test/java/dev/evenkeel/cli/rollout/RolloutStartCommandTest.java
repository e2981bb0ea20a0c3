// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.rollout;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.evenkeel.cli.CliResult;
import dev.evenkeel.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

final class RolloutStartCommandTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String WARNINGS = """
        {"kind":"STEP","summary":"at 50% it takes long","seconds":131000.0,"limitSeconds":86400,
         "proof":{"step":3,"exposure":50,"candidateCallsPerMinute":15.0,"candidateCallsNeeded":null,
                  "candidateCallsPerMinuteNeeded":null}},
        {"kind":"BASELINE","summary":"the latency reference takes long","seconds":null,"limitSeconds":86400,
         "proof":null}\
        """;

    private HttpServer server;
    private String warnings = "";
    private String order = "";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/environments/default/rollouts", exchange -> {
            order = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            ObjectNode started = RolloutJson.running();
            started.set("traffic", JSON.readTree("""
                {"callsPerSecond":0.25,"measuredSeconds":60,"failureRate":0.01,"failureRateAssumed":true,
                 "summary":"control had 0.25 calls per second"}\
                """));
            started.set("warnings", JSON.readTree("[" + warnings + "]"));
            byte[] body = started.toString().getBytes(UTF_8);
            exchange.sendResponseHeaders(201, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void printsWarningsAndStartsRollout() {
        warnings = WARNINGS;
        CliResult result = run();
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
        warnings = WARNINGS;
        assertThat(JSON.readTree(run("--json").out().getFirst())
                        .at("/warnings/0/proof/candidateCallsPerMinute")
                        .asDouble())
                .isEqualTo(15);
    }

    @Test
    void printsNoErrorOutputWithoutWarnings() {
        assertThat(run().err()).isEmpty();
    }

    @Test
    void startsPreparedRolloutWithoutLocalDefaults() {
        assertThat(start("--prepared").exitCode()).isZero();
        assertThat(order).isEqualTo(Json.of("{'flag':'payment-core','prepared':true}"));
        assertThat(start("--prepared", "--plan", "fast", "--reason", "now").exitCode())
                .isZero();
        assertThat(order).isEqualTo(Json.of("{'flag':'payment-core','plan':'fast','prepared':true,'reason':'now'}"));
    }

    @Test
    void usesStandardPlanByDefault() {
        start("--control", "classic", "--candidate", "modern");
        assertThat(JSON.readTree(order).path("plan").asString()).isEqualTo("standard");
    }

    private CliResult run(String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("--plan", "fast", "--control", "classic", "--candidate", "modern"));
        arguments.addAll(List.of(more));
        return start(arguments.toArray(String[]::new));
    }

    private CliResult start(String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("rollout", "start", "payment-core", "--token", "TOKEN", "--server"));
        arguments.add("http://127.0.0.1:" + server.getAddress().getPort());
        arguments.addAll(List.of(more));
        return CliResult.of(arguments.toArray(String[]::new));
    }
}
