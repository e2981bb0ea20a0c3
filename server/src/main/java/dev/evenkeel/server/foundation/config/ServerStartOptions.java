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
/// @param kafka the Kafka cluster with outcome batches, or null without one
/// @param retention retention periods of data that grows with traffic
/// @param restoreReason why the database was restored from a backup, or null when it was not
/// @param saltRetention time after its end for which a rollout or experiment keeps the salt that pseudonymizes
///     its units
/// @param encryptionKeys source of the keys that encrypt secrets in the database
/// @param tls certificate of the server, or null without TLS
/// @param trustedProxies ranges in CIDR notation of proxies whose forwarding headers are used
/// @param values the values as given, with their origins
/// @param warnings messages for the operator about unsafe use
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
        @Nullable KafkaOptions kafka,
        RetentionOptions retention,
        @Nullable String restoreReason,
        Duration saltRetention,
        EncryptionKeyOptions encryptionKeys,
        @Nullable TlsOptions tls,
        List<String> trustedProxies,
        ServerOptionValues values,
        List<String> warnings) {
    public ServerStartOptions {
        flagFiles = List.copyOf(flagFiles);
    }

    /// Returns the scheme of the server's own address.
    public String scheme() {
        return tls == null ? "http" : "https";
    }

    /// Whether browsers reach the server only over TLS, of its own or of a proxy.
    public boolean isHttpsOnly() {
        return tls != null || (publicUrl != null && "https".equals(publicUrl.getScheme()));
    }

    /// Returns the name under which the user set an option, for messages; the argument when it is not set.
    public String nameOf(ServerOption option) {
        return values.nameOf(option);
    }

    /// Omits the secrets.
    @Override
    public String toString() {
        return "ServerStartOptions[" + host + ":" + port + ", environment " + environment + "]";
    }
}
