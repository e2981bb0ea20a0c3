// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.client;

import dev.evenkeel.examples.demo.config.DemoTimeouts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// A client of one payment service process, for everything except the payments themselves. Thread-safe.
public final class PaymentServiceClient {
    private final JsonHttpClient api;

    /// @param address URL of the process
    public PaymentServiceClient(HttpClient client, URI address) {
        this(client, address, DemoTimeouts.USUAL);
    }

    /// @param address URL of the process
    public PaymentServiceClient(HttpClient client, URI address, DemoTimeouts limits) {
        this.api = new JsonHttpClient(client, address, null, limits.request());
    }

    /// Enables or disables a fault of the modern core.
    public void setFault(String name, boolean active) throws IOException, InterruptedException {
        api.put("/faults/" + name, Map.of("active", active));
    }

    /// Enables or fixes a weakness of the classic core.
    public void setWeakness(String name, boolean open) throws IOException, InterruptedException {
        api.put("/ops/weaknesses/" + name, Map.of("active", open));
    }

    /// Starts or stops the clearing cuts, which lock the ledger briefly once a second.
    public void setClearing(boolean active) throws IOException, InterruptedException {
        api.put("/ops/clearing", Map.of("active", active));
    }

    /// Returns what was handed over to clearing.
    public JsonNode clearing() throws IOException, InterruptedException {
        return api.get("/ops/clearing");
    }

    /// Returns the ledger's audit, compared with the messages that customers saw accepted.
    public JsonNode audit(List<String> acceptedMessages) throws IOException, InterruptedException {
        return api.post("/ledger/audit", Map.of("accepted", acceptedMessages));
    }

    /// Returns the same audit of the migration's target ledger.
    public JsonNode auditNewLedger(List<String> acceptedMessages) throws IOException, InterruptedException {
        return api.post("/ledger/audit?ledger=new", Map.of("accepted", acceptedMessages));
    }

    /// Returns the state of the ledger migration.
    public JsonNode migrationState() throws IOException, InterruptedException {
        return api.get("/move");
    }

    /// Copies older messages into the new ledger.
    public void backfill() throws IOException, InterruptedException {
        api.post("/move/backfill", Map.of());
    }

    /// Empties the new ledger; no process may be writing to it.
    public void resetNewLedger() throws IOException, InterruptedException {
        api.post("/move/restart", Map.of());
    }

    /// Returns the counters of the SDK in the process since its start.
    public JsonNode sdkStats() throws IOException, InterruptedException {
        return api.get("/evenkeel");
    }
}
