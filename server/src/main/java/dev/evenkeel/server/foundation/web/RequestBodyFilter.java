// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.web;

import dev.evenkeel.server.foundation.limits.LimitMeter;
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

/// Reads each request's body into memory, up to the limit of its path, before anything else looks at it, and
/// makes parameters of the fields of the console's forms. A larger body is answered with 413, one whose type is
/// a wildcard with 415. Runs after the caller was identified, so that strangers cannot fill the memory, and
/// before the request gets a place at the database.
@Component
@Order(RequestBodyFilter.ORDER)
class RequestBodyFilter extends OncePerRequestFilter {
    static final int ORDER = 20;
    private static final int UNSUPPORTED = 415;
    private static final String FORM = "application/x-www-form-urlencoded";

    /// Paths that take their body as it comes, whatever its type: some programs call JSON a form.
    private static final List<String> FOR_PROGRAMS = List.of("/ofrep/", "/sdk/", "/flagd/", "/api/");

    private final ProblemWriter problems;
    private final RequestBodyReader reader;
    private final RequestBodyMemoryLimiter memory;
    private final Map<RequestBodySizeLimit, LimitMeter> limits = new EnumMap<>(RequestBodySizeLimit.class);

    RequestBodyFilter(
            ProblemWriter problems, RequestBodyReader reader, RequestBodyMemoryLimiter memory, LimitRegistry limits) {
        this.problems = problems;
        this.reader = reader;
        this.memory = memory;
        for (RequestBodySizeLimit size : RequestBodySizeLimit.values()) {
            this.limits.put(size, limits.of(size.limit(), size.bytes()));
        }
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !RequestBodyReader.hasBody(request) && !isWild(request.getContentType());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isWild(request.getContentType())) {
            problems.send(
                    request,
                    response,
                    HttpStatusProblems.of(UNSUPPORTED, request.getMethod(), request.getRequestURI(), ""));
            return;
        }
        RequestSender sender = RequestSender.of(request);
        try (RequestBodyMemoryLimiter.MemoryClaim claim = memory.claim(sender == null ? "" : sender.sender())) {
            HttpServletRequest read = read(request, response, claim);
            if (read != null) {
                chain.doFilter(read, response);
            }
        }
    }

    /* Null when the request was refused. */
    private @Nullable HttpServletRequest read(
            HttpServletRequest request, HttpServletResponse response, RequestBodyMemoryLimiter.MemoryClaim claim)
            throws IOException {
        RequestBodySizeLimit size = size(request);
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

    private static RequestBodySizeLimit size(HttpServletRequest request) {
        if (RequestSender.of(request) == null) {
            return RequestBodySizeLimit.UNAUTHENTICATED;
        }
        return isForm(request) ? RequestBodySizeLimit.FORM : RequestBodySizeLimit.of(request.getServletPath());
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, RequestBodySizeLimit size)
            throws IOException {
        Objects.requireNonNull(limits.get(size)).refuse();
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

    private static boolean isWild(@Nullable String type) {
        return type != null && type.contains("*");
    }

    private static Problem tooLarge(int limit, String path) {
        return Problem.of(
                ProblemCode.TOO_LARGE,
                "The body is larger than " + limit + " bytes, the most that " + path + " takes.",
                "Send less at once.");
    }

    private static Problem noForm(String why) {
        return Problem.of(
                ProblemCode.MALFORMED,
                why + " Nothing was done.",
                "Send at most 1,000 fields, encoded as a browser does.");
    }
}
