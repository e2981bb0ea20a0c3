// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.platform;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Writes problems from places where Spring MVC does not: filters and error pages.
@Component
public class Problems {
    private static final String RETRY_SECONDS = "1";
    private final JsonMapper json;

    record OfrepError(String errorCode, String errorDetails) {}

    Problems(JsonMapper json) {
        this.json = json;
    }

    /// Sends the problem as the whole answer. Does nothing when the answer is already on its way.
    /// Below `/ofrep/` the error is written as that protocol wants it.
    public void send(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.reset();
        response.setStatus(problem.status());
        if (problem.status() == HttpServletResponse.SC_UNAUTHORIZED) {
            response.setHeader("WWW-Authenticate", "Bearer");
        }
        if (problem.status() == HttpServletResponse.SC_SERVICE_UNAVAILABLE) {
            response.setHeader("Retry-After", RETRY_SECONDS);
        }
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentType(Problem.MEDIA_TYPE);
        Object body = request.getRequestURI().startsWith("/ofrep/")
                ? new OfrepError(
                        problem.status() == 400 ? "PARSE_ERROR" : "GENERAL", problem.detail() + " " + problem.remedy())
                : problem;
        response.getOutputStream().write(json.writeValueAsBytes(body));
    }
}
