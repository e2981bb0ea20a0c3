// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.identity;

import dev.evenkeel.server.foundation.limits.DatabaseConcurrencyLimiter;
import dev.evenkeel.server.foundation.security.access.RequestAuthenticator;
import dev.evenkeel.server.foundation.security.access.SignInEntryPoint;
import dev.evenkeel.server.foundation.security.secrets.HashedSecret;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/// Renderer of the sign-in pages. They are self-contained: no scripts, and no files except the icon.
@Component
class LoginPageRenderer implements SignInEntryPoint {
    private static final String STYLE = """
            :root{color-scheme:light dark}
            body{font:16px/1.5 system-ui,sans-serif;max-width:28rem;margin:12vh auto;padding:0 1rem;color:#1d2733;background:#fff}
            input,button,.button{font:inherit;padding:.5rem .75rem;width:100%;box-sizing:border-box;margin:.25rem 0 1rem}
            button,.button{background:#0b5cad;color:#fff;border:0;border-radius:.25rem;cursor:pointer}
            .button{display:block;text-align:center;text-decoration:none}
            .fault{color:#a4161a}
            details{margin-top:1.5rem}
            @media (prefers-color-scheme:dark){
            body{color:#e6ebf1;background:#141a21}a{color:#7fb8ee}.fault{color:#ff8f8f}
            input{color:inherit;background:#1f2832;border:1px solid #51606f;border-radius:.25rem}}""";

    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><link rel="icon" href="/favicon.ico"><title>%s</title>%s<style>%s</style></head>
            <body><main>%s</main></body>
            </html>
            """;

    private static final String POLICY =
            "default-src 'none'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; "
                    + "style-src 'sha256-"
                    + Base64.getEncoder().encodeToString(HashedSecret.of(STYLE).hash()) + "'";

    private static final String NEW_PASSWORD = """
            <label for="password">Password (at least 15 characters)</label>
            <input id="password" name="password" type="password" autocomplete="new-password" minlength="15" required>""";

    private final RequestAuthenticator credentials;
    private final OidcProviderClient provider;
    private final LocalSignInService local;
    private final InvitationRepository invitations;
    private final DatabaseConcurrencyLimiter limiter;

    LoginPageRenderer(
            RequestAuthenticator credentials,
            OidcProviderClient provider,
            LocalSignInService local,
            InvitationRepository invitations,
            DatabaseConcurrencyLimiter limiter) {
        this.credentials = credentials;
        this.provider = provider;
        this.local = local;
        this.invitations = invitations;
        this.limiter = limiter;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response) throws IOException {
        sendLoginPage(response, "", request.getMethod().equals("GET") ? request.getRequestURI() : "/");
    }

    /// Sends the page with every configured sign-in method, with status 200, to a client that requests it.
    ///
    /// @param target path of this server to redirect to
    void sendLoginPage(HttpServletResponse response, String target) throws IOException {
        write(response, HttpServletResponse.SC_OK, "Sign in", signInMethods("", target));
    }

    /// Sends the page with every configured sign-in method, with status 401.
    ///
    /// @param fault error message, or empty
    /// @param target path of this server to redirect to
    void sendLoginPage(HttpServletResponse response, String fault, String target) throws IOException {
        write(response, HttpServletResponse.SC_UNAUTHORIZED, "Sign in", signInMethods(fault, target));
    }

    private String signInMethods(String fault, String target) {
        StringBuilder ways = new StringBuilder("<h1>Evenkeel</h1>").append(alert(fault));
        provider.label()
                .ifPresent(label -> ways.append("<a class=\"button\" href=\"/login/oidc?to=")
                        .append(HtmlUtils.htmlEscape(URLEncoder.encode(target, StandardCharsets.UTF_8)))
                        .append("\">Sign in with ")
                        .append(HtmlUtils.htmlEscape(label))
                        .append("</a>"));
        boolean passwords = limiter.runQueryForUnknownCaller(local::hasAccounts);
        if (passwords) {
            ways.append(passwordForm(target));
        }
        ways.append(tokenForm(target, !passwords && provider.label().isEmpty()));
        return ways.append("<p><a href=\"/docs\">Documentation</a> (no account needed)</p>")
                .toString();
    }

    private static String passwordForm(String target) {
        return """
            <form method="post" action="/login">
            %s<label for="name">Username</label>
            <input id="name" name="name" autocomplete="username" autocapitalize="none" required autofocus>
            <label for="password">Password</label>
            <input id="password" name="password" type="password" autocomplete="current-password" required>
            <button>Sign in</button>
            </form>""".formatted(hidden("to", target));
    }

    /// @param only whether no other sign-in method exists
    private String tokenForm(String target, boolean only) {
        if (!credentials.hasAdminToken()) {
            return !only
                    ? ""
                    : "<p>There are no users yet. To create the first administrator, open the link that the server"
                            + " printed at startup.</p>";
        }
        return """
            <details%s><summary>Admin token</summary>
            <form method="post" action="/login">
            %s<label for="token">Token set with <code>serve --admin-token</code></label>
            <input id="token" name="token" type="password" autocomplete="off" required%s>
            <button>Sign in</button>
            </form></details>""".formatted(only ? " open" : "", hidden("to", target), only ? " autofocus" : "");
    }

    /// Sends the form to create the first account if its link is still valid.
    ///
    /// @param token token of the link
    void sendFirstAccountForm(HttpServletResponse response, String token) throws IOException {
        if (invitations.isFirstAccountToken(token)) {
            sendFirstAccountForm(response, "", token);
        } else {
            sendLoginPage(
                    response,
                    "This link has been used, or the server was restarted. Use the link that the last start printed.",
                    "/");
        }
    }

    /// Sends the form to create the first account.
    void sendFirstAccountForm(HttpServletResponse response, String fault, String token) throws IOException {
        String form = """
            <h1>Evenkeel</h1>
            <p>Create the first administrator. Administrators can invite others.</p>
            %s<form method="post" action="/login/first">
            %s<label for="name">Username (letters, digits, . _ @ + -; shown in the audit log)</label>
            <input id="name" name="name" autocomplete="username" autocapitalize="none" required autofocus>
            %s
            <button>Create administrator</button>
            </form>""".formatted(alert(fault), hidden("once", token), NEW_PASSWORD);
        write(response, HttpServletResponse.SC_OK, "First administrator", form);
    }

    /// Sends the form in which an invited person sets a password.
    void sendInvitationForm(HttpServletResponse response, String fault, String name, String token) throws IOException {
        String form = """
            <h1>Evenkeel</h1>
            <p>Welcome, %s. Choose a password.</p>
            %s<form method="post" action="/login/invitation">
            %s<input name="name" value="%s" autocomplete="username" readonly hidden>
            %s
            <button>Set password and sign in</button>
            </form>""".formatted(
                        HtmlUtils.htmlEscape(name),
                        alert(fault),
                        hidden("token", token),
                        HtmlUtils.htmlEscape(name),
                        NEW_PASSWORD);
        write(response, HttpServletResponse.SC_OK, "Invitation", form);
    }

    /// Sends a page with a message.
    static void sendMessagePage(HttpServletResponse response, int status, String title, String text)
            throws IOException {
        write(
                response,
                status,
                title,
                "<h1>" + HtmlUtils.htmlEscape(title) + "</h1><p role=\"alert\">" + HtmlUtils.htmlEscape(text)
                        + "</p><p><a href=\"/\">Open the console</a></p>");
    }

    /// Sends a page that forwards to a path of this server. A redirect would not work: browsers withhold a
    /// strict cookie when the link was followed from another site.
    static void sendRedirectPage(HttpServletResponse response, String path) throws IOException {
        String address = HtmlUtils.htmlEscape(path);
        String refresh = "<meta http-equiv=\"refresh\" content=\"0;url=" + address + "\">";
        String body = "<p>Signed in. <a href=\"" + address + "\">Open the console</a></p>";
        write(response, HttpServletResponse.SC_OK, PAGE.formatted("Evenkeel", refresh, STYLE, body));
    }

    private static String alert(String fault) {
        return fault.isEmpty() ? "" : "<p class=\"fault\" role=\"alert\">" + HtmlUtils.htmlEscape(fault) + "</p>";
    }

    private static String hidden(String name, String value) {
        return "<input type=\"hidden\" name=\"" + name + "\" value=\"" + HtmlUtils.htmlEscape(value) + "\">";
    }

    private static void write(HttpServletResponse response, int status, String title, String body) throws IOException {
        write(response, status, PAGE.formatted(title + " - Evenkeel", "", STYLE, body));
    }

    private static void write(HttpServletResponse response, int status, String page) throws IOException {
        response.setStatus(status);
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("text/html;charset=UTF-8");
        response.getOutputStream().write(page.getBytes(StandardCharsets.UTF_8));
    }
}
