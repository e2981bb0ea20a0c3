// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.identity;

import dev.evenkeel.server.foundation.limits.LogRateLimiter;
import dev.evenkeel.server.foundation.security.access.UserAccount;
import dev.evenkeel.server.foundation.security.secrets.IdAndSecretGenerator;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// HTTP endpoints for sign-in with OpenID Connect: the redirect to the provider, and its callback.
@Controller
class OidcController {
    private static final Logger LOG = LoggerFactory.getLogger(OidcController.class);
    private static final int LONGEST_LOGGED = 1_000;

    private final OidcProviderClient provider;
    private final OidcRequestRepository requests;
    private final OidcAccountProvisioner signIn;
    private final SessionService sessions;
    private final LogRateLimiter logLimit;
    private final SignInCookies cookies;

    OidcController(
            OidcProviderClient provider,
            OidcRequestRepository requests,
            OidcAccountProvisioner signIn,
            SessionService sessions,
            LogRateLimiter logLimit,
            SignInCookies cookies) {
        this.cookies = cookies;
        this.provider = provider;
        this.requests = requests;
        this.signIn = signIn;
        this.sessions = sessions;
        this.logLimit = logLimit;
    }

    @GetMapping("/login/oidc")
    void startSignIn(
            @RequestParam(defaultValue = "/") String to, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (provider.label().isEmpty()) {
            LoginPageRenderer.sendMessagePage(
                    response,
                    404,
                    "Single sign-on is not configured",
                    "Start the server with --oidc-issuer and --oidc-client-id.");
            return;
        }
        String state = IdAndSecretGenerator.newSecret("");
        String browser = IdAndSecretGenerator.newSecret("");
        var pending = new OidcRequestRepository.PendingSignIn(
                IdAndSecretGenerator.newSecret(""), IdAndSecretGenerator.newSecret(""), SignInRedirects.toOwnPath(to));
        try {
            String address = provider.buildAuthorizationUri(state, pending).toString();
            requests.save(state, browser, pending);
            cookies.setProviderCookie(request, response, browser);
            response.sendRedirect(address);
        } catch (OidcSignInException e) {
            refuse(response, e);
        }
    }

    @GetMapping("/login/oidc/callback")
    void completeSignIn(
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String error,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        try {
            OidcRequestRepository.PendingSignIn pending = cookies.findProviderCookie(request)
                    .flatMap(browser -> requests.consume(state, browser))
                    .orElseThrow(() -> new OidcSignInException(
                            "The sign-in did not start in this browser, or took longer than 10 minutes."
                                    + " Try again."));
            cookies.clearProviderCookie(request, response);
            if (code.isEmpty()) {
                throw new OidcSignInException("The identity provider rejected the sign-in: "
                        + (error.isEmpty() ? "no reason given" : error) + ".");
            }
            UserAccount account = signIn.findOrCreatePerson(provider.exchangeCode(code, pending));
            if (account.roles().isEmpty()) {
                LoginPageRenderer.sendMessagePage(
                        response,
                        403,
                        "No role yet",
                        "You are signed in as " + account.name()
                                + ", but have no role. Ask an administrator for a role.");
                return;
            }
            cookies.startSession(request, response, sessions.create(account, "OpenID Connect"), pending.redirectPath());
        } catch (OidcSignInException e) {
            refuse(response, e);
        }
    }

    private void refuse(HttpServletResponse response, OidcSignInException failure) throws IOException {
        String why = (failure.getMessage() + " " + failure.getCause()).replaceAll("\\p{Cntrl}", "?");
        logLimit.log(
                "single sign-on",
                more -> LOG.warn(
                        "Single sign-on failed: {}{}", why.substring(0, Math.min(why.length(), LONGEST_LOGGED)), more));
        LoginPageRenderer.sendMessagePage(response, 401, "Not signed in", String.valueOf(failure.getMessage()));
    }
}
