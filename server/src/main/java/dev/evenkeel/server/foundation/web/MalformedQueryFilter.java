// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.web;

import dev.evenkeel.server.foundation.problems.Problem;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// The filter that rejects requests whose query cannot be decoded, before other code reads a parameter and
/// Tomcat fails to decode it.
@Component
@Order(MalformedQueryFilter.ORDER)
class MalformedQueryFilter extends OncePerRequestFilter {
    /// Before the sender is authenticated.
    static final int ORDER = 5;

    private final ProblemWriter problems;

    MalformedQueryFilter(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isDecodable(request)) {
            chain.doFilter(request, response);
            return;
        }
        Problem problem = Problem.of(
                ProblemCode.MALFORMED,
                "The query string of the URL is malformed. The request was not processed.",
                "Send at most 1,000 parameters, percent-encoded as UTF-8 (%25 for a percent sign).");
        problems.send(request, response, problem);
    }

    private static boolean isDecodable(HttpServletRequest request) {
        try {
            request.getParameterMap();
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }
}
