// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.web;

import dev.evenkeel.server.foundation.problems.Problem;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// The filter that rejects GET and HEAD requests with a body before any other filter, and closes their
/// connection. No endpoint reads such a body, and a slow sender would only hold a request open.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class GetBodyRejectionFilter extends OncePerRequestFilter {
    private final ProblemWriter problems;

    GetBodyRejectionFilter(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String method = request.getMethod();
        boolean read = method.equals("GET") || method.equals("HEAD");
        return !read || !RequestBodyReader.hasBody(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Problem problem = Problem.of(
                ProblemCode.MALFORMED,
                "The " + request.getMethod() + " request has a body, which GET and HEAD requests must not have. The"
                        + " request was not processed.",
                "Remove the body, Content-Length and Transfer-Encoding, or use a method that GET /v3/api-docs lists.");
        problems.sendAndClose(request, response, problem);
    }
}
