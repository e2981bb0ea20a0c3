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

/// Refuses requests whose query cannot be decoded, before anything else asks for a parameter: the web server
/// decodes it then, and fails.
@Component
@Order(MalformedQueryFilter.ORDER)
class MalformedQueryFilter extends OncePerRequestFilter {
    /// Before the sender is identified.
    static final int ORDER = 5;

    private final ProblemWriter problems;

    MalformedQueryFilter(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isReadable(request)) {
            chain.doFilter(request, response);
            return;
        }
        Problem problem = Problem.of(
                ProblemCode.MALFORMED,
                "The query of the address cannot be read. Nothing was done.",
                "Write at most 1,000 parameters, in UTF-8, with %25 for a percent sign.");
        problems.send(request, response, problem);
    }

    private static boolean isReadable(HttpServletRequest request) {
        try {
            request.getParameterMap();
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }
}
