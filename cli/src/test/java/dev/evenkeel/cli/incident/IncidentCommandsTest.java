// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.incident;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.evenkeel.cli.Run;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IncidentCommandsTest {
    private static final String INCIDENT = """
            {"id":"i-1","service":"payments","title":"booked twice","state":"OPEN","openedAt":"2026-11-25T18:00:00.25Z",
             "severity":{"severity":"SEV1","ruleVersion":1,"because":"an invariant of money does not hold"},
             "response":{"times":{"DETECTED":{"at":"2026-11-25T18:00:00Z","source":"ann","precision":"PT0S"}},
                         "roles":{"COMMANDER":"ann"}},
             "next":{"state":"MITIGATED","missing":[{"what":"what ended the harm is not said","remedy":"give mitigation"}]},
             "suspicions":[{"words":"rollout r-1 went to 25 %","share":0.571,"evidence":["40 s before","in it"]}],
             "followUps":[{"number":1,"what":"add a limit","owner":"bob","due":"2026-12-01","done":null}],
             "timeline":[{"at":"2026-11-25T18:00:00Z","source":"ann","words":"booked twice"}]}""";

    private final List<String> asked = new ArrayList<>();
    private HttpServer server;
    private int status = 200;
    private String answer = INCIDENT;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + (body.isEmpty() ? "" : " " + body));
        byte[] bytes = (exchange.getRequestURI().getPath().endsWith("review.md") ? "# SEV1: booked twice\n" : answer)
                .getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        try (exchange) {
            exchange.getResponseBody().write(bytes);
        }
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private Run run(String... arguments) {
        List<String> all = new ArrayList<>(Arrays.asList(arguments));
        all.addAll(List.of("--server", "http://127.0.0.1:" + server.getAddress().getPort(), "--token", "t"));
        return Run.of(all.toArray(String[]::new));
    }

    @Test
    void showsAnIncidentAndWhatItsNextStateNeeds() {
        Run run = run("incident", "show", "i-1");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .containsExactly(
                        "i-1 SEV1 OPEN: booked twice (payments)",
                        "Severity: an invariant of money does not hold (rule 1)",
                        "commander: ann",
                        "detected: 2026-11-25 18:00:00Z, says ann",
                        "suspicion 57 %: rollout r-1 went to 25 % (40 s before, in it)",
                        "To be MITIGATED:",
                        "  what ended the harm is not said; give mitigation",
                        "follow-up 1 (bob, 2026-12-01, open): add a limit",
                        "",
                        "2026-11-25 18:00:00Z  ann: booked twice");
        answer = "[" + INCIDENT + "]";
        assertThat(run("incident", "list", "--open").out())
                .containsExactly(
                        "ID   SEVERITY  STATE  SERVICE   OPENED                TITLE",
                        "i-1  SEV1      OPEN   payments  2026-11-25 18:00:00Z  booked twice");
        answer = "[]";
        assertThat(run("incident", "list", "--open").out()).containsExactly("No incident is open.");
    }

    @Test
    void ordersWhatIsAsked(@TempDir Path folder) throws IOException {
        Path review = Files.writeString(folder.resolve("review.yaml"), "trigger: BINARY_PUSH\nnoChange: true\n");
        run("incident", "declare", "--service", "payments", "--title", "booked twice", "--affected", "p-1,p-2");
        run("incident", "ack", "i-1", "--person", "ann");
        run("incident", "mitigate", "i-1", "--by", "ROLLBACK");
        run("incident", "resolve", "i-1");
        run("incident", "review", "i-1", "--record", review.toString());
        run("incident", "follow-up", "i-1", "--done", "1", "--evidence", "held");
        assertThat(asked)
                .containsExactly(
                        "POST /api/v1/incidents {\"service\":\"payments\",\"title\":\"booked twice\","
                                + "\"affected\":[\"p-1\",\"p-2\"]}",
                        "POST /api/v1/incidents/i-1/acknowledge {\"person\":\"ann\"}",
                        "POST /api/v1/incidents/i-1/mitigate {\"mitigation\":\"ROLLBACK\"}",
                        "POST /api/v1/incidents/i-1/resolve {}",
                        "POST /api/v1/incidents/i-1/review {\"trigger\":\"BINARY_PUSH\",\"noChange\":true}",
                        "POST /api/v1/incidents/i-1/follow-ups/1/done {\"evidence\":\"held\"}");
        assertThat(run("incident", "export", "i-1").out()).containsExactly("# SEV1: booked twice");
        answer = "{\"summary\":\"SEV1 ...\"}";
        assertThat(run("incident", "hand-over", "i-1", "--to", "eve").out()).containsExactly("SEV1 ...");
    }

    @Test
    void saysEverythingThatAStateLacks() {
        status = 409;
        answer = """
                {"detail":"Incident i-1 cannot be RESOLVED.","remedy":"Add what is listed.",
                 "problems":[{"pointer":"","message":"1 of 2 affected have no correction: p-2","remedy":"correct"}]}""";
        Run run = run("incident", "resolve", "i-1");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("cannot be RESOLVED", "no correction: p-2; correct");
        assertThat(run("incident", "follow-up", "i-1").exitCode()).isEqualTo(2);
        assertThat(run("incident", "follow-up", "i-1", "--what", "x", "--done", "1")
                        .exitCode())
                .isEqualTo(2);
        assertThat(run("incident", "mitigate", "i-1").exitCode()).isEqualTo(2);
    }

    @Test
    void appliesServicesOfAFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("catalog-info.yaml"), """
                apiVersion: backstage.io/v1alpha1
                kind: Component
                metadata: {name: payments}
                spec: {owner: group:money, dependsOn: ["component:ledger", "resource:queue"]}
                """);
        answer = "[{\"key\":\"payments\",\"tier\":3,\"owner\":\"money\",\"dependsOn\":[\"ledger\"],\"flags\":[]}]";
        Run run = run("service", "apply", file.toString(), "--reason", "moved in");
        assertThat(run.exitCode()).isZero();
        assertThat(asked)
                .containsExactly(
                        "PUT /api/v1/services?reason=moved%20in {\"services\":{\"payments\":{\"owner\":\"money\","
                                + "\"dependsOn\":[\"ledger\"]}}}");
        assertThat(run.err()).contains("resource:queue, which is no component; left out");
        assertThat(run.out())
                .containsExactly("SERVICE   TIER  OWNER  NEEDS   FLAGS", "payments  3     money  ledger  -");
        Path bad = Files.writeString(folder.resolve("bad.yaml"), "services: {a: {tier: 9}}");
        Run refused = run("service", "apply", bad.toString());
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("/0/services/a/tier: must be 1 to 4, got 9");
        assertThat(asked).hasSize(1);
    }
}
