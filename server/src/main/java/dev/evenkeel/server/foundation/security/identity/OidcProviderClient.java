// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import dev.evenkeel.server.foundation.config.OidcOptions;
import dev.evenkeel.server.foundation.config.PublicBaseUrl;
import dev.evenkeel.server.foundation.config.ServerStartOptions;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The client of the OpenID Connect provider: authorization code flow with PKCE (OpenID Connect Core 1.0, 3.1;
/// RFC 7636). Fetches the provider's metadata at the first sign-in and caches it. Thread-safe.
@Component
class OidcProviderClient {
    private static final int TIMEOUT_MILLIS = 5_000;
    private static final int MOST_BYTES = 500_000;

    private final @Nullable OidcOptions options;
    private final PublicBaseUrl baseUrl;
    private volatile @Nullable OIDCProviderMetadata metadata;
    private volatile @Nullable IDTokenValidator validator;

    OidcProviderClient(ServerStartOptions options, PublicBaseUrl baseUrl) {
        this.options = options.oidc();
        this.baseUrl = baseUrl;
    }

    /// Returns the provider's host as its display name; empty without a provider.
    Optional<String> label() {
        return Optional.ofNullable(options).map(present -> present.issuer().getHost());
    }

    /// Returns the URL at which the browser signs in.
    ///
    /// @throws OidcSignInException when the provider does not answer
    URI buildAuthorizationUri(String state, OidcRequestRepository.PendingSignIn pending) throws OidcSignInException {
        return new AuthenticationRequest.Builder(
                        ResponseType.CODE, new Scope("openid", "profile"), client(), callback())
                .endpointURI(metadata().getAuthorizationEndpointURI())
                .state(new State(state))
                .nonce(new Nonce(pending.nonce()))
                .codeChallenge(new CodeVerifier(pending.codeVerifier()), CodeChallengeMethod.S256)
                .build()
                .toURI();
    }

    /// Exchanges an authorization code for the identity of the person.
    ///
    /// @throws OidcSignInException when the provider does not answer, rejects the code, or returns no valid
    ///     identity
    OidcIdentity exchangeCode(String code, OidcRequestRepository.PendingSignIn pending) throws OidcSignInException {
        var grant = new AuthorizationCodeGrant(
                new AuthorizationCode(code), callback(), new CodeVerifier(pending.codeVerifier()));
        try {
            HTTPRequest request = tokenRequest(grant).toHTTPRequest();
            request.setConnectTimeout(TIMEOUT_MILLIS);
            request.setReadTimeout(TIMEOUT_MILLIS);
            request.setFollowRedirects(false);
            TokenResponse answer = OIDCTokenResponseParser.parse(request.send());
            if (!(answer instanceof OIDCTokenResponse tokens)) {
                throw new OidcSignInException("The identity provider rejected the sign-in: "
                        + answer.toErrorResponse().getErrorObject().getCode() + ".");
            }
            JWT idToken = tokens.getOIDCTokens().getIDToken();
            if (idToken == null) {
                throw new OidcSignInException("The identity provider sent no ID token. Ask an administrator.");
            }
            return toIdentity(validator().validate(idToken, new Nonce(pending.nonce())));
        } catch (IOException | ParseException e) {
            throw new OidcSignInException(
                    "The response of the identity provider is invalid. Try again; the server log has the details.", e);
        } catch (BadJOSEException | JOSEException e) {
            throw new OidcSignInException(
                    "The ID token is not valid for this server: its signature, audience or time is wrong.", e);
        }
    }

    private TokenRequest tokenRequest(AuthorizationCodeGrant grant) throws OidcSignInException {
        String secret = requireOptions().clientSecret();
        URI endpoint = metadata().getTokenEndpointURI();
        return secret == null
                ? new TokenRequest.Builder(endpoint, client(), grant).build()
                : new TokenRequest.Builder(endpoint, new ClientSecretBasic(client(), new Secret(secret)), grant)
                        .build();
    }

    private OidcIdentity toIdentity(IDTokenClaimsSet claims) {
        String name = claims.getStringClaim("preferred_username");
        String display = claims.getStringClaim("name");
        List<String> groups = claims.getStringListClaim(requireOptions().groupsClaim());
        return new OidcIdentity(
                claims.getIssuer().getValue(),
                claims.getSubject().getValue(),
                name == null ? claims.getSubject().getValue() : name,
                display == null ? "" : display,
                groups == null ? List.of() : groups);
    }

    private OIDCProviderMetadata metadata() throws OidcSignInException {
        OIDCProviderMetadata known = metadata;
        if (known == null) {
            try {
                known = OIDCProviderMetadata.resolve(issuer(), TIMEOUT_MILLIS, TIMEOUT_MILLIS);
            } catch (GeneralException | IOException e) {
                throw new OidcSignInException(
                        "The identity provider " + issuer() + " does not respond. Retry, or sign in another way.", e);
            }
            requireUsable(known);
            metadata = known;
        }
        return known;
    }

    private void requireUsable(OIDCProviderMetadata of) throws OidcSignInException {
        if (of.getAuthorizationEndpointURI() == null || of.getTokenEndpointURI() == null || of.getJWKSetURI() == null) {
            throw new OidcSignInException("The metadata of the identity provider " + issuer()
                    + " lacks the authorization, token or key endpoint. Sign in another way.");
        }
        if (signingAlgorithms(of).isEmpty()) {
            throw new OidcSignInException("The identity provider " + issuer()
                    + " offers no signing algorithm that this server supports. Sign in another way.");
        }
    }

    private IDTokenValidator validator() throws OidcSignInException {
        IDTokenValidator known = validator;
        if (known == null) {
            known = newValidator(metadata());
            validator = known;
        }
        return known;
    }

    /*
     * Accepts any signature by a key of the provider, but no unsigned token and no signature with the client
     * secret.
     */
    private static Set<JWSAlgorithm> signingAlgorithms(OIDCProviderMetadata of) {
        List<JWSAlgorithm> told = of.getIDTokenJWSAlgs();
        Set<JWSAlgorithm> signing = new HashSet<>(told == null ? List.of(JWSAlgorithm.RS256) : told);
        signing.retainAll(JWSAlgorithm.Family.SIGNATURE);
        return signing;
    }

    private IDTokenValidator newValidator(OIDCProviderMetadata of) throws OidcSignInException {
        try {
            var keys = JWKSourceBuilder.create(
                            of.getJWKSetURI().toURL(),
                            new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, MOST_BYTES))
                    .build();
            return new IDTokenValidator(
                    issuer(), client(), new JWSVerificationKeySelector<>(signingAlgorithms(of), keys), null);
        } catch (MalformedURLException e) {
            throw new OidcSignInException("The metadata of the identity provider lacks the key endpoint.", e);
        }
    }

    private Issuer issuer() {
        return new Issuer(requireOptions().issuer());
    }

    private ClientID client() {
        return new ClientID(requireOptions().clientId());
    }

    private URI callback() {
        return URI.create(baseUrl.url() + "/login/oidc/callback");
    }

    private OidcOptions requireOptions() {
        return Objects.requireNonNull(options, "there is no provider");
    }
}
