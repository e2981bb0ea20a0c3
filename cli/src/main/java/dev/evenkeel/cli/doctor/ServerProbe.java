// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.doctor;

import dev.evenkeel.api.AuditApi.PublishedHeadsResponse;
import dev.evenkeel.api.CredentialApi.ApiTokenResponse;
import dev.evenkeel.api.CredentialApi.SdkKey;
import dev.evenkeel.api.EnvironmentApi.EnvironmentListResponse;
import dev.evenkeel.api.HealthApi.DiagnosticFactsResponse;
import dev.evenkeel.api.HealthApi.HealthResponse;
import dev.evenkeel.api.HealthApi.QuarantinedRows;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.client.ServerRejectionException;
import dev.evenkeel.cli.client.ServerUnreachableException;
import dev.evenkeel.engine.doctor.AuditHeadPublicationStatus;
import dev.evenkeel.engine.doctor.ClockSkew;
import dev.evenkeel.engine.doctor.DiagnosticFinding;
import dev.evenkeel.engine.doctor.KeyOrTokenStatus;
import dev.evenkeel.engine.doctor.ServerProcessInfo;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

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
            HealthResponse health = open.get("/health", HealthResponse.class).value();
            reached = true;
            long asked = System.nanoTime();
            open.get("/health");
            answered = Duration.ofNanos(System.nanoTime() - asked);
            findings.add(DiagnosticFinding.ok("server", address + " is " + health.status()));
            addDatabaseState(String.valueOf(health.database()));
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

    private void addDatabaseState(String state) {
        switch (state) {
            case "down" ->
                findings.add(DiagnosticFinding.fail(
                        "database",
                        "the server cannot connect to it",
                        "Check that PostgreSQL is running and accepts connections from the server."));
            case "read-only" ->
                findings.add(DiagnosticFinding.fail(
                        "database",
                        "read-only, so the guard cannot decide or roll back, and changes are rejected",
                        "Make it writable, or wait until its failover is complete. No restart is needed."));
            case "outdated" ->
                findings.add(DiagnosticFinding.fail(
                        "database",
                        "older than the flags that SDKs have, so the server does not deliver flags of that environment",
                        "If it was restored from a backup, start one server once with --restored-from-backup REASON."));
            default -> {}
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
            findings.add(
                    e.getCause() instanceof JacksonException
                            ? DiagnosticFinding.skipped(
                                    check,
                                    "unexpected response, probably of another server version",
                                    "Use the CLI of the server's version.")
                            : DiagnosticFinding.fail(check, String.valueOf(e.getMessage()), "See the server log."));
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
        DiagnosticFactsResponse facts =
                server.get("/api/v1/doctor", DiagnosticFactsResponse.class).value();
        Duration half = Duration.between(before, Instant.now()).dividedBy(2);
        ServerProcessInfo process = facts.server();
        findings.addAll(process.diagnose(ownVersion()));
        findings.add(setAsideFinding(facts.quarantinedRows()));
        findings.add(new ClockSkew(Duration.between(process.at(), before.plus(half)), half)
                .diagnose(
                        "clock here against the server",
                        TOLERATED,
                        "The server compares times that you pass, such as --expires-at, with its own clock."));
        if (withDatabase) {
            findings.addAll(facts.database().diagnose());
        }
    }

    private static DiagnosticFinding setAsideFinding(List<QuarantinedRows> setAside) {
        List<String> kept =
                setAside.stream().map(one -> one.rows() + " in " + one.table()).toList();
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
        EnvironmentListResponse environments = server.get("/api/v1/environments", EnvironmentListResponse.class)
                .value();
        for (String environment : environments.environments()) {
            String path = "/api/v1/environments/" + ServerApiClient.urlEncode(environment) + "/sdk-keys";
            for (SdkKey key : server.get(path, SdkKey[].class).value()) {
                if (key.revokedAt() == null) {
                    all.add(toStatus(key));
                }
            }
        }
        for (ApiTokenResponse token :
                server.get("/api/v1/tokens", ApiTokenResponse[].class).value()) {
            if (token.revokedAt() == null) {
                all.add(toStatus(token));
            }
        }
        findings.addAll(KeyOrTokenStatus.diagnoseAll(all, Instant.now()));
    }

    private static KeyOrTokenStatus toStatus(SdkKey key) {
        return new KeyOrTokenStatus(
                "SDK key " + (key.name().isEmpty() ? key.id() : key.name()) + " of " + key.environment(),
                "Create a new key (./evenkeel sdk-key create --environment " + key.environment()
                        + "), deploy it to the services, then revoke this one: ./evenkeel sdk-key revoke " + key.id()
                        + " --environment " + key.environment(),
                key.expiresAt(),
                key.lastUsedAt());
    }

    private static KeyOrTokenStatus toStatus(ApiTokenResponse token) {
        return new KeyOrTokenStatus(
                "token " + token.name() + " of " + Objects.requireNonNullElse(token.person(), "a machine"),
                "Create a new token (./evenkeel token create NAME), then revoke this one: ./evenkeel token revoke "
                        + token.id(),
                token.expiresAt(),
                token.lastUsedAt());
    }

    private void probeAuditHeads(ServerApiClient server) throws InterruptedException {
        PublishedHeadsResponse published = server.get("/api/v1/audit/heads/latest", PublishedHeadsResponse.class)
                .value();
        Instant newest = published.heads().isEmpty()
                ? null
                : published.heads().getFirst().head().at();
        findings.add(new AuditHeadPublicationStatus(newest, published.unpublishedEntries()).diagnose(Instant.now()));
    }
}
