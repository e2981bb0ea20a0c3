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

/// What one option of `serve`, or one variable of its environment, is in force as. Of a secret it says whether
/// it was given, and no more.
///
/// @param option its name: `--keep-ticks`
/// @param topic what it is about
/// @param value in force, in words
/// @param usual whether that is what holds where nothing is said
public record EffectiveSetting(String option, Topic topic, String value, boolean usual) {
    private static final String NONE = "none";

    /// What a setting is about.
    public enum Topic {
        /// Where the server listens and keeps what it knows.
        SERVER,
        /// How people and services come in.
        ACCESS,
        /// Where it connects to.
        OUTGOING,
        /// How long what grows is kept.
        RETENTION,
        /// Where heads of the ledger go.
        AUDIT
    }

    private record SettingDefinition(String option, Topic topic, Function<ServerStartOptions, String> words) {}

    private static final List<SettingDefinition> ALL = List.of(
            new SettingDefinition("--host", Topic.SERVER, ServerStartOptions::host),
            new SettingDefinition("--port", Topic.SERVER, options -> Integer.toString(options.port())),
            new SettingDefinition("--sync-port", Topic.SERVER, options -> or(options.syncPort(), "no such listener")),
            new SettingDefinition("--public-url", Topic.SERVER, options -> or(options.publicUrl(), "where it listens")),
            new SettingDefinition("--data", Topic.SERVER, options -> or(options.data(), "none, with --database-url")),
            new SettingDefinition("--database-url", Topic.SERVER, options -> database(options.databaseUrl())),
            new SettingDefinition("--flags", Topic.SERVER, options -> join(options.flags())),
            new SettingDefinition("--environment", Topic.SERVER, ServerStartOptions::environment),
            new SettingDefinition(
                    "--secrets-key",
                    Topic.SERVER,
                    options -> options.secretKeys().words()),
            new SettingDefinition("--restored", Topic.SERVER, options -> or(options.restored(), "no")),
            new SettingDefinition("--admin-token", Topic.ACCESS, options -> given(options.adminToken())),
            new SettingDefinition("--sdk-key", Topic.ACCESS, options -> given(options.sdkKey())),
            new SettingDefinition("--oidc-issuer", Topic.ACCESS, options -> oidc(options, OidcOptions::issuer)),
            new SettingDefinition("--oidc-client-id", Topic.ACCESS, options -> oidc(options, OidcOptions::clientId)),
            new SettingDefinition(
                    "--oidc-groups-claim", Topic.ACCESS, options -> oidc(options, OidcOptions::groupsClaim)),
            new SettingDefinition("--oidc-role", Topic.ACCESS, options -> oidc(options, oidc -> join(oidc.roles()))),
            new SettingDefinition(
                    OidcOptions.SECRET, Topic.ACCESS, options -> oidc(options, oidc -> given(oidc.clientSecret()))),
            new SettingDefinition("--allow-outgoing", Topic.OUTGOING, EffectiveSetting::outgoing),
            new SettingDefinition("--prometheus-url", Topic.OUTGOING, EffectiveSetting::prometheus),
            new SettingDefinition(OtlpOptions.ENDPOINT, Topic.OUTGOING, EffectiveSetting::otlp),
            new SettingDefinition(
                    "--keep-batches",
                    Topic.RETENTION,
                    options -> time(options.retention().batches())),
            new SettingDefinition(
                    "--keep-ticks",
                    Topic.RETENTION,
                    options -> time(options.retention().ticks())),
            new SettingDefinition(
                    "--keep-totals",
                    Topic.RETENTION,
                    options -> time(options.retention().totals())),
            new SettingDefinition(
                    "--keep-events",
                    Topic.RETENTION,
                    options -> time(options.retention().events())),
            new SettingDefinition("--keep-salts", Topic.RETENTION, options -> time(options.keepSalts())),
            new SettingDefinition(
                    "--audit-heads", Topic.AUDIT, options -> or(options.audit().heads(), "nowhere")),
            new SettingDefinition(
                    "--audit-heads-url",
                    Topic.AUDIT,
                    options -> or(options.audit().headsUrl(), "nowhere")),
            new SettingDefinition(
                    "--audit-every",
                    Topic.AUDIT,
                    options -> time(options.audit().every())),
            new SettingDefinition(
                    "--audit-key", Topic.AUDIT, options -> or(options.audit().key(), auditKey(options))));

    /// All of them.
    public static List<EffectiveSetting> of(ServerStartOptions options) {
        ServerStartOptions usual = ServerCommandLineParser.parse(List.of(), Map.of());
        return ALL.stream()
                .map(known -> new EffectiveSetting(
                        known.option(),
                        known.topic(),
                        known.words().apply(options),
                        known.words().apply(options).equals(known.words().apply(usual))))
                .toList();
    }

    private static String or(@Nullable Object value, String none) {
        return value == null ? none : value.toString();
    }

    private static String auditKey(ServerStartOptions options) {
        return options.data() == null ? "one that ends with the process" : "that of the data folder";
    }

    private static String given(@Nullable String secret) {
        return secret == null ? "not given" : "given";
    }

    private static String join(List<?> values) {
        return values.isEmpty() ? NONE : values.stream().map(Object::toString).collect(Collectors.joining(", "));
    }

    private static String oidc(ServerStartOptions options, Function<OidcOptions, ?> part) {
        OidcOptions oidc = options.oidc();
        return oidc == null ? NONE : part.apply(oidc).toString();
    }

    /* Users and passwords may stand in the parameters, or before the host. */
    private static String database(@Nullable String url) {
        return url == null ? "the embedded one" : url.replaceFirst("[?;].*", "").replaceFirst("//[^/]*@", "//");
    }

    private static String outgoing(ServerStartOptions options) {
        List<String> allowed = Stream.concat(
                        options.outgoing().hosts().stream(),
                        options.outgoing().ranges().stream().map(IpAddressRange::text))
                .toList();
        return allowed.isEmpty() ? "public addresses only" : "public addresses, " + String.join(", ", allowed);
    }

    private static String prometheus(ServerStartOptions options) {
        PrometheusOptions prometheus = options.prometheus();
        if (prometheus == null) {
            return NONE;
        }
        return prometheus.url() + (prometheus.authorization() == null ? "" : ", with a secret");
    }

    private static String otlp(ServerStartOptions options) {
        OtlpOptions otlp = options.otlp();
        if (otlp == null) {
            return NONE;
        }
        URI endpoint = otlp.endpoint();
        return endpoint + ", every " + time(otlp.interval()) + (otlp.headers().isEmpty() ? "" : ", with headers");
    }

    /// A time in the largest unit in which it is whole.
    static String time(Duration time) {
        long seconds = time.toSeconds();
        if (seconds > 0 && seconds % Duration.ofDays(1).toSeconds() == 0) {
            return count(time.toDays(), "day");
        }
        if (seconds > 0 && seconds % Duration.ofHours(1).toSeconds() == 0) {
            return count(time.toHours(), "hour");
        }
        return seconds > 0 && seconds % Duration.ofMinutes(1).toSeconds() == 0
                ? count(time.toMinutes(), "minute")
                : count(seconds, "second");
    }

    private static String count(long number, String unit) {
        return number + "\u00a0" + unit + (number == 1 ? "" : "s");
    }
}
