// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.access;

import dev.evenkeel.server.foundation.config.ServerStartOptions;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/// Authenticator of requests by the credentials they carry.
@Component
public class RequestAuthenticator {
    private static final String SESSION_COOKIE = "evenkeel_session";

    /// The name in the audit log of callers with the token of `serve --admin-token`.
    public static final String ADMIN_NAME = "admin";

    private static final String BEARER = "bearer ";
    private static final String BASIC = "basic ";

    private final SdkKeyRepository keys;
    private final SessionRepository sessions;
    private final ApiTokenRepository tokens;
    private final CredentialLookupLimiter lookup;
    private final AdminToken adminToken;
    private final ServerStartOptions options;

    RequestAuthenticator(
            SdkKeyRepository keys,
            SessionRepository sessions,
            ApiTokenRepository tokens,
            CredentialLookupLimiter lookup,
            AdminToken adminToken,
            ServerStartOptions options) {
        this.keys = keys;
        this.sessions = sessions;
        this.tokens = tokens;
        this.lookup = lookup;
        this.adminToken = adminToken;
        this.options = options;
    }

    /// Whether the token is the admin token of the server.
    public boolean isAdminToken(String token) {
        return adminToken.matches(token);
    }

    /// Whether the server was started with an admin token.
    public boolean hasAdminToken() {
        return adminToken.isSet();
    }

    static Caller.Actor adminTokenActor(String name) {
        return new Caller.Actor(name, GrantedRights.ALL, true);
    }

    Optional<Caller> findByToken(HttpServletRequest request) {
        return findBearerToken(request).flatMap(token -> authenticateToken(request, token));
    }

    private Optional<Caller> authenticateToken(HttpServletRequest request, String token) {
        return isAdminToken(token)
                ? Optional.of(adminTokenActor(ADMIN_NAME))
                : lookup.findCaller(request, token, () -> tokens.findActor(token));
    }

    /// Returns a check whether the credentials of an API request are still valid, which can be used after the
    /// request has ended: for long-running responses. Each check costs one or two queries.
    public BooleanSupplier createValidityCheck(HttpServletRequest request) {
        Optional<String> token = findBearerToken(request);
        Optional<String> session = findSessionToken(request);
        return () -> token.filter(this::isAdminToken).isPresent()
                || token.flatMap(tokens::findActor).isPresent()
                || session.flatMap(sessions::findActor).isPresent();
    }

    Optional<Caller> findBySession(HttpServletRequest request) {
        return findSessionToken(request)
                .flatMap(token -> lookup.findCaller(request, token, () -> sessions.findActor(token)));
    }

    Optional<Caller> findSdkClient(HttpServletRequest request) {
        Optional<String> apiKey = Optional.ofNullable(request.getHeader("X-API-Key"));
        return findBearerToken(request).or(() -> apiKey).flatMap(keys::findClient);
    }

    /// Returns the SDK client of an `Authorization` value, for protocols other than HTTP.
    public Optional<Caller.SdkClient> findSdkClient(@Nullable String authorization) {
        return findBearerToken(authorization).flatMap(keys::findClient);
    }

    /// Authenticates by the password of basic authentication: an SDK key or an API token, with any user name.
    Optional<Caller> findByPassword(HttpServletRequest request) {
        Optional<String> password = Optional.ofNullable(request.getHeader("Authorization"))
                .filter(header -> header.regionMatches(true, 0, BASIC, 0, BASIC.length()))
                .flatMap(header ->
                        parseBasicPassword(header.substring(BASIC.length()).strip()));
        Optional<Caller> client = password.flatMap(keys::findClient);
        return client.or(() -> password.flatMap(token -> authenticateToken(request, token)));
    }

    private static Optional<String> parseBasicPassword(String encoded) {
        try {
            String both = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            int colon = both.indexOf(':');
            return colon < 0 ? Optional.empty() : Optional.of(both.substring(colon + 1));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// Returns the name of a cookie. Where browsers reach the server only over TLS, the prefix `__Host-` makes them
    /// reject a cookie that another host or an unencrypted page has set (RFC 6265bis, section 4.1.3).
    public String cookieName(String name) {
        return options.isHttpsOnly() ? "__Host-" + name : name;
    }

    /// Returns the name of the session cookie.
    public String sessionCookieName() {
        return cookieName(SESSION_COOKIE);
    }

    /// Returns the value of the session cookie.
    public Optional<String> findSessionToken(HttpServletRequest request) {
        return Optional.ofNullable(WebUtils.getCookie(request, sessionCookieName()))
                .map(Cookie::getValue);
    }

    private static Optional<String> findBearerToken(HttpServletRequest request) {
        return findBearerToken(request.getHeader("Authorization"));
    }

    private static Optional<String> findBearerToken(@Nullable String authorization) {
        return Optional.ofNullable(authorization)
                .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(header -> header.substring(BEARER.length()).strip());
    }
}
