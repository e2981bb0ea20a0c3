// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Opens and ends sessions of the console.
@Controller
class LoginApi {
    private final Credentials credentials;
    private final Sessions sessions;
    private final LoginPage page;
    private final SignIn signIn;

    LoginApi(Credentials credentials, Sessions sessions, LoginPage page, SignIn signIn) {
        this.credentials = credentials;
        this.sessions = sessions;
        this.page = page;
        this.signIn = signIn;
    }

    @GetMapping("/login")
    void followLink(
            @RequestParam(required = false) @Nullable String once,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        if (once == null) {
            page.send(response, "");
        } else if (sessions.useLink(once)) {
            signIn.admit(request, response, "/");
        } else {
            page.send(
                    response,
                    "This link was used before. Each start of the server without --admin-token prints a new one.");
        }
    }

    @PostMapping("/login")
    void enterToken(
            @RequestParam(required = false) @Nullable String token,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        if (token != null && credentials.isAdminToken(token.strip())) {
            signIn.admit(request, response, "/");
        } else if (credentials.hasAdminToken()) {
            page.send(response, "This is not the admin token.");
        } else {
            page.send(
                    response,
                    "The server runs without an admin token: use the link it printed, or start it with --admin-token.");
        }
    }

    @PostMapping("/logout")
    void leave(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Credentials.sessionToken(request).ifPresent(sessions::end);
        signIn.forget(request, response);
        page.send(response, "");
    }
}
