// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.identity;

import dev.evenkeel.server.foundation.config.ServerStartOptions;
import dev.evenkeel.server.foundation.security.access.RequestAuthenticator;
import dev.evenkeel.server.foundation.security.access.SessionRepository;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/// The cookies of sign-in. They are sent only to this server, and scripts cannot
/// read them. Thread-safe.
@Component
final class SignInCookies {
    /// Binds the provider's callback to the browser that sent the request.
    private static final String AWAY = "evenkeel_signing_in";

    private final RequestAuthenticator credentials;
    private final ServerStartOptions options;

    SignInCookies(RequestAuthenticator credentials, ServerStartOptions options) {
        this.credentials = credentials;
        this.options = options;
    }

    /// Sets the session cookie and redirects to a path of this server.
    void startSession(HttpServletRequest request, HttpServletResponse response, String token, String path)
            throws IOException {
        set(
                request,
                response,
                cookie(credentials.sessionCookieName(), token, SessionRepository.LIFETIME)
                        .sameSite("Strict"));
        LoginPageRenderer.sendRedirectPage(response, path);
    }

    /// Deletes the session cookie.
    void clearSession(HttpServletRequest request, HttpServletResponse response) {
        set(
                request,
                response,
                cookie(credentials.sessionCookieName(), "", Duration.ZERO).sameSite("Strict"));
    }

    /* Lax, because the provider redirects the browser from its own site. */
    void setProviderCookie(HttpServletRequest request, HttpServletResponse response, String secret) {
        set(
                request,
                response,
                cookie(credentials.cookieName(AWAY), secret, OidcRequestRepository.LIFETIME)
                        .sameSite("Lax"));
    }

    /// Deletes the cookie set by [#setProviderCookie] after use.
    void clearProviderCookie(HttpServletRequest request, HttpServletResponse response) {
        set(
                request,
                response,
                cookie(credentials.cookieName(AWAY), "", Duration.ZERO).sameSite("Lax"));
    }

    /// Returns the secret in the cookie set by [#setProviderCookie].
    Optional<String> findProviderCookie(HttpServletRequest request) {
        return Optional.ofNullable(WebUtils.getCookie(request, credentials.cookieName(AWAY)))
                .map(Cookie::getValue);
    }

    private static ResponseCookie.ResponseCookieBuilder cookie(String name, String value, Duration age) {
        return ResponseCookie.from(name, value).httpOnly(true).path("/").maxAge(age);
    }

    private void set(
            HttpServletRequest request, HttpServletResponse response, ResponseCookie.ResponseCookieBuilder cookie) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                cookie.secure(options.isHttpsOnly() || request.isSecure())
                        .build()
                        .toString());
    }
}
