// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.people;

import dev.evenkeel.server.foundation.limits.LogLimit;
import dev.evenkeel.server.foundation.security.access.Person;
import dev.evenkeel.server.foundation.security.secrets.Ids;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Sign-in at a provider of OpenID Connect: the way there and the way back.
@Controller
class OidcApi {
    private static final Logger LOG = LoggerFactory.getLogger(OidcApi.class);
    private static final int LONGEST_LOGGED = 1_000;

    private final OidcProvider provider;
    private final OidcRequests requests;
    private final OidcSignIn signIn;
    private final OpenSessions sessions;
    private final LogLimit logLimit;

    OidcApi(OidcProvider provider, OidcRequests requests, OidcSignIn signIn, OpenSessions sessions, LogLimit logLimit) {
        this.provider = provider;
        this.requests = requests;
        this.signIn = signIn;
        this.sessions = sessions;
        this.logLimit = logLimit;
    }

    @GetMapping("/login/oidc")
    void leave(@RequestParam(defaultValue = "/") String to, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (provider.label().isEmpty()) {
            LoginPage.say(response, 404, "No provider", "This server has none: serve --oidc-issuer names one.");
            return;
        }
        String state = Ids.secret("");
        String browser = Ids.secret("");
        var pending = new OidcRequests.Pending(Ids.secret(""), Ids.secret(""), Targets.own(to));
        try {
            String address = provider.authorization(state, pending).toString();
            requests.keep(state, browser, pending);
            SignIn.goAway(request, response, browser);
            response.sendRedirect(address);
        } catch (OidcFailure e) {
            refuse(response, e);
        }
    }

    @GetMapping("/login/oidc/callback")
    void comeBack(
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String error,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        try {
            OidcRequests.Pending pending = SignIn.cameBack(request)
                    .flatMap(browser -> requests.take(state, browser))
                    .orElseThrow(
                            () -> new OidcFailure(
                                    "This sign-in was not begun in this browser, or took longer than ten minutes. Begin again."));
            SignIn.isBack(request, response);
            if (code.isEmpty()) {
                throw new OidcFailure(
                        "The provider let nobody in: " + (error.isEmpty() ? "no reason given" : error) + ".");
            }
            Person person = signIn.find(provider.redeem(code, pending));
            if (person.roles().isEmpty()) {
                LoginPage.say(
                        response,
                        403,
                        "No role yet",
                        "You are known as " + person.name()
                                + " and may do nothing yet. Ask an administrator for a role.");
                return;
            }
            SignIn.admit(request, response, sessions.open(person, "OpenID Connect"), pending.target());
        } catch (OidcFailure e) {
            refuse(response, e);
        }
    }

    private void refuse(HttpServletResponse response, OidcFailure failure) throws IOException {
        String why = (failure.getMessage() + " " + failure.getCause()).replaceAll("\\p{Cntrl}", "?");
        logLimit.log(
                "sign-in at the provider",
                more -> LOG.warn(
                        "Sign-in at the provider failed: {}{}",
                        why.substring(0, Math.min(why.length(), LONGEST_LOGGED)),
                        more));
        LoginPage.say(response, 401, "Not signed in", String.valueOf(failure.getMessage()));
    }
}
