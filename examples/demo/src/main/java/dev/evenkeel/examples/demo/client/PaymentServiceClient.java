// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.client;

import dev.evenkeel.examples.demo.config.DemoTimeouts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// The HTTP API of one process of the payment service, but for the payments themselves.
/// Thread-safe.
public final class PaymentServiceClient {
    private final JsonHttpClient api;

    /// @param address where the process listens
    public PaymentServiceClient(HttpClient client, URI address) {
        this(client, address, DemoTimeouts.USUAL);
    }

    /// @param address where the process listens
    public PaymentServiceClient(HttpClient client, URI address, DemoTimeouts limits) {
        this.api = new JsonHttpClient(client, address, null, limits.request());
    }

    /// Switches a fault of the modern core on or off.
    public void fault(String name, boolean active) throws IOException, InterruptedException {
        api.put("/faults/" + name, Map.of("active", active));
    }

    /// Opens or mends a weakness of the classic core.
    public void weakness(String name, boolean open) throws IOException, InterruptedException {
        api.put("/ops/weaknesses/" + name, Map.of("active", open));
    }

    /// Starts or stops the clearing cuts, which lock the ledger for a moment once a second.
    public void clearing(boolean active) throws IOException, InterruptedException {
        api.put("/ops/clearing", Map.of("active", active));
    }

    /// What was handed over to clearing.
    public JsonNode clearing() throws IOException, InterruptedException {
        return api.get("/ops/clearing");
    }

    /// The ledger's own account of itself, held against the messages a customer saw accepted.
    public JsonNode audit(List<String> acceptedMessages) throws IOException, InterruptedException {
        return api.post("/ledger/audit", Map.of("accepted", acceptedMessages));
    }

    /// The same of the ledger that it moves to.
    public JsonNode auditNew(List<String> acceptedMessages) throws IOException, InterruptedException {
        return api.post("/ledger/audit?ledger=new", Map.of("accepted", acceptedMessages));
    }

    /// How the move of the ledger stands.
    public JsonNode move() throws IOException, InterruptedException {
        return api.get("/move");
    }

    /// Copies older messages into the new ledger.
    public void backfill() throws IOException, InterruptedException {
        api.post("/move/backfill", Map.of());
    }

    /// Empties the new ledger, which nobody writes.
    public void restartMove() throws IOException, InterruptedException {
        api.post("/move/restart", Map.of());
    }

    /// What the SDK in the process counted since its start.
    public JsonNode sdkStats() throws IOException, InterruptedException {
        return api.get("/evenkeel");
    }
}
