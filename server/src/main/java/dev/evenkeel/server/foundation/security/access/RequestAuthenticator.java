// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.access;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/// Reads who sent a request from what it carries.
@Component
public class RequestAuthenticator {
    /// The cookie of a session.
    public static final String COOKIE = "evenkeel_session";

    /// Name of whoever holds the token of `serve --admin-token`, in the ledger.
    public static final String ADMIN = "admin";

    private static final String BEARER = "bearer ";
    private static final String BASIC = "basic ";

    private final SdkKeyRepository keys;
    private final SessionRepository sessions;
    private final ApiTokenRepository tokens;
    private final CallerQueryLimiter lookup;
    private final AdminToken adminToken;

    RequestAuthenticator(
            SdkKeyRepository keys,
            SessionRepository sessions,
            ApiTokenRepository tokens,
            CallerQueryLimiter lookup,
            AdminToken adminToken) {
        this.keys = keys;
        this.sessions = sessions;
        this.tokens = tokens;
        this.lookup = lookup;
        this.adminToken = adminToken;
    }

    /// Whether the server was started with an administrator's token and this is it.
    public boolean isAdminToken(String token) {
        return adminToken.matches(token);
    }

    /// Whether the server was started with an administrator's token.
    public boolean hasAdminToken() {
        return adminToken.isSet();
    }

    static Caller.Actor byAdminToken(String name) {
        return new Caller.Actor(name, GrantedRights.ALL, true);
    }

    Optional<Caller> findByToken(HttpServletRequest request) {
        return bearer(request).flatMap(token -> byToken(request, token));
    }

    private Optional<Caller> byToken(HttpServletRequest request, String token) {
        return isAdminToken(token)
                ? Optional.of(byAdminToken(ADMIN))
                : lookup.find(request, token, () -> tokens.findActor(token));
    }

    /// Tells whether what a request to the API carries still lets its sender in, as long as wanted and also
    /// when the request is over: for answers that go on for long. Each time costs a query or two.
    public BooleanSupplier stillValid(HttpServletRequest request) {
        Optional<String> token = bearer(request);
        Optional<String> session = sessionToken(request);
        return () -> token.filter(this::isAdminToken).isPresent()
                || token.flatMap(tokens::findActor).isPresent()
                || session.flatMap(sessions::findActor).isPresent();
    }

    /// The admin token in the address, as in `/rollouts/r-1?token=TOKEN`; only to be honoured for pages.
    Optional<Caller> findByLink(HttpServletRequest request) {
        /* Of other methods, parameters could stand in the body. */
        String link = request.getMethod().equals("GET") ? request.getParameter("token") : null;
        return Optional.ofNullable(link).filter(this::isAdminToken).map(token -> byAdminToken(ADMIN));
    }

    /// Whether it asks for a page by a link with the admin token.
    public boolean isLink(HttpServletRequest request) {
        return PathAccessZone.of(request.getServletPath()) == PathAccessZone.CONSOLE
                && findByLink(request).isPresent();
    }

    Optional<Caller> findBySession(HttpServletRequest request) {
        return sessionToken(request).flatMap(token -> lookup.find(request, token, () -> sessions.findActor(token)));
    }

    Optional<Caller> findSdkClient(HttpServletRequest request) {
        Optional<String> apiKey = Optional.ofNullable(request.getHeader("X-API-Key"));
        return bearer(request).or(() -> apiKey).flatMap(keys::findClient);
    }

    /// The service that the value of an `Authorization` header stands for, where there is no HTTP request.
    public Optional<Caller.SdkClient> findSdkClient(@Nullable String authorization) {
        return bearer(authorization).flatMap(keys::findClient);
    }

    /// Whoever a password of basic authentication stands for: an SDK key or a token of the API, under
    /// any user name.
    Optional<Caller> findByPassword(HttpServletRequest request) {
        Optional<String> password = Optional.ofNullable(request.getHeader("Authorization"))
                .filter(header -> header.regionMatches(true, 0, BASIC, 0, BASIC.length()))
                .flatMap(header -> password(header.substring(BASIC.length()).strip()));
        Optional<Caller> client = password.flatMap(keys::findClient);
        return client.or(() -> password.flatMap(token -> byToken(request, token)));
    }

    private static Optional<String> password(String encoded) {
        try {
            String both = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            int colon = both.indexOf(':');
            return colon < 0 ? Optional.empty() : Optional.of(both.substring(colon + 1));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// What the cookie of the session says.
    public static Optional<String> sessionToken(HttpServletRequest request) {
        return Optional.ofNullable(WebUtils.getCookie(request, COOKIE)).map(Cookie::getValue);
    }

    private static Optional<String> bearer(HttpServletRequest request) {
        return bearer(request.getHeader("Authorization"));
    }

    private static Optional<String> bearer(@Nullable String authorization) {
        return Optional.ofNullable(authorization)
                .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(header -> header.substring(BEARER.length()).strip());
    }
}
