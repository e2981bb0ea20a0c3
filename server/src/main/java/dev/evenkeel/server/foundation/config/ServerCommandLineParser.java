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
            Runs the Evenkeel server. It prints "Ready http://HOST:PORT" when it serves, and before that
            "Sync HOST:PORT" when it was given a --sync-port.

              --port PORT          port to listen on, 0 for any free one (default 8080)
              --sync-port PORT     port of flagd's gRPC sync, 0 for any free one (default: no such listener)
              --host HOST          address to listen on (default 127.0.0.1)
              --data DIR           folder of the embedded database (default .evenkeel)
              --database-url URL   a PostgreSQL of your own, as JDBC address; no embedded database then
              --flags FILE         flagd file, JSON or YAML, that is the truth at start; may be repeated, later wins
              --environment NAME   environment of --flags and --sdk-key (default default)
              --admin-token TOKEN  a token that may do everything and belongs to nobody (default: none; a link to make
                                   the first account is printed while there is none)
              --sdk-key KEY        a key for services of the environment (default: one is made and printed once)
              --prometheus-url URL a Prometheus that holds evidence about rollouts (default: none). Its secrets come
                                   from the environment: EVENKEEL_PROMETHEUS_TOKEN, or EVENKEEL_PROMETHEUS_USER
                                   and EVENKEEL_PROMETHEUS_PASSWORD; its tenant from EVENKEEL_PROMETHEUS_TENANT
              --public-url URL     where people reach the console, for links in messages (default: where it listens)
              --oidc-issuer URL    a provider of OpenID Connect that people sign in with (default: none, they have
                                   passwords). Its secret comes from EVENKEEL_OIDC_CLIENT_SECRET
              --oidc-client-id ID  what the provider calls this server; /login/oidc/callback is where it leads back to
              --oidc-groups-claim NAME  the claim that lists a person's groups (default groups)
              --oidc-role GROUP=ROLE[@SERVICE]  what a group is worth; may be repeated. Roles: viewer, author,
                                   approver, operator, admin
              --audit-head-file FILE  signed heads of the audit ledger are appended here, JSON Lines (default: nowhere).
                                   Let it be where the database's owner cannot write
              --audit-head-url URL  and posted here, as application/jose (default: nowhere)
              --audit-head-interval TIME  shortest time between two heads in one place (default PT1M)
              --audit-signing-key-file FILE  their private key, Ed25519 in PKCS#8 PEM (default: one is made in the data
                                   folder)
              --allow-outbound HOST  a host, an address or a range like 10.20.0.0/16 that sinks and drills may name
                                   although it is not public; may be repeated (default: public addresses only)
              --batch-retention TIME  how long each accepted batch of outcomes has a row of its own (default P7D); its
                                   process, its sums and that it was accepted are known for longer
              --tick-retention TIME  how long a rollout that ended can be judged again from its ticks (default P180D);
                                   then its counts are kept by the hour
              --aggregate-retention TIME  how long sums of what is gone are kept (default P800D)
              --event-retention TIME  how long events and their deliveries are kept (default P30D)
              --restored-from-backup REASON  say once that the database comes from a backup: revisions of flags go on
                                   above all that services may have seen, events get a new source, running rollouts
                                   are held at 0% until a person confirms them
              --salt-retention TIME  how long after its end a rollout or experiment keeps the salt that names its units,
                                   P0D to P3650D (default P30D). Then nobody can tell any more whose units were whose
              --encryption-key-file FILE  keys that encrypt secrets of sinks in the database, 64 hexadecimal digits on
                                   each line, the newest first (default: one is made in the data folder for the
                                   embedded database; none with --database-url). EVENKEEL_ENCRYPTION_KEYS may hold
                                   them instead
              --help               this text

            Metrics and traces are sent by OTLP over HTTP where OTEL_EXPORTER_OTLP_ENDPOINT says so; also read are
            OTEL_EXPORTER_OTLP_HEADERS, OTEL_METRIC_EXPORT_INTERVAL and OTEL_SERVICE_NAME.
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
            throw new CommandLineUsageException("Unknown option: " + name);
        }
        String value = equals < 0 ? next : argument.substring(equals + 1);
        if (value == null) {
            throw new CommandLineUsageException("Option " + name + " needs a value.");
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
                    "--audit-head-interval says how often heads are published, and nothing says where."
                            + " Add --audit-head-file FILE or --audit-head-url URL.");
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
                    "--public-url must begin with http:// or https:// and a host, without user, query or"
                            + " fragment, got \"" + given + "\".");
        }
        try {
            return new URI(given);
        } catch (URISyntaxException e) {
            throw new CommandLineUsageException("--public-url is not an address: \"" + given + "\".");
        }
    }

    private @Nullable OidcOptions oidc(Map<String, String> environment) {
        String issuer = findValue("oidc-issuer");
        if (issuer == null) {
            for (String name : List.of("oidc-client-id", "oidc-groups-claim", "oidc-role")) {
                if (values.containsKey(name)) {
                    throw new CommandLineUsageException(
                            "--" + name + " needs --oidc-issuer, the provider it is about.");
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
            throw new CommandLineUsageException(option + " must be a number from 0 to 65535, got \"" + text + "\".");
        }
    }

    private static Path parsePath(String option, String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new CommandLineUsageException(option + " is not a path: \"" + text + "\".");
        }
    }
}
