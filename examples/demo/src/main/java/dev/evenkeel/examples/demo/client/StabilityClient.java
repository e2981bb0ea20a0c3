// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.client;

import dev.evenkeel.api.DetectionDrillApi.DetectionDrillResponse;
import dev.evenkeel.api.DrillApi.DrillListResponse;
import dev.evenkeel.api.DrillApi.DrillResponse;
import dev.evenkeel.api.GateApi.GateCheckResponse;
import dev.evenkeel.api.GateApi.GateResultResponse;
import dev.evenkeel.api.IncidentApi.ImportIncidentsResponse;
import dev.evenkeel.api.IncidentApi.IncidentResponse;
import dev.evenkeel.api.IncidentReportApi.CauseReportResponse;
import dev.evenkeel.api.SloApi.SloStatusResponse;
import dev.evenkeel.engine.gate.GateResult;
import dev.evenkeel.files.incident.IncidentCsvFile;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/// A client of the server's HTTP API for the stability of the payment service (docs/reference/http-api.md):
/// the catalog, SLOs, incidents, gates, drills and changes. Thread-safe.
public final class StabilityClient {
    /// Key of the service in the catalog.
    public static final String SERVICE = "payments";

    /// Name of its SLO.
    public static final String OBJECTIVE = "pay";

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static final String FLAG = "/api/v1/environments/default/flags/payment-core";
    private static final String INCIDENTS = "/api/v1/incidents";

    private static final String DETECTIONS = "/api/v1/detection-drills";

    private static final List<String> SYNTHETIC_ACCOUNTS =
            IntStream.rangeClosed(1, 10).mapToObj(i -> "SYNTHETIC-" + i).toList();

    private static final String OPEN_SLO = """
            apiVersion: openslo/v1
            kind: SLO
            metadata: {name: pay}
            spec:
              service: payments
              indicator:
                metadata: {name: pay-success}
                spec:
                  ratioMetric:
                    counter: true
                    good: {metricSource: {type: evenkeel, spec: {flag: payment-core}}}
                    total: {metricSource: {type: evenkeel, spec: {flag: payment-core}}}
              timeWindow: [{duration: 1m, isRolling: true}]
              budgetingMethod: Occurrences
              objectives: [{displayName: availability, target: TARGET}]
              alertPolicies:
                - kind: AlertPolicy
                  metadata: {name: page}
                  spec:
                    alertWhenBreaching: true
                    conditions:
                      - kind: AlertCondition
                        metadata: {name: burns-fast}
                        spec:
                          severity: page
                          condition: {kind: burnrate, op: gt, threshold: 1, lookbackWindow: 1m, alertAfter: 1m}
                    notificationTargets: [{targetRef: on-call}]
            """;

    private final JsonHttpClient api;

    StabilityClient(JsonHttpClient api) {
        this.api = api;
    }

    /// Registers the payment service in the catalog.
    public void registerService() throws IOException, InterruptedException {
        api.put(
                "/api/v1/services/" + SERVICE,
                Map.of(
                        "name",
                        "Payments",
                        "owner",
                        "team-money",
                        "escalation",
                        "https://example.org/oncall/money",
                        "tier",
                        1,
                        "flags",
                        List.of(Map.of("environment", "default", "flag", "payment-core"))));
    }

    /// Sets the SLO: the share of calls in the last minute that must succeed. It pages when that minute
    /// spends its budget.
    ///
    /// @param target share of good calls, such as 0.95
    public void applyObjective(double target) throws IOException, InterruptedException {
        api.putText("/api/v1/slos", OPEN_SLO.replace("TARGET", String.valueOf(target)));
    }

    /// Whether the SLO has evaluated a whole minute since an instant and none of its alerts fires.
    public boolean isHealthySince(Instant instant) throws IOException, InterruptedException {
        SloStatusResponse slo = api.get("/api/v1/slos/" + OBJECTIVE, SloStatusResponse.class);
        return !slo.at().isBefore(instant.plus(MINUTE))
                && slo.objectives().stream()
                        .flatMap(objective -> objective.burns().stream())
                        .allMatch(burn -> burn.firingSince() == null);
    }

    /// Imports a history of incidents.
    public ImportIncidentsResponse importHistory(String csv, String map) throws IOException, InterruptedException {
        IncidentCsvFile read = IncidentCsvFile.parse(csv, map);
        if (!read.errors().isEmpty()) {
            throw new IOException("the history cannot be imported: " + String.join("; ", read.errors()));
        }
        return api.post(
                INCIDENTS + "/import",
                Map.of("incidents", read.incidents(), "reason", "a year of incidents"),
                ImportIncidentsResponse.class);
    }

    /// Returns the causes by harm.
    public CauseReportResponse causes() throws IOException, InterruptedException {
        return api.get(INCIDENTS + "/causes?by=MONEY&service=" + SERVICE, CauseReportResponse.class);
    }

    /// Declares an incident of the service.
    ///
    /// @param record its title and known facts
    /// @return its id
    public String declare(Map<String, Object> record) throws IOException, InterruptedException {
        return api.post(INCIDENTS, record).path("id").asString();
    }

    /// Performs an action on an incident.
    ///
    /// @param order name of the action, such as `mitigate`
    public JsonNode postIncidentAction(String id, String order, Map<String, Object> body)
            throws IOException, InterruptedException {
        return api.post(INCIDENTS + "/" + id + "/" + order, body);
    }

    /// Returns the incidents of the service that are active or whose harm may recur.
    public List<IncidentResponse> openIncidents() throws IOException, InterruptedException {
        return List.of(api.get(INCIDENTS + "?open=true&service=" + SERVICE, IncidentResponse[].class));
    }

    /// Starts a detection drill: records that a weakness is enabled.
    ///
    /// @param phase `before` or `after` the work against it
    /// @param note additional remarks
    /// @return the drill's id
    public String startDetectionDrill(PaymentWeakness spot, String phase, Instant from, String note)
            throws IOException, InterruptedException {
        return api.post(
                        DETECTIONS,
                        Map.of(
                                "service",
                                SERVICE,
                                "cause",
                                spot.cause(),
                                "phase",
                                phase,
                                "injectedAt",
                                from.toString(),
                                "note",
                                note))
                .path("id")
                .asString();
    }

    /// Ends a drill: records that its weakness is disabled.
    public void endDetectionDrill(String id) throws IOException, InterruptedException {
        api.post(DETECTIONS + "/" + id + "/end", Map.of());
    }

    /// Returns what detected a fault, according to the server's records.
    public DetectionDrillResponse detection(String id) throws IOException, InterruptedException {
        return api.get(DETECTIONS + "/" + id, DetectionDrillResponse.class);
    }

    /// Returns the verdict of every gate for a change of the core that would start now.
    public GateCheckResponse gates() throws IOException, InterruptedException {
        return api.get(FLAG + "/gates", GateCheckResponse.class);
    }

    /// Returns the result of one gate.
    public GateResult gate(String name) throws IOException, InterruptedException {
        return gates().gates().stream()
                .map(GateResultResponse::result)
                .filter(result -> result.gate().equals(name))
                .findFirst()
                .orElseThrow(() -> new IOException("the server has no gate \"" + name + "\""));
    }

    /// Stores a rollback plan.
    ///
    /// @param rehearsal URL at which the service runs the candidate for synthetic accounts
    /// @return its version
    public int saveRollbackPlan(List<String> steps, URI rehearsal) throws IOException, InterruptedException {
        return api.put(
                        FLAG + "/rollback-plan",
                        Map.of(
                                "owner",
                                "team-money",
                                "trigger",
                                "the change causes failed payments",
                                "steps",
                                steps,
                                "dataCompatibility",
                                "the classic core reads every row that the modern one wrote",
                                "pointOfNoReturn",
                                "none: both cores write the same rows",
                                "expectedTime",
                                "PT30S",
                                "syntheticKeys",
                                SYNTHETIC_ACCOUNTS,
                                "rehearsal",
                                rehearsal.toString()))
                .path("version")
                .asInt();
    }

    /// Starts a drill of the rollback plan.
    ///
    /// @return its id
    public String beginDrill(String reason) throws IOException, InterruptedException {
        return api.post(FLAG + "/drills", Map.of("reason", reason)).path("id").asString();
    }

    public DrillResponse drill(String id) throws IOException, InterruptedException {
        return api.get(FLAG + "/drills", DrillListResponse.class).drills().stream()
                .filter(drill -> drill.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IOException("the server has no drill \"" + id + "\""));
    }

    /// Reports a completed change of the service's configuration.
    public void reportChange(String name, String title) throws IOException, InterruptedException {
        api.post(
                "/api/v1/changes",
                Map.of(
                        "source",
                        "demo",
                        "externalId",
                        name,
                        "service",
                        SERVICE,
                        "environment",
                        "default",
                        "state",
                        "COMPLETED",
                        "at",
                        Instant.now().toString(),
                        "kind",
                        "CONFIG",
                        "title",
                        title));
    }
}
