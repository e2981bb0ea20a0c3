// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.access;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/// The page that asks for the admin token. It stands alone: no script, no file beside it.
@Component
class LoginPage {
    private static final String STYLE = """
            body{font:16px/1.5 system-ui,sans-serif;max-width:28rem;margin:15vh auto;padding:0 1rem;color:#1d2733;background:#fff}
            input,button{font:inherit;padding:.5rem .75rem;width:100%;box-sizing:border-box;margin:.25rem 0 1rem}
            button{background:#0b5cad;color:#fff;border:0;border-radius:.25rem;cursor:pointer}
            .fault{color:#a4161a}""";

    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>%s</title>%s<style>%s</style></head>
            <body><main>%s</main></body>
            </html>
            """;

    private static final String POLICY =
            "default-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; " + "style-src 'sha256-"
                    + Base64.getEncoder().encodeToString(Secret.of(STYLE).hash()) + "'";

    /// Sends the form with status 401; `fault` is plain text of ours, or empty.
    void send(HttpServletResponse response, String fault) throws IOException {
        String message = fault.isEmpty() ? "" : "<p class=\"fault\" role=\"alert\">" + fault + "</p>";
        String form = """
            <h1>Evenkeel</h1>
            %s
            <form method="post" action="/login">
            <label for="token">Admin token</label>
            <input id="token" name="token" type="password" autocomplete="current-password" required autofocus>
            <button>Sign in</button>
            </form>
            <p>The token is the one given to <code>serve --admin-token</code>. Without one, the server prints a link that
            works once when it starts.</p>""".formatted(message);
        write(response, HttpServletResponse.SC_UNAUTHORIZED, PAGE.formatted("Sign in - Evenkeel", "", STYLE, form));
    }

    /// Sends a page that leads to a path of this server. A redirect would not do: browsers keep a strict cookie back
    /// when the link was followed from another site.
    void sendOn(HttpServletResponse response, String path) throws IOException {
        String address = HtmlUtils.htmlEscape(path);
        String refresh = "<meta http-equiv=\"refresh\" content=\"0;url=" + address + "\">";
        String body = "<p>Signed in. <a href=\"" + address + "\">To the console</a></p>";
        write(response, HttpServletResponse.SC_OK, PAGE.formatted("Evenkeel", refresh, STYLE, body));
    }

    private static void write(HttpServletResponse response, int status, String page) throws IOException {
        response.setStatus(status);
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setContentType("text/html;charset=UTF-8");
        response.getOutputStream().write(page.getBytes(StandardCharsets.UTF_8));
    }
}
