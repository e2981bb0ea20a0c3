// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.people;

import dev.evenkeel.server.foundation.limits.DatabaseConcurrencyLimiter;
import dev.evenkeel.server.foundation.problems.ProblemException;
import dev.evenkeel.server.foundation.security.access.Person;
import dev.evenkeel.server.foundation.security.access.SameOriginCheck;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Lets people in by links that work once: the first account, and invitations. Forms are taken from this
/// server's own pages only.
@Controller
class InvitationController {
    private final SessionService sessions;
    private final InvitationRepository invitations;
    private final LocalAccountService accounts;
    private final LoginPageRenderer page;
    private final DatabaseConcurrencyLimiter shares;

    InvitationController(
            SessionService sessions,
            InvitationRepository invitations,
            LocalAccountService accounts,
            LoginPageRenderer page,
            DatabaseConcurrencyLimiter shares) {
        this.sessions = sessions;
        this.invitations = invitations;
        this.accounts = accounts;
        this.page = page;
        this.shares = shares;
    }

    @PostMapping("/login/first")
    void makeFirst(
            @RequestParam(defaultValue = "") String once,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String password,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        if (SameOriginCheck.isForeign(request) || !invitations.isFirst(once)) {
            page.send(response, "This link was used, or the server was started again since.", "/");
            return;
        }
        try {
            Person person = accounts.createFirst(name.strip(), password);
            SignInCookies.admit(request, response, open(person, "first account"), "/");
        } catch (ProblemException e) {
            page.sendFirst(response, LoginController.said(e), once);
        }
    }

    @GetMapping("/login/invitation")
    void invite(@RequestParam(defaultValue = "") String token, HttpServletResponse response) throws IOException {
        Optional<Person> person = invited(token);
        if (person.isPresent()) {
            page.sendInvitation(response, "", person.get().name(), token);
        } else {
            page.send(
                    response,
                    "This link was used, or its three days are over. Ask an administrator for a new one.",
                    "/");
        }
    }

    @PostMapping("/login/invitation")
    void accept(
            @RequestParam(defaultValue = "") String token,
            @RequestParam(defaultValue = "") String password,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Optional<Person> invited = invited(token);
        if (SameOriginCheck.isForeign(request) || invited.isEmpty()) {
            page.send(
                    response,
                    "This link was used, or its three days are over. Ask an administrator for a new one.",
                    "/");
            return;
        }
        try {
            Person person = accounts.accept(token, password);
            SignInCookies.admit(request, response, open(person, "invitation"), "/");
        } catch (ProblemException e) {
            page.sendInvitation(response, LoginController.said(e), invited.get().name(), token);
        }
    }

    private Optional<Person> invited(String token) {
        return shares.queryForUnknown(() -> invitations.find(token));
    }

    private String open(Person person, String how) {
        return shares.queryForUnknown(() -> sessions.open(person, how));
    }
}
