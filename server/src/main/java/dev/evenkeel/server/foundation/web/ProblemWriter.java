// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.web;

import dev.evenkeel.server.foundation.problems.OfrepErrorResponse;
import dev.evenkeel.server.foundation.problems.Problem;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Writer of problems outside Spring MVC: in filters and error pages.
@Component
public class ProblemWriter {
    private static final int RETRY_SECONDS = 1;
    /* Spreads the retries of senders that were rejected together. */
    private static final int LONGEST_RETRY_SECONDS = 3;
    private static final int TOO_MANY_REQUESTS = 429;
    private final JsonMapper json;

    ProblemWriter(JsonMapper json) {
        this.json = json;
    }

    /// Sends the problem as the complete response. Does nothing when the response is already committed. For
    /// paths below `/ofrep/`, the error has the format of that protocol.
    public void send(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
        send(request, response, problem, HttpHeaders.EMPTY);
    }

    /// Sends the problem for a request whose body was not read completely, and closes the connection after the
    /// response.
    void sendAndClose(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
        HttpHeaders headers = new HttpHeaders();
        headers.setConnection("close");
        request.setAttribute(JsonErrorValve.CLOSE_ATTRIBUTE, true);
        send(request, response, problem, headers);
    }

    /// Sends the problem with additional headers, such as `Allow`.
    void send(HttpServletRequest request, HttpServletResponse response, Problem problem, HttpHeaders headers)
            throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.reset();
        SecurityHeaders.set(request, response);
        headers.forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        response.setStatus(problem.status());
        if (problem.status() == HttpServletResponse.SC_UNAUTHORIZED) {
            response.setHeader("WWW-Authenticate", "Bearer");
        }
        if (problem.status() == HttpServletResponse.SC_SERVICE_UNAVAILABLE || problem.status() == TOO_MANY_REQUESTS) {
            response.setHeader("Retry-After", String.valueOf(retrySeconds(problem)));
        }
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        boolean ofrep = OfrepErrorResponse.isFor(path(request));
        response.setContentType(ofrep ? OfrepErrorResponse.MEDIA_TYPE : Problem.MEDIA_TYPE);
        Object body = ofrep ? OfrepErrorResponse.of(problem, path(request)) : problem;
        response.getOutputStream().write(json.writeValueAsBytes(body));
    }

    private static int retrySeconds(Problem problem) {
        return problem.code().equals(ProblemCode.OVERLOADED.text())
                ? ThreadLocalRandom.current().nextInt(RETRY_SECONDS, LONGEST_RETRY_SECONDS + 1)
                : RETRY_SECONDS;
    }

    /// Returns the requested path, also during an error dispatch.
    private static String path(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String uri
                ? uri
                : request.getRequestURI();
    }
}
