// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The options of `serve`.
///
/// @param host address to listen on; loopback by default
/// @param port TCP port, 0 for any free one
/// @param syncPort TCP port of flagd's gRPC sync, 0 for any free one, or null to disable it
/// @param dataFolder folder of the embedded database and of the key that signs heads of the audit log; null
///     when `databaseUrl` is given without a folder
/// @param databaseUrl JDBC URL of an external PostgreSQL, or null for the embedded one
/// @param flagFiles flag files to apply at startup, merged, later ones override earlier ones
/// @param environment the environment that `flags` and `sdkKey` belong to
/// @param adminToken bearer token of the administrator, or null; then a link is printed while no administrator
///     can sign in
/// @param sdkKey SDK key for services of `environment`, or null; then one is created if none exists
/// @param prometheus the Prometheus with evidence about rollouts, or null
/// @param publicUrl base URL of the console for links in notifications; null for the address that this server
///     listens on
/// @param oidc identity provider, or null for sign-in with passwords only
/// @param audit where heads of the audit log are published, and their key
/// @param outboundHttp allowlist of addresses for requests on behalf of users
/// @param otlp where metrics and traces are exported, or null to disable it
/// @param retention retention periods of data that grows with traffic
/// @param restoreReason why the database was restored from a backup, or null when it was not
/// @param saltRetention time after its end for which a rollout or experiment keeps the salt that pseudonymizes
///     its units
/// @param encryptionKeys source of the keys that encrypt secrets in the database
public record ServerStartOptions(
        String host,
        int port,
        @Nullable Integer syncPort,
        @Nullable Path dataFolder,
        @Nullable String databaseUrl,
        List<Path> flagFiles,
        String environment,
        @Nullable String adminToken,
        @Nullable String sdkKey,
        @Nullable PrometheusOptions prometheus,
        @Nullable URI publicUrl,
        @Nullable OidcOptions oidc,
        AuditHeadOptions audit,
        OutboundHostAllowlist outboundHttp,
        @Nullable OtlpOptions otlp,
        RetentionOptions retention,
        @Nullable String restoreReason,
        Duration saltRetention,
        EncryptionKeyOptions encryptionKeys) {
    /* A server reachable beyond loopback is exposed to guessing of short secrets. */
    private static final int MIN_SECRET_BEYOND_LOOPBACK = 16;

    public ServerStartOptions {
        requirePort("--port", port);
        if (syncPort != null) {
            requirePort("--sync-port", syncPort);
        }
        if (!environment.matches("[A-Za-z0-9._-]{1,64}")) {
            throw new CommandLineUsageException("Invalid --environment \"" + environment
                    + "\". Use 1 to 64 letters, digits, dots, hyphens and underscores.");
        }
        if (host.isBlank()) {
            throw new CommandLineUsageException("--host must not be empty. Omit it to listen on 127.0.0.1.");
        }
        if (databaseUrl != null && !databaseUrl.startsWith("jdbc:postgresql:")) {
            throw new CommandLineUsageException("--database-url must be a JDBC URL of PostgreSQL, such as"
                    + " jdbc:postgresql://db.example/evenkeel?user=evenkeel&password=SECRET");
        }
        if (restoreReason != null && restoreReason.isBlank()) {
            throw new CommandLineUsageException("--restored-from-backup requires a reason for the audit log, such as"
                    + " --restored-from-backup \"disk of db1 failed\".");
        }
        int shortest = isLoopback(host) ? 1 : MIN_SECRET_BEYOND_LOOPBACK;
        requireSecret("--admin-token", adminToken, shortest);
        requireSecret("--sdk-key", sdkKey, shortest);
        flagFiles = List.copyOf(flagFiles);
    }

    private static void requirePort(String option, int port) {
        if (port < 0 || port > 65_535) {
            throw new CommandLineUsageException(
                    "Invalid " + option + " " + port + ". Specify a number from 0 to 65535; 0 selects a free port.");
        }
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("::1") || host.startsWith("127.");
    }

    private static void requireSecret(String option, @Nullable String secret, int shortest) {
        if (secret == null) {
            return;
        }
        if (!secret.matches("[!-~]+")) {
            throw new CommandLineUsageException(
                    option + " must contain only printable ASCII characters, without spaces.");
        }
        if (secret.length() < shortest) {
            throw new CommandLineUsageException(option + " must have at least " + shortest
                    + " characters, because --host is reachable from other machines. To generate one: openssl rand"
                    + " -hex 32");
        }
    }

    /// Omits the secrets.
    @Override
    public String toString() {
        return "ServerStartOptions[" + host + ":" + port + ", environment " + environment + "]";
    }
}
