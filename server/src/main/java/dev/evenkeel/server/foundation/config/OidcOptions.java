// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Options of the OpenID Connect provider for sign-in.
///
/// @param issuer issuer URL of the provider
/// @param clientId client id of this server
/// @param clientSecret client secret of this server, or null for a public client, which only PKCE protects
/// @param groupsClaim name of the claim that lists a person's groups
/// @param roles role mappings, each as `GROUP=ROLE` or `GROUP=ROLE@SERVICE`
public record OidcOptions(
        URI issuer, String clientId, @Nullable String clientSecret, String groupsClaim, List<String> roles) {
    private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "[::1]");

    public OidcOptions {
        roles = List.copyOf(roles);
    }

    /// Parses the options.
    ///
    /// @return null without an issuer
    /// @throws CommandLineUsageException when a value is invalid
    static @Nullable OidcOptions parse(ServerOptionValues values) {
        String issuer = values.findText(ServerOption.OIDC_ISSUER);
        if (issuer == null) {
            Stream.of(ServerOption.OIDC_CLIENT_ID, ServerOption.OIDC_GROUPS_CLAIM, ServerOption.OIDC_ROLE)
                    .filter(values::isSet)
                    .findFirst()
                    .ifPresent(option -> {
                        throw new CommandLineUsageException(
                                values.nameOf(option) + " requires --oidc-issuer, the URL of the identity provider.");
                    });
            return null;
        }
        String client = values.findText(ServerOption.OIDC_CLIENT_ID);
        if (client == null || client.isBlank()) {
            throw new CommandLineUsageException(values.nameOf(ServerOption.OIDC_ISSUER)
                    + " requires --oidc-client-id, the client ID of this server at the provider.");
        }
        return new OidcOptions(
                parseIssuer(values, issuer),
                client,
                values.findText(ServerOption.OIDC_CLIENT_SECRET),
                values.getText(ServerOption.OIDC_GROUPS_CLAIM),
                values.listTexts(ServerOption.OIDC_ROLE));
    }

    private static URI parseIssuer(ServerOptionValues values, String text) {
        try {
            URI issuer = new URI(text);
            boolean loopback = LOOPBACK.contains(String.valueOf(issuer.getHost()));
            if ("https".equals(issuer.getScheme()) || ("http".equals(issuer.getScheme()) && loopback)) {
                return issuer;
            }
        } catch (URISyntaxException e) {
            throw invalidIssuer(values);
        }
        throw invalidIssuer(values);
    }

    private static CommandLineUsageException invalidIssuer(ServerOptionValues values) {
        return values.invalid(
                ServerOption.OIDC_ISSUER,
                "the https URL that the provider's metadata contains as \"issuer\"; http is allowed only for"
                        + " localhost");
    }

    /// Omits the client secret.
    @Override
    public String toString() {
        return "OidcOptions[" + issuer + ", client " + clientId + "]";
    }
}
