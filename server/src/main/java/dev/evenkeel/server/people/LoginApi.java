// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.people;

import dev.evenkeel.server.access.Credentials;
import dev.evenkeel.server.access.Person;
import dev.evenkeel.server.access.SameOrigin;
import dev.evenkeel.server.platform.Problem;
import dev.evenkeel.server.platform.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Opens and ends sessions of the console: by password, by the administrator's token, by links that work
/// once. Forms are taken from this server's own pages only.
@Controller
class LoginApi {
    private final Credentials credentials;
    private final OpenSessions sessions;
    private final Invitations invitations;
    private final LocalSignIn local;
    private final LoginPage page;

    LoginApi(
            Credentials credentials,
            OpenSessions sessions,
            Invitations invitations,
            LocalSignIn local,
            LoginPage page) {
        this.credentials = credentials;
        this.sessions = sessions;
        this.invitations = invitations;
        this.local = local;
        this.page = page;
    }

    @GetMapping("/login")
    void show(
            @RequestParam(defaultValue = "") String once,
            @RequestParam(defaultValue = "/") String to,
            HttpServletResponse response)
            throws IOException {
        if (once.isEmpty()) {
            page.send(response, "", Targets.own(to));
        } else if (invitations.isFirst(once)) {
            page.sendFirst(response, "", once);
        } else {
            page.send(response, "This link was used, or the server was started again since.", "/");
        }
    }

    /// What the form of the page says: a token, or a name and a password.
    ///
    /// @param to path to go to then
    record Form(
            @Nullable String token,
            @Nullable String name,
            @Nullable String password,
            @Nullable String to) {
        String target() {
            return Targets.own(to == null ? "/" : to);
        }
    }

    @PostMapping("/login")
    void enter(@ModelAttribute Form form, HttpServletRequest request, HttpServletResponse response) throws IOException {
        String token = form.token();
        if (SameOrigin.isForeign(request)) {
            page.send(response, "The form came from another site. Sign in here.", "/");
        } else if (token != null) {
            enterByToken(token.strip(), form.target(), request, response);
        } else {
            enterByPassword(form, request, response);
        }
    }

    private void enterByToken(String token, String target, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (credentials.isAdminToken(token)) {
            SignIn.admit(request, response, sessions.openForAdminToken(), target);
        } else {
            page.send(response, "This is not the administrator's token.", target);
        }
    }

    private void enterByPassword(Form form, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String name = form.name() == null ? "" : form.name().strip();
        String password = form.password() == null ? "" : form.password();
        try {
            Optional<Person> person = local.find(name, password, request.getRemoteAddr());
            if (person.isPresent()) {
                SignIn.admit(request, response, sessions.open(person.get(), "password"), form.target());
            } else {
                page.send(response, "Nobody has this name and password.", form.target());
            }
        } catch (ProblemException e) {
            page.send(response, said(e), form.target());
        }
    }

    @PostMapping("/login/first")
    void makeFirst(
            @RequestParam(defaultValue = "") String once,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String password,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        if (SameOrigin.isForeign(request) || !invitations.isFirst(once)) {
            page.send(response, "This link was used, or the server was started again since.", "/");
            return;
        }
        try {
            Person person = local.createFirst(name.strip(), password);
            SignIn.admit(request, response, sessions.open(person, "first account"), "/");
        } catch (ProblemException e) {
            page.sendFirst(response, said(e), once);
        }
    }

    @GetMapping("/login/invitation")
    void invite(@RequestParam(defaultValue = "") String token, HttpServletResponse response) throws IOException {
        Optional<Person> person = invitations.find(token);
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
        Optional<Person> invited = invitations.find(token);
        if (SameOrigin.isForeign(request) || invited.isEmpty()) {
            page.send(
                    response,
                    "This link was used, or its three days are over. Ask an administrator for a new one.",
                    "/");
            return;
        }
        try {
            Person person = local.accept(token, password);
            SignIn.admit(request, response, sessions.open(person, "invitation"), "/");
        } catch (ProblemException e) {
            page.sendInvitation(response, said(e), invited.get().name(), token);
        }
    }

    @PostMapping("/logout")
    void leave(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!SameOrigin.isForeign(request)) {
            Credentials.sessionToken(request).ifPresent(sessions::close);
            SignIn.forget(request, response);
        }
        page.send(response, "", "/");
    }

    private static String said(ProblemException error) {
        Problem problem = error.problem();
        return problem.detail() + " " + problem.remedy();
    }
}
