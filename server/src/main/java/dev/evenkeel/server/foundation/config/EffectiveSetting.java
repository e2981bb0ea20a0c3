// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The effective value of one option of `serve`, or of one environment variable. For a secret, only whether it
/// is set.
///
/// @param option name of the option, such as `--tick-retention`
/// @param topic group of the setting
/// @param value effective value, formatted
/// @param isDefault whether it is the default
public record EffectiveSetting(String option, Topic topic, String value, boolean isDefault) {
    private static final String NONE = "none";

    /// The group of a setting.
    public enum Topic {
        /// Listening addresses and storage.
        SERVER,
        /// Access of people and services.
        ACCESS,
        /// Outgoing connections.
        OUTGOING,
        /// Retention of data that grows with traffic.
        RETENTION,
        /// Publication of heads of the audit log.
        AUDIT
    }

    private record SettingDefinition(String option, Topic topic, Function<ServerStartOptions, String> formatter) {}

    private static final List<SettingDefinition> ALL = List.of(
            new SettingDefinition("--host", Topic.SERVER, ServerStartOptions::host),
            new SettingDefinition("--port", Topic.SERVER, options -> Integer.toString(options.port())),
            new SettingDefinition(
                    "--sync-port", Topic.SERVER, options -> textOrDefault(options.syncPort(), "disabled")),
            new SettingDefinition(
                    "--public-url", Topic.SERVER, options -> textOrDefault(options.publicUrl(), "listen address")),
            new SettingDefinition(
                    "--data", Topic.SERVER, options -> textOrDefault(options.dataFolder(), "none (own PostgreSQL)")),
            new SettingDefinition("--database-url", Topic.SERVER, options -> database(options.databaseUrl())),
            new SettingDefinition("--flags", Topic.SERVER, options -> join(options.flagFiles())),
            new SettingDefinition("--environment", Topic.SERVER, ServerStartOptions::environment),
            new SettingDefinition(
                    "--encryption-key-file",
                    Topic.SERVER,
                    options -> options.encryptionKeys().describe()),
            new SettingDefinition(
                    "--restored-from-backup", Topic.SERVER, options -> textOrDefault(options.restoreReason(), "no")),
            new SettingDefinition("--admin-token", Topic.ACCESS, options -> formatSecret(options.adminToken())),
            new SettingDefinition("--sdk-key", Topic.ACCESS, options -> formatSecret(options.sdkKey())),
            new SettingDefinition("--oidc-issuer", Topic.ACCESS, options -> oidc(options, OidcOptions::issuer)),
            new SettingDefinition("--oidc-client-id", Topic.ACCESS, options -> oidc(options, OidcOptions::clientId)),
            new SettingDefinition(
                    "--oidc-groups-claim", Topic.ACCESS, options -> oidc(options, OidcOptions::groupsClaim)),
            new SettingDefinition("--oidc-role", Topic.ACCESS, options -> oidc(options, oidc -> join(oidc.roles()))),
            new SettingDefinition(
                    OidcOptions.CLIENT_SECRET_VARIABLE,
                    Topic.ACCESS,
                    options -> oidc(options, oidc -> formatSecret(oidc.clientSecret()))),
            new SettingDefinition("--allow-outbound", Topic.OUTGOING, EffectiveSetting::outgoing),
            new SettingDefinition("--prometheus-url", Topic.OUTGOING, EffectiveSetting::prometheus),
            new SettingDefinition(OtlpOptions.ENDPOINT, Topic.OUTGOING, EffectiveSetting::otlp),
            new SettingDefinition(
                    "--batch-retention",
                    Topic.RETENTION,
                    options -> formatDuration(options.retention().batches())),
            new SettingDefinition(
                    "--tick-retention",
                    Topic.RETENTION,
                    options -> formatDuration(options.retention().ticks())),
            new SettingDefinition(
                    "--aggregate-retention",
                    Topic.RETENTION,
                    options -> formatDuration(options.retention().totals())),
            new SettingDefinition(
                    "--event-retention",
                    Topic.RETENTION,
                    options -> formatDuration(options.retention().events())),
            new SettingDefinition(
                    "--salt-retention", Topic.RETENTION, options -> formatDuration(options.saltRetention())),
            new SettingDefinition(
                    "--audit-head-file",
                    Topic.AUDIT,
                    options -> textOrDefault(options.audit().headsFile(), "disabled")),
            new SettingDefinition(
                    "--audit-head-url",
                    Topic.AUDIT,
                    options -> textOrDefault(options.audit().headsUrl(), "disabled")),
            new SettingDefinition(
                    "--audit-head-interval",
                    Topic.AUDIT,
                    options -> formatDuration(options.audit().interval())),
            new SettingDefinition(
                    "--audit-signing-key-file",
                    Topic.AUDIT,
                    options -> textOrDefault(options.audit().key(), auditKey(options))));

    /// Returns all settings.
    public static List<EffectiveSetting> listAll(ServerStartOptions options) {
        ServerStartOptions usual = ServerCommandLineParser.parse(List.of(), Map.of());
        return ALL.stream()
                .map(known -> new EffectiveSetting(
                        known.option(),
                        known.topic(),
                        known.formatter().apply(options),
                        known.formatter()
                                .apply(options)
                                .equals(known.formatter().apply(usual))))
                .toList();
    }

    private static String textOrDefault(@Nullable Object value, String none) {
        return value == null ? none : value.toString();
    }

    private static String auditKey(ServerStartOptions options) {
        return options.dataFolder() == null ? "temporary key of this process" : "created in the data directory";
    }

    private static String formatSecret(@Nullable String secret) {
        return secret == null ? "not set" : "set";
    }

    private static String join(List<?> values) {
        return values.isEmpty() ? NONE : values.stream().map(Object::toString).collect(Collectors.joining(", "));
    }

    private static String oidc(ServerStartOptions options, Function<OidcOptions, ?> part) {
        OidcOptions oidc = options.oidc();
        return oidc == null ? NONE : part.apply(oidc).toString();
    }

    /* The parameters and the part before the host may contain users and passwords. */
    private static String database(@Nullable String url) {
        return url == null
                ? "embedded PostgreSQL"
                : url.replaceFirst("[?;].*", "").replaceFirst("//[^/]*@", "//");
    }

    private static String outgoing(ServerStartOptions options) {
        List<String> allowed = Stream.concat(
                        options.outboundHttp().hosts().stream(),
                        options.outboundHttp().ranges().stream().map(IpAddressRange::toCidr))
                .toList();
        return allowed.isEmpty() ? "public addresses only" : "public addresses, " + String.join(", ", allowed);
    }

    private static String prometheus(ServerStartOptions options) {
        PrometheusOptions prometheus = options.prometheus();
        if (prometheus == null) {
            return NONE;
        }
        return prometheus.url() + (prometheus.authorization() == null ? "" : ", with credentials");
    }

    private static String otlp(ServerStartOptions options) {
        OtlpOptions otlp = options.otlp();
        if (otlp == null) {
            return NONE;
        }
        URI endpoint = otlp.endpoint();
        return endpoint + ", every " + formatDuration(otlp.interval())
                + (otlp.headers().isEmpty() ? "" : ", with headers");
    }

    /// Formats a duration in the largest unit without a fraction.
    static String formatDuration(Duration time) {
        long seconds = time.toSeconds();
        if (seconds > 0 && seconds % Duration.ofDays(1).toSeconds() == 0) {
            return formatCount(time.toDays(), "day");
        }
        if (seconds > 0 && seconds % Duration.ofHours(1).toSeconds() == 0) {
            return formatCount(time.toHours(), "hour");
        }
        return seconds > 0 && seconds % Duration.ofMinutes(1).toSeconds() == 0
                ? formatCount(time.toMinutes(), "minute")
                : formatCount(seconds, "second");
    }

    private static String formatCount(long number, String unit) {
        return number + "\u00a0" + unit + (number == 1 ? "" : "s");
    }
}
