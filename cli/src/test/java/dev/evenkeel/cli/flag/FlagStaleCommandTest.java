// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.flag;

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

class FlagStaleCommandTest {
    private static final String DONE = """
            {"key":"done","status":"stale","reasons":["serves only \\"on\\" since 2026-11-01",
              "is 60 days old, of type release which is needed for 40 days"],
             "remedy":"keep only the code for \\"on\\" in 2 places, then delete the flag","type":"release","permanent":false,
             "createdAt":"2026-11-01T00:00:00Z","lastEvaluatedAt":"2026-12-31T09:00:00Z",
             "variants":[{"variant":"on","firstAt":"2026-11-01T00:00:00Z","lastAt":"2026-12-31T09:00:00Z"},
                         {"variant":"off","firstAt":"2026-10-01T00:00:00Z","lastAt":"2026-11-01T00:00:00Z"}],
             "references":{"repositories":1,"count":2,"scannedAt":"2026-12-30T00:00:00Z",
               "examples":["shop src/A.java:3","shop src/B.java:14"]}}""";
    private static final String DARK = """
            {"key":"dark","status":"unknown","reasons":["cannot be judged"],"remedy":"connect the services that use it",
             "type":"kill-switch","permanent":false,"createdAt":"2026-10-01T00:00:00Z","lastEvaluatedAt":null,
             "variants":[],"references":null}""";
    private static final String LIVE = """
            {"key":"live","status":"active","reasons":["serves \\"on\\" and the caller's default"],"remedy":"",
             "type":"release","permanent":false,"createdAt":"2026-12-20T00:00:00Z",
             "lastEvaluatedAt":"2026-12-29T09:00:00Z",
             "variants":[{"variant":"","firstAt":"2026-12-29T09:00:00Z","lastAt":"2026-12-29T09:00:00Z"},
                         {"variant":"on","firstAt":"2026-12-29T09:00:00Z","lastAt":"2026-12-29T09:00:00Z"}],
             "references":{"repositories":1,"count":0,"scannedAt":"2026-12-30T00:00:00Z","examples":[]}}""";

    private final List<String> asked = new ArrayList<>();
    private HttpServer server;
    private String flags = "";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/environments/default/stale-flags", exchange -> {
            asked.add(exchange.getRequestURI().getQuery());
            byte[] body = Json.of("{'environment':'default','at':'2026-12-31T12:00:00Z','days':30,'flags':[%s]}", flags)
                    .getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
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
    void showsSignalsReasonsAndRemedies() {
        flags = DONE + "," + DARK + "," + LIVE;
        CliResult result = run("--days", "30");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out())
                .containsExactly(
                        "FLAG  STATUS   EVALUATED   SERVES  AGE   TYPE         CODE",
                        "done  stale    today       on      60 d  release      2",
                        "dark  unknown  never seen  -       91 d  kill-switch  ?",
                        "",
                        "done",
                        "    serves only \"on\" since 2026-11-01; is 60 days old, of type release which is needed for 40"
                                + " days",
                        "    -> keep only the code for \"on\" in 2 places, then delete the flag",
                        "       shop src/A.java:3",
                        "       shop src/B.java:14",
                        "dark",
                        "    cannot be judged",
                        "    -> connect the services that use it",
                        "",
                        "Environment default, window of 30 days: 1 stale, 1 unknown, 1 active.");
        assertThat(result.out()).allMatch(line -> line.length() <= 100);
        assertThat(asked).containsExactly("days=30");
    }

    @Test
    void returns0WithoutStaleFlags() {
        flags = DARK + "," + LIVE;
        assertThat(run().exitCode()).isZero();
        flags = LIVE;
        assertThat(run().out()).containsExactly("Environment default, window of 30 days: 1 active.");
        assertThat(run("--all").out()).contains("live  active  2 d ago    (default), on  11 d  release  0");
        flags = "";
        assertThat(run().out()).containsExactly("Environment default, window of 30 days: no flags.");
    }

    @Test
    void printsServerResponseAsJson() {
        flags = DONE;
        CliResult result = run("--json");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(new JsonMapper()
                        .readTree(result.out().getFirst())
                        .at("/flags/0/references/count")
                        .asInt())
                .isEqualTo(2);
    }

    private CliResult run(String... more) {
        List<String> arguments = new ArrayList<>(List.of("flag", "stale", "--token", "TOKEN", "--server"));
        arguments.add("http://127.0.0.1:" + server.getAddress().getPort());
        arguments.addAll(List.of(more));
        return CliResult.of(arguments.toArray(String[]::new));
    }
}
