// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.config;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// The Prometheus to query, with credentials.
///
/// @param url base URL, with or without a path; contains no secrets
/// @param authorization value of the header `Authorization`, or null
/// @param tenant value of the header `X-Scope-OrgID`, or null
public record PrometheusOptions(
        URI url, @Nullable String authorization, @Nullable String tenant) {
    /// Parses the options; those of the credentials are ignored without a URL.
    ///
    /// @return null without a URL
    /// @throws CommandLineUsageException when a value is invalid
    static @Nullable PrometheusOptions parse(ServerOptionValues values) {
        String url = values.findText(ServerOption.PROMETHEUS_URL);
        if (url == null) {
            return null;
        }
        requireVisible(ServerOption.PROMETHEUS_TOKEN, values);
        requireVisible(ServerOption.PROMETHEUS_TENANT, values);
        return new PrometheusOptions(
                parseUrl(values, url), findAuthorization(values), values.findText(ServerOption.PROMETHEUS_TENANT));
    }

    private static @Nullable String findAuthorization(ServerOptionValues values) {
        String token = values.findText(ServerOption.PROMETHEUS_TOKEN);
        String user = values.findText(ServerOption.PROMETHEUS_USER);
        String password = values.findText(ServerOption.PROMETHEUS_PASSWORD);
        String userName = values.nameOf(ServerOption.PROMETHEUS_USER);
        String passwordName = values.nameOf(ServerOption.PROMETHEUS_PASSWORD);
        if ((user == null) != (password == null)) {
            throw new CommandLineUsageException("Only " + (user == null ? passwordName : userName)
                    + " is set. Set both " + userName + " and " + passwordName + ", or neither.");
        }
        if (token != null && user != null) {
            throw new CommandLineUsageException(values.nameOf(ServerOption.PROMETHEUS_TOKEN) + " and " + userName
                    + " are both set. Set only the one that your Prometheus requires.");
        }
        if (user == null || password == null) {
            return token == null ? null : "Bearer " + token;
        }
        if (user.contains(":")) {
            throw new CommandLineUsageException(
                    userName + " must not contain a colon, because basic authentication uses it as the separator.");
        }
        byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(both);
    }

    private static void requireVisible(ServerOption option, ServerOptionValues values) {
        String value = values.findText(option);
        if (value != null && !value.matches("[!-~]+")) {
            throw new CommandLineUsageException(
                    values.nameOf(option) + " must contain only printable ASCII characters, without spaces.");
        }
    }

    /* The error message omits the value, because it might contain a password. */
    private static URI parseUrl(ServerOptionValues values, String url) {
        return OutboundServerUrlParser.parse(url)
                .orElseThrow(() -> new CommandLineUsageException(values.nameOf(ServerOption.PROMETHEUS_URL)
                        + " must be an http or https URL without user, password, query and fragment,"
                        + " such as http://prometheus.example:9090. If it requires authentication, set "
                        + ServerOption.PROMETHEUS_TOKEN.variable() + ", or " + ServerOption.PROMETHEUS_USER.variable()
                        + " and " + ServerOption.PROMETHEUS_PASSWORD.variable() + "."));
    }

    /// Omits the secrets.
    @Override
    public String toString() {
        return "PrometheusOptions[" + url + "]";
    }
}
