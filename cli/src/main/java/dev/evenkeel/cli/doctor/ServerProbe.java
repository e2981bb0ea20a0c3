// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.doctor;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.client.ServerRejectionException;
import dev.evenkeel.cli.client.ServerUnreachableException;
import dev.evenkeel.engine.doctor.AuditHeadPublicationStatus;
import dev.evenkeel.engine.doctor.ClockSkew;
import dev.evenkeel.engine.doctor.DatabaseInfo;
import dev.evenkeel.engine.doctor.DiagnosticFinding;
import dev.evenkeel.engine.doctor.KeyOrTokenStatus;
import dev.evenkeel.engine.doctor.ServerProcessInfo;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// A probe of a server: whether it responds, what it reports about itself and its database, and what expires
/// soon there. For one use.
final class ServerProbe {
    private static final Duration TOLERATED = Duration.ofSeconds(2);
    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;

    private final URI address;
    private final Optional<ServerApiClient> api;
    private final boolean withDatabase;
    private final List<DiagnosticFinding> findings = new ArrayList<>();
    private Duration answered = Duration.ZERO;
    private boolean reached;

    /// @param api client for requests that need a token; empty without one
    /// @param withDatabase whether to query the server about its database
    ServerProbe(URI address, Optional<ServerApiClient> api, boolean withDatabase) {
        this.address = address;
        this.api = api;
        this.withDatabase = withDatabase;
    }

    List<DiagnosticFinding> findings() {
        return List.copyOf(findings);
    }

    /// Whether it responded.
    boolean isReached() {
        return reached;
    }

    /// Returns the response time of a small request.
    Duration responseTime() {
        return answered;
    }

    void run() throws InterruptedException {
        probeHealth();
        if (!reached) {
            return;
        }
        if (api.isEmpty()) {
            findings.add(DiagnosticFinding.skipped(
                    "server details",
                    "no API token specified",
                    "Pass an administrator's token (--token or EVENKEEL_TOKEN). To get one, sign in to the console and"
                            + " create it under Users."));
            return;
        }
        runStep("server details", this::probeServerInfo);
        runStep("keys and tokens", this::probeCredentials);
        runStep("audit log heads", this::probeAuditHeads);
    }

    private void probeHealth() throws InterruptedException {
        var open = new ServerApiClient(address, "");
        try {
            JsonNode health = open.get("/health").body();
            reached = true;
            long asked = System.nanoTime();
            open.get("/health");
            answered = Duration.ofNanos(System.nanoTime() - asked);
            findings.add(DiagnosticFinding.ok(
                    "server", address + " is " + health.path("status").asString("running")));
            if (health.path("database").asString("").equals("down")) {
                findings.add(DiagnosticFinding.fail(
                        "database",
                        "the server cannot connect to it",
                        "Check that PostgreSQL is running and accepts connections from the server."));
            } else if (health.path("database").asString("").equals("read-only")) {
                findings.add(DiagnosticFinding.fail(
                        "database",
                        "read-only, so the guard cannot decide or roll back, and changes are rejected",
                        "Make it writable, or wait until its failover is complete. No restart is needed."));
            } else if (health.path("database").asString("").equals("outdated")) {
                findings.add(DiagnosticFinding.fail(
                        "database",
                        "older than the flags that SDKs have, so the server does not deliver flags of that environment",
                        "If it was restored from a backup, start one server once with --restored-from-backup REASON."));
            }
        } catch (ServerUnreachableException e) {
            findings.add(DiagnosticFinding.fail(
                    "server", String.valueOf(e.getMessage()), "All other checks of the server were skipped."));
        } catch (ServerRejectionException e) {
            reached = true;
            findings.add(DiagnosticFinding.fail(
                    "server",
                    String.valueOf(e.getMessage()),
                    "The server is starting or shutting down, or a proxy responds instead of it. See the server log."));
        }
    }

    @FunctionalInterface
    private interface ProbeStep {
        void run(ServerApiClient server) throws InterruptedException;
    }

    private void runStep(String check, ProbeStep part) throws InterruptedException {
        try {
            part.run(api.orElseThrow());
        } catch (ServerRejectionException e) {
            findings.add(rejectedFinding(check, e));
        } catch (ServerUnreachableException e) {
            findings.add(DiagnosticFinding.fail(check, String.valueOf(e.getMessage()), "See the server log."));
        } catch (JacksonException e) {
            findings.add(DiagnosticFinding.skipped(
                    check,
                    "unexpected response, probably of another server version",
                    "Use the CLI of the server's version."));
        }
    }

    private static DiagnosticFinding rejectedFinding(String check, ServerRejectionException refusal) {
        return switch (refusal.status()) {
            case UNAUTHORIZED ->
                DiagnosticFinding.fail(
                        check,
                        "the server rejects the API token",
                        "Sign in to the console and create a token under Users.");
            case NOT_FOUND ->
                DiagnosticFinding.skipped(
                        check, "the server is older than this CLI", "Use the CLI of the server's version.");
            default ->
                DiagnosticFinding.skipped(check, String.valueOf(refusal.getMessage()), "Use an administrator's token.");
        };
    }

    private void probeServerInfo(ServerApiClient server) throws InterruptedException {
        Instant before = Instant.now();
        JsonNode told = server.get("/api/v1/doctor").body();
        Duration half = Duration.between(before, Instant.now()).dividedBy(2);
        ServerProcessInfo process = ServerApiClient.JSON.treeToValue(told.path("server"), ServerProcessInfo.class);
        findings.addAll(process.diagnose(ownVersion()));
        findings.add(setAsideFinding(told.path("quarantinedRows")));
        findings.add(new ClockSkew(Duration.between(process.at(), before.plus(half)), half)
                .diagnose(
                        "clock here against the server",
                        TOLERATED,
                        "The server compares times that you pass, such as --expires-at, with its own clock."));
        if (withDatabase) {
            findings.addAll(ServerApiClient.JSON
                    .treeToValue(told.path("database"), DatabaseInfo.class)
                    .diagnose());
        }
    }

    private static DiagnosticFinding setAsideFinding(JsonNode setAside) {
        List<String> kept = setAside.valueStream()
                .map(one ->
                        one.path("rows").asLong() + " in " + one.path("table").asString())
                .toList();
        return kept.isEmpty()
                ? DiagnosticFinding.ok("rows", "none excluded")
                : DiagnosticFinding.warn(
                        "rows",
                        "excluded as invalid: " + String.join(", ", kept),
                        "The table quarantined_row contains them with the reason (docs/reference/limits.md). Delete"
                                + " them there when you no longer need them.");
    }

    private static @Nullable String ownVersion() {
        return ServerProbe.class.getPackage().getImplementationVersion();
    }

    private void probeCredentials(ServerApiClient server) throws InterruptedException {
        List<KeyOrTokenStatus> all = new ArrayList<>();
        for (JsonNode environment : server.get("/api/v1/environments").body().path("environments")) {
            String name = environment.asString();
            for (JsonNode key : server.get("/api/v1/environments/" + ServerApiClient.urlEncode(name) + "/sdk-keys")
                    .body()) {
                if (key.path("revokedAt").isNull()) {
                    all.add(key(key, name));
                }
            }
        }
        for (JsonNode token : server.get("/api/v1/tokens").body()) {
            if (token.path("revokedAt").isNull()) {
                all.add(token(token));
            }
        }
        findings.addAll(KeyOrTokenStatus.diagnoseAll(all, Instant.now()));
    }

    private static KeyOrTokenStatus key(JsonNode key, String environment) {
        String id = key.path("id").asString();
        String name = key.path("name").asString("");
        return new KeyOrTokenStatus(
                "SDK key " + (name.isEmpty() ? id : name) + " of " + environment,
                "Create a new key (./evenkeel sdk-key create --environment " + environment
                        + "), deploy it to the services, then revoke this one: ./evenkeel sdk-key revoke " + id
                        + " --environment " + environment,
                instant(key.path("expiresAt")),
                instant(key.path("lastUsedAt")));
    }

    private static KeyOrTokenStatus token(JsonNode token) {
        return new KeyOrTokenStatus(
                "token " + token.path("name").asString() + " of "
                        + token.path("person").asString("a machine"),
                "Create a new token (./evenkeel token create NAME), then revoke this one: ./evenkeel token revoke "
                        + token.path("id").asString(),
                instant(token.path("expiresAt")),
                instant(token.path("lastUsedAt")));
    }

    private void probeAuditHeads(ServerApiClient server) throws InterruptedException {
        JsonNode published = server.get("/api/v1/audit/heads/latest").body();
        JsonNode newest = published.path("heads").path(0).path("at");
        findings.add(new AuditHeadPublicationStatus(
                        instant(newest), published.path("unpublishedEntries").asLong(0))
                .diagnose(Instant.now()));
    }

    private static @Nullable Instant instant(JsonNode text) {
        return text.isString() ? Instant.parse(text.asString()) : null;
    }
}
