// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/// The opening of a console session, and its cookie.
@Component
class SignIn {
    private final Sessions sessions;
    private final LoginPage page;

    SignIn(Sessions sessions, LoginPage page) {
        this.sessions = sessions;
        this.page = page;
    }

    /// Opens a session and leads the browser to a path of this server.
    void admit(HttpServletRequest request, HttpServletResponse response, String path) throws IOException {
        String token = sessions.open("admin");
        setCookie(request, response, token, Sessions.LIFETIME.toSeconds());
        page.sendOn(response, path);
    }

    /// Takes the cookie back.
    void forget(HttpServletRequest request, HttpServletResponse response) {
        setCookie(request, response, "", 0);
    }

    private static void setCookie(
            HttpServletRequest request, HttpServletResponse response, String value, long maxAgeSeconds) {
        ResponseCookie cookie = ResponseCookie.from(Credentials.COOKIE, value)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Strict")
                .path("/")
                .maxAge(maxAgeSeconds)
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }
}
