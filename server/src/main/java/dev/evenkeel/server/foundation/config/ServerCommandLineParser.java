// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Parser of the server's command line: options with one value each, as `--name value` or `--name=value`.
public final class ServerCommandLineParser {
    public static final String USAGE = """
            Usage: evenkeel serve [OPTION]...
            Starts the Evenkeel server. Prints "Sync HOST:PORT" if --sync-port is set, then "Ready http://HOST:PORT"
            when it accepts requests. Times are ISO 8601 durations: PT1M is 1 minute, P7D is 7 days.

              --port PORT          Port to listen on; 0 selects a free port (default 8080)
              --sync-port PORT     Port of the gRPC sync service for flagd; 0 selects a free port (default: disabled)
              --host HOST          Address to listen on; 0.0.0.0 listens on all (default 127.0.0.1)
              --data DIR           Directory of the embedded database and of generated keys (default .evenkeel)
              --database-url URL   JDBC URL of your own PostgreSQL; the server then does not start the embedded one
              --flags FILE         Flag file in flagd format (JSON or YAML) that replaces the stored flags at startup;
                                   repeatable, later files override earlier ones
              --environment NAME   Environment that --flags and --sdk-key apply to (default default)
              --admin-token TOKEN  API token with all permissions that belongs to no user. Without it, and until the
                                   first administrator exists, the server prints a link to create one
              --sdk-key KEY        SDK key for services of the environment (default: created and printed at the first
                                   start)
              --prometheus-url URL Prometheus that rollouts read metrics from (default: none). Credentials come from
                                   EVENKEEL_PROMETHEUS_TOKEN, or EVENKEEL_PROMETHEUS_USER and
                                   EVENKEEL_PROMETHEUS_PASSWORD; the tenant comes from EVENKEEL_PROMETHEUS_TENANT
              --public-url URL     URL of the console, used for links in notifications, such as
                                   https://evenkeel.example.com (default: the address that the server listens on)
              --oidc-issuer URL    OpenID Connect provider for single sign-on (default: none, users have passwords). The
                                   client secret comes from EVENKEEL_OIDC_CLIENT_SECRET
              --oidc-client-id ID  Client ID at the provider; its redirect URI is PUBLIC_URL/login/oidc/callback
              --oidc-groups-claim NAME  Claim that lists the groups of a user (default groups)
              --oidc-role GROUP=ROLE[@SERVICE]  Role that members of a group get; repeatable. Roles: viewer, author,
                                   approver, operator, admin
              --audit-head-file FILE  JSON Lines file that signed heads of the audit log are appended to (default:
                                   none). Use a location that database administrators cannot write to
              --audit-head-url URL  URL that signed heads are posted to, as application/jose (default: none)
              --audit-head-interval TIME  Minimum time between two published heads (default PT1M)
              --audit-signing-key-file FILE  Private key that signs the heads, Ed25519 in PKCS#8 PEM (default: created
                                   in the data directory)
              --allow-outbound HOST  Non-public host, address or range that channels and drills may connect to, such as
                                   10.20.0.0/16; repeatable (default: public addresses only)
              --batch-retention TIME  How long each batch of outcomes is stored (default P7D); sums per client are
                                   stored longer
              --tick-retention TIME  How long the decisions of an ended rollout can be replayed (default P180D); after
                                   that, only hourly counts are stored
              --aggregate-retention TIME  How long the sums of deleted data are stored (default P800D)
              --event-retention TIME  How long events and their deliveries are stored (default P30D)
              --restored-from-backup REASON  Set for one start after you restored the database from a backup. Flag
                                   revisions continue above those that SDKs may have, events get a new source, and
                                   running rollouts are held at 0% until ./evenkeel rollout resume
              --salt-retention TIME  How long an ended rollout or experiment keeps the salt that links stored hashes to
                                   units, P0D to P3650D (default P30D). After that, hashes cannot be linked to units
              --encryption-key-file FILE  Keys that encrypt channel secrets in the database, 64 hexadecimal digits per
                                   line, newest first (default: created in the data directory). With --database-url, set
                                   it or EVENKEEL_ENCRYPTION_KEYS; otherwise secrets are stored in clear text
              --help               Show this text

            The server exports metrics and traces with OTLP over HTTP if OTEL_EXPORTER_OTLP_ENDPOINT is set. It also
            reads OTEL_EXPORTER_OTLP_HEADERS, OTEL_METRIC_EXPORT_INTERVAL and OTEL_SERVICE_NAME.
            """;

    private static final List<String> NAMES = List.of(
            "port",
            "sync-port",
            "host",
            "data",
            "database-url",
            "flags",
            "environment",
            "admin-token",
            "sdk-key",
            "prometheus-url",
            "public-url",
            "oidc-issuer",
            "oidc-client-id",
            "oidc-groups-claim",
            "oidc-role",
            "audit-head-file",
            "audit-head-url",
            "audit-head-interval",
            "audit-signing-key-file",
            "allow-outbound",
            "batch-retention",
            "tick-retention",
            "aggregate-retention",
            "event-retention",
            "restored-from-backup",
            "salt-retention",
            "encryption-key-file");

    private final Map<String, List<String>> values = new LinkedHashMap<>();

    private ServerCommandLineParser() {}

    public static boolean isHelpRequested(List<String> arguments) {
        return arguments.contains("--help") || arguments.contains("-h");
    }

    /// Parses the options.
    ///
    /// @param environment environment variables of the process; those of Prometheus are read only if its URL is
    ///     given
    /// @throws CommandLineUsageException on an unknown option, a missing value or a value out of range
    public static ServerStartOptions parse(List<String> arguments, Map<String, String> environment) {
        ServerCommandLineParser line = new ServerCommandLineParser();
        for (int i = 0; i < arguments.size(); i++) {
            i += line.consume(arguments.get(i), i + 1 < arguments.size() ? arguments.get(i + 1) : null);
        }
        return new ServerStartOptions(
                line.lastValue("host", "127.0.0.1"),
                parseNumber("--port", line.lastValue("port", "8080")),
                line.syncPort(),
                line.data(),
                line.findValue("database-url"),
                line.allValues("flags").stream()
                        .map(file -> parsePath("--flags", file))
                        .toList(),
                line.lastValue("environment", "default"),
                line.findValue("admin-token"),
                line.findValue("sdk-key"),
                line.prometheus(environment),
                line.publicUrl(),
                line.oidc(environment),
                line.audit(),
                OutboundHostAllowlist.parse(line.allValues("allow-outbound")),
                OtlpOptions.fromEnvironment(environment),
                RetentionOptions.parse(line::findValue),
                line.findValue("restored-from-backup"),
                RetentionOptions.parseSaltRetention(line::findValue),
                line.secretKeys(environment));
    }

    /// Parses one argument and returns the number of following arguments it consumed.
    private int consume(String argument, @Nullable String next) {
        int equals = argument.indexOf('=');
        String name = equals < 0 ? argument : argument.substring(0, equals);
        if (!name.startsWith("--") || !NAMES.contains(name.substring(2))) {
            throw new CommandLineUsageException("Unknown option " + name + ".");
        }
        String value = equals < 0 ? next : argument.substring(equals + 1);
        if (value == null) {
            throw new CommandLineUsageException("Option " + name + " requires a value.");
        }
        values.computeIfAbsent(name.substring(2), ignored -> new ArrayList<>()).add(value);
        return equals < 0 ? 1 : 0;
    }

    private List<String> allValues(String name) {
        return values.getOrDefault(name, List.of());
    }

    private @Nullable String findValue(String name) {
        List<String> given = allValues(name);
        return given.isEmpty() ? null : given.getLast();
    }

    private String lastValue(String name, String fallback) {
        List<String> given = allValues(name);
        return given.isEmpty() ? fallback : given.getLast();
    }

    /* A server with an external database does not write to the current folder by default. */
    private @Nullable Path data() {
        String given = findValue("data");
        if (given == null && findValue("database-url") != null) {
            return null;
        }
        return parsePath("--data", given == null ? ".evenkeel" : given);
    }

    private @Nullable Integer syncPort() {
        String given = findValue("sync-port");
        return given == null ? null : parseNumber("--sync-port", given);
    }

    private @Nullable PrometheusOptions prometheus(Map<String, String> environment) {
        String given = findValue("prometheus-url");
        return given == null ? null : PrometheusOptions.fromEnvironment(given, environment);
    }

    private AuditHeadOptions audit() {
        String heads = findValue("audit-head-file");
        String url = findValue("audit-head-url");
        String every = findValue("audit-head-interval");
        String key = findValue("audit-signing-key-file");
        if (every != null && heads == null && url == null) {
            throw new CommandLineUsageException(
                    "--audit-head-interval requires a destination. Add --audit-head-file FILE or"
                            + " --audit-head-url URL.");
        }
        return new AuditHeadOptions(
                heads == null ? null : parsePath("--audit-head-file", heads),
                url == null ? null : AuditHeadOptions.parseUrl(url),
                every == null ? AuditHeadOptions.DEFAULT_INTERVAL : AuditHeadOptions.parseInterval(every),
                key == null ? null : parsePath("--audit-signing-key-file", key));
    }

    private @Nullable URI publicUrl() {
        String given = findValue("public-url");
        if (given == null) {
            return null;
        }
        if (!given.matches("https?://[^\\s?#@]+")) {
            throw new CommandLineUsageException(
                    "Invalid --public-url \"" + given + "\". Specify an http or https URL without user, query and"
                            + " fragment, such as https://evenkeel.example.com.");
        }
        try {
            return new URI(given);
        } catch (URISyntaxException e) {
            throw new CommandLineUsageException("Invalid --public-url \"" + given
                    + "\". Specify an http or https URL, such as https://evenkeel.example.com.");
        }
    }

    private @Nullable OidcOptions oidc(Map<String, String> environment) {
        String issuer = findValue("oidc-issuer");
        if (issuer == null) {
            for (String name : List.of("oidc-client-id", "oidc-groups-claim", "oidc-role")) {
                if (values.containsKey(name)) {
                    throw new CommandLineUsageException(
                            "--" + name + " requires --oidc-issuer, the URL of the identity provider.");
                }
            }
            return null;
        }
        return new OidcOptions(
                OidcOptions.parseIssuer(issuer),
                lastValue("oidc-client-id", ""),
                environment.get(OidcOptions.CLIENT_SECRET_VARIABLE),
                lastValue("oidc-groups-claim", "groups"),
                allValues("oidc-role"));
    }

    private EncryptionKeyOptions secretKeys(Map<String, String> environment) {
        String file = findValue("encryption-key-file");
        return new EncryptionKeyOptions(
                file == null ? null : parsePath("--encryption-key-file", file),
                environment.get(EncryptionKeyOptions.ENVIRONMENT_VARIABLE));
    }

    private static int parseNumber(String option, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new CommandLineUsageException("Invalid " + option + " \"" + text
                    + "\". Specify a number from 0 to 65535; 0 selects a free port.");
        }
    }

    private static Path parsePath(String option, String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new CommandLineUsageException("Invalid " + option + " \"" + text + "\". Specify a file path.");
        }
    }
}
