// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.api.IncidentApi.DeclareIncidentResponse;
import dev.evenkeel.api.IncidentApi.FirstStepResponse;
import dev.evenkeel.api.IncidentApi.HandoverSummaryResponse;
import dev.evenkeel.api.IncidentApi.IncidentDetailsResponse;
import dev.evenkeel.api.IncidentApi.IncidentResponse;
import dev.evenkeel.api.IncidentApi.NextStateRequirementsResponse;
import dev.evenkeel.api.IncidentApi.RelatedIncidentResponse;
import dev.evenkeel.api.IncidentApi.SignalOutcome;
import dev.evenkeel.api.IncidentApi.SuspectedChangeResponse;
import dev.evenkeel.api.IncidentTemplateApi.IncidentTemplateResponse;
import dev.evenkeel.api.IncidentTemplateApi.IncidentTemplateSpec;
import dev.evenkeel.cli.CliResult;
import dev.evenkeel.cli.StubServer;
import dev.evenkeel.engine.incident.AppliedIncidentTemplate;
import dev.evenkeel.engine.incident.FollowUp;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.IncidentOrigin;
import dev.evenkeel.engine.incident.IncidentPhase;
import dev.evenkeel.engine.incident.IncidentResponseRecord;
import dev.evenkeel.engine.incident.IncidentRole;
import dev.evenkeel.engine.incident.IncidentSeverity;
import dev.evenkeel.engine.incident.IncidentSignal;
import dev.evenkeel.engine.incident.IncidentState;
import dev.evenkeel.engine.incident.IncidentStateValidator;
import dev.evenkeel.engine.incident.SeverityRating;
import dev.evenkeel.engine.incident.TimelineEntry;
import dev.evenkeel.engine.incident.TimestampWithPrecision;
import dev.evenkeel.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IncidentCommandsTest {
    private static final Instant OPENED = Instant.parse("2026-11-25T18:00:00.25Z");
    private static final Incident INCIDENT = Incident.open(
                    "i-1",
                    new IncidentSignal("payments", null, OPENED),
                    "booked twice",
                    IncidentOrigin.PERSON,
                    new SeverityRating(IncidentSeverity.SEV1, 1, "a monetary invariant is violated"))
            .withResponse(IncidentResponseRecord.NONE
                    .withTime(IncidentPhase.DETECTED, TimestampWithPrecision.exact(OPENED, "ann"))
                    .withRole(IncidentRole.COMMANDER, "ann"))
            .withFollowUp(new FollowUp(
                    1, "add a limit", "bob", LocalDate.parse("2026-12-01"), "none again", "a test", null, null));

    @RegisterExtension
    private final StubServer server = new StubServer();

    @BeforeEach
    void respondWithOpenIncident() {
        server.respond(details(INCIDENT, List.of(), List.of()));
        server.on("POST", "/api/v1/incidents").respond(declared(INCIDENT, SignalOutcome.OPENED));
    }

    private static IncidentResponse response(Incident incident) {
        return new IncidentResponse(incident, false, null, List.of());
    }

    private static DeclareIncidentResponse declared(Incident incident, SignalOutcome outcome) {
        return new DeclareIncidentResponse(details(incident, List.of(), List.of()), outcome, List.of());
    }

    private static IncidentDetailsResponse details(
            Incident incident, List<FirstStepResponse> firstSteps, List<RelatedIncidentResponse> related) {
        return new IncidentDetailsResponse(
                response(incident),
                new NextStateRequirementsResponse(
                        IncidentState.MITIGATED,
                        List.of(new IncidentStateValidator.Problem("the mitigation is not set", "set mitigation"))),
                firstSteps,
                List.of(new SuspectedChangeResponse(
                        "rollout:r-1", "rollout r-1 went to 25%", OPENED, 0.571, List.of("40 s before", "in it"))),
                List.of(),
                related,
                List.of(),
                List.of(new TimelineEntry(OPENED, "ann", "declared", "booked twice\nby two instances")));
    }

    @Test
    void showsIncidentAndRequirementsOfNextState() {
        CliResult result = server.run("incident", "show", "i-1");
        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
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
                        "2026-11-25 18:00:00Z  ann: booked twice",
                        "    by two instances");
    }

    @Test
    void listsOpenIncidents() {
        server.on("GET", "/api/v1/incidents").respond(List.of(response(INCIDENT)));
        assertThat(server.run("incident", "list", "--open").out())
                .containsExactly(
                        "ID   SEVERITY  STATE  SERVICE   OPENED                TITLE",
                        "i-1  SEV1      OPEN   payments  2026-11-25 18:00:00Z  booked twice");
    }

    @Test
    void listReportsThatNoIncidentIsOpen() {
        server.on("GET", "/api/v1/incidents").respond(List.of());
        assertThat(server.run("incident", "list", "--open").out())
                .containsExactly("No open incidents. To declare one: ./evenkeel incident declare");
    }

    @Test
    void sendsIncidentLifecycleRequests(@TempDir Path folder) throws IOException {
        Path review = Files.writeString(folder.resolve("review.yaml"), "trigger: BINARY_PUSH\nnoRelatedChange: true\n");
        server.run("incident", "declare", "--service", "payments", "--title", "booked twice", "--affected", "p-1,p-2");
        server.run("incident", "acknowledge", "i-1", "--on-behalf-of", "ann");
        server.run("incident", "mitigate", "i-1", "--by", "ROLLBACK");
        server.run("incident", "resolve", "i-1");
        server.run("incident", "review", "i-1", "--record", review.toString());
        server.run("incident", "follow-up", "complete", "i-1", "1", "--evidence", "held");
        assertThat(server.requests())
                .containsExactly(
                        Json.of("""
                                POST /api/v1/incidents {'service':'payments','affected':['p-1','p-2'],\
                                'title':'booked twice'}"""),
                        Json.of("POST /api/v1/incidents/i-1/acknowledge {'onBehalfOf':'ann'}"),
                        Json.of("POST /api/v1/incidents/i-1/mitigate {'mitigation':'ROLLBACK'}"),
                        "POST /api/v1/incidents/i-1/resolve {}",
                        Json.of("POST /api/v1/incidents/i-1/review {'trigger':'BINARY_PUSH','noRelatedChange':true}"),
                        Json.of("POST /api/v1/incidents/i-1/follow-ups/1/complete {'evidence':'held'}"));
    }

    @Test
    void exportsReview() {
        server.on("GET", "/api/v1/incidents/i-1/review.md").respond("# SEV1: booked twice\n");
        assertThat(server.run("incident", "export", "i-1").out()).containsExactly("# SEV1: booked twice");
    }

    @Test
    void handOverPrintsSummary() {
        server.respond(new HandoverSummaryResponse("# SEV1\n\nbooked twice"));
        assertThat(server.run("incident", "hand-over", "i-1", "--to", "eve").out())
                .containsExactly("# SEV1", "", "booked twice");
    }

    @Test
    void declaresFromTemplateAndShowsFirstSteps() {
        Incident incident = INCIDENT.withTemplate(
                new AppliedIncidentTemplate("checkout-down", List.of("open the bridge", "call the bank")));
        List<FirstStepResponse> firstSteps = List.of(
                new FirstStepResponse(
                        "open the bridge",
                        "Done: open the bridge",
                        new TimelineEntry(OPENED.plusSeconds(60), "bob", "note", "Done: open the bridge")),
                new FirstStepResponse("call the bank", "Done: call the bank", null));
        server.on("POST", "/api/v1/incidents")
                .respond(new DeclareIncidentResponse(
                        details(incident, firstSteps, List.of()), SignalOutcome.OPENED, List.of()));
        CliResult result = server.run("incident", "declare", "--template", "checkout-down", "--severity", "SEV1");
        assertThat(server.requests())
                .containsExactly(Json.of("POST /api/v1/incidents {'template':'checkout-down','severity':'SEV1'}"));
        assertThat(result.out())
                .containsExactly(
                        "i-1 SEV1 OPEN: booked twice (payments)",
                        "Template: checkout-down",
                        "  first step: open the bridge (done 2026-11-25 18:01:00Z, source bob)",
                        "  first step: call the bank");
    }

    @Test
    void rejectsDeclarationWithoutTitleOrTemplate() {
        CliResult result = server.run("incident", "declare", "--service", "payments");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err())
                .contains("--service and --title are missing. Give both, or a --template that contains them.");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void declareAndShowReportRelatedIncident() {
        var related = new RelatedIncidentResponse(
                "i-0", IncidentSeverity.SEV4, IncidentState.MITIGATED, "r-1 was rolled back");
        IncidentDetailsResponse details = details(INCIDENT, List.of(), List.of(related));
        server.respond(details);
        server.on("POST", "/api/v1/incidents")
                .respond(new DeclareIncidentResponse(details, SignalOutcome.OPENED, List.of()));
        assertThat(declare().out())
                .containsExactly(
                        "i-1 SEV1 OPEN: booked twice (payments)",
                        "Related incident: i-0 SEV4 MITIGATED: r-1 was rolled back");
        assertThat(server.run("incident", "show", "i-1").out())
                .contains("Related incident: i-0 SEV4 MITIGATED: r-1 was rolled back");
    }

    @Test
    void declareReportsJoinedIncident() {
        server.on("POST", "/api/v1/incidents").respond(declared(INCIDENT, SignalOutcome.JOINED));
        assertThat(declare().out())
                .containsExactly(
                        "i-1 SEV1 OPEN: booked twice (payments)",
                        "Joined the open incident i-1. Your declaration is in its timeline.");
    }

    @Test
    void declareReportsReopenedIncident() {
        server.on("POST", "/api/v1/incidents").respond(declared(INCIDENT, SignalOutcome.REOPENED));
        assertThat(server.run("incident", "declare", "--service", "payments", "--title", "again", "--reopen", "i-1")
                        .out())
                .contains("Reopened incident i-1. Your declaration is in its timeline.");
        assertThat(server.requests())
                .containsExactly(
                        Json.of("POST /api/v1/incidents {'service':'payments','reopen':'i-1','title':'again'}"));
    }

    private CliResult declare() {
        return server.run("incident", "declare", "--service", "payments", "--title", "booked twice");
    }

    @Test
    void listsTemplates() {
        server.on("GET", "/api/v1/incident-templates")
                .respond(List.of(
                        new IncidentTemplateResponse(
                                "checkout-down",
                                template(
                                        "nobody can pay",
                                        "{service} is down",
                                        "payments",
                                        IncidentSeverity.SEV1,
                                        "open the bridge",
                                        "call the bank")),
                        new IncidentTemplateResponse("provider", template("", "a provider fails", null, null))));
        assertThat(server.run("incident", "templates").out())
                .containsExactly(
                        "TEMPLATE       SERVICE   SEVERITY   FIRST STEPS  DESCRIPTION",
                        "checkout-down  payments  SEV1       2            nobody can pay",
                        "provider       -         automatic  0");
    }

    private static IncidentTemplateSpec template(
            String description,
            String title,
            @Nullable String service,
            @Nullable IncidentSeverity severity,
            String... firstSteps) {
        return new IncidentTemplateSpec(
                description, title, service, severity, null, null, Map.of(), List.of(firstSteps), List.of());
    }

    @Test
    void explainsHowToAddTemplates() {
        server.on("GET", "/api/v1/incident-templates").respond(List.of());
        assertThat(server.run("incident", "templates").out())
                .containsExactly("No incident templates. To add one, apply a file of kind IncidentTemplate:"
                        + " ./evenkeel apply -f FILE");
    }

    @Test
    void reportsUnmetRequirementsOfState() {
        server.setStatus(409);
        server.respond("""
                {"detail":"Incident i-1 cannot be RESOLVED.","remedy":"Add what is listed.",
                 "problems":[{"pointer":"","message":"1 of 2 affected items have no correction: p-2","remedy":"correct"}]}""");
        CliResult result = server.run("incident", "resolve", "i-1");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("cannot be RESOLVED", "no correction: p-2; correct");
    }

    @ParameterizedTest
    @ValueSource(strings = {"follow-up i-1", "follow-up create i-1 --what x", "mitigate i-1"})
    void rejectsMissingArguments(String command) {
        assertThat(server.run(("incident " + command).split(" ")).exitCode()).isEqualTo(2);
        assertThat(server.requests()).isEmpty();
    }
}
