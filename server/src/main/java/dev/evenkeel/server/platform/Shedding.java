// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.platform;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Keeps the database's connections for what matters most. Telemetry gets a share of them and is turned away first:
/// SDKs keep batches and send them again. What people look at gets another share. Orders, among them all
/// that stop something or take it back, and reads of flags are never turned away here. Runs before the
/// caller is known, as that takes a connection too.
@Component
@Order(Shedding.ORDER)
class Shedding extends OncePerRequestFilter {
    static final int ORDER = 5;
    private static final int MOST_WAITING = 200;
    private static final Duration BATCHES_WAIT = Duration.ofSeconds(1);
    private static final Duration LOOKS_WAIT = Duration.ofSeconds(2);
    private static final List<String> TELEMETRY =
            List.of("/sdk/v1/outcomes", "/sdk/v1/calls", "/sdk/v1/usage", "/sdk/v1/reconciliations");
    private static final List<String> NOT_LOOKS =
            List.of("/sdk/", "/ofrep/", "/flagd/", "/assets/", "/adapters/", "/health", "/metrics");

    private final Lane telemetry;
    private final Lane looks;
    private final Problems problems;

    Shedding(
            Limits limits,
            Problems problems,
            @Value("${evenkeel.telemetry-at-once}") int telemetryAtOnce,
            @Value("${evenkeel.looks-at-once}") int looksAtOnce) {
        this.telemetry = new Lane(limits, "telemetry-at-once", telemetryAtOnce, MOST_WAITING, BATCHES_WAIT);
        this.looks = new Lane(limits, "looks-at-once", looksAtOnce, MOST_WAITING, LOOKS_WAIT);
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Lane lane = lane(request);
        if (lane == null) {
            chain.doFilter(request, response);
        } else if (entered(lane)) {
            try {
                chain.doFilter(request, response);
            } finally {
                lane.leave();
            }
        } else {
            problems.send(
                    request,
                    response,
                    Problem.of(
                            ErrorCode.OVERLOADED,
                            "The server has more of this to do than it can. Nothing was done.",
                            "Send it again in a second or so; the metric evenkeel_limit_refused tells how often that"
                                    + " happens."));
        }
    }

    private @Nullable Lane lane(HttpServletRequest request) {
        String path = request.getRequestURI();
        if (TELEMETRY.stream().anyMatch(path::startsWith)) {
            return telemetry;
        }
        boolean read = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        /* Streams of events stay open and hold no connection. */
        boolean stream = path.startsWith("/api/v1/rollouts/") && path.endsWith("/events");
        boolean look = read && !stream && NOT_LOOKS.stream().noneMatch(path::startsWith);
        return look ? looks : null;
    }

    private static boolean entered(Lane lane) {
        try {
            return lane.enter();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
