// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.client;

import dev.evenkeel.files.incident.IncidentCsvFile;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/// The server's HTTP API about the stability of the payment service (docs/reference/http-api.md):
/// the catalogue, objectives, incidents, gates, drills, changes. Thread-safe.
public final class StabilityClient {
    /// Key of the service in the catalogue.
    public static final String SERVICE = "payments";

    /// Name of its objective.
    public static final String OBJECTIVE = "pay";

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static final String FLAG = "/api/v1/environments/default/flags/payment-core";
    private static final String INCIDENTS = "/api/v1/incidents";

    private static final String DETECTIONS = "/api/v1/detections";

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

    /// Enters the payment service in the catalogue.
    public void describeService() throws IOException, InterruptedException {
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

    /// Sets the objective: of all calls of the last minute, so many succeed. It pages when that
    /// minute spends its budget.
    ///
    /// @param target share of good calls, such as 0.95
    public void keepObjective(double target) throws IOException, InterruptedException {
        api.putText("/api/v1/slos", OPEN_SLO.replace("TARGET", String.valueOf(target)));
    }

    /// Whether the objective has judged a whole minute since an instant, and no alert of it fires.
    public boolean isCalmSince(Instant instant) throws IOException, InterruptedException {
        JsonNode slo = api.get("/api/v1/slos/" + OBJECTIVE);
        boolean judged = !Instant.parse(slo.path("at").asString()).isBefore(instant.plus(MINUTE));
        return judged
                && list(slo.path("objectives").path(0).path("burns")).stream()
                        .allMatch(burn -> burn.path("firingSince").isNull());
    }

    /// Takes a history of incidents in.
    public JsonNode importHistory(String csv, String map) throws IOException, InterruptedException {
        IncidentCsvFile read = IncidentCsvFile.read(csv, map);
        if (!read.faults().isEmpty()) {
            throw new IOException("the history cannot be imported: " + String.join("; ", read.faults()));
        }
        return api.post(INCIDENTS + "/import", Map.of("incidents", read.incidents(), "reason", "a year of incidents"));
    }

    /// Which causes do most harm.
    public JsonNode causes() throws IOException, InterruptedException {
        return api.get(INCIDENTS + "/causes?by=MONEY&service=" + SERVICE);
    }

    /// Declares an incident of the service.
    ///
    /// @param record its title and what is known
    /// @return its id
    public String declare(Map<String, Object> record) throws IOException, InterruptedException {
        return api.post(INCIDENTS, record).path("id").asString();
    }

    /// Gives an order about an incident.
    ///
    /// @param order such as `mitigate`
    public JsonNode incident(String id, String order, Map<String, Object> body)
            throws IOException, InterruptedException {
        return api.post(INCIDENTS + "/" + id + "/" + order, body);
    }

    /// Incidents of the service that hurt, or whose harm may come back.
    public List<JsonNode> openIncidents() throws IOException, InterruptedException {
        return list(api.get(INCIDENTS + "?open=true&service=" + SERVICE));
    }

    /// Notes that a weakness is open, as in a detection drill.
    ///
    /// @param phase `before` or `after` the work against it
    /// @param note what else has to be known
    /// @return the drill's id
    public String noteFault(PaymentWeakness spot, String phase, Instant from, String note)
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

    /// Notes that the weakness of a drill is open no longer.
    public void endFault(String id) throws IOException, InterruptedException {
        api.post(DETECTIONS + "/" + id + "/end", Map.of());
    }

    /// What noticed a fault, found from the server's records.
    public JsonNode detection(String id) throws IOException, InterruptedException {
        return api.get(DETECTIONS + "/" + id);
    }

    /// What every gate says of a change of the core that would start now.
    public JsonNode gates() throws IOException, InterruptedException {
        return api.get(FLAG + "/gates");
    }

    /// What one gate says.
    public JsonNode gate(String name) throws IOException, InterruptedException {
        return list(gates().path("gates")).stream()
                .filter(gate -> gate.path("gate").asString().equals(name))
                .findFirst()
                .orElseThrow(() -> new IOException("the server has no gate \"" + name + "\""));
    }

    /// Puts a rollback plan in force.
    ///
    /// @param rehearsal where the service runs the candidate for accounts that belong to nobody
    /// @return its version
    public int plan(List<String> steps, URI rehearsal) throws IOException, InterruptedException {
        return api.put(
                        FLAG + "/rollback-plan",
                        Map.of(
                                "owner",
                                "team-money",
                                "trigger",
                                "payments fail that would not have failed before",
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

    /// Begins a drill of the rollback plan.
    ///
    /// @return its id
    public String beginDrill(String reason) throws IOException, InterruptedException {
        return api.post(FLAG + "/drills", Map.of("reason", reason)).path("id").asString();
    }

    /// A drill.
    public JsonNode drill(String id) throws IOException, InterruptedException {
        return list(api.get(FLAG + "/drills").path("drills")).stream()
                .filter(drill -> drill.path("id").asString().equals(id))
                .findFirst()
                .orElseThrow(() -> new IOException("the server has no drill \"" + id + "\""));
    }

    /// Tells of a change of the service's configuration that is done.
    public void tellOfChange(String name, String title) throws IOException, InterruptedException {
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
                        "DONE",
                        "at",
                        Instant.now().toString(),
                        "kind",
                        "CONFIG",
                        "title",
                        title));
    }

    public static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
