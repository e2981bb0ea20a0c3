// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.chaos;

import dev.evenkeel.api.EnvironmentApi.ClientListResponse;
import dev.evenkeel.api.HealthApi.HealthResponse;
import dev.evenkeel.benchmarks.chaos.CollectedState.BatchTotals;
import dev.evenkeel.benchmarks.chaos.CollectedState.LiveProcess;
import dev.evenkeel.benchmarks.server.RestartableProcess;
import dev.evenkeel.examples.demo.process.ConditionPoller;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Wait for the system to settle after the last fault. Reports what does not settle and leaves it to the
/// checks.
final class QuiescenceWait {
    private static final ConditionPoller PATIENT = new ConditionPoller(Duration.ofMinutes(2), Duration.ofMillis(300));

    /* Causes that lose a whole call; the others lose only a detail of one. */
    private static final Set<String> LOST_CALLS =
            Set.of("TOO_MANY_VARIANTS", "INVALID_SUMMARY", "TOO_MANY_WAITING", "REFUSED");

    private final ChaosEnvironment fleet;
    private final ServerDatabaseReader stored;

    QuiescenceWait(ChaosEnvironment environment, ServerDatabaseReader stored) {
        this.fleet = environment;
        this.stored = stored;
    }

    /// Waits until all servers are ready and reach the database, and all processes respond.
    void awaitHealthy() throws InterruptedException {
        await("all servers to be healthy", () -> {
            boolean well = true;
            for (int i = 0; i < ChaosEnvironment.SERVERS; i++) {
                well &= "up"
                        .equals(fleet.api(i)
                                .get("/health", HealthResponse.class)
                                .database());
            }
            return well;
        });
        await(
                "all processes to respond",
                () -> listLiveProcesses().size() == fleet.processes().size());
    }

    /// Waits until all processes have the last revision and the servers have their acknowledgements.
    void awaitRevisions() throws InterruptedException {
        await("all processes to have the last revision", () -> {
            for (LiveProcess one : listLiveProcesses()) {
                long last = stored.environment(one.environment()).last();
                if (one.revision() != last || one.acknowledged() != last) {
                    return false;
                }
            }
            return true;
        });
    }

    /// Stops the calls of the services with a journal, and waits until all recorded calls are counted and
    /// included in ticks.
    void awaitCounted() throws InterruptedException {
        await("services to stop", () -> {
            for (RestartableProcess service : fleet.services()) {
                fleet.processClient(service).put("/stopped", Map.of());
            }
            return true;
        });
        await("all calls to be counted", () -> {
            Map<String, BatchTotals> batches = stored.batches();
            return listLiveProcesses().stream()
                    .allMatch(one -> batches.containsKey(one.instance())
                            && batches.get(one.instance()).calls() == one.recorded() - one.lost());
        });
        await("all evidence to be in ticks", () -> stored.countUnprocessedEvidence() == 0);
    }

    private static void await(String what, ConditionPoller.PolledValue<Boolean> look) throws InterruptedException {
        try {
            PATIENT.await(what, look, Boolean::booleanValue);
        } catch (IOException late) {
            System.err.println("chaos: " + late.getMessage());
        }
    }

    /// Returns all processes, as reported by themselves and by the servers.
    List<LiveProcess> listLiveProcesses() throws IOException, InterruptedException {
        Map<String, Long> acknowledged = new HashMap<>();
        for (String environment : List.of(ChaosEnvironment.FLEET, ChaosEnvironment.DEFAULT)) {
            fleet.api()
                    .get("/api/v1/environments/" + environment + "/clients", ClientListResponse.class)
                    .clients()
                    .forEach(client ->
                            acknowledged.put(client.instance(), Objects.requireNonNullElse(client.revision(), 0L)));
        }
        List<LiveProcess> living = new ArrayList<>();
        for (RestartableProcess service : fleet.services()) {
            living.add(toLiveProcess(
                    service.name(),
                    ChaosEnvironment.FLEET,
                    fleet.processClient(service).get("/state"),
                    acknowledged));
        }
        for (RestartableProcess service : fleet.paymentServices()) {
            JsonNode sdk = fleet.processClient(service).get("/evenkeel");
            living.add(toLiveProcess(service.name(), ChaosEnvironment.DEFAULT, sdk, acknowledged));
        }
        return living;
    }

    private static LiveProcess toLiveProcess(
            String name, String environment, JsonNode state, Map<String, Long> acknowledged) {
        JsonNode sdk = state.has("sdk") ? state.path("sdk") : state;
        String instance = sdk.path("instance").asString();
        long lost = LOST_CALLS.stream()
                .mapToLong(cause -> sdk.path("dropped").path(cause).asLong(0))
                .sum();
        return new LiveProcess(
                name,
                environment,
                instance,
                sdk.path("revision").asLong(),
                acknowledged.getOrDefault(instance, 0L),
                sdk.path("callsRecorded").asLong(),
                lost,
                sdk.path("internalErrors").asLong(),
                state.path("waits").asLong(0),
                state.path("longestMillis").asDouble(0));
    }
}
