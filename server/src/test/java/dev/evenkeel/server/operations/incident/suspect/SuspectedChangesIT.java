// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident.suspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestEnvironment;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.operations.incident.suspect.ChangeScenarios.PerformedChange;
import dev.evenkeel.server.rollouts.rollout.RolloutScene;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Each kind of change of docs/reference/change-control.md that alters evaluations at once is a suspect of an
/// incident that follows, under the revision that made it, with a button that takes it back or the reason why
/// there is none.
final class SuspectedChangesIT {
    private static final String REVERT_BUTTON = "Take the edit of FLAG back";
    private static final String LATER_REVISION_REASON = "What it depends on was changed in revision";

    private static TestServer server;
    private TestEnvironment environment;

    @BeforeAll
    static void start() {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void create() {
        server.resolveIncidents();
        environment = server.newEnvironment();
    }

    /// What is suspected after a kind of change, and what the incident's page offers.
    private record ExpectedSuspicion(String suspect, String offered) {}

    private static ExpectedSuspicion edit(String offered) {
        return new ExpectedSuspicion("edit:ENV/FLAG@REV", offered);
    }

    private static Map<String, ExpectedSuspicion> expectedSuspicions() {
        Map<String, ExpectedSuspicion> all = new LinkedHashMap<>();
        all.put("Create a flag", new ExpectedSuspicion("edit:ENV/FLAG-new@REV", "This edit created the flag"));
        all.put("Edit a flag", edit(REVERT_BUTTON));
        all.put("Edit or import several flags", edit(REVERT_BUTTON));
        all.put("Replace all flags", edit(REVERT_BUTTON));
        all.put("Apply files", edit(REVERT_BUTTON));
        all.put("Copy a flag from another environment", edit(REVERT_BUTTON));
        all.put("Edit a segment", edit(LATER_REVISION_REASON));
        all.put("Change the hash rule", edit(LATER_REVISION_REASON));
        all.put("A scheduled change becomes due", new ExpectedSuspicion("schedule:ENV/FLAG@", REVERT_BUTTON));
        all.put("Delete a flag", edit(REVERT_BUTTON));
        all.put("Disable a flag", edit("Restore flag FLAG"));
        all.put("Enable a flag", edit(REVERT_BUTTON));
        all.put("Revert the last change of a flag", edit(REVERT_BUTTON));
        all.put("Revert to an earlier revision", edit(REVERT_BUTTON));
        all.put("Apply an approved proposal", edit(REVERT_BUTTON));
        all.put(
                "Move a migration to its next stage by an edit",
                new ExpectedSuspicion("edit:ENV/FLAG-ledger@REV", "Take the edit of FLAG-ledger back"));
        all.put("Start an experiment", new ExpectedSuspicion("experiment:x-", "Stop experiment x-"));
        all.put("Stop an experiment", new ExpectedSuspicion("experiment-end:x-", "start a new experiment"));
        all.put("Abort a rollout", new ExpectedSuspicion("rollback:r-", "start a new rollout"));
        return all;
    }

    @Test
    void suspectsEveryChangeThatAltersEvaluations() {
        Map<String, ExpectedSuspicion> expected = expectedSuspicions();
        var scenarios = new ChangeScenarios(environment);
        scenarios.prepare(expected.keySet());
        List<PerformedChange> made = scenarios.performAllowed();
        made.forEach(this::assignFlagToService);
        for (PerformedChange one : made) {
            String id = declare(service(one));
            ExpectedSuspicion of = Objects.requireNonNull(expected.get(one.name()));
            JsonNode incident = TestServer.requireSuccess(server.get("/api/v1/incidents/" + id));
            List<String> suspects = incident.path("suspectedChanges")
                    .valueStream()
                    .filter(suspicion -> suspicion.path("share").asDouble() > 0)
                    .map(suspicion -> suspicion.path("name").asString())
                    .toList();
            assertThat(revisions(one, of.suspect()))
                    .as("%s: one of these is among %s", one, suspects)
                    .anyMatch(name -> suspects.stream().anyMatch(suspect -> suspect.startsWith(name)));
            assertThat(server.get("/incidents/" + id).body())
                    .as(one.toString())
                    .contains(of.offered().replace("FLAG", one.flag()));
        }
    }

    @Test
    void doesNotSuspectChangesThatAlterNoEvaluation() {
        var scenarios = new ChangeScenarios(environment);
        scenarios.prepare(List.of("Change a description", "Schedule a change", "Propose an edit"));
        for (PerformedChange one : scenarios.performAllowed()) {
            assignFlagToService(one);
            JsonNode incident = TestServer.requireSuccess(server.get("/api/v1/incidents/" + declare(service(one))));
            assertThat(incident.path("suspectedChanges")
                            .valueStream()
                            .map(suspicion -> suspicion.path("name").asString()))
                    .as(one.toString())
                    .noneMatch(name -> name.endsWith("@" + one.after()) && one.after() > one.before());
        }
    }

    @Test
    void doesNotSuspectEditRevertedBeforeIncident() {
        var rolloutScene = new RolloutScene(environment);
        long before = environment.flagsRevision();
        TestServer.requireSuccess(environment.put("/flags/" + rolloutScene.flag, ChangeScenarios.flag("modern")));
        TestServer.requireSuccess(environment.post("/revert", Json.of("{'revision':%s}", before)));
        var made = new PerformedChange("whole revert", rolloutScene.flag, before, environment.flagsRevision());
        assignFlagToService(made);
        Map<String, Double> shares = suspicionShares(made);
        String edit = "edit:" + environment.name() + "/" + rolloutScene.flag + "@";
        assertThat(shares.get(edit + (before + 1))).isZero();
        double ofReturn = Objects.requireNonNull(shares.get(edit + (before + 2)));
        assertThat(ofReturn).isPositive();

        TestServer.requireSuccess(environment.post("/revert", Json.of("{'revision':%s}", (before + 1))));
        Map<String, Double> again = suspicionShares(made);
        assertThat(again.get(edit + (before + 3)))
                .as("what brings the edit back is no return")
                .isGreaterThan(ofReturn);
        assertThat(again.get(edit + (before + 2))).isZero();
    }

    private Map<String, Double> suspicionShares(PerformedChange made) {
        server.resolveIncidents();
        JsonNode incident = TestServer.requireSuccess(server.get("/api/v1/incidents/" + declare(service(made))));
        Map<String, Double> shares = new LinkedHashMap<>();
        incident.path("suspectedChanges")
                .valueStream()
                .forEach(suspicion -> shares.put(
                        suspicion.path("name").asString(),
                        suspicion.path("share").asDouble()));
        return shares;
    }

    private Stream<String> revisions(PerformedChange made, String suspect) {
        String ofFlag = suspect.replace("ENV", environment.name()).replace("FLAG", made.flag());
        return Stream.iterate(made.before() + 1, revision -> revision + 1)
                .limit(Math.max(1, made.after() - made.before()))
                .map(revision -> ofFlag.replace("REV", revision.toString()));
    }

    private String service(PerformedChange made) {
        return "service-of-" + made.flag();
    }

    private void assignFlagToService(PerformedChange made) {
        String flag = Json.of("{'environment':'%s','flag':'%s", environment.name(), made.flag());
        TestServer.requireSuccess(server.put(
                "/api/v1/services/" + service(made),
                Json.of("{'flags':[%s'},%s-new'},%s-ledger'}]}", flag, flag, flag)));
    }

    private static String declare(String service) {
        return TestServer.requireSuccess(
                        server.post("/api/v1/incidents", Json.of("{'service':'%s','title':'users are hurt'}", service)))
                .path("id")
                .asString();
    }
}
