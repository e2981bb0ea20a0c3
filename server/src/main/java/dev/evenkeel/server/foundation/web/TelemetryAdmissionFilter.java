// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.web;

import dev.evenkeel.server.foundation.limits.DatabaseConcurrencyLimiter;
import dev.evenkeel.server.foundation.limits.LimitRefusalCounter;
import dev.evenkeel.server.foundation.limits.LimitRegistry;
import dev.evenkeel.server.foundation.limits.RequestSender;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// The filter that rejects telemetry of an SDK key before its body is read, while the key has reached its limit
/// of requests waiting for the database ([DatabaseConcurrencyLimiter]). [LoadSheddingFilter] would reject it
/// after that.
///
/// Delays the response by about half a second, so that senders that ignore `Retry-After` and retry at once do
/// not use up the CPU that accepted batches need. Meanwhile, a rejected request holds a virtual thread and no
/// memory for its body.
@Component
@Order(TelemetryAdmissionFilter.ORDER)
class TelemetryAdmissionFilter extends OncePerRequestFilter {
    static final int ORDER = RequestBodyBufferingFilter.ORDER - 5;
    private static final int MOST_DELAYED = 2_000;
    private static final int LEAST_MILLIS = 250;
    private static final int MOST_MILLIS = 750;

    private final DatabaseConcurrencyLimiter limiter;
    private final ProblemWriter problems;
    private final LimitRefusalCounter limit;
    private final Semaphore delays = new Semaphore(MOST_DELAYED);

    TelemetryAdmissionFilter(DatabaseConcurrencyLimiter limiter, ProblemWriter problems, LimitRegistry limits) {
        this.limiter = limiter;
        this.problems = problems;
        this.limit = limits.register("key-telemetry-queued", DatabaseConcurrencyLimiter.MAX_WAITING_PER_KEY);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return LoadSheddingFilter.TELEMETRY_PATHS.stream().noneMatch(request.getServletPath()::startsWith);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        RequestSender sender = RequestSender.findByRequest(request);
        if (sender == null || !limiter.isTelemetryFull(sender)) {
            chain.doFilter(request, response);
            return;
        }
        limit.recordRefusal();
        delay();
        problems.send(request, response, DatabaseConcurrencyLimiter.overloadedProblem());
    }

    private void delay() {
        if (!delays.tryAcquire()) {
            return;
        }
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(LEAST_MILLIS, MOST_MILLIS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            delays.release();
        }
    }
}
