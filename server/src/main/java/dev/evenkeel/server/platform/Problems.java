// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.platform;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Writes problems from places where Spring MVC does not: filters and error pages.
@Component
public class Problems {
    private static final String RETRY_SECONDS = "1";
    private final JsonMapper json;

    Problems(JsonMapper json) {
        this.json = json;
    }

    /// Sends the problem as the whole answer. Does nothing when the answer is already on its way.
    public void send(HttpServletResponse response, Problem problem) throws IOException {
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
        response.setContentType(Problem.MEDIA_TYPE);
        response.getOutputStream().write(json.writeValueAsBytes(problem));
    }
}
