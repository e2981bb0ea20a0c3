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

/// Keeps the database's connections for what matters most. Telemetry gets a share of them and is turned away first:
/// SDKs keep batches and send them again. What people look at gets another share. Orders, among them all
/// that stop something or take it back, and reads of flags are never turned away here.
///
/// Runs after the caller was identified and the body was read, so that nobody holds a place by sending slowly.
/// Requests without a caller get no place: they read little, and take one for each query
/// ([DatabaseShares#read]).
@Component
@Order(Shedding.ORDER)
class Shedding extends OncePerRequestFilter {
    static final int ORDER = BodyLimits.ORDER + 10;
    private static final List<String> TELEMETRY =
            List.of("/sdk/v1/outcomes", "/sdk/v1/calls", "/sdk/v1/usage", "/sdk/v1/reconciliations");
    private static final List<String> NOT_LOOKS =
            List.of("/sdk/", "/ofrep/", "/flagd/", "/assets/", "/adapters/", "/health", "/metrics");

    private final DatabaseShares shares;
    private final Problems problems;

    Shedding(DatabaseShares shares, Problems problems) {
        this.shares = shares;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        RequestSender sender = RequestSender.of(request);
        String path = request.getServletPath();
        boolean telemetry = TELEMETRY.stream().anyMatch(path::startsWith);
        if (sender == null || !(telemetry || isLook(request.getMethod(), path))) {
            chain.doFilter(request, response);
            return;
        }
        try (DatabaseShares.Place place = telemetry ? shares.forTelemetry(sender.share()) : shares.forRead()) {
            if (place == null) {
                problems.send(request, response, DatabaseShares.overloaded());
            } else {
                chain.doFilter(request, response);
            }
        }
    }

    private static boolean isLook(String method, String path) {
        boolean read = method.equals("GET") || method.equals("HEAD");
        /* Streams of events stay open and hold no connection. */
        boolean stream = path.startsWith("/api/v1/rollouts/") && path.endsWith("/events");
        return read && !stream && NOT_LOOKS.stream().noneMatch(path::startsWith);
    }
}
