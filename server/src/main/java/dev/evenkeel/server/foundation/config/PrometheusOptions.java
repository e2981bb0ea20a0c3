// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.config;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The Prometheus to query, with credentials. Secrets come from environment variables, which other users of the
/// machine cannot read.
///
/// @param url base URL, with or without a path; contains no secrets
/// @param authorization value of the header `Authorization`, or null
/// @param tenant value of the header `X-Scope-OrgID`, or null
public record PrometheusOptions(
        URI url, @Nullable String authorization, @Nullable String tenant) {
    static final String TOKEN = "EVENKEEL_PROMETHEUS_TOKEN";
    static final String USER = "EVENKEEL_PROMETHEUS_USER";
    static final String PASSWORD = "EVENKEEL_PROMETHEUS_PASSWORD";
    static final String TENANT = "EVENKEEL_PROMETHEUS_TENANT";

    /// Parses the URL and the environment variables; an empty variable counts as unset.
    ///
    /// @throws CommandLineUsageException when the URL or a variable is invalid
    static PrometheusOptions fromEnvironment(String url, Map<String, String> environment) {
        String token = find(TOKEN, environment);
        String user = find(USER, environment);
        String password = find(PASSWORD, environment);
        if ((user == null) != (password == null)) {
            throw new CommandLineUsageException("Only " + (user == null ? PASSWORD : USER) + " is set. Set both " + USER
                    + " and " + PASSWORD + ", or neither.");
        }
        if (token != null && user != null) {
            throw new CommandLineUsageException(
                    TOKEN + " and " + USER + " are both set. Set only the one that your Prometheus requires.");
        }
        String tenant = find(TENANT, environment);
        requireVisible(TOKEN, token);
        requireVisible(TENANT, tenant);
        String bearer = token == null ? null : "Bearer " + token;
        return new PrometheusOptions(
                parseUrl(url), user == null || password == null ? bearer : basicAuthorization(user, password), tenant);
    }

    private static @Nullable String find(String name, Map<String, String> environment) {
        String value = environment.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    private static void requireVisible(String name, @Nullable String value) {
        if (value != null && !value.matches("[!-~]+")) {
            throw new CommandLineUsageException(
                    name + " must contain only printable ASCII characters, without spaces.");
        }
    }

    private static String basicAuthorization(String user, String password) {
        if (user.contains(":")) {
            throw new CommandLineUsageException(
                    USER + " must not contain a colon, because basic authentication uses it as the separator.");
        }
        byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(both);
    }

    /// The error message omits the value, because it might contain a password.
    private static URI parseUrl(String url) {
        return OutboundServerUrlParser.parse(url)
                .orElseThrow(() -> new CommandLineUsageException(
                        "--prometheus-url must be an http or https URL without user, password, query and fragment,"
                                + " such as http://prometheus.example:9090. If it requires authentication, set " + TOKEN
                                + ", or " + USER + " and " + PASSWORD + "."));
    }

    /// Omits the secrets.
    @Override
    public String toString() {
        return "PrometheusOptions[" + url + "]";
    }
}
