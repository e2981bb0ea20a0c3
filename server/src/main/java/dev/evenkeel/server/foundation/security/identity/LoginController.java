// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.identity;

import dev.evenkeel.server.foundation.limits.DatabaseConcurrencyLimiter;
import dev.evenkeel.server.foundation.problems.Problem;
import dev.evenkeel.server.foundation.problems.ProblemException;
import dev.evenkeel.server.foundation.security.access.RequestAuthenticator;
import dev.evenkeel.server.foundation.security.access.SameOriginCheck;
import dev.evenkeel.server.foundation.security.access.UserAccount;
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

/// HTTP endpoints that open and end console sessions, by password, admin token or one-time link. Accepts forms only
/// from pages
/// of this server.
@Controller
class LoginController {
    private final RequestAuthenticator credentials;
    private final SessionService sessions;
    private final LocalSignInService local;
    private final SignInLinkRegistry links;
    private final LoginPageRenderer page;
    private final DatabaseConcurrencyLimiter limiter;
    private final SignInCookies cookies;

    LoginController(
            RequestAuthenticator credentials,
            SessionService sessions,
            LocalSignInService local,
            SignInLinkRegistry links,
            LoginPageRenderer page,
            DatabaseConcurrencyLimiter limiter,
            SignInCookies cookies) {
        this.cookies = cookies;
        this.credentials = credentials;
        this.sessions = sessions;
        this.local = local;
        this.links = links;
        this.page = page;
        this.limiter = limiter;
    }

    @GetMapping("/login")
    void showLoginPage(
            @RequestParam(defaultValue = "") String once,
            @RequestParam(defaultValue = "") String link,
            @RequestParam(defaultValue = "/") String to,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        if (!once.isEmpty()) {
            page.sendFirstAccountForm(response, once);
        } else if (!link.isEmpty()) {
            signInByLink(link, SignInRedirects.toOwnPath(to), request, response);
        } else {
            page.sendLoginPage(response, SignInRedirects.toOwnPath(to));
        }
    }

    private void signInByLink(String link, String target, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (links.consume(link)) {
            startAdminSession(target, "one-time link", request, response);
        } else {
            page.sendLoginPage(response, "This link was used already or has expired. Sign in here.", target);
        }
    }

    private void startAdminSession(String target, String how, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        cookies.startSession(
                request, response, limiter.runQueryForUnknownCaller(() -> sessions.createForAdminToken(how)), target);
    }

    /// The fields of the login form: a token, or a name and a password.
    ///
    /// @param to path to redirect to
    private record LoginForm(@Nullable String token, String name, String password, String to) {
        static LoginForm of(HttpServletRequest request) {
            return new LoginForm(
                    request.getParameter("token"),
                    text(request, "name").strip(),
                    text(request, "password"),
                    SignInRedirects.toOwnPath(text(request, "to")));
        }

        private static String text(HttpServletRequest request, String field) {
            return Objects.requireNonNullElse(request.getParameter(field), "");
        }
    }

    @PostMapping("/login")
    void signIn(HttpServletRequest request, HttpServletResponse response) throws IOException {
        LoginForm form = LoginForm.of(request);
        String token = form.token();
        if (SameOriginCheck.isCrossOrigin(request)) {
            page.sendLoginPage(response, "The form was sent from another site. Sign in here.", "/");
        } else if (token != null) {
            signInByToken(token.strip(), form.to(), request, response);
        } else {
            signInByPassword(form, request, response);
        }
    }

    private void signInByToken(String token, String target, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (credentials.isAdminToken(token)) {
            startAdminSession(target, "admin token", request, response);
        } else {
            page.sendLoginPage(response, "The admin token is wrong.", target);
        }
    }

    private void signInByPassword(LoginForm form, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        try {
            Optional<UserAccount> person = local.authenticate(form.name(), form.password(), request.getRemoteAddr());
            if (person.isPresent()) {
                cookies.startSession(
                        request,
                        response,
                        limiter.runQueryForUnknownCaller(() -> sessions.create(person.get(), "password")),
                        form.to());
            } else {
                page.sendLoginPage(response, "Wrong username or password.", form.to());
            }
        } catch (ProblemException e) {
            page.sendLoginPage(response, toMessage(e), form.to());
        }
    }

    @PostMapping("/logout")
    void signOut(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!SameOriginCheck.isCrossOrigin(request)) {
            credentials
                    .findSessionToken(request)
                    .ifPresent(token -> limiter.runQueryForUnknownCaller(() -> {
                        sessions.close(token);
                        return true;
                    }));
            cookies.clearSession(request, response);
        }
        page.sendLoginPage(response, "", "/");
    }

    /// Formats a problem for a page.
    static String toMessage(ProblemException error) {
        Problem problem = error.problem();
        return problem.detail() + " " + problem.remedy();
    }
}
