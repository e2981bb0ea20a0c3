// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.web;

import dev.evenkeel.server.foundation.limits.ConcurrencyPermit;
import dev.evenkeel.server.foundation.limits.DatabaseConcurrencyLimiter;
import dev.evenkeel.server.foundation.limits.RequestSender;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// The filter that sheds load by priority, to keep database connections for the most important requests.
/// Telemetry has a share of the connections and is rejected first, because SDKs buffer batches and retry.
/// Acknowledgements have a second share, reads by people and programs a third. Writes, including stops and
/// rollbacks, and reads of flags are never rejected here.
///
/// Runs after the caller was authenticated and the body was read, so that a slow sender holds no place.
/// Unauthenticated requests get no place here: they read little, and use their own share for each query
/// ([DatabaseConcurrencyLimiter#runQueryForUnknownCaller]).
@Component
@Order(LoadSheddingFilter.ORDER)
class LoadSheddingFilter extends OncePerRequestFilter {
    static final int ORDER = RequestBodyBufferingFilter.ORDER + 10;
    static final List<String> TELEMETRY_PATHS =
            List.of("/sdk/v1/outcomes", "/sdk/v1/calls", "/sdk/v1/usage", "/sdk/v1/reconciliations");
    private static final List<String> BATCH_PATHS = List.of("/sdk/v1/outcomes", "/sdk/v1/calls");
    /* A decoded batch takes up to 200 times the memory of its body. Larger ones are few at a time. */
    private static final int SMALL_BATCH_BYTES = 8_192;
    private static final List<String> ACKS = List.of("/sdk/v1/acks", "/sdk/v1/clients/");
    private static final List<String> NOT_LOOKS =
            List.of("/sdk/", "/ofrep/", "/flagd/", "/assets/", "/health", "/metrics");
    private static final String INTEGRATIONS = "/integrations/";

    private final DatabaseConcurrencyLimiter limiter;
    private final ProblemWriter problems;

    LoadSheddingFilter(DatabaseConcurrencyLimiter limiter, ProblemWriter problems) {
        this.limiter = limiter;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        RequestSender sender = RequestSender.findByRequest(request);
        Function<RequestSender, @Nullable ConcurrencyPermit> share =
                sender == null ? null : findPermitFunction(request);
        if (sender == null || share == null) {
            chain.doFilter(request, response);
            return;
        }
        try (ConcurrencyPermit permit = share.apply(sender)) {
            if (permit == null) {
                problems.send(request, response, DatabaseConcurrencyLimiter.overloadedProblem());
            } else {
                chain.doFilter(request, response);
            }
        }
    }

    /* Null for requests that are never rejected. */
    private @Nullable Function<RequestSender, @Nullable ConcurrencyPermit> findPermitFunction(
            HttpServletRequest request) {
        String path = request.getServletPath();
        if (BATCH_PATHS.contains(path) && isSmall(request)) {
            return limiter::tryAcquireForBatch;
        }
        if (TELEMETRY_PATHS.stream().anyMatch(path::startsWith)) {
            return limiter::tryAcquireForTelemetry;
        }
        if (ACKS.stream().anyMatch(path::startsWith)) {
            return limiter::tryAcquireForAcknowledgement;
        }
        return isRead(request.getMethod(), path) ? limiter::tryAcquireForRead : null;
    }

    private static boolean isSmall(HttpServletRequest request) {
        long length = request.getContentLengthLong();
        return length >= 0 && length <= SMALL_BATCH_BYTES;
    }

    private static boolean isRead(String method, String path) {
        boolean read = method.equals("GET") || method.equals("HEAD") || path.startsWith(INTEGRATIONS);
        /* Event streams stay open and hold no connection. */
        boolean stream = path.startsWith("/api/v1/rollouts/") && path.endsWith("/events");
        return read && !stream && NOT_LOOKS.stream().noneMatch(path::startsWith);
    }
}
