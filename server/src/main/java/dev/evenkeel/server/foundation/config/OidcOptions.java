// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
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
    /// The environment variable with the client secret.
    public static final String CLIENT_SECRET_VARIABLE = "EVENKEEL_OIDC_CLIENT_SECRET";

    public OidcOptions {
        roles = List.copyOf(roles);
        if (clientId.isBlank()) {
            throw new CommandLineUsageException(
                    "--oidc-issuer requires --oidc-client-id, the client ID of this server at the provider.");
        }
        boolean loopback = List.of("localhost", "127.0.0.1", "[::1]").contains(issuer.getHost());
        if (!"https".equals(issuer.getScheme()) && !("http".equals(issuer.getScheme()) && loopback)) {
            throw new CommandLineUsageException(
                    "Invalid --oidc-issuer " + issuer + ". Specify the https URL that the provider's metadata"
                            + " contains as \"issuer\"; http is allowed only for localhost.");
        }
    }

    static URI parseIssuer(String given) {
        try {
            return new URI(given);
        } catch (URISyntaxException e) {
            throw new CommandLineUsageException("Invalid --oidc-issuer \"" + given
                    + "\". Specify the https URL that the provider's metadata contains as \"issuer\".");
        }
    }

    /// Omits the client secret.
    @Override
    public String toString() {
        return "OidcOptions[" + issuer + ", client " + clientId + "]";
    }
}
