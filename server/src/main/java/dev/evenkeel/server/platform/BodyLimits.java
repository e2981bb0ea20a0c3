// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.platform;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Reads each request's body into memory, up to the limit of its path, before anything else looks at it.
/// A larger one is answered with 413, one whose type is a wildcard with 415. Forms of the console are
/// left to the web server, which limits them itself. Runs after the caller was identified, so that
/// strangers cannot fill the memory.
@Component
@Order(BodyLimits.ORDER)
class BodyLimits extends OncePerRequestFilter {
    static final int ORDER = 20;
    private static final int UNSUPPORTED = 415;
    private static final int USUAL = 1_000_000;
    private static final int OUTCOMES = 2_000_000;
    private static final int DEFINITION = 10_000_000;

    /// Paths that take their body as it comes, whatever its type: some programs call JSON a form.
    private static final List<String> FOR_PROGRAMS = List.of("/ofrep/", "/sdk/", "/flagd/", "/api/");

    private static final int CHUNK = 16_384;

    private final Problems problems;
    private final LongSupplier nanoTicker;
    private final long mostNanos;
    private final Limit time;
    private final Map<Integer, Limit> sizes;

    BodyLimits(
            Problems problems,
            LongSupplier nanoTicker,
            Limits limits,
            @Value("${evenkeel.body-seconds}") int mostSeconds) {
        this.problems = problems;
        this.nanoTicker = nanoTicker;
        this.mostNanos = TimeUnit.SECONDS.toNanos(mostSeconds);
        this.time = limits.of("body-seconds", mostSeconds);
        this.sizes = Map.of(
                USUAL, limits.of("body-bytes", USUAL),
                OUTCOMES, limits.of("batch-bytes", OUTCOMES),
                DEFINITION, limits.of("definition-bytes", DEFINITION));
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        long length = request.getContentLengthLong();
        String type = request.getContentType();
        boolean form = type != null && type.startsWith("application/x-www-form-urlencoded");
        boolean ofConsole = FOR_PROGRAMS.stream().noneMatch(request.getRequestURI()::startsWith);
        boolean bodiless = length == 0 || (length < 0 && request.getHeader("Transfer-Encoding") == null);
        return (form && ofConsole) || (bodiless && !isWild(type));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isWild(request.getContentType())) {
            problems.send(
                    request, response, HttpFault.of(UNSUPPORTED, request.getMethod(), request.getRequestURI(), ""));
            return;
        }
        int limit = limit(request.getRequestURI());
        if (request.getContentLengthLong() > limit) {
            refuse(request, response, limit);
            return;
        }
        byte[] body;
        try {
            body = read(request.getInputStream(), limit);
        } catch (SocketTimeoutException e) {
            time.refuse();
            request.setAttribute(JsonErrorValve.CLOSE, true);
            problems.send(request, response, tooSlow());
            return;
        }
        if (body.length > limit) {
            refuse(request, response, limit);
        } else {
            chain.doFilter(new BufferedRequest(request, body), response);
        }
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, int limit) throws IOException {
        Objects.requireNonNull(sizes.get(limit)).refuse();
        problems.send(request, response, tooLarge(limit, request.getRequestURI()));
    }

    /* One byte more than the limit, if there is one. */
    private byte[] read(InputStream from, int limit) throws IOException {
        long begun = nanoTicker.getAsLong();
        var body = new ByteArrayOutputStream();
        byte[] chunk = new byte[CHUNK];
        while (body.size() <= limit) {
            int length = from.read(chunk, 0, Math.min(CHUNK, limit + 1 - body.size()));
            if (length < 0) {
                break;
            }
            body.write(chunk, 0, length);
            if (nanoTicker.getAsLong() - begun > mostNanos) {
                throw new SocketTimeoutException("the body takes too long");
            }
        }
        return body.toByteArray();
    }

    private Problem tooSlow() {
        return Problem.of(
                ErrorCode.TOO_SLOW,
                "The body did not arrive within " + TimeUnit.NANOSECONDS.toSeconds(mostNanos) + " s. Nothing was done.",
                "Send less at once, or over a faster connection.");
    }

    private static boolean isWild(@Nullable String type) {
        return type != null && type.contains("*");
    }

    private static Problem tooLarge(int limit, String path) {
        return Problem.of(
                ErrorCode.TOO_LARGE,
                "The body is larger than " + limit + " bytes, the most that " + path + " takes.",
                "Send less at once.");
    }

    private static int limit(String path) {
        if (path.equals("/sdk/v1/outcomes") || path.equals("/sdk/v1/calls")) {
            return OUTCOMES;
        }
        boolean large = path.startsWith("/api/v1/environments/")
                || path.startsWith("/api/v1/alerts/")
                || path.equals("/api/v1/incidents/import")
                || path.equals("/api/v1/work-items")
                || path.equals("/api/v1/manifests")
                || path.equals("/api/v1/decision-records")
                || path.endsWith("/sbom-diff")
                || path.equals("/api/v1/references");
        return large ? DEFINITION : USUAL;
    }
}
