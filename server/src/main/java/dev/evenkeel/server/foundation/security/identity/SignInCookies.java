// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.identity;

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
import org.springframework.web.util.WebUtils;

/// The cookies of sign-in. They are sent only to this server, and scripts cannot read them.
final class SignInCookies {
    /// Binds the provider's callback to the browser that sent the request.
    private static final String AWAY = "evenkeel_signing_in";

    private SignInCookies() {}

    /// Sets the session cookie and redirects to a path of this server.
    static void startSession(HttpServletRequest request, HttpServletResponse response, String token, String path)
            throws IOException {
        set(
                request,
                response,
                cookie(RequestAuthenticator.SESSION_COOKIE, token, SessionRepository.LIFETIME)
                        .sameSite("Strict"));
        LoginPageRenderer.sendRedirectPage(response, path);
    }

    /// Deletes the session cookie.
    static void clearSession(HttpServletRequest request, HttpServletResponse response) {
        set(
                request,
                response,
                cookie(RequestAuthenticator.SESSION_COOKIE, "", Duration.ZERO).sameSite("Strict"));
    }

    /* Lax, because the provider redirects the browser from its own site. */
    static void setProviderCookie(HttpServletRequest request, HttpServletResponse response, String secret) {
        set(
                request,
                response,
                cookie(AWAY, secret, OidcRequestRepository.LIFETIME).sameSite("Lax"));
    }

    /// Deletes the cookie set by [#setProviderCookie] after use.
    static void clearProviderCookie(HttpServletRequest request, HttpServletResponse response) {
        set(request, response, cookie(AWAY, "", Duration.ZERO).sameSite("Lax"));
    }

    /// Returns the secret in the cookie set by [#setProviderCookie].
    static Optional<String> findProviderCookie(HttpServletRequest request) {
        return Optional.ofNullable(WebUtils.getCookie(request, AWAY)).map(Cookie::getValue);
    }

    private static ResponseCookie.ResponseCookieBuilder cookie(String name, String value, Duration age) {
        return ResponseCookie.from(name, value).httpOnly(true).path("/").maxAge(age);
    }

    private static void set(
            HttpServletRequest request, HttpServletResponse response, ResponseCookie.ResponseCookieBuilder cookie) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                cookie.secure(request.isSecure()).build().toString());
    }
}
