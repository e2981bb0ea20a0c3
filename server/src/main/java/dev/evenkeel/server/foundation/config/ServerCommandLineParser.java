// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The server's command line: options with one value each, as `--name value` or `--name=value`.
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
              --audit-heads FILE   signed heads of the audit ledger are appended here, JSON Lines (default: nowhere).
                                   Let it be where the database's owner cannot write
              --audit-heads-url URL  and posted here, as application/jose (default: nowhere)
              --audit-every TIME   shortest time between two heads in one place (default PT1M)
              --audit-key FILE     their private key, Ed25519 in PKCS#8 PEM (default: one is made in the data folder)
              --allow-outgoing HOST  a host, an address or a range like 10.20.0.0/16 that sinks and drills may name
                                   although it is not public; may be repeated (default: public addresses only)
              --keep-batches TIME  how long each accepted batch of outcomes has a row of its own (default P7D); its process,
                                   its sums and that it was accepted are known for longer
              --keep-ticks TIME    how long a rollout that ended can be judged again from its ticks (default P180D);
                                   then its counts are kept by the hour
              --keep-totals TIME   how long sums of what is gone are kept (default P800D)
              --keep-events TIME   how long events and their deliveries are kept (default P30D)
              --restored REASON    say once that the database comes from a backup: revisions of flags go on above all
                                   that services may have seen, events get a new source, running rollouts are held
                                   at 0% until a person confirms them
              --keep-salts DAYS    how long after its end a rollout or experiment keeps the salt that names its units,
                                   0 to 3650 (default 30). Then nobody can tell any more whose units were whose
              --secrets-key FILE   keys that encrypt secrets of sinks in the database, 64 hexadecimal digits on each line,
                                   the newest first (default: one is made in the data folder for the embedded
                                   database; none with --database-url). EVENKEEL_SECRETS_KEY may hold them instead
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
            "audit-heads",
            "audit-heads-url",
            "audit-every",
            "audit-key",
            "allow-outgoing",
            "keep-batches",
            "keep-ticks",
            "keep-totals",
            "keep-events",
            "restored",
            "keep-salts",
            "secrets-key");

    private static final int LONGEST_SALT_DAYS = 3_650;

    private final Map<String, List<String>> values = new LinkedHashMap<>();

    private ServerCommandLineParser() {}

    public static boolean asksForHelp(List<String> arguments) {
        return arguments.contains("--help") || arguments.contains("-h");
    }

    /// Reads the options.
    ///
    /// @param environment variables of the process; those of Prometheus are read when its address is given
    /// @throws CommandLineUsageException on an unknown option, a missing value or a value out of range
    public static ServerStartOptions parse(List<String> arguments, Map<String, String> environment) {
        ServerCommandLineParser line = new ServerCommandLineParser();
        for (int i = 0; i < arguments.size(); i++) {
            i += line.read(arguments.get(i), i + 1 < arguments.size() ? arguments.get(i + 1) : null);
        }
        return new ServerStartOptions(
                line.last("host", "127.0.0.1"),
                number("--port", line.last("port", "8080")),
                line.syncPort(),
                line.data(),
                line.find("database-url"),
                line.all("flags").stream().map(file -> path("--flags", file)).toList(),
                line.last("environment", "default"),
                line.find("admin-token"),
                line.find("sdk-key"),
                line.prometheus(environment),
                line.publicUrl(),
                line.oidc(environment),
                line.audit(),
                OutboundHttpOptions.parse(line.all("allow-outgoing")),
                OtlpOptions.read(environment),
                RetentionOptions.read(line::find),
                line.find("restored"),
                line.keepSalts(),
                line.secretKeys(environment));
    }

    /// Takes one argument in; answers how many following arguments it used up.
    private int read(String argument, @Nullable String next) {
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

    private List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    private @Nullable String find(String name) {
        List<String> given = all(name);
        return given.isEmpty() ? null : given.getLast();
    }

    private String last(String name, String fallback) {
        List<String> given = all(name);
        return given.isEmpty() ? fallback : given.getLast();
    }

    /* Nothing is written where a server with a database of its own happens to be started. */
    private @Nullable Path data() {
        String given = find("data");
        if (given == null && find("database-url") != null) {
            return null;
        }
        return path("--data", given == null ? ".evenkeel" : given);
    }

    private @Nullable Integer syncPort() {
        String given = find("sync-port");
        return given == null ? null : number("--sync-port", given);
    }

    private @Nullable PrometheusOptions prometheus(Map<String, String> environment) {
        String given = find("prometheus-url");
        return given == null ? null : PrometheusOptions.read(given, environment);
    }

    private AuditOptions audit() {
        String heads = find("audit-heads");
        String url = find("audit-heads-url");
        String every = find("audit-every");
        String key = find("audit-key");
        if (every != null && heads == null && url == null) {
            throw new CommandLineUsageException(
                    "--audit-every says how often heads are published, and nothing says where."
                            + " Add --audit-heads FILE or --audit-heads-url URL.");
        }
        return new AuditOptions(
                heads == null ? null : path("--audit-heads", heads),
                url == null ? null : AuditOptions.url(url),
                every == null ? AuditOptions.USUAL : AuditOptions.every(every),
                key == null ? null : path("--audit-key", key));
    }

    private @Nullable URI publicUrl() {
        String given = find("public-url");
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
        String issuer = find("oidc-issuer");
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
                OidcOptions.issuer(issuer),
                last("oidc-client-id", ""),
                environment.get(OidcOptions.SECRET),
                last("oidc-groups-claim", "groups"),
                all("oidc-role"));
    }

    private EncryptionKeyOptions secretKeys(Map<String, String> environment) {
        String file = find("secrets-key");
        return new EncryptionKeyOptions(
                file == null ? null : path("--secrets-key", file), environment.get(EncryptionKeyOptions.VARIABLE));
    }

    private Duration keepSalts() {
        String given = last("keep-salts", "30");
        if (!given.matches("[0-9]{1,4}") || Integer.parseInt(given) > LONGEST_SALT_DAYS) {
            throw new CommandLineUsageException(
                    "--keep-salts must be 0 to " + LONGEST_SALT_DAYS + " days, got \"" + given + "\".");
        }
        return Duration.ofDays(Integer.parseInt(given));
    }

    private static int number(String option, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new CommandLineUsageException(option + " must be a number from 0 to 65535, got \"" + text + "\".");
        }
    }

    private static Path path(String option, String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new CommandLineUsageException(option + " is not a path: \"" + text + "\".");
        }
    }
}
