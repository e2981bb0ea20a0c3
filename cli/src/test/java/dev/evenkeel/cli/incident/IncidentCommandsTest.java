// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.cli.AnsweringServer;
import dev.evenkeel.cli.Run;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IncidentCommandsTest {
    private static final String INCIDENT = """
            {"id":"i-1","service":"payments","title":"booked twice","state":"OPEN","openedAt":"2026-11-25T18:00:00.25Z",
             "severity":{"severity":"SEV1","ruleVersion":1,"because":"a monetary invariant is violated"},
             "response":{"times":{"DETECTED":{"at":"2026-11-25T18:00:00Z","source":"ann","precision":"PT0S"}},
                         "roles":{"COMMANDER":"ann"}},
             "nextState":{"state":"MITIGATED","missing":[{"what":"the mitigation is not set","remedy":"set mitigation"}]},
             "suspectedChanges":[{"summary":"rollout r-1 went to 25%","share":0.571,"evidence":["40 s before","in it"]}],
             "followUps":[{"number":1,"description":"add a limit","owner":"bob","dueDate":"2026-12-01","done":null}],
             "timeline":[{"at":"2026-11-25T18:00:00Z","source":"ann","text":"booked twice"}]}""";

    private AnsweringServer server;
    private String answer = INCIDENT;

    @BeforeEach
    void start() throws IOException {
        server = AnsweringServer.start(
                address -> URI.create(address).getPath().endsWith("review.md") ? "# SEV1: booked twice\n" : answer);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void showsAnIncidentAndWhatItsNextStateNeeds() {
        Run run = server.run("incident", "show", "i-1");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .containsExactly(
                        "i-1 SEV1 OPEN: booked twice (payments)",
                        "Severity: a monetary invariant is violated (rule 1)",
                        "commander: ann",
                        "detected: 2026-11-25 18:00:00Z (source ann)",
                        "suspected change (57%): rollout r-1 went to 25% (40 s before, in it)",
                        "Missing for state MITIGATED:",
                        "  the mitigation is not set; set mitigation",
                        "follow-up 1 (bob, 2026-12-01, open): add a limit",
                        "",
                        "2026-11-25 18:00:00Z  ann: booked twice");
        answer = "[" + INCIDENT + "]";
        assertThat(server.run("incident", "list", "--open").out())
                .containsExactly(
                        "ID   SEVERITY  STATE  SERVICE   OPENED                TITLE",
                        "i-1  SEV1      OPEN   payments  2026-11-25 18:00:00Z  booked twice");
        answer = "[]";
        assertThat(server.run("incident", "list", "--open").out())
                .containsExactly("No open incidents. To declare one: ./evenkeel incident declare");
    }

    @Test
    void ordersWhatIsAsked(@TempDir Path folder) throws IOException {
        Path review = Files.writeString(folder.resolve("review.yaml"), "trigger: BINARY_PUSH\nnoRelatedChange: true\n");
        server.run("incident", "declare", "--service", "payments", "--title", "booked twice", "--affected", "p-1,p-2");
        server.run("incident", "acknowledge", "i-1", "--on-behalf-of", "ann");
        server.run("incident", "mitigate", "i-1", "--by", "ROLLBACK");
        server.run("incident", "resolve", "i-1");
        server.run("incident", "review", "i-1", "--record", review.toString());
        server.run("incident", "follow-up", "complete", "i-1", "1", "--evidence", "held");
        assertThat(server.asked())
                .containsExactly(
                        "POST /api/v1/incidents {\"service\":\"payments\",\"title\":\"booked twice\","
                                + "\"affected\":[\"p-1\",\"p-2\"]}",
                        "POST /api/v1/incidents/i-1/acknowledge {\"onBehalfOf\":\"ann\"}",
                        "POST /api/v1/incidents/i-1/mitigate {\"mitigation\":\"ROLLBACK\"}",
                        "POST /api/v1/incidents/i-1/resolve {}",
                        "POST /api/v1/incidents/i-1/review {\"trigger\":\"BINARY_PUSH\",\"noRelatedChange\":true}",
                        "POST /api/v1/incidents/i-1/follow-ups/1/complete {\"evidence\":\"held\"}");
        assertThat(server.run("incident", "export", "i-1").out()).containsExactly("# SEV1: booked twice");
        answer = "{\"summary\":\"SEV1 ...\"}";
        assertThat(server.run("incident", "hand-over", "i-1", "--to", "eve").out())
                .containsExactly("SEV1 ...");
    }

    @Test
    void declaresFromATemplateAndShowsItsFirstSteps() {
        answer = """
                {"id":"i-2","service":"payments","title":"payments is down","state":"OPEN","severity":{"severity":"SEV1"},
                 "template":{"name":"checkout-down"},
                 "firstSteps":[{"text":"open the bridge","done":{"at":"2026-11-25T18:01:00Z","source":"bob"}},
                               {"text":"call the bank","done":null}]}""";
        Run run = server.run("incident", "declare", "--template", "checkout-down", "--severity", "SEV1");
        assertThat(server.asked())
                .containsExactly("POST /api/v1/incidents {\"template\":\"checkout-down\",\"severity\":\"SEV1\"}");
        assertThat(run.out())
                .containsExactly(
                        "i-2 SEV1 OPEN: payments is down (payments)",
                        "Template: checkout-down",
                        "  first step: open the bridge (done 2026-11-25 18:01:00Z, source bob)",
                        "  first step: call the bank");
        Run half = server.run("incident", "declare", "--service", "payments");
        assertThat(half.exitCode()).isEqualTo(2);
        assertThat(half.err())
                .contains("--service and --title are missing. Give both, or a --template that contains them.");
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void saysWhatADeclarationDidAndWhichIncidentsAreRelated() {
        String related = """
                "related":[{"id":"i-1","severity":"SEV4","state":"MITIGATED","title":"r-1 was rolled back"}],\
                """;
        answer = "{\"outcome\":\"OPENED\"," + related + INCIDENT.substring(1);
        String[] declare = {"incident", "declare", "--service", "payments", "--title", "booked twice"};
        assertThat(server.run(declare).out())
                .containsExactly(
                        "i-1 SEV1 OPEN: booked twice (payments)",
                        "Related incident: i-1 SEV4 MITIGATED: r-1 was rolled back");
        assertThat(server.run("incident", "show", "i-1").out())
                .contains("Related incident: i-1 SEV4 MITIGATED: r-1 was rolled back");
        answer = "{\"outcome\":\"JOINED\"," + INCIDENT.substring(1);
        assertThat(server.run(declare).out())
                .containsExactly(
                        "i-1 SEV1 OPEN: booked twice (payments)",
                        "Joined the open incident i-1. Your declaration is in its timeline.");
        answer = "{\"outcome\":\"REOPENED\"," + INCIDENT.substring(1);
        assertThat(server.run("incident", "declare", "--service", "payments", "--title", "again", "--reopen", "i-1")
                        .out())
                .contains("Reopened incident i-1. Your declaration is in its timeline.");
        assertThat(server.asked())
                .contains("POST /api/v1/incidents {\"service\":\"payments\",\"title\":\"again\",\"reopen\":\"i-1\"}");
    }

    @Test
    void listsTheTemplates() {
        answer = """
                [{"name":"checkout-down","description":"nobody can pay","title":"{service} is down","service":"payments",
                  "severity":"SEV1","roles":{},"firstSteps":["open the bridge","call the bank"],"followUps":[]},
                 {"name":"provider","description":"","title":"a provider fails","roles":{},"firstSteps":[],"followUps":[]}]""";
        assertThat(server.run("incident", "templates").out())
                .containsExactly(
                        "TEMPLATE       SERVICE   SEVERITY   FIRST STEPS  DESCRIPTION",
                        "checkout-down  payments  SEV1       2            nobody can pay",
                        "provider       -         automatic  0");
        answer = "[]";
        assertThat(server.run("incident", "templates").out())
                .containsExactly("No incident templates. To add one, apply a file of kind IncidentTemplate:"
                        + " ./evenkeel apply -f FILE");
    }

    @Test
    void saysEverythingThatAStateLacks() {
        server.status(409);
        answer = """
                {"detail":"Incident i-1 cannot be RESOLVED.","remedy":"Add what is listed.",
                 "problems":[{"pointer":"","message":"1 of 2 affected items have no correction: p-2","remedy":"correct"}]}""";
        Run run = server.run("incident", "resolve", "i-1");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("cannot be RESOLVED", "no correction: p-2; correct");
        assertThat(server.run("incident", "follow-up", "i-1").exitCode()).isEqualTo(2);
        assertThat(server.run("incident", "follow-up", "create", "i-1", "--what", "x")
                        .exitCode())
                .isEqualTo(2);
        assertThat(server.run("incident", "mitigate", "i-1").exitCode()).isEqualTo(2);
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
        Run run = server.run("service", "apply", file.toString(), "--reason", "moved in");
        assertThat(run.exitCode()).isZero();
        assertThat(server.asked())
                .containsExactly(
                        "PUT /api/v1/services?reason=moved%20in {\"services\":{\"payments\":{\"owner\":\"money\","
                                + "\"dependsOn\":[\"ledger\"]}}}");
        assertThat(run.err()).contains("resource:queue, which is not a component; skipped");
        assertThat(run.out())
                .containsExactly(
                        "SERVICE   TIER  OWNER  FAILURE COST  DEPENDS ON  FLAGS",
                        "payments  3     money  -             ledger      -");
        Path bad = Files.writeString(folder.resolve("bad.yaml"), "services: {a: {tier: 9}}");
        Run refused = server.run("service", "apply", bad.toString());
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("/0/services/a/tier: must be 1 to 4, got 9");
        assertThat(server.asked()).hasSize(1);
    }
}
