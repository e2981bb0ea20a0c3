// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.platform;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Reads each request's body into memory, up to the limit of its path, before anything else looks at it. A
/// larger one is answered with 413. Forms of the console are left to the web server, which limits them
/// itself. Runs after the caller was identified, so that strangers cannot fill the memory.
@Component
@Order(BodyLimits.ORDER)
class BodyLimits extends OncePerRequestFilter {
    static final int ORDER = 20;
    private static final int USUAL = 1_000_000;
    private static final int OUTCOMES = 2_000_000;
    private static final int DEFINITION = 10_000_000;

    /// Paths that take their body as it comes, whatever its type: some programs call JSON a form.
    private static final List<String> FOR_PROGRAMS = List.of("/ofrep/", "/sdk/", "/flagd/", "/api/");

    private final Problems problems;

    BodyLimits(Problems problems) {
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        long length = request.getContentLengthLong();
        String type = request.getContentType();
        boolean form = type != null && type.startsWith("application/x-www-form-urlencoded");
        boolean ofConsole = FOR_PROGRAMS.stream().noneMatch(request.getRequestURI()::startsWith);
        return (form && ofConsole) || length == 0 || (length < 0 && request.getHeader("Transfer-Encoding") == null);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        int limit = limit(request.getRequestURI());
        byte[] body = request.getContentLengthLong() > limit
                ? new byte[limit + 1]
                : request.getInputStream().readNBytes(limit + 1);
        if (body.length > limit) {
            response.setHeader("Connection", "close");
            problems.send(request, response, tooLarge(limit, request.getRequestURI()));
        } else {
            chain.doFilter(new BufferedRequest(request, body), response);
        }
    }

    private static Problem tooLarge(int limit, String path) {
        return Problem.of(
                ErrorCode.TOO_LARGE,
                "The body is larger than " + limit + " bytes, the most that " + path + " takes.",
                "Send less at once.");
    }

    private static int limit(String path) {
        if (path.equals("/sdk/v1/outcomes")) {
            return OUTCOMES;
        }
        boolean large = path.startsWith("/api/v1/environments/")
                || path.startsWith("/api/v1/alerts/")
                || path.equals("/api/v1/incidents/import")
                || path.equals("/api/v1/work-items")
                || path.equals("/api/v1/decision-records")
                || path.endsWith("/sbom-diff")
                || path.equals("/api/v1/references");
        return large ? DEFINITION : USUAL;
    }
}
