// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.people;

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

/// The cookies of sign-in. None is sent anywhere but to this server, none can be read by scripts.
final class SignInCookies {
    /// Binds the answer of a provider to the browser that asked.
    private static final String AWAY = "evenkeel_signing_in";

    private SignInCookies() {}

    /// Gives a browser its session and leads it to a path of this server.
    static void admit(HttpServletRequest request, HttpServletResponse response, String token, String path)
            throws IOException {
        set(
                request,
                response,
                cookie(RequestAuthenticator.COOKIE, token, SessionRepository.LIFETIME)
                        .sameSite("Strict"));
        LoginPageRenderer.sendOn(response, path);
    }

    /// Takes the session back.
    static void forget(HttpServletRequest request, HttpServletResponse response) {
        set(
                request,
                response,
                cookie(RequestAuthenticator.COOKIE, "", Duration.ZERO).sameSite("Strict"));
    }

    /* Lax: the provider leads the browser back from its own site. */
    static void goAway(HttpServletRequest request, HttpServletResponse response, String secret) {
        set(
                request,
                response,
                cookie(AWAY, secret, OidcRequestRepository.LIFETIME).sameSite("Lax"));
    }

    /// Takes back what [#goAway] gave the browser: it has served.
    static void isBack(HttpServletRequest request, HttpServletResponse response) {
        set(request, response, cookie(AWAY, "", Duration.ZERO).sameSite("Lax"));
    }

    /// What [#goAway] gave the browser.
    static Optional<String> cameBack(HttpServletRequest request) {
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
