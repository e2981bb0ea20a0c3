// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.identity;

import dev.evenkeel.server.foundation.limits.DatabaseConcurrencyLimiter;
import dev.evenkeel.server.foundation.problems.ProblemException;
import dev.evenkeel.server.foundation.security.access.SameOriginCheck;
import dev.evenkeel.server.foundation.security.access.UserAccount;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// HTTP endpoints for one-time links: the first account, and invitations. Accepts forms only from pages of this
/// server.
@Controller
class AccountActivationFormController {
    private final SessionService sessions;
    private final InvitationRepository invitations;
    private final AccountPasswordService accounts;
    private final LoginPageRenderer page;
    private final DatabaseConcurrencyLimiter limiter;
    private final SignInCookies cookies;

    AccountActivationFormController(
            SessionService sessions,
            InvitationRepository invitations,
            AccountPasswordService accounts,
            LoginPageRenderer page,
            DatabaseConcurrencyLimiter limiter,
            SignInCookies cookies) {
        this.cookies = cookies;
        this.sessions = sessions;
        this.invitations = invitations;
        this.accounts = accounts;
        this.page = page;
        this.limiter = limiter;
    }

    @PostMapping("/login/first")
    void createFirstAccount(
            @RequestParam(defaultValue = "") String once,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String password,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        if (SameOriginCheck.isCrossOrigin(request) || !invitations.isFirstAccountToken(once)) {
            page.sendLoginPage(
                    response,
                    "This link has been used, or the server was restarted. Use the link that the last start printed.",
                    "/");
            return;
        }
        try {
            UserAccount account = accounts.createFirstAccount(name.strip(), password);
            cookies.startSession(request, response, createSession(account, "first account"), "/");
        } catch (ProblemException e) {
            page.sendFirstAccountForm(response, LoginController.toMessage(e), once);
        }
    }

    @GetMapping("/login/invitation")
    void showInvitation(@RequestParam(defaultValue = "") String token, HttpServletResponse response)
            throws IOException {
        Optional<UserAccount> person = findInvited(token);
        if (person.isPresent()) {
            page.sendInvitationForm(response, "", person.get().name(), token);
        } else {
            page.sendLoginPage(
                    response,
                    "This link has been used or has expired (after 3 days). Ask an administrator for a new one.",
                    "/");
        }
    }

    @PostMapping("/login/invitation")
    void acceptInvitation(
            @RequestParam(defaultValue = "") String token,
            @RequestParam(defaultValue = "") String password,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Optional<UserAccount> invited = findInvited(token);
        if (SameOriginCheck.isCrossOrigin(request) || invited.isEmpty()) {
            page.sendLoginPage(
                    response,
                    "This link has been used or has expired (after 3 days). Ask an administrator for a new one.",
                    "/");
            return;
        }
        try {
            UserAccount account = accounts.acceptInvitation(token, password);
            cookies.startSession(request, response, createSession(account, "invitation"), "/");
        } catch (ProblemException e) {
            page.sendInvitationForm(
                    response, LoginController.toMessage(e), invited.get().name(), token);
        }
    }

    private Optional<UserAccount> findInvited(String token) {
        return limiter.runQueryForUnknownCaller(() -> invitations.findByToken(token));
    }

    private String createSession(UserAccount account, String how) {
        return limiter.runQueryForUnknownCaller(() -> sessions.create(account, how));
    }
}
