// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the server was started with.
///
/// @param host address to listen on; loopback unless told otherwise
/// @param port TCP port, 0 for any free one
/// @param syncPort TCP port of flagd's gRPC sync, 0 for any free one, or null: then nothing listens
/// @param data folder of the embedded database and of the key that signs heads of the ledger; null when
///     `databaseUrl` is given and no folder is
/// @param databaseUrl JDBC address of a PostgreSQL of one's own, or null for the embedded one
/// @param flags flag files that are the truth at start, merged, later wins
/// @param environment the environment that `flags` and `sdkKey` belong to
/// @param adminToken bearer token of the administrator, or null: then a link is printed while nobody can
///     sign in
/// @param sdkKey key that services of `environment` present, or null: then one is made when there is
///     none
/// @param prometheus the Prometheus that holds evidence about rollouts, or null
/// @param publicUrl where people reach the console, for links in messages; null for where this server listens
/// @param oidc who vouches for people, or null for nobody: then they have passwords
/// @param audit where heads of the ledger are published, and their key
/// @param outgoing where the server may send what people tell it to send
/// @param otlp where metrics and traces are sent, or null for nowhere
/// @param retention how long what grows with traffic is kept
/// @param restored why the database was restored from a backup, or null when it was not
/// @param keepSalts how long after its end a rollout or experiment keeps the salt that names its units, in
///     whole days
/// @param secretKeys where the keys come from that encrypt secrets in the database
public record ServerStartOptions(
        String host,
        int port,
        @Nullable Integer syncPort,
        @Nullable Path data,
        @Nullable String databaseUrl,
        List<Path> flags,
        String environment,
        @Nullable String adminToken,
        @Nullable String sdkKey,
        @Nullable PrometheusOptions prometheus,
        @Nullable URI publicUrl,
        @Nullable OidcOptions oidc,
        AuditOptions audit,
        OutboundHttpOptions outgoing,
        @Nullable OtlpOptions otlp,
        RetentionOptions retention,
        @Nullable String restored,
        Duration keepSalts,
        EncryptionKeyOptions secretKeys) {
    /* Whoever can reach more than loopback can guess short secrets. */
    private static final int MIN_SECRET_BEYOND_LOOPBACK = 16;

    public ServerStartOptions {
        requirePort("--port", port);
        if (syncPort != null) {
            requirePort("--sync-port", syncPort);
        }
        if (!environment.matches("[A-Za-z0-9._-]{1,64}")) {
            throw new CommandLineUsageException(
                    "--environment must be 1 to 64 letters, digits, dots, dashes or underscores, got \"" + environment
                            + "\".");
        }
        if (host.isBlank()) {
            throw new CommandLineUsageException("--host must not be empty. Leave it out to listen on 127.0.0.1.");
        }
        if (databaseUrl != null && !databaseUrl.startsWith("jdbc:postgresql:")) {
            throw new CommandLineUsageException("--database-url must be the JDBC address of a PostgreSQL, like "
                    + "jdbc:postgresql://db.example/evenkeel?user=evenkeel&password=SECRET");
        }
        if (restored != null && restored.isBlank()) {
            throw new CommandLineUsageException(
                    "--restored needs a reason for the ledger, like --restored \"disk of db1 failed\".");
        }
        int shortest = isLoopback(host) ? 1 : MIN_SECRET_BEYOND_LOOPBACK;
        requireSecret("--admin-token", adminToken, shortest);
        requireSecret("--sdk-key", sdkKey, shortest);
        flags = List.copyOf(flags);
    }

    private static void requirePort(String option, int port) {
        if (port < 0 || port > 65_535) {
            throw new CommandLineUsageException(
                    option + " must be 0 to 65535, got " + port + ". Use 0 for any free port.");
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
            throw new CommandLineUsageException(option + " must be printable ASCII characters without spaces.");
        }
        if (secret.length() < shortest) {
            throw new CommandLineUsageException(option + " must have at least " + shortest
                    + " characters on an address that others can reach. A good one: openssl rand -hex 32");
        }
    }

    /// Hides the secrets.
    @Override
    public String toString() {
        return "ServerStartOptions[" + host + ":" + port + ", environment " + environment + "]";
    }
}
