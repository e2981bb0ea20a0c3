// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.web;

import dev.evenkeel.server.foundation.limits.LimitRefusalCounter;
import dev.evenkeel.server.foundation.limits.LimitRegistry;
import dev.evenkeel.server.foundation.limits.RequestSender;
import dev.evenkeel.server.foundation.problems.HttpStatusProblems;
import dev.evenkeel.server.foundation.problems.Problem;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.problems.ProblemException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// The filter that reads each request body into memory, up to the limit of its path, before other code accesses
/// it, and converts the fields of console forms to parameters. Responds with 413 to a larger body, and with 415
/// to a wildcard content type. Runs after authentication, so that unauthenticated callers cannot fill the
/// memory, and before the request gets a place at the database.
@Component
@Order(RequestBodyBufferingFilter.ORDER)
class RequestBodyBufferingFilter extends OncePerRequestFilter {
    static final int ORDER = 20;
    private static final int UNSUPPORTED = 415;
    private static final String FORM = "application/x-www-form-urlencoded";

    /// Paths whose bodies are read whatever their content type, because some programs send JSON as a form.
    private static final List<String> FOR_PROGRAMS = List.of("/ofrep/", "/sdk/", "/flagd/", "/api/");

    private final ProblemWriter problems;
    private final RequestBodyReader reader;
    private final RequestBodyMemoryLimiter memory;
    private final Map<RequestBodySizeLimit, LimitRefusalCounter> limits = new EnumMap<>(RequestBodySizeLimit.class);

    RequestBodyBufferingFilter(
            ProblemWriter problems, RequestBodyReader reader, RequestBodyMemoryLimiter memory, LimitRegistry limits) {
        this.problems = problems;
        this.reader = reader;
        this.memory = memory;
        for (RequestBodySizeLimit size : RequestBodySizeLimit.values()) {
            this.limits.put(size, limits.register(size.metricName(), size.bytes()));
        }
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !RequestBodyReader.hasBody(request) && !hasWildcard(request.getContentType());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (hasWildcard(request.getContentType())) {
            problems.send(
                    request,
                    response,
                    HttpStatusProblems.toProblem(UNSUPPORTED, request.getMethod(), request.getRequestURI(), ""));
            return;
        }
        RequestSender sender = RequestSender.findByRequest(request);
        try (RequestBodyMemoryLimiter.MemoryClaim claim = memory.claim(sender == null ? "" : sender.senderId())) {
            HttpServletRequest read = readBody(request, response, claim);
            if (read != null) {
                chain.doFilter(read, response);
            }
        }
    }

    /* Null when the request was rejected. */
    private @Nullable HttpServletRequest readBody(
            HttpServletRequest request, HttpServletResponse response, RequestBodyMemoryLimiter.MemoryClaim claim)
            throws IOException {
        RequestBodySizeLimit size = sizeLimit(request);
        byte[] body = {};
        try {
            boolean fits = request.getContentLengthLong() <= size.bytes();
            if (fits) {
                body = reader.read(request, size.bytes(), claim);
                fits = body.length <= size.bytes();
            }
            if (!fits) {
                refuse(request, response, size);
                return null;
            }
        } catch (ProblemException e) {
            problems.sendAndClose(request, response, e.problem());
            return null;
        }
        BufferedRequestWrapper buffered = new BufferedRequestWrapper(request, body);
        if (!isForm(request)) {
            return buffered;
        }
        try {
            return FormRequestWrapper.of(buffered, body);
        } catch (IllegalArgumentException e) {
            problems.send(request, response, noForm(String.valueOf(e.getMessage())));
            return null;
        }
    }

    private static RequestBodySizeLimit sizeLimit(HttpServletRequest request) {
        if (RequestSender.findByRequest(request) == null) {
            return RequestBodySizeLimit.UNAUTHENTICATED;
        }
        return isForm(request) ? RequestBodySizeLimit.FORM : RequestBodySizeLimit.forPath(request.getServletPath());
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, RequestBodySizeLimit size)
            throws IOException {
        Objects.requireNonNull(limits.get(size)).recordRefusal();
        if (size != RequestBodySizeLimit.UNAUTHENTICATED) {
            reader.discard(request);
        }
        problems.send(request, response, tooLarge(size.bytes(), request.getRequestURI()));
    }

    private static boolean isForm(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null
                && type.toLowerCase(Locale.ROOT).startsWith(FORM)
                && FOR_PROGRAMS.stream().noneMatch(request.getServletPath()::startsWith);
    }

    private static boolean hasWildcard(@Nullable String type) {
        return type != null && type.contains("*");
    }

    private static Problem tooLarge(int limit, String path) {
        return Problem.of(
                ProblemCode.PAYLOAD_TOO_LARGE,
                "The request body is larger than " + limit + " bytes, the limit of " + path + ".",
                "Send smaller requests.");
    }

    private static Problem noForm(String why) {
        return Problem.of(
                ProblemCode.MALFORMED,
                why + " The request was not processed.",
                "Send at most 1,000 fields, encoded as application/x-www-form-urlencoded.");
    }
}
