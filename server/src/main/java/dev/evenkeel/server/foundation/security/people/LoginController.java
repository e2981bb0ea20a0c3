// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.people;

import dev.evenkeel.server.foundation.limits.DatabaseConcurrencyLimiter;
import dev.evenkeel.server.foundation.problems.Problem;
import dev.evenkeel.server.foundation.problems.ProblemException;
import dev.evenkeel.server.foundation.security.access.Person;
import dev.evenkeel.server.foundation.security.access.RequestAuthenticator;
import dev.evenkeel.server.foundation.security.access.SameOriginCheck;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Opens and ends sessions of the console: by password, by the administrator's token. Forms are taken from this
/// server's own pages only.
@Controller
class LoginController {
    private final RequestAuthenticator credentials;
    private final SessionService sessions;
    private final LocalSignInService local;
    private final LoginPageRenderer page;
    private final DatabaseConcurrencyLimiter shares;

    LoginController(
            RequestAuthenticator credentials,
            SessionService sessions,
            LocalSignInService local,
            LoginPageRenderer page,
            DatabaseConcurrencyLimiter shares) {
        this.credentials = credentials;
        this.sessions = sessions;
        this.local = local;
        this.page = page;
        this.shares = shares;
    }

    @GetMapping("/login")
    void show(
            @RequestParam(defaultValue = "") String once,
            @RequestParam(defaultValue = "/") String to,
            HttpServletResponse response)
            throws IOException {
        if (once.isEmpty()) {
            page.send(response, "", SignInRedirects.own(to));
        } else {
            page.sendFirst(response, once);
        }
    }

    /// What the form of the page says: a token, or a name and a password.
    ///
    /// @param to path to go to then
    private record LoginForm(@Nullable String token, String name, String password, String to) {
        static LoginForm of(HttpServletRequest request) {
            return new LoginForm(
                    request.getParameter("token"),
                    text(request, "name").strip(),
                    text(request, "password"),
                    SignInRedirects.own(text(request, "to")));
        }

        private static String text(HttpServletRequest request, String field) {
            return Objects.requireNonNullElse(request.getParameter(field), "");
        }
    }

    @PostMapping("/login")
    void enter(HttpServletRequest request, HttpServletResponse response) throws IOException {
        LoginForm form = LoginForm.of(request);
        String token = form.token();
        if (SameOriginCheck.isForeign(request)) {
            page.send(response, "The form came from another site. Sign in here.", "/");
        } else if (token != null) {
            enterByToken(token.strip(), form.to(), request, response);
        } else {
            enterByPassword(form, request, response);
        }
    }

    private void enterByToken(String token, String target, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (credentials.isAdminToken(token)) {
            SignInCookies.admit(request, response, shares.queryForUnknown(sessions::openForAdminToken), target);
        } else {
            page.send(response, "This is not the administrator's token.", target);
        }
    }

    private void enterByPassword(LoginForm form, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        try {
            Optional<Person> person = local.find(form.name(), form.password(), request.getRemoteAddr());
            if (person.isPresent()) {
                SignInCookies.admit(
                        request,
                        response,
                        shares.queryForUnknown(() -> sessions.open(person.get(), "password")),
                        form.to());
            } else {
                page.send(response, "Nobody has this name and password.", form.to());
            }
        } catch (ProblemException e) {
            page.send(response, said(e), form.to());
        }
    }

    @PostMapping("/logout")
    void leave(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!SameOriginCheck.isForeign(request)) {
            RequestAuthenticator.sessionToken(request)
                    .ifPresent(token -> shares.queryForUnknown(() -> {
                        sessions.close(token);
                        return true;
                    }));
            SignInCookies.forget(request, response);
        }
        page.send(response, "", "/");
    }

    /// What a problem says, for a page.
    static String said(ProblemException error) {
        Problem problem = error.problem();
        return problem.detail() + " " + problem.remedy();
    }
}
