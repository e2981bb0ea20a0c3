// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Parser of the options of `serve`: `--name value` or `--name=value`, environment variables, and the file of
/// `--config`.
public final class ServerCommandLineParser {
    /* A server reachable beyond loopback is exposed to guessing of short secrets. */
    private static final int MIN_SECRET_BEYOND_LOOPBACK = 16;

    private final ServerOptionValues values;
    private final List<String> warnings = new ArrayList<>();

    private ServerCommandLineParser(ServerOptionValues values) {
        this.values = values;
    }

    public static boolean isHelpRequested(List<String> arguments) {
        return arguments.contains("--help") || arguments.contains("-h");
    }

    /// Parses the options.
    ///
    /// @param environment environment variables of the process
    /// @throws CommandLineUsageException on an unknown option, a missing value or a value out of range
    public static ServerStartOptions parse(List<String> arguments, Map<String, String> environment) {
        return new ServerCommandLineParser(ServerOptionValues.read(arguments, environment)).parse();
    }

    private ServerStartOptions parse() {
        String host = parseHost();
        int shortest = isLoopback(host) ? 1 : MIN_SECRET_BEYOND_LOOPBACK;
        return new ServerStartOptions(
                host,
                values.getPort(ServerOption.PORT),
                values.findPort(ServerOption.SYNC_PORT),
                parseData(),
                parseDatabaseUrl(),
                values.listPaths(ServerOption.FLAGS),
                parseEnvironment(),
                parseSecret(ServerOption.ADMIN_TOKEN, ServerOption.ADMIN_TOKEN_FILE, shortest),
                parseSecret(ServerOption.SDK_KEY, ServerOption.SDK_KEY_FILE, shortest),
                PrometheusOptions.parse(values),
                parsePublicUrl(),
                OidcOptions.parse(values),
                AuditHeadOptions.parse(values),
                OutboundHostAllowlist.parse(values),
                OtlpOptions.fromEnvironment(values.environment()),
                KafkaOptions.parse(values, warnings::add),
                RetentionOptions.parse(values),
                parseRestoreReason(),
                values.getDuration(ServerOption.SALT_RETENTION, "P0D", "P3650D"),
                EncryptionKeyOptions.parse(values),
                TlsOptions.parse(values),
                parseTrustedProxies(),
                values,
                List.copyOf(warnings));
    }

    private String parseHost() {
        String host = values.getText(ServerOption.HOST);
        if (host.isBlank()) {
            throw new CommandLineUsageException(
                    values.nameOf(ServerOption.HOST) + " must not be empty. Omit it to listen on 127.0.0.1.");
        }
        return host;
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("::1") || host.startsWith("127.");
    }

    /* A server with an external database does not write to the current folder by default. */
    private @Nullable Path parseData() {
        Path given = values.findPath(ServerOption.DATA);
        return given != null || values.isSet(ServerOption.DATABASE_URL) ? given : Path.of(".evenkeel");
    }

    private @Nullable String parseDatabaseUrl() {
        String url = values.findText(ServerOption.DATABASE_URL);
        if (url == null) {
            return null;
        }
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new CommandLineUsageException(values.nameOf(ServerOption.DATABASE_URL)
                    + " must be a JDBC URL of PostgreSQL, such as"
                    + " jdbc:postgresql://db.example/evenkeel?user=evenkeel");
        }
        if (values.isArgument(ServerOption.DATABASE_URL) && url.matches(".*([?&]password=.|//[^/@]*:[^/@]*@).*")) {
            warnAboutProcessList(
                    "The password in --database-url",
                    ServerOption.DATABASE_URL.variable() + ", or a password file with PGPASSFILE");
        }
        return url;
    }

    private String parseEnvironment() {
        String environment = values.getText(ServerOption.ENVIRONMENT);
        if (!environment.matches("[A-Za-z0-9._-]{1,64}")) {
            throw values.invalid(ServerOption.ENVIRONMENT, "1 to 64 letters, digits, dots, hyphens and underscores");
        }
        return environment;
    }

    private @Nullable String parseRestoreReason() {
        String reason = values.findText(ServerOption.RESTORED_FROM_BACKUP);
        if (reason != null && reason.isBlank()) {
            throw new CommandLineUsageException(values.nameOf(ServerOption.RESTORED_FROM_BACKUP)
                    + " requires a reason for the audit log, such as \"disk of db1 failed\".");
        }
        return reason;
    }

    private @Nullable URI parsePublicUrl() {
        String text = values.findText(ServerOption.PUBLIC_URL);
        if (text == null) {
            return null;
        }
        try {
            if (text.matches("https?://[^\\s?#@]+")) {
                return new URI(text);
            }
        } catch (URISyntaxException e) {
            throw invalidPublicUrl();
        }
        throw invalidPublicUrl();
    }

    private CommandLineUsageException invalidPublicUrl() {
        return values.invalid(
                ServerOption.PUBLIC_URL,
                "an http or https URL without user, query and fragment, such as https://evenkeel.example.com");
    }

    private List<String> parseTrustedProxies() {
        return values.listTexts(ServerOption.TRUSTED_PROXY).stream()
                .map(text -> IpAddressRange.parse(text)
                        .map(IpAddressRange::toCidr)
                        .orElseThrow(() -> new CommandLineUsageException(
                                "Invalid " + values.nameOf(ServerOption.TRUSTED_PROXY) + " \"" + text
                                        + "\". Specify an IP address or a range, such as 10.0.0.5 or 10.0.0.0/24.")))
                .toList();
    }

    private @Nullable String parseSecret(ServerOption option, ServerOption fileOption, int shortest) {
        if (values.isSet(option) && values.isSet(fileOption)) {
            throw new CommandLineUsageException(values.nameOf(option) + " and " + values.nameOf(fileOption)
                    + " are both set. Set only one of them.");
        }
        if (values.isArgument(option)) {
            warnAboutProcessList(option.argument(), option.variable() + " or " + fileOption.argument() + " FILE");
        }
        Path file = values.findPath(fileOption);
        if (file == null) {
            return requireSecret(values.nameOf(option), values.findText(option), shortest);
        }
        String name = values.nameOf(fileOption);
        return requireSecret(
                "The content of " + file + " (" + name + ")", SecretFile.read(name, file, warnings::add), shortest);
    }

    private static @Nullable String requireSecret(String name, @Nullable String secret, int shortest) {
        if (secret == null) {
            return null;
        }
        if (!secret.matches("[!-~]+")) {
            throw new CommandLineUsageException(
                    name + " must contain only printable ASCII characters, without spaces.");
        }
        if (secret.length() < shortest) {
            throw new CommandLineUsageException(name + " must have at least " + shortest
                    + " characters, because --host is reachable from other machines. To generate one: openssl rand"
                    + " -hex 32");
        }
        return secret;
    }

    private void warnAboutProcessList(String what, String instead) {
        warnings.add(
                "Warning: " + what + " is visible to other users in the process list. Use " + instead + " instead.");
    }
}
