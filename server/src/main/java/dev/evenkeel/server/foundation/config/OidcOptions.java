// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The provider of OpenID Connect that vouches for people.
///
/// @param issuer its address, as it calls itself
/// @param clientId what it calls this server
/// @param clientSecret of this server, or null for a public client, which PKCE protects alone
/// @param groupsClaim name of the claim that lists a person's groups
/// @param roles what groups are worth, each as `GROUP=ROLE` or `GROUP=ROLE@SERVICE`
public record OidcOptions(
        URI issuer, String clientId, @Nullable String clientSecret, String groupsClaim, List<String> roles) {
    /// The variable of the environment that holds the secret.
    public static final String SECRET = "EVENKEEL_OIDC_CLIENT_SECRET";

    public OidcOptions {
        roles = List.copyOf(roles);
        if (clientId.isBlank()) {
            throw new CommandLineUsageException(
                    "--oidc-issuer needs --oidc-client-id, what the provider calls this server.");
        }
        boolean loopback = List.of("localhost", "127.0.0.1", "[::1]").contains(issuer.getHost());
        if (!"https".equals(issuer.getScheme()) && !("http".equals(issuer.getScheme()) && loopback)) {
            throw new CommandLineUsageException(
                    "--oidc-issuer must be an https address (http only on this machine), got " + issuer
                            + ". It is what the provider's metadata say as \"issuer\".");
        }
    }

    static URI issuer(String given) {
        try {
            return new URI(given);
        } catch (URISyntaxException e) {
            throw new CommandLineUsageException("--oidc-issuer is not an address: \"" + given + "\".");
        }
    }

    /// Hides the secret.
    @Override
    public String toString() {
        return "OidcOptions[" + issuer + ", client " + clientId + "]";
    }
}
