// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.slo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.evenkeel.cli.CliResult;
import dev.evenkeel.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SloServerCommandsTest {
    private static final String PAY = """
            {"name":"pay","service":"payments","window":"the last 30d","source":"calls of flag pay",
             "at":"2026-11-25T20:00:00Z","error":null,"objectives":[
             {"name":"availability","target":0.999,"state":"BURNING","good":999.0,"total":1000.0,"allowedBadEvents":1.0,
              "remaining":0.25,"dataCoverage":0.5,"periodEnds":null,"lastDataAt":"2026-11-25T20:00:00Z","burns":[
              {"rule":"page-fast","severity":"PAGE","threshold":14.4,"longWindow":"PT1H","longBurn":20.5,
               "shortWindow":"PT5M","shortBurn":null,"state":"UNKNOWN","firingSince":"2026-11-25T19:00:00Z",
               "endsWhen":"it recovers"}]}]}""";
    private static final String SILENT = """
            {"name":"silent","service":"other","window":"the last 30d","source":"calls of flag other",
             "at":"2026-11-25T20:00:00Z","error":null,"objectives":[{"name":"99%","target":0.99,"state":"NO_DATA",
             "good":0.0,"total":0.0,"allowedBadEvents":0.0,"remaining":null,"dataCoverage":0.0,"periodEnds":null,
             "lastDataAt":null,"burns":[]}]}""";

    @TempDir
    Path folder = Path.of("");

    private final List<String> asked = new ArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/slos", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void listsObjectiveStates() {
        CliResult all = run("list");
        assertThat(all.exitCode()).isZero();
        assertThat(all.out()).hasSize(3);
        assertThat(all.out().get(1)).contains("pay", "BURNING", "25.00%", "page-fast");
        assertThat(all.out().get(2)).contains("silent", "NO_DATA", "unknown", "never");
        assertThat(run("list", "--service", "other").out()).hasSize(2);
    }

    @Test
    void showsBurnRatesAgainstThresholds() {
        List<String> out = run("show", "pay").out();
        assertThat(out.getFirst()).isEqualTo("pay (service payments), over the last 30d");
        assertThat(out.getLast())
                .contains("20.5 / PT1H", "unknown / PT5M", "14.4", "FIRING since 2026-11-25T19:00:00Z");
    }

    @Test
    void appliesFileWithAndWithoutPruning() throws IOException {
        String file = Files.writeString(folder.resolve("s.yaml"), """
                apiVersion: openslo/v1
                kind: Service
                metadata: {name: payments}
                spec: {description: moves money}
                """).toString();
        CliResult result = run("apply", file);
        assertThat(result.out()).containsExactly("SLOs on the server: pay, silent.");
        assertThat(result.err()).contains("warning: /0: odd; change it");
        run("apply", file, "--prune");
        assertThat(asked).containsExactly("PATCH /api/v1/slos", "PUT /api/v1/slos");

        Files.writeString(Path.of(file), "kind: Nonsense");
        assertThat(run("apply", file).exitCode()).isEqualTo(2);
        assertThat(asked).hasSize(2);
    }

    @Test
    void deletesSloWithReason() {
        CliResult result = run("delete", "pay", "--reason", "it is over");
        assertThat(result.out()).containsExactly("SLO pay deleted.");
        assertThat(asked).containsExactly("DELETE /api/v1/slos/pay?reason=it%20is%20over");
        assertThat(run("delete", "pay", "--json").out()).containsExactly(Json.of("{'name':'pay','deleted':true}"));
    }

    private CliResult run(String... arguments) {
        return CliResult.of(Stream.concat(
                        Stream.concat(Stream.of("slo"), Stream.of(arguments)),
                        Stream.of(
                                "--token",
                                "t",
                                "--server",
                                "http://127.0.0.1:" + server.getAddress().getPort()))
                .toArray(String[]::new));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            String body;
            if (exchange.getRequestMethod().equals("GET")) {
                body = exchange.getRequestURI().getPath().endsWith("/pay") ? PAY : "[" + PAY + "," + SILENT + "]";
            } else {
                String query = exchange.getRequestURI().getRawQuery();
                asked.add(exchange.getRequestMethod() + " "
                        + exchange.getRequestURI().getPath() + (query == null ? "" : "?" + query));
                body = Json.of("{'slos':['pay','silent'],'warnings':["
                        + "{'pointer':'/0','message':'odd','remedy':'change it'}],'consequences':[]}");
            }
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(body.getBytes(UTF_8));
        }
    }
}
