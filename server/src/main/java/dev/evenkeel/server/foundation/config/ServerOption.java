// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The options of `serve`. Help, parser, reference and settings page derive from these declarations.
///
/// Each option is an argument (`--database-url`), an environment variable (`EVENKEEL_DATABASE_URL`) and a key of
/// the configuration file (`evenkeel.database-url`).
public enum ServerOption {
    HOST("host", "HOST", Topic.SERVER, value("127.0.0.1"), "Address to listen on; 0.0.0.0 listens on all"),
    PORT("port", "PORT", Topic.SERVER, value("8080"), "Port to listen on; 0 selects a free port"),
    SYNC_PORT(
            "sync-port",
            "PORT",
            Topic.SERVER,
            unset("disabled"),
            "Port of the gRPC sync service for flagd; 0 selects a free port"),
    PUBLIC_URL(
            "public-url",
            "URL",
            Topic.SERVER,
            unset("listen address"),
            "URL of the console, used for links in notifications, such as https://evenkeel.example.com"),
    TLS_CERT(
            "tls-cert",
            "FILE",
            Topic.SERVER,
            unset("none"),
            "Certificate chain in PEM. The server then accepts only TLS, with HTTP/2, also for flagd; changed files are"
                    + " reloaded"),
    TLS_KEY("tls-key", "FILE", Topic.SERVER, unset("none"), "Private key of --tls-cert in PEM, not encrypted"),
    TRUSTED_PROXY(
            "trusted-proxy",
            "RANGE",
            Topic.SERVER,
            value("127.0.0.0/8,::1"),
            "Address or range of proxies, such as 10.0.0.5 or 10.0.0.0/24, whose headers X-Forwarded-For and"
                    + " X-Forwarded-Proto are used; repeatable",
            Trait.REPEATABLE),
    CONFIG(
            "config",
            "FILE",
            Topic.SERVER,
            unset("none"),
            "YAML file with options, such as evenkeel.port; arguments and environment variables override it",
            Trait.NOT_IN_FILE),
    DATA(
            "data",
            "DIR",
            Topic.SERVER,
            unset(".evenkeel, or none with --database-url"),
            "Directory of the embedded database and of generated keys"),
    DATABASE_URL(
            "database-url",
            "URL",
            Topic.SERVER,
            unset("embedded PostgreSQL"),
            "JDBC URL of your own PostgreSQL; the server then does not start the embedded one",
            Trait.DATABASE_URL),
    FLAGS(
            "flags",
            "FILE",
            Topic.SERVER,
            unset("none"),
            "Flag file in flagd format (JSON or YAML) that replaces the stored flags at startup; repeatable, later files"
                    + " override earlier ones",
            Trait.REPEATABLE),
    ENVIRONMENT(
            "environment", "NAME", Topic.SERVER, value("default"), "Environment that --flags and --sdk-key apply to"),
    ENCRYPTION_KEY_FILE(
            "encryption-key-file",
            "FILE",
            Topic.SERVER,
            unset("created in the data directory (embedded database only)"),
            "Keys that encrypt channel secrets in the database, 64 hexadecimal digits per line, newest first. With"
                    + " --database-url, set it or EVENKEEL_ENCRYPTION_KEYS; otherwise secrets are stored in clear text"),
    ENCRYPTION_KEYS(
            "encryption-keys",
            "KEYS",
            Topic.SERVER,
            unset("none"),
            "Keys of --encryption-key-file, separated by spaces",
            Trait.SECRET,
            Trait.NO_ARGUMENT),
    RESTORED_FROM_BACKUP(
            "restored-from-backup",
            "REASON",
            Topic.SERVER,
            unset("no"),
            "Set for one start after you restored the database from a backup. Flag revisions continue above those that"
                    + " SDKs may have, events get a new source, and running rollouts are held at 0% until ./evenkeel"
                    + " rollout resume"),
    ADMIN_TOKEN(
            "admin-token",
            "TOKEN",
            Topic.ACCESS,
            unset("none"),
            "API token with all permissions that belongs to no user. Without it, and until the first administrator"
                    + " exists, the server prints a link to create one",
            Trait.SECRET),
    ADMIN_TOKEN_FILE("admin-token-file", "FILE", Topic.ACCESS, unset("none"), "File that contains the admin token"),
    SDK_KEY(
            "sdk-key",
            "KEY",
            Topic.ACCESS,
            unset("created and printed at the first start"),
            "SDK key for services of the environment",
            Trait.SECRET),
    SDK_KEY_FILE("sdk-key-file", "FILE", Topic.ACCESS, unset("none"), "File that contains the SDK key"),
    OIDC_ISSUER(
            "oidc-issuer",
            "URL",
            Topic.ACCESS,
            unset("none"),
            "OpenID Connect provider for single sign-on; without it, users have passwords"),
    OIDC_CLIENT_ID(
            "oidc-client-id",
            "ID",
            Topic.ACCESS,
            unset("none"),
            "Client ID at the provider; its redirect URI is PUBLIC_URL/login/oidc/callback"),
    OIDC_CLIENT_SECRET(
            "oidc-client-secret",
            "SECRET",
            Topic.ACCESS,
            unset("none"),
            "Client secret for --oidc-client-id",
            Trait.SECRET,
            Trait.NO_ARGUMENT),
    OIDC_GROUPS_CLAIM(
            "oidc-groups-claim", "NAME", Topic.ACCESS, value("groups"), "Claim that lists the groups of a user"),
    OIDC_ROLE(
            "oidc-role",
            "GROUP=ROLE[@SERVICE]",
            Topic.ACCESS,
            unset("none"),
            "Role that members of a group get; repeatable. Roles: viewer, author, approver, operator, admin",
            Trait.REPEATABLE),
    ALLOW_OUTBOUND(
            "allow-outbound",
            "HOST",
            Topic.OUTGOING,
            unset("public addresses only"),
            "Non-public host, address or range that channels and drills may connect to, such as 10.20.0.0/16;"
                    + " repeatable",
            Trait.REPEATABLE),
    PROMETHEUS_URL(
            "prometheus-url",
            "URL",
            Topic.OUTGOING,
            unset("none"),
            "Prometheus that rollouts and SLOs read metrics from"),
    PROMETHEUS_TOKEN(
            "prometheus-token",
            "TOKEN",
            Topic.OUTGOING,
            unset("none"),
            "Bearer token for --prometheus-url",
            Trait.SECRET,
            Trait.NO_ARGUMENT),
    PROMETHEUS_USER(
            "prometheus-user",
            "NAME",
            Topic.OUTGOING,
            unset("none"),
            "Username for basic authentication at --prometheus-url; requires the password, and cannot be combined with"
                    + " the token",
            Trait.SECRET,
            Trait.NO_ARGUMENT),
    PROMETHEUS_PASSWORD(
            "prometheus-password",
            "PASSWORD",
            Topic.OUTGOING,
            unset("none"),
            "Password for basic authentication at --prometheus-url",
            Trait.SECRET,
            Trait.NO_ARGUMENT),
    PROMETHEUS_TENANT(
            "prometheus-tenant",
            "TENANT",
            Topic.OUTGOING,
            unset("none"),
            "Tenant at --prometheus-url, sent as header X-Scope-OrgID",
            Trait.NO_ARGUMENT),
    INTAKE(
            "intake",
            "STORE",
            Topic.INTAKE,
            value("postgresql"),
            "Where the server writes an outcome batch before it responds: postgresql or kafka. kafka requires"
                    + " --kafka-bootstrap-servers"),
    KAFKA_BOOTSTRAP_SERVERS(
            "kafka-bootstrap-servers",
            "HOST:PORT",
            Topic.INTAKE,
            unset("none"),
            "Brokers of the Kafka cluster, separated by commas; repeatable. The server then reads batches from the topic,"
                    + " also with --intake postgresql",
            Trait.REPEATABLE),
    KAFKA_TOPIC(
            "kafka-topic",
            "TOPIC",
            Topic.INTAKE,
            value("evenkeel-outcomes"),
            "Topic of the batches, one per installation. The server creates it with 12 partitions if it does not exist"),
    KAFKA_CONFIG(
            "kafka-config",
            "FILE",
            Topic.INTAKE,
            unset("none"),
            "Properties file with Kafka client settings, such as security.protocol, sasl.jaas.config and"
                    + " ssl.truststore.location"),
    BATCH_RETENTION(
            "batch-retention",
            "TIME",
            Topic.RETENTION,
            value("P7D"),
            "How long each batch of outcomes is stored; sums per client are stored longer",
            Trait.DURATION),
    TICK_RETENTION(
            "tick-retention",
            "TIME",
            Topic.RETENTION,
            value("P180D"),
            "How long the decisions of an ended rollout can be replayed; after that, only hourly counts are stored",
            Trait.DURATION),
    AGGREGATE_RETENTION(
            "aggregate-retention",
            "TIME",
            Topic.RETENTION,
            value("P800D"),
            "How long the sums of deleted data are stored",
            Trait.DURATION),
    EVENT_RETENTION(
            "event-retention",
            "TIME",
            Topic.RETENTION,
            value("P30D"),
            "How long events and their deliveries are stored",
            Trait.DURATION),
    SALT_RETENTION(
            "salt-retention",
            "TIME",
            Topic.RETENTION,
            value("P30D"),
            "How long an ended rollout or experiment keeps the salt that links stored hashes to units, P0D to P3650D."
                    + " After that, hashes cannot be linked to units",
            Trait.DURATION),
    AUDIT_HEAD_FILE(
            "audit-head-file",
            "FILE",
            Topic.AUDIT,
            unset("disabled"),
            "JSON Lines file that signed heads of the audit log are appended to. Use a location that database"
                    + " administrators cannot write to"),
    AUDIT_HEAD_URL(
            "audit-head-url",
            "URL",
            Topic.AUDIT,
            unset("disabled"),
            "URL that signed heads are posted to, as application/jose"),
    AUDIT_HEAD_INTERVAL(
            "audit-head-interval",
            "TIME",
            Topic.AUDIT,
            value("PT1M"),
            "Minimum time between two published heads",
            Trait.DURATION),
    AUDIT_SIGNING_KEY_FILE(
            "audit-signing-key-file",
            "FILE",
            Topic.AUDIT,
            unset("created in the data directory, or temporary without one"),
            "Private key that signs the heads, Ed25519 in PKCS#8 PEM");

    /// The group of an option.
    public enum Topic {
        SERVER("Server and storage"),
        ACCESS("Authentication"),
        OUTGOING("Outgoing connections"),
        INTAKE("Outcome intake"),
        RETENTION("Data retention"),
        AUDIT("Audit log");

        private final String title;

        Topic(String title) {
            this.title = title;
        }

        /// Returns the heading of the group.
        public String title() {
            return title;
        }

        /// Returns the options of the group.
        List<ServerOption> options() {
            return Stream.of(ServerOption.values())
                    .filter(option -> option.topic == this)
                    .toList();
        }
    }

    /// What is special about an option.
    enum Trait {
        /// May have several values; in an environment variable, commas separate them.
        REPEATABLE,
        /// Its value is never shown.
        SECRET,
        /// Not an argument, because other users could read it in the process list.
        NO_ARGUMENT,
        /// Not a key of the configuration file.
        NOT_IN_FILE,
        /// Its value is an ISO 8601 duration.
        DURATION,
        /// Its value may contain a password.
        DATABASE_URL
    }

    /// The default of an option.
    ///
    /// @param value the value; null when the option has no fixed one
    /// @param text the default as shown to users
    private record Fallback(@Nullable String value, String text) {}

    private final String key;
    private final String placeholder;
    private final Topic topic;
    private final @Nullable String defaultValue;
    private final String defaultText;
    private final String description;

    @SuppressWarnings("ImmutableEnumChecker") /* Set.of makes an immutable one. */
    private final Set<Trait> traits;

    ServerOption(String key, String placeholder, Topic topic, Fallback fallback, String description, Trait... traits) {
        this.key = key;
        this.placeholder = placeholder;
        this.topic = topic;
        this.defaultValue = fallback.value();
        this.defaultText = fallback.text();
        this.description = description;
        this.traits = Set.of(traits);
    }

    private static Fallback value(String value) {
        return new Fallback(value, value);
    }

    private static Fallback unset(String text) {
        return new Fallback(null, text);
    }

    /// Returns the option with a key, such as `database-url`.
    static Optional<ServerOption> findByKey(String key) {
        return Stream.of(values()).filter(option -> option.key.equals(key)).findFirst();
    }

    /// Returns the argument, such as `--database-url`.
    public String argument() {
        return "--" + key;
    }

    /// Returns the environment variable, such as `EVENKEEL_DATABASE_URL`.
    public String variable() {
        return "EVENKEEL_" + key.replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /// Returns the key of the configuration file, such as `evenkeel.database-url`.
    String property() {
        return "evenkeel." + key;
    }

    /// Returns the argument, or the variable when there is no argument.
    public String displayName() {
        return has(Trait.NO_ARGUMENT) ? variable() : argument();
    }

    /// Returns the display name and the placeholder of the value.
    String label() {
        return has(Trait.NO_ARGUMENT) ? variable() : argument() + " " + placeholder;
    }

    Topic topic() {
        return topic;
    }

    @Nullable
    String defaultValue() {
        return defaultValue;
    }

    String defaultText() {
        return defaultText;
    }

    String description() {
        return description;
    }

    boolean has(Trait trait) {
        return traits.contains(trait);
    }
}
