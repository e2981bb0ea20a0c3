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

/// Keeps the database's connections for what matters most. Telemetry gets a share of them and is turned away
/// first: SDKs keep batches and send them again. Acknowledgements get another share, and what people and
/// programs look at a third. Orders, among them all that stop something or take it back, and reads of flags are
/// never turned away here.
///
/// Runs after the caller was identified and the body was read, so that nobody holds a place by sending slowly.
/// Requests without a caller get no place here: they read little, and take one of their own share for each
/// query ([DatabaseConcurrencyLimiter#queryForUnknown]).
@Component
@Order(LoadSheddingFilter.ORDER)
class LoadSheddingFilter extends OncePerRequestFilter {
    static final int ORDER = RequestBodyFilter.ORDER + 10;
    static final List<String> TELEMETRY =
            List.of("/sdk/v1/outcomes", "/sdk/v1/calls", "/sdk/v1/usage", "/sdk/v1/reconciliations");
    private static final List<String> ACKS = List.of("/sdk/v1/acks", "/sdk/v1/clients/");
    private static final List<String> NOT_LOOKS =
            List.of("/sdk/", "/ofrep/", "/flagd/", "/assets/", "/health", "/metrics");
    private static final String ADAPTERS = "/adapters/";

    private final DatabaseConcurrencyLimiter shares;
    private final ProblemWriter problems;

    LoadSheddingFilter(DatabaseConcurrencyLimiter shares, ProblemWriter problems) {
        this.shares = shares;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        RequestSender sender = RequestSender.of(request);
        Function<RequestSender, @Nullable ConcurrencyPermit> share = sender == null ? null : share(request);
        if (sender == null || share == null) {
            chain.doFilter(request, response);
            return;
        }
        try (ConcurrencyPermit place = share.apply(sender)) {
            if (place == null) {
                problems.send(request, response, DatabaseConcurrencyLimiter.overloaded());
            } else {
                chain.doFilter(request, response);
            }
        }
    }

    /* Null for what is never turned away. */
    private @Nullable Function<RequestSender, @Nullable ConcurrencyPermit> share(HttpServletRequest request) {
        String path = request.getServletPath();
        if (TELEMETRY.stream().anyMatch(path::startsWith)) {
            return shares::forTelemetry;
        }
        if (ACKS.stream().anyMatch(path::startsWith)) {
            return shares::forAck;
        }
        return isLook(request.getMethod(), path) ? shares::forRead : null;
    }

    private static boolean isLook(String method, String path) {
        boolean read = method.equals("GET") || method.equals("HEAD") || path.startsWith(ADAPTERS);
        /* Streams of events stay open and hold no connection. */
        boolean stream = path.startsWith("/api/v1/rollouts/") && path.endsWith("/events");
        return read && !stream && NOT_LOOKS.stream().noneMatch(path::startsWith);
    }
}
